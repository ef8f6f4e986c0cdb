import { openDoor, type Door } from "@yishi/api/door";
import { personas } from "@yishi/api/personas";
import { testDatabase, type TestDatabase } from "@yishi/api/testing/database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellStory } from "./story.ts";

let base: TestDatabase;
let door: Door;
beforeAll(async () => {
  base = await testDatabase();
  await base.db.close();
  const began = Date.now();
  let last = began;
  const times = new Map<string, number>();
  let line = "";
  await tellStory({
    ...base,
    report: (l) => {
      times.set(line, (times.get(line) ?? 0) + Date.now() - last);
      last = Date.now();
      line = l;
    },
  });
  console.log(Date.now() - began, [...times].sort((a, b) => b[1] - a[1]).slice(0, 12));
  // As the server does: a clock that was left ahead or behind would be refused here.
  door = await openDoor({ databaseUrl: base.serverUrl, demo: true });
}, 120_000);
afterAll(async () => {
  await door.close();
  await base.owner.end();
});

test("all", async () => {
  expect(personas.length).toBe(14);
  const stranger = door.caller({ sessionToken: null, slug: "ganghuali" });
  const list = await stranger.proposals.list({});
  console.log(
    list.proposals.map(
      (p) => `${p.year}-${p.number} ${p.title} ${p.stage} ${p.cosponsors}/${p.cosponsorsNeeded}`,
    ),
  );
});
