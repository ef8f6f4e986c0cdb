import type { PaperReading, Window } from "@yishi/domain/ballots";
import type { Question } from "@yishi/domain/motions/forms";
import { newId } from "../ids.ts";
import { testDatabase, type TestDatabase } from "./database.ts";

/** The clock of this database stands still, so that "at its very end" is one instant and not a race. */
export const now = new Date("2026-08-10T04:00:00Z");
export const soon = (milliseconds: number) => new Date(now.getTime() + milliseconds);
export const day = 86_400_000;

export const yesNo: Question = { form: "yesNo", options: 0 };
export const committeeId = newId();
const householdId = newId();
const districtId = newId();
const subdistrictId = newId();

/** Who may ask for a ballot: the holder of a seat, and those whose seat it is not. */
export const askers = ["holder", "recused", "noSeat", "left", "stranger"] as const;
export type Asker = (typeof askers)[number];
export type Hand = ReturnType<typeof handOf>;

/** A database with one household whose clock stands still, and the owner's hand to set any scene in it. */
export async function openHand(): Promise<{ readonly base: TestDatabase; readonly hand: Hand }> {
  const base = await testDatabase();
  await base.owner.query(
    `create or replace function yishi_now() returns timestamptz language sql volatile as $$ select timestamptz '${now.toISOString()}' $$`,
  );
  const hand = handOf(base);
  await hand.insert("districts", { district_id: districtId, name: "测试区" });
  const subdistrict = { subdistrict_id: subdistrictId, district_id: districtId };
  await hand.insert("subdistricts", { ...subdistrict, name: "测试街道" });
  await hand.insert("communities", {
    committee_id: committeeId,
    slug: "pingjia",
    name: "评价里社区",
    subdistrict_id: subdistrictId,
    phone: "0472-555 0100",
    window_place: "",
    founded_at: now,
  });
  const home = { household_id: householdId, building: "1", stairwell: "1", door: "101" };
  await hand.insert("households", { committee_id: committeeId, ...home });
  return { base, hand };
}

/** Somebody with an account who has this seat, was left out of it, never had one, moved away, or is nobody here. */
export async function elector(hand: Hand, motionId: string, seat: number, asker: Asker): Promise<string> {
  const accountId = newId();
  const account = { account_id: accountId, name: accountId, password_hash: "none", created_at: now };
  await hand.insert("auth.accounts", account);
  const holder = await hand.resident();
  const recused = asker === "recused";
  await hand.seat(motionId, seat, asker === "noSeat" ? await hand.resident() : holder, recused);
  if (asker === "stranger") return accountId;
  await hand.insert("members", {
    committee_id: committeeId,
    member_id: newId(),
    account_id: accountId,
    resident_id: holder,
    name: "某人",
    joined_at: now,
    left_at: asker === "left" ? now : null,
  });
  return accountId;
}

/** Rows written by the owner's hand, to set any scene at all. */
function handOf({ owner }: TestDatabase) {
  const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(row);
    const values = columns.map((_, index) => `$${index + 1}`).join(", ");
    await owner.query(
      `insert into ${table} (${columns.join(", ")}) values (${values})`,
      columns.map((column) => row[column]),
    );
  };
  const here = { committee_id: committeeId };
  const fact = async () => {
    const factId = newId();
    const [kind, body] = ["test.made", {}];
    const nobody = { object_id: newId(), actor_id: newId(), channel: "app" };
    await insert("facts", { ...here, ...nobody, fact_id: factId, kind, at: now, body });
    return factId;
  };
  const resident = async () => {
    const residentId = newId();
    const born = "1980-01-01";
    const living = { household_id: householdId, joined_on: "2026-01-01" };
    await insert("residents", { ...here, ...living, resident_id: residentId, name: residentId, born });
    return residentId;
  };
  return {
    insert,
    resident,
    async motion(window: Window, appBallotsCount: boolean, question = yesNo) {
      const [proposalId, motionId, factId] = [newId(), newId(), await fact()];
      const authorId = await resident();
      const proposal = { proposal_id: proposalId, author_id: authorId, status: "withdrawn", version: 1 };
      await insert("proposals", {
        ...here,
        ...proposal,
        author_named: false,
        changed_at: now,
        fact_id: factId,
      });
      const motion = { motion_id: motionId, proposal_id: proposalId, ordinal: 1, status: "scheduled" };
      await insert("motions", {
        ...here,
        ...motion,
        version: 1,
        electorate: "household",
        ...question,
        opens_at: window.opensAt,
        closes_at: window.closesAt,
        seats: 0,
        app_ballots_count: appBallotsCount,
        counted_at: window.counted ? now : null,
        outcome: window.counted ? {} : null,
        fact_id: factId,
      });
      return motionId;
    },
    async seat(motionId: string, seat: number, residentId: string, recused: boolean) {
      await insert("seats", { ...here, motion_id: motionId, seat, kind: "household", building: "1" });
      await insert("seat_holders", {
        ...here,
        motion_id: motionId,
        seat,
        resident_id: residentId,
        recused,
      });
    },
    async seats(motionId: string, count: number) {
      await owner.query(
        "insert into seats (committee_id, motion_id, seat, kind, building) select $1, $2, s, 'household', '1' from generate_series(1, $3::int) s",
        [committeeId, motionId, count],
      );
    },
    async ballot(motionId: string, seat: number, binding: boolean, key: string) {
      const given = { choice: "against", channel: "app", actor_id: newId(), resident_id: newId() };
      const ids = { motion_id: motionId, seat, binding, key, fact_id: newId() };
      await insert("ballots", { ...here, ...ids, ...given, at: now });
    },
    async reading(motionId: string, seat: number, { clerkId, ...read }: PaperReading) {
      await insert("paper_readings", {
        ...here,
        motion_id: motionId,
        seat,
        clerk_id: clerkId,
        ...read,
        at: now,
      });
    },
    async size(motionId: string) {
      const { rows } = await owner.query<{ ballots: number; facts: number; readings: number }>(
        `select (select count(*)::int from ballots where motion_id = $1) as ballots,
           (select count(*)::int from facts where object_id = $1) as facts,
           (select count(*)::int from paper_readings where motion_id = $1) as readings`,
        [motionId],
      );
      return rows[0] ?? { ballots: -1, facts: -1, readings: -1 };
    },
  };
}
