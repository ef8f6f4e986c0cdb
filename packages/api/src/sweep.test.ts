import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openServices, type Services } from "./services.ts";
import { step, sweep } from "./sweep.ts";
import { holders, resident, residentOf, single } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseOne, type Settlement } from "./testing/settlement.ts";

let house: House;
let here: Settlement;
let services: Services;
let committeeId: string;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  here = await raiseOne(house);
  services = await openServices({ databaseUrl: house.base.serverUrl, demo: false, clockMayBeAhead: true });
  committeeId = (await services.community(house.slug))?.committeeId ?? "";
  const as = (name: string) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
  const { contestId } = await as(resident).contests.file({
    ...{ key: newKey(), asks: "correct", about: "door", wrong: "门牌号写错了。", wanted: "", lang: "zh-CN" },
  });
  const answer = { contestId, status: "refused", answer: "名册上写的是对的。" } as const;
  await as(single.secretary).contests.answer({ key: newKey(), ...answer });
  // Begun with a title, and never read over: no version was made of it.
  await as(resident).drafts.begin({ key: newKey(), title: "只写了一个题目", lang: "zh-CN" });
}, 180_000);
afterAll(async () => {
  await services.close();
  await house.close();
});

const count = async (statement: string, ...values: readonly unknown[]) =>
  (
    await house.base.owner.query<{ count: number }>(`select count(*)::int as count from ${statement}`, [
      ...values,
    ])
  ).rows[0]?.count ?? 0;
const neighbour = () => residentOf(house, "乙六");

