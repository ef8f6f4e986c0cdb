import type { Day } from "@yishi/domain/calendar";
import type { Fact } from "@yishi/domain/roll";
import type { Household, Resident } from "@yishi/domain/roll/changes";
import type { RollEntryKind } from "@yishi/domain/roll/entries";
import type { Place } from "@yishi/domain/roll/lines";
import type { Residence } from "@yishi/domain/roll/residence";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { keepFact } from "../facts.ts";
import { newId } from "../ids.ts";
import { members } from "../schema/members.ts";
import { households, residents, rollEntries } from "../schema/roll.ts";

/** A household as it is changed: where it is, and who lives in it now. */
export interface LivedIn extends Household, Place {
  readonly people: readonly (Resident & { readonly residence: Residence; readonly livedSince: Day | null })[];
}

const placeColumns = {
  householdId: households.householdId,
  building: households.building,
  stairwell: households.stairwell,
  door: households.door,
  part: households.part,
};

/** A household with the people who live in it now, and of each the last day of which the roll says something. */
export async function householdById(tx: Tx, householdId: string): Promise<LivedIn | null> {
  const [place] = await tx.sql
    .select(placeColumns)
    .from(households)
    .where(and(eq(households.committeeId, tx.committeeId), eq(households.householdId, householdId)));
  if (!place) return null;
  const { rows } = await tx.raw.query<LivedIn["people"][number]>(
    `select r.resident_id as "residentId", r.household_id as "householdId", r.name, r.born::text as born, r.residence,
       r.lived_since::text as "livedSince",
       -- A file that was brought in says who lives here, and not since when: the day of it binds nobody.
       coalesce((select max(e.on_day) from roll_entries e where e.committee_id = $1 and e.resident_id = r.resident_id
         and e.kind in ('born', 'movedIn', 'moved', 'split', 'joined')), r.born, '1900-01-01')::text as "lastOn"
     from residents r where r.committee_id = $1 and r.household_id = $2 and r.left_on is null
     order by r.born, r.resident_id`,
    [tx.committeeId, householdId],
  );
  return { ...place, people: rows };
}

/** The households behind a door, by their parts, those that stand empty included. */
export async function householdsAt(tx: Tx, { building, stairwell, door }: Omit<Place, "part">) {
  return tx.sql
    .select(placeColumns)
    .from(households)
    .where(
      and(
        eq(households.committeeId, tx.committeeId),
        eq(households.building, building),
        eq(households.stairwell, stairwell),
        eq(households.door, door),
      ),
    )
    .orderBy(households.part);
}

/** Makes a household where nobody lived before. */
export async function addHousehold(tx: Tx, place: Place, householdId = newId()): Promise<string> {
  const { building, stairwell, door, part } = place;
  await tx.sql
    .insert(households)
    .values({ committeeId: tx.committeeId, householdId, building, stairwell, door, part });
  return householdId;
}

/** What is written of every change: when it happened, by which paper. */
export interface Written {
  readonly on: Day;
  readonly reference: string;
}

/** Enters somebody who came. */
export async function saveComing(
  tx: Tx,
  person: {
    readonly residentId: string;
    readonly householdId: string;
    readonly name: string;
    readonly born: Day;
    readonly residence: Residence;
    readonly livedSince: Day | null;
  },
  kind: "born" | "movedIn",
  written: Written,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(residents).values({ ...person, committeeId: tx.committeeId, joinedOn: written.on });
  const { residentId, householdId } = person;
  await keepEntries(tx, [{ kind, residentId, householdId }], written, factId);
}

/** People live in another household from now on: they moved, or their household was split or joined. */
export async function saveMoving(
  tx: Tx,
  people: readonly Resident[],
  householdId: string,
  kind: "moved" | "split" | "joined",
  written: Written,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.update(residents).set({ householdId }).where(isOneOf(tx, people));
  const entries = people.map(({ residentId, householdId: fromHouseholdId }) => ({
    ...{ kind, residentId, householdId, fromHouseholdId },
  }));
  await keepEntries(tx, entries, written, factId);
}

/** A resident is on the roll no longer. */
export async function saveLeaving(
  tx: Tx,
  person: Resident,
  kind: "movedAway" | "died",
  written: Written,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(residents)
    // Who died before the roll came in has been on it for no day.
    .set({ leftOn: sql`greatest(${residents.joinedOn}, ${written.on}::date)` })
    .where(isOneOf(tx, [person]));
  const { residentId, householdId } = person;
  await keepEntries(tx, [{ kind, residentId, householdId }], written, factId);
}

/** What is written of a resident becomes something else; what it was stays readable. */
export async function saveCorrection(
  tx: Tx,
  before: LivedIn["people"][number],
  now: Pick<LivedIn["people"][number], "born" | "residence" | "livedSince"> & { readonly name: string },
  written: Written,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { residentId, householdId } = before;
  await tx.sql
    .update(residents)
    .set(now)
    .where(isOneOf(tx, [before]));
  await tx.sql
    .update(members)
    .set({ name: now.name })
    .where(and(eq(members.committeeId, tx.committeeId), eq(members.residentId, residentId)));
  const entry = {
    ...{ kind: "corrected" as const, residentId, householdId },
    beforeName: before.name === now.name ? null : before.name,
    beforeBorn: before.born === now.born ? null : before.born,
    beforeResidence: before.residence === now.residence ? null : before.residence,
    beforeLivedSince: before.livedSince === now.livedSince ? null : before.livedSince,
  };
  await keepEntries(tx, [entry], written, factId);
}

type Entry = Omit<typeof rollEntries.$inferInsert, "committeeId" | "entryId" | "onDay" | "at" | "factId"> & {
  readonly kind: RollEntryKind;
};

async function keepEntries(
  tx: Tx,
  entries: readonly Entry[],
  { on, reference }: Written,
  factId: string,
): Promise<void> {
  const written = { committeeId: tx.committeeId, onDay: on, reference, at: tx.now, factId };
  await tx.sql
    .insert(rollEntries)
    .values(entries.map((entry) => ({ ...entry, ...written, entryId: newId() })));
}

function isOneOf(tx: Tx, people: readonly Pick<Resident, "residentId">[]) {
  return and(
    eq(residents.committeeId, tx.committeeId),
    inArray(
      residents.residentId,
      people.map(({ residentId }) => residentId),
    ),
    isNull(residents.leftOn),
  );
}
