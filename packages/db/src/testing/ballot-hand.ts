import type { Question } from "@yishi/domain/motions/forms";
import { newId } from "../ids.ts";
import { testDatabase, type TestDatabase } from "./database.ts";
import { handOf, type Hand } from "./hand.ts";

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
export const askers = [
  "holder",
  "recused",
  "struck",
  "seatStruck",
  "restored",
  "noSeat",
  "left",
  "stranger",
] as const;
export type Asker = (typeof askers)[number];

/** A database with one household whose clock stands still, and the owner's hand to set any scene in it. */
export async function openHand(): Promise<{ readonly base: TestDatabase; readonly hand: Hand }> {
  const base = await testDatabase();
  await base.owner.query(
    `create or replace function yishi_now() returns timestamptz language sql volatile as $$ select timestamptz '${now.toISOString()}' $$`,
  );
  // Scenes are set at any moment, also after the close, when no roll is changed any more.
  await base.owner.query("alter table seat_changes disable trigger in_time");
  const hand = handOf(base, { committeeId, householdId, now });
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
  if (asker === "struck" || asker === "restored") await hand.strike(motionId, seat, holder);
  if (asker === "seatStruck") await hand.strike(motionId, seat, null);
  if (asker === "restored") await hand.restore(motionId, seat, holder);
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