describe("what has served its time", () => {
  const left = () => residentOf(house, holders.left);

  test("stays as long as its time runs", async () => {
    const swept = await sweep(services);
    expect({ ...swept, sessions: 0 }).toEqual({
      ...{ readings: 0, sessions: 0, slips: 0, sightings: 0 },
      ...{ leftResidents: 0, idleDrafts: 0, contestWords: 0 },
    });
    expect(await count("facts where kind = 'retention.swept'")).toBe(0);
  });

  test("goes in small steps, also when two sweep at once, and what is bound in an archive stays", async () => {
    expect(await count("roll_imports where applied_at is null")).toBeGreaterThan(0);
    expect(await count("owner_imports where applied_at is null")).toBeGreaterThan(0);
    await house.base.owner.query(
      "insert into auth.throttles values ('sign-in:somebody', 1, 1), ('sign-in:other', 1, 9999999999999)",
    );
    await house.moveDays(26 * 31);
    const drafts = await count(
      "proposal_versions v join proposals p using (committee_id, proposal_id) where p.opened_at is null and v.title is not null",
    );
    expect(drafts).toBeGreaterThan(0);
    expect(await count("drafts where title = '只写了一个题目'")).toBe(1);
    expect(await count("file_bytes where file_id = $1", here.things.draftFile)).toBe(2);
    const supported = await count(
      "proposal_versions where title is not null and proposal_id = $1",
      here.things.supported,
    );
    // One who left has a seat in a vote that was never counted: it binds them.
    const bound = await count(
      "seat_holders h join motions m using (committee_id, motion_id) where h.resident_id = $1 and m.counted_at is null",
      left(),
    );
    await Promise.all([sweep(services, 2), sweep(services, 2)]);
    await sweep(services, 2);
    expect(await count("sightings where at < yishi_now() - interval '24 months'")).toBe(0);
    expect(await count("roll_imports where applied_at is null")).toBe(0);
    expect(await count("owner_imports where applied_at is null")).toBe(0);
    expect(
      await count(
        "proposal_versions v join proposals p using (committee_id, proposal_id) where p.opened_at is null and v.title is not null",
      ),
    ).toBe(0);
    expect(await count("drafts")).toBe(0);
    expect(await count("file_bytes where file_id = $1", here.things.draftFile)).toBe(0);
    expect(await count("file_bytes where file_id = $1", here.things.file)).toBe(2);
    expect(await count("contests where status in ('accepted', 'refused') and wrong is not null")).toBe(0);
    expect(await count("contests where status = 'open' and wrong is null")).toBe(0);
    expect(
      await count("proposal_versions where title is not null and proposal_id = $1", here.things.supported),
    ).toBe(supported);
    expect(await count("residents where resident_id = $1 and name is not null", left())).toBe(
      bound > 0 ? 1 : 0,
    );
    expect(await count("residents where left_on is null and name is null")).toBe(0);
    expect(await count("auth.throttles where key like 'sign-in:%'")).toBe(1);
    const { rows } = await house.base.owner.query<{ body: object }>(
      "select body from facts where kind = 'retention.swept'",
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { body } of rows) expect(Object.keys(body).sort()).toEqual(["count", "what"]);
  });

  test("whoever left is forgotten once nothing binds them: name and birthday, in the history of the roll too", async () => {
    await house.base.owner.query(
      `with them as (update residents set left_on = left_on where resident_id = $1 returning resident_id)
       update members set left_at = left_at from them where members.resident_id = them.resident_id`,
      [neighbour()],
    );
    await house.base.owner.query("update residents set left_on = joined_on where resident_id = $1", [
      neighbour(),
    ]);
    // The number of a paper can hold a name, whatever the line is of.
    const { rowCount } = await house.base.owner.query(
      `insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, on_day, reference, at, fact_id)
       select committee_id, gen_random_uuid(), 'movedAway', resident_id, household_id, on_day, '乙某的迁出证明', at, fact_id
       from roll_entries where resident_id = $1 limit 1`,
      [neighbour()],
    );
    expect(rowCount).toBe(1);
    await house.base.db.transaction(committeeId, (tx) => step(tx, "leftResidents", 100));
    // Seats in a vote that was not counted yet bind: this one stays, and is told so on their page.
    expect(await count("residents where resident_id = $1 and name is not null", neighbour())).toBe(1);
    expect(await count("roll_entries where resident_id = $1 and reference is not null", neighbour())).toBe(1);
    await house.base.owner.query(`alter table seat_holders disable trigger no_change`);
    await house.base.owner.query("delete from seat_holders where resident_id = $1", [neighbour()]);
    await house.base.owner.query("alter table seat_holders enable trigger no_change");
    await house.base.db.transaction(committeeId, (tx) => step(tx, "leftResidents", 100));
    expect(
      await count("residents where resident_id = $1 and name is null and born is null", neighbour()),
    ).toBe(1);
    expect(await count("members where resident_id = $1 and name <> '—'", neighbour())).toBe(0);
    expect(await count("roll_entries where resident_id = $1 and reference is not null", neighbour())).toBe(0);
    expect(await count("roll_entries where resident_id = $1", neighbour())).toBeGreaterThan(1);
  });

  test("whoever is killed in the middle of a step leaves nothing half done", async () => {
    const before = await count("facts where kind = 'retention.swept'");
    await house.base.owner.query(
      `insert into sightings select r.committee_id, gen_random_uuid(), r.resident_id, m.member_id, 'chair', 'found', '2026-01-01'
       from residents r join members m using (committee_id) where r.committee_id = $1 limit 3`,
      [committeeId],
    );
    const old = await count("sightings where at < '2026-02-01'");
    expect(old).toBeGreaterThan(0);
    await expect(
      house.base.db.transaction(committeeId, async (tx) => {
        await step(tx, "sightings", 100);
        await house.base.owner.query("select pg_terminate_backend($1)", [
          (await tx.raw.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid,
        ]);
        await tx.raw.query("select 1");
      }),
    ).rejects.toThrow();
    expect(await count("sightings where at < '2026-02-01'")).toBe(old);
    expect(await count("facts where kind = 'retention.swept'")).toBe(before);
    expect((await sweep(services)).sightings).toBe(old);
  });
});
