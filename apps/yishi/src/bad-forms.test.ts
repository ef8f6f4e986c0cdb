import { newKey } from "@yishi/api/testing/house";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draft, serveHouse, type Asking, type Served } from "./testing/served.ts";

// Forms that nobody should send, to the pages as they are served.

let served: Served;
beforeAll(async () => {
  served = await serveHouse("甲零");
}, 120_000);
afterAll(() => served.stop());

const ask = (asking: Asking) => served.ask(asking);
const ours = () => ({ origin: served.origin });
const cookie = (name = "甲零") => ({ cookie: `yishi=${served.house.token(name)}` });
const json = { "content-type": "application/json" };

const form = { "content-type": "application/x-www-form-urlencoded" };
const page = "/ceshili/proposals/new";
const fields = (changes: Readonly<Record<string, string>> = {}) => {
  const { authorNamed: _named, ...words } = draft();
  return new URLSearchParams({ ...words, named: "yes", ...changes }).toString();
};
const submit = (body: string, headers = {}) =>
  ask({
    method: "POST",
    path: page,
    body,
    headers: { ...ours(), ...form, ...cookie(), accept: "text/html", ...headers },
  });

test("markup in a title is shown as the words it is", async () => {
  const title = `<script>alert(1)</script><img src=x onerror=alert(2)>`;
  const { status, location } = await submit(fields({ title }));
  expect(status).toBe(303);
  const { text } = await ask({ path: location, headers: cookie() });
  expect(text).toContain("&lt;script");
  expect(text).not.toMatch(/<script>alert|<img src=x/);
});

test("back and once more: the same form again leads to the same draft", async () => {
  const before = await served.drafts();
  const body = fields();
  const [first, again] = [await submit(body), await submit(body)];
  expect([first.status, again.status]).toEqual([303, 303]);
  expect(again.location).toBe(first.location);
  expect(await served.drafts()).toBe(before + 1);
});

test.each([
  ["another form under the same key", 422],
  ["half a title", 400],
  ["no key", 400],
  ["from a foreign site", 403],
  ["JSON", 415],
  ["65 kB", 413],
])("%s: %i, and no row is changed", async (what, status) => {
  const key = newKey();
  if (status === 422) await submit(fields({ key }));
  const before = await served.rows();
  const answer = {
    422: () => submit(fields({ key, title: "另外一个题目" })),
    400: () => submit(fields(what === "no key" ? { key: "" } : { title: "半" })),
    403: () => submit(fields(), { origin: "https://evil.cn" }),
    415: () => submit(JSON.stringify(draft()), json),
    413: () => submit(fields({ problem: "x".repeat(65 * 1024) })),
  }[status];
  expect((await answer?.())?.status).toBe(status);
  expect(await served.rows()).toBe(before);
});

test("a list is asked for an order and a filter that it does not have", async () => {
  for (const search of [
    "sort=(select+pg_sleep(5))",
    "state=passwordHash",
    "state='+or+1=1--",
    "state=__proto__",
    "state=constructor",
    "size=%00",
  ]) {
    const begun = performance.now();
    const { status } = await ask({ path: `/ceshili/proposals?${search}` });
    expect([search, status]).toEqual([search, 200]);
    expect(performance.now() - begun).toBeLessThan(4_000);
  }
  for (const path of [
    "/ceshili/proposals/2026-1'--",
    "/ceshili/proposals/0-0",
    "/ceshili/proposals/2026-99999999999999999999",
    "/ceshili/proposals?after=x",
  ])
    expect([path, (await ask({ path, headers: cookie() })).status]).toEqual([path, 404]);
});
