import { handsOutcome, type Hands } from "@yishi/domain/meetings/vote";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "./ids.ts";
import { countHands } from "./meetings/hands.ts";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

// What the domain decides of a show of hands and what the database's function does is the same, over every combination.
// Rows are written by the owner's hand, past every rule but the one that is looked at.

const committeeId = newId();
const now = new Date("2026-08-14T11:10:00Z");
const soon = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const residents = [newId(), newId(), newId(), newId()];
const counters = [newId(), newId(), newId()] as const;
let base: TestDatabase;
let householdId: string;
let factId: string;

const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
  const whole = { committee_id: committeeId, ...row };
  const columns = Object.keys(whole);
  await base.owner.query(
    `insert into ${table} (${columns.join(", ")}) values (${columns.map((_, at) => `$${at + 1}`).join(", ")})`,
    Object.values(whole),
  );
};

beforeAll(async () => {
  base = await testDatabase();
  const stands = `create or replace function yishi_now() returns timestamptz language sql volatile as $$ select timestamptz '${now.toISOString()}' $$`;
  await base.owner.query(stands);
  await base.owner.query("alter table hand_openings disable trigger opened_with_quorum");
  const [districtId, subdistrictId] = [newId(), newId()];
  await base.owner.query("insert into districts (district_id, name) values ($1, '测试区')", [districtId]);
  await base.owner.query(
    "insert into subdistricts (subdistrict_id, district_id, name) values ($1, $2, '测试街道')",
    [subdistrictId, districtId],
  );
  await insert("communities", {
    ...{ slug: "jushou", name: "举手里社区", subdistrict_id: subdistrictId, phone: "0472-555 0100" },
    ...{ window_place: "", founded_at: now },
  });
  householdId = newId();
  await insert("households", { household_id: householdId, building: "1", stairwell: "1", door: "101" });
  for (const [at, memberId] of counters.entries())
    await insert("members", { member_id: memberId, name: `监票人${at}`, joined_at: now });
  const living = { household_id: householdId, joined_on: "2026-01-01", born: "1980-01-01" };
  for (const residentId of residents)
    await insert("residents", { resident_id: residentId, name: residentId, ...living });
  factId = newId();
  await insert("facts", {
    ...{ fact_id: factId, kind: "test.made", object_id: newId(), actor_id: newId(), channel: "app", at: now },
    body: {},
  });
});
afterAll(() => base.close());

interface Scene {
  readonly opened: boolean;
  readonly counted: boolean;
  readonly meets: boolean;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly may: number;
  readonly scrutineers: number | null;
  readonly others: readonly Hands[];
}

/** A vote in a meeting to which so many came who have given no ballot, and one who has. */
async function motionOf(scene: Scene): Promise<string> {
  const [proposalId, motionId, meetingId] = [newId(), newId(), newId()];
  const there = residents.slice(0, scene.may + 1).map((residentId, at) => ({ seat: at + 1, residentId }));
  const author = { author_id: there[0]?.residentId, author_named: false, changed_at: now, fact_id: factId };
  await insert("proposals", { proposal_id: proposalId, status: "withdrawn", version: 1, ...author });
  await insert("motions", {
    ...{ motion_id: motionId, proposal_id: proposalId, ordinal: 1, status: "scheduled", version: 1 },
    ...{ electorate: "person", opens_at: scene.opensAt, closes_at: scene.closesAt, seats: scene.may + 1 },
    ...{ app_ballots_count: true, fact_id: factId },
    rules: scene.scrutineers === null ? {} : { scrutineers: scene.scrutineers },
  });
  await insert("meetings", {
    ...{ meeting_id: meetingId, kind: "residentsByPerson", status: scene.meets ? "called" : "calledOff" },
    ...{ year: 2026, number: (meetings += 1), convener_id: counters[0], called_at: soon(-86_400_000) },
    ...{ starts_at: now, place: "活动室", title: "表决一件事", notice: "请按时到。", lang: "zh-CN" },
    ...{ hash: Buffer.alloc(32), seats: scene.may + 1, rules: {}, fact_id: factId },
  });
  await insert("meeting_items", { meeting_id: meetingId, item: 1, title: "一件事", proposal_id: proposalId });
  await insert("motion_meetings", { motion_id: motionId, meeting_id: meetingId, item: 1, fact_id: factId });
  for (const { seat, residentId } of there) {
    await insert("seats", { motion_id: motionId, seat, kind: "person", building: "1" });
    await insert("seat_holders", { motion_id: motionId, seat, resident_id: residentId });
    await insert("meeting_seats", { meeting_id: meetingId, seat, building: "1" });
    const holder = { holder_id: residentId, resident_id: residentId };
    await insert("meeting_holders", { meeting_id: meetingId, seat, ...holder });
    const came = { holder_id: residentId, present: true, channel: "meeting", at: now, fact_id: factId };
    await insert("meeting_attendance", { meeting_id: meetingId, seat, ...came });
  }
  await insert("ballots", {
    ...{ motion_id: motionId, seat: scene.may + 1, binding: true, choice: "for", channel: "app" },
    ...{ actor_id: newId(), resident_id: newId(), key: newId(), at: now, fact_id: newId() },
  });
  if (!scene.opened) return motionId;
  const opening = { member_id: counters[0], present: scene.may + 1, at: now, fact_id: factId };
  await insert("hand_openings", { motion_id: motionId, ...opening });
  for (const [at, seen] of scene.others.entries())
    await insert("hand_readings", { motion_id: motionId, counter_id: counters[at + 1], ...seen, at: now });
  const none = { seats: 0, agreed: 0, opposed: 0, withheld: 0, unraised: 0, at: now, fact_id: factId };
  if (scene.counted) await insert("hand_counts", { motion_id: motionId, ...none });
  return motionId;
}
let meetings = 0;

