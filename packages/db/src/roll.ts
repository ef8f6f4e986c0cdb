import type { Fact } from "@yishi/domain/roll";
import type { RollLine } from "@yishi/domain/roll/file";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { members } from "./schema/members.ts";
import { households, residents } from "./schema/roll.ts";

const residentColumns = {
  residentId: residents.residentId,
  householdId: residents.householdId,
  name: residents.name,
  born: residents.born,
  building: households.building,
  stairwell: households.stairwell,
  door: households.door,
};
const livesIn = and(
  eq(households.committeeId, residents.committeeId),
  eq(households.householdId, residents.householdId),
);

/** A resident who is on the roll now. */
export async function residentById(tx: Tx, residentId: string) {
  const [found] = await tx.sql
    .select(residentColumns)
    .from(residents)
    .innerJoin(households, livesIn)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        eq(residents.residentId, residentId),
        isNull(residents.leftOn),
      ),
    );
  return found ?? null;
}

/** Residents of a building whose name begins so, for the desk. */
export async function findResidents(tx: Tx, wanted: { readonly building: string; readonly name: string }) {
  return tx.sql
    .select({ ...residentColumns, memberId: members.memberId, accountId: members.accountId })
    .from(residents)
    .innerJoin(households, livesIn)
    .leftJoin(
      members,
      and(eq(members.committeeId, residents.committeeId), eq(members.residentId, residents.residentId)),
    )
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        isNull(residents.leftOn),
        wanted.building ? eq(households.building, wanted.building) : undefined,
        wanted.name ? sql`starts_with(${residents.name}, ${wanted.name})` : undefined,
      ),
    )
    .orderBy(asc(households.building), asc(households.stairwell), asc(households.door), asc(residents.name))
    .limit(30);
}

/** How many people of voting age live in a building. */
export async function countOfBuilding(tx: Tx, building: string, bornUntil: string): Promise<number> {
  const [row] = await tx.sql
    .select({ count: sql<number>`count(*)::int` })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        isNull(residents.leftOn),
        sql`${residents.born} <= ${bornUntil}::date`,
        eq(households.building, building),
      ),
    );
  return row?.count ?? 0;
}

/** The figures of the roll: how many people, how many of voting age, households, buildings. */
export async function rollFigures(tx: Tx, bornUntil: string) {
  const [row] = await tx.sql
    .select({
      residents: sql<number>`count(*)::int`,
      ofVotingAge: sql<number>`(count(*) filter (where ${residents.born} <= ${bornUntil}::date))::int`,
      households: sql<number>`count(distinct ${residents.householdId})::int`,
      buildings: sql<number>`count(distinct ${households.building})::int`,
    })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(and(eq(residents.committeeId, tx.committeeId), isNull(residents.leftOn)));
  return row ?? { residents: 0, ofVotingAge: 0, households: 0, buildings: 0 };
}

/** Everyone on the roll now, as lines that a file can be compared with. Locked: two imports take turns. */
export async function lockRoll(tx: Tx): Promise<readonly (RollLine & { residentId: string })[]> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('roll ' || $1))", [tx.committeeId]);
  const { rows } = await tx.raw.query<RollLine & { residentId: string }>(
    `select r.resident_id as "residentId", h.building, h.stairwell, h.door, r.name, r.born::text as born
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.left_on is null and r.name is not null and r.born is not null`,
    [tx.committeeId],
  );
  return rows;
}

/** Writes the change of a roll in three statements, whatever its size. */
export async function saveRoll(
  tx: Tx,
  change: {
    readonly added: readonly RollLine[];
    readonly removed: readonly { readonly residentId: string }[];
    readonly on: string;
  },
  fact: Fact,
): Promise<void> {
  await keepFact(tx, fact);
  const doors = new Map(
    change.added.map((line) => [`${line.building}\n${line.stairwell}\n${line.door}`, line]),
  );
  const places = [...doors.values()].map(({ building, stairwell, door }) => ({
    id: newId(),
    building,
    stairwell,
    door,
  }));
  await tx.raw.query(
    `insert into households (committee_id, household_id, building, stairwell, door)
     select $1, x.id, x.building, x.stairwell, x.door
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text)
     on conflict (committee_id, building, stairwell, door, part) do nothing`,
    [tx.committeeId, JSON.stringify(places)],
  );
  const people = change.added.map((line) => ({ id: newId(), ...line }));
  await tx.raw.query(
    `insert into residents (committee_id, resident_id, household_id, name, born, joined_on)
     select $1, x.id, h.household_id, x.name, x.born, $3
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text, name text, born date)
     join households h on h.committee_id = $1 and h.building = x.building and h.stairwell = x.stairwell and h.door = x.door`,
    [tx.committeeId, JSON.stringify(people), change.on],
  );
  await tx.raw.query(`update residents set left_on = $3 where committee_id = $1 and resident_id = any($2)`, [
    tx.committeeId,
    change.removed.map((person) => person.residentId),
    change.on,
  ]);
  await tx.raw.query(
    `update members set left_at = $3 where committee_id = $1 and resident_id = any($2) and left_at is null`,
    [tx.committeeId, change.removed.map((person) => person.residentId), tx.now],
  );
}
