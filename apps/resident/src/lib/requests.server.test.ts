import { expect, test } from "vitest";
import { notLetIn } from "./requests.server.ts";

const ours = "https://yishi.example";
const form = "application/x-www-form-urlencoded";

function ask(method: string, headers: Record<string, string>, { json = false, origin = ours } = {}) {
  const url = new URL(origin);
  return notLetIn(new Request(url, { method, headers }), { url, origin: ours, json });
}

test("reading is let in from anywhere", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"])
    expect(ask(method, { "sec-fetch-site": "cross-site" })).toBeNull();
});

test("a form of our own page is let in", () => {
  expect(ask("POST", { "sec-fetch-site": "same-origin", "content-type": form })).toBeNull();
  expect(ask("POST", { origin: ours, "content-type": `${form}; charset=utf-8` })).toBeNull();
  expect(ask("POST", { origin: ours, "content-type": "multipart/form-data; boundary=x" })).toBeNull();
});

test("a form of another site is refused, whatever else it says", () => {
  const others: readonly Record<string, string>[] = [
    { "sec-fetch-site": "cross-site", origin: ours },
    { "sec-fetch-site": "same-site", origin: ours },
    { "sec-fetch-site": "none" },
    { origin: "https://evil.example" },
    { origin: "null" },
    {},
  ];
  for (const from of others) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
      expect(ask(method, { ...from, "content-type": form })).toEqual({ status: 403, words: "foreign" });
  }
});

test("on loopback the address one typed is our origin, elsewhere only the declared one", () => {
  const typed = { origin: "http://127.0.0.1:3000", "content-type": form };
  expect(ask("POST", typed, { origin: "http://127.0.0.1:3000" })).toBeNull();
  const rebound = { origin: "http://evil.example", "content-type": form };
  expect(ask("POST", rebound, { origin: "http://evil.example" })).toEqual({ status: 403, words: "foreign" });
});

test("JSON is let in where an API answers and nowhere else, plain text nowhere", () => {
  const json = { origin: ours, "content-type": "application/json" };
  expect(ask("POST", json, { json: true })).toBeNull();
  expect(ask("POST", json)).toEqual({ status: 415, words: "contentType" });
  const refused = { status: 415, words: "contentType" };
  expect(ask("POST", { origin: ours, "content-type": "text/plain" }, { json: true })).toEqual(refused);
  expect(ask("POST", { origin: ours }, { json: true })).toEqual(refused);
});
