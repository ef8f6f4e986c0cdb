import { describe, expect, test } from "vitest";
import { rememberPages } from "./remembered.server.ts";

const shared = { "cache-control": "public, max-age=0, must-revalidate", etag: '"1"' };

/** Makes pages, each another one, and counts them. */
function maker(init: ResponseInit = { headers: shared }) {
  const made = { count: 0 };
  const make = async () => {
    made.count += 1;
    return new Response(`page ${made.count}`, init);
  };
  return { made, make };
}

async function textsOf(answers: readonly Promise<Response>[]): Promise<readonly string[]> {
  return Promise.all(answers.map(async (answer) => (await answer).text()));
}

describe("a page that may be shared", () => {
  test("is made once for all who ask at the same time, and within a second", async () => {
    const page = rememberPages();
    const { made, make } = maker();
    expect(await textsOf([page("/a", make), page("/a", make)])).toEqual(["page 1", "page 1"]);
    expect(await textsOf([page("/a", make)])).toEqual(["page 1"]);
    expect(made.count).toBe(1);
  });

  test("keeps its headers, and is made anew after a second", async () => {
    let now = 0;
    const page = rememberPages(() => now);
    const { make } = maker();
    await page("/a", make);
    now = 999;
    expect((await page("/a", make)).headers.get("etag")).toBe('"1"');
    now = 1_000;
    expect(await textsOf([page("/a", make)])).toEqual(["page 2"]);
  });

  test("is another one under another key", async () => {
    const page = rememberPages();
    const { make } = maker();
    expect(await textsOf([page("/a", make), page("/b", make)])).toEqual(["page 1", "page 2"]);
  });

  test("gives room when too many are kept", async () => {
    const page = rememberPages();
    const { made, make } = maker();
    for (let number = 0; number < 501; number += 1) await page(`/${number}`, make);
    await page("/500", make);
    expect(made.count).toBe(501);
    await page("/0", make);
    expect(made.count).toBe(502);
  });
});

describe("what is somebody's own is never kept", () => {
  test.each([
    ["a private answer", { headers: { "cache-control": "private, no-store" } }],
    ["one that says nothing", {}],
    ["one that is not found", { status: 404, headers: shared }],
    ["one that sets a cookie", { headers: { ...shared, "set-cookie": "a=b" } }],
  ])("%s", async (_, init) => {
    const page = rememberPages();
    const { make } = maker(init);
    const texts = await textsOf([page("/a", make), page("/a", make)]);
    expect(new Set(texts)).toEqual(new Set(["page 1", "page 2"]));
    expect(await textsOf([page("/a", make)])).toEqual(["page 3"]);
  });

  test("a page that could not be made is tried again by whoever asks next", async () => {
    const page = rememberPages();
    const { make } = maker();
    await expect(page("/a", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(await textsOf([page("/a", make)])).toEqual(["page 1"]);
  });
});