const same: Hands = { agreed: 2, opposed: 1, withheld: 0, unraised: 0 };
const windows = [
  { opensAt: soon(1), closesAt: soon(1_000) },
  { opensAt: now, closesAt: soon(1) },
  { opensAt: soon(-1_000), closesAt: now },
];
const all: readonly Scene[] = [true, false].flatMap((opened) =>
  [true, false].flatMap((meets) =>
    windows.flatMap((window) =>
      [3, 2, 0].flatMap((may) =>
        [null, 3].flatMap((scrutineers) =>
          [[], [same], [{ ...same, opposed: 0, unraised: 1 }], [same, same]].map((others) => ({
            ...{
              opened,
              meets,
              ...window,
              may,
              scrutineers,
              others,
              counted: others.length === 2 && may === 2,
            },
          })),
        ),
      ),
    ),
  ),
);
/** Every state of the vote with every one of its hands, and every time of it with the plainest. */
const scenes = all.filter(
  ({ opened, meets, opensAt, may, scrutineers }) =>
    (opened && meets && opensAt === now) || (may === 3 && scrutineers === null),
);

test("a show of hands is answered by both alike, and leaves what the answer says", async () => {
  const answers = new Set<string>();
  for (const scene of scenes) {
    const motionId = await motionOf(scene);
    const { answer, may } = await base.db.transaction(committeeId, (tx) =>
      countHands(tx, { ...same, motionId, counterId: counters[0] }),
    );
    const { opensAt, closesAt } = scene;
    const asked = {
      ...{ ...scene, counters: scene.scrutineers ?? 2, mine: same },
      ...{ window: { opensAt, closesAt, counted: false }, counted: scene.opened && scene.counted },
    };
    const outcome = handsOutcome(asked, now);
    expect({ scene, answer }).toEqual({ scene, answer: outcome });
    if (answer === "SUM") expect(may).toBe(scene.may);
    const { rows } = await base.owner.query<{ hands: number; readings: number }>(
      `select (select count(*)::int from ballots where motion_id = $1 and choice = 'hands') as hands,
         (select count(*)::int from hand_readings where motion_id = $1) as readings`,
      [motionId],
    );
    const before = scene.opened ? scene.others.length : 0;
    const readings = answer === "FIRST" ? before + 1 : answer === "NEW" || answer === "DIFFERS" ? 0 : before;
    expect({ scene, ...rows[0] }).toEqual({ scene, hands: answer === "NEW" ? 3 : 0, readings });
    answers.add(answer);
  }
  expect(answers).toEqual(new Set(["NONE", "TAKEN", "CLOSED", "SUM", "FIRST", "DIFFERS", "NEW"]));
  expect(scenes.length).toBeGreaterThan(60);
});
