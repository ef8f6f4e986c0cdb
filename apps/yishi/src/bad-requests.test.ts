import { newKey } from "@yishi/api/testing/house";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draft, serveHouse, type Asking, type Served } from "./testing/served.ts";

// What nobody should send, over the network, to the server as operators start it.

let served: Served;
beforeAll(async () => {
  served = await serveHouse("甲零", "甲一");
}, 120_000);
afterAll(() => served.stop());

const ask = (asking: Asking) => served.ask(asking);
const ours = () => ({ origin: served.origin });
const cookie = (name = "甲零") => ({ cookie: `yishi=${served.house.token(name)}` });
const json = { "content-type": "application/json" };

/** Writes a draft over the network, with whatever is wrong about it. */
function write(wrong: Omit<Asking, "path"> & { readonly path?: string } = {}) {
  return ask({
    method: "POST",
    path: "/ceshili/trpc/proposals.write",
    body: JSON.stringify(draft()),
    ...wrong,
    headers: wrong.headers ?? { ...ours(), ...json, ...cookie() },
  });
}

test("a form that is right is taken: what follows is refused for what is wrong with it", async () => {
  const before = await served.drafts();
  expect((await write()).status).toBe(200);
  expect(await served.drafts()).toBe(before + 1);
});

describe("refused, in plain words, and no row is changed", () => {
  const deep = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
  const withTitle = (title: string) => JSON.stringify(draft()).replace('"楼道不堆杂物"', title);
  const cases: readonly (readonly [string, number, () => ReturnType<typeof ask>])[] = [
    ["brackets ten thousand deep", 400, () => write({ body: withTitle(deep("[", "]")) })],
    [
      "objects ten thousand deep under a key that no form has",
      400,
      () => write({ body: withTitle(`"楼道不堆杂物","a":${deep('{"a":', "}")}`) }),
    ],
    ["ten megabytes", 413, () => write({ body: withTitle(`"${"x".repeat(10_000_000)}"`) })],
    ["no JSON", 400, () => write({ body: "{title:" })],
    ["nothing", 400, () => write({ body: "" })],
    ["NaN", 400, () => write({ body: withTitle("NaN") })],
    ["half a character, written out", 400, () => write({ body: withTitle('"\\ud800楼道不堆"') })],
    ["NUL, written out", 400, () => write({ body: withTitle('"楼道不堆\\u0000"') })],
    [
      "bytes that are no UTF-8",
      400,
      () =>
        write({
          body: Buffer.concat([
            Buffer.from(JSON.stringify(draft()).slice(0, -1)),
            Buffer.from(',"x":"'),
            Buffer.from([0xff, 0xfe]),
            Buffer.from('"}'),
          ]),
        }),
    ],
    [
      "a prototype",
      400,
      () => write({ body: `{"__proto__":{"role":"chair"},${JSON.stringify(draft()).slice(1)}` }),
    ],
    [
      "a constructor",
      400,
      () => write({ body: `{"constructor":{"prototype":{}},${JSON.stringify(draft()).slice(1)}` }),
    ],
    ["a role", 400, () => write({ body: JSON.stringify({ ...draft(), role: "chair" }) })],
    ["another community", 400, () => write({ body: JSON.stringify({ ...draft(), committeeId: newKey() }) })],
    [
      "a batch of five hundred",
      400,
      () =>
        write({
          path: `/ceshili/trpc/${new Array(500).fill("proposals.write").join(",")}?batch=1`,
          body: JSON.stringify(
            Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index, { title: "楼道" }])),
          ),
        }),
    ],
    [
      "the same twice in one batch",
      400,
      () =>
        write({
          path: "/ceshili/trpc/proposals.write,proposals.write?batch=1",
          body: JSON.stringify({ 0: draft(), 1: draft() }),
        }),
    ],
    [
      "a change by GET",
      405,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.write?input=${encodeURIComponent(JSON.stringify(draft()))}`,
          headers: cookie(),
        }),
    ],
    ["a change by PUT", 405, () => write({ method: "PUT" })],
    [
      "JSON that says it is text",
      415,
      () => write({ headers: { ...ours(), ...cookie(), "content-type": "text/plain" } }),
    ],
    ["JSON that does not say what it is", 415, () => write({ headers: { ...ours(), ...cookie() } })],
    [
      "from a foreign site",
      403,
      () => write({ headers: { ...json, ...cookie(), origin: "https://evil.cn" } }),
    ],
    ["from nowhere", 403, () => write({ headers: { ...json, ...cookie(), origin: "null" } })],
    ["without saying from where", 403, () => write({ headers: { ...json, ...cookie() } })],
    [
      "across sites",
      403,
      () => write({ headers: { ...json, ...cookie(), ...ours(), "sec-fetch-site": "cross-site" } }),
    ],
    [
      "from a neighbouring site",
      403,
      () => write({ headers: { ...json, ...cookie(), ...ours(), "sec-fetch-site": "same-site" } }),
    ],
    [
      "to a host that is not ours",
      421,
      () => write({ headers: { ...ours(), ...json, ...cookie(), host: "evil.cn" } }),
    ],
    [
      "with a truncated session",
      401,
      () => write({ headers: { ...ours(), ...json, cookie: cookie().cookie.slice(0, -1) } }),
    ],
    [
      "with NUL for a session",
      401,
      () =>
        write({ headers: { ...ours(), ...json, cookie: `yishi=${"%00".repeat(24)}.${"%00".repeat(32)}` } }),
    ],
    [
      "with a bad session before a good one",
      401,
      () =>
        write({ headers: { ...ours(), ...json, cookie: `yishi=x; yishi=${served.house.token("甲零")}` } }),
    ],
    ["without a session", 401, () => write({ headers: { ...ours(), ...json } })],
    ["without a community", 404, () => write({ path: "/trpc/proposals.write" })],
    ["in a community that is none", 404, () => write({ path: "/zheli'--/trpc/proposals.write" })],
    ["in a community of NUL", 404, () => write({ path: "/%00/trpc/proposals.write" })],
    ["for a procedure that is none", 404, () => write({ path: "/ceshili/trpc/proposals.__proto__" })],
    ["with an address that is no address", 400, () => ask({ path: "/ceshili/%ff%zz" })],
    [
      "a number as words",
      400,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.byNumber?input=${encodeURIComponent('{"year":"2026","number":1}')}`,
        }),
    ],
    [
      "a number beyond all numbers",
      400,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.byNumber?input=${encodeURIComponent('{"year":2026,"number":1e308}')}`,
        }),
    ],
    [
      "one more than numbers can tell apart",
      400,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.byNumber?input=${encodeURIComponent('{"year":2026,"number":9007199254740993}')}`,
        }),
    ],
    [
      "an order that no list has",
      400,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.list?input=${encodeURIComponent('{"sort":"(select pg_sleep(5))"}')}`,
        }),
    ],
    [
      "a filter on passwords",
      400,
      () =>
        ask({
          path: `/ceshili/trpc/proposals.list?input=${encodeURIComponent('{"filter":{"passwordHash":"a"}}')}`,
        }),
    ],
  ];

  test.each(cases)("%s: %i", async (_, status, act) => {
    const before = await served.rows();
    const begun = performance.now();
    const answer = await act();
    expect(answer.status, answer.text.slice(0, 300)).toBe(status);
    expect(answer.text).not.toMatch(/node_modules|at \w+ \(|select |postgres/i);
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect(await served.rows()).toBe(before);
  });
});

describe("taken, as what it is", () => {
  test("where a key comes twice, the last one is meant", async () => {
    const body = JSON.stringify(draft()).replace("{", '{"title":"第一个题目",');
    expect((await write({ body })).status).toBe(200);
    const titles = await served.house.base.owner.query(
      "select title from proposal_versions order by written_at desc limit 1",
    );
    expect(titles.rows).toEqual([{ title: "楼道不堆杂物" }]);
  });

  test("an address that is claimed in a header changes nothing", async () => {
    const forged = {
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.cn",
      "x-forwarded-proto": "https",
    };
    const { status, text } = await ask({ path: "/ceshili", headers: { ...forged, ...cookie() } });
    expect(status).toBe(200);
    expect(text).not.toContain("evil.cn");
  });

  test("one form a hundred times at once is one draft, answered alike", async () => {
    const before = await served.drafts();
    const body = JSON.stringify(draft());
    const answers = await Promise.all(Array.from({ length: 100 }, () => write({ body })));
    const told = answers.map(({ status, text }): unknown => [status, JSON.parse(text)]);
    expect(told).toEqual(told.map(() => told[0]));
    expect(answers[0]?.status).toBe(200);
    expect(await served.drafts()).toBe(before + 1);
  });
});

test("whoever was shut out is out with their next request", async () => {
  expect((await write({ headers: { ...ours(), ...json, ...cookie("甲一") } })).status).toBe(200);
  await served.house.base.owner.query(
    "update auth.accounts set disabled_at = yishi_now() where name = 'ceshili-甲一'",
  );
  expect((await write({ headers: { ...ours(), ...json, ...cookie("甲一") } })).status).toBe(401);
});

test("through all of it the server met no defect, and its log holds nothing that was sent", () => {
  expect(served.log()).not.toMatch(/"level":"defect"|defect before the pages|TypeError|楼道/);
});
