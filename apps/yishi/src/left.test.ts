import { newKey } from "@yishi/api/testing/house";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveHouse, type Served } from "./testing/served.ts";

// Whoever leaves is nobody here from the very next request on, over HTTP, with the cookie they had.

let served: Served;
beforeAll(async () => {
  served = await serveHouse("甲零", "甲一");
  // The posts of a desk sleep in a session from before the working day: everybody has signed in just now.
  await served.house.base.owner.query("update auth.sessions set created_at = yishi_now()");
}, 120_000);
afterAll(() => served.stop());

const ask = (name: string) =>
  served.ask({
    path: "/ceshili/trpc/drafts.mine",
    headers: { cookie: `yishi=${served.house.token(name)}` },
  });
const leave = async (name: string) => {
  const residentId = served.house.roll.find((one) => one.name === name)?.residentId ?? "";
  await served.house.registrar.roll.leave({
    ...{ key: newKey(), residentId, why: "movedAway", on: await served.house.today(), reference: "迁出证明" },
  });
};

test("who left has no access on the very next request; who stays keeps it, and before it both had it", async () => {
  expect([(await ask("甲零")).status, (await ask("甲一")).status]).toEqual([200, 200]);
  await leave("甲一");
  const gone = await ask("甲一");
  expect(gone.status).toBe(403);
  expect(gone.text).toContain("not-a-member");
  // The session itself still lives: it is the membership that is gone, and nobody else's.
  expect((await ask("甲零")).status).toBe(200);
});

test("pages for members are closed to them as well, and what anyone may read stays open", async () => {
  const headers = (name: string) => ({ cookie: `yishi=${served.house.token(name)}`, accept: "text/html" });
  expect((await served.ask({ path: "/ceshili/me", headers: headers("甲一") })).status).toBe(403);
  expect((await served.ask({ path: "/ceshili/me", headers: headers("甲零") })).status).toBe(200);
  expect((await served.ask({ path: "/ceshili/posts", headers: headers("甲一") })).status).toBe(200);
});
