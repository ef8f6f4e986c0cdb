import type { RollPerson } from "@yishi/domain/roll/lines";
import type { ElectorLine } from "@yishi/domain/roll/residence";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
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
  part: households.part,
  residence: residents.residence,
  livedSince: residents.livedSince,
};
const livesIn = and(
  eq(households.committeeId, residents.committeeId),
  eq(households.householdId, residents.householdId),
);

/** Whether a resident counts among those of voting age, as `isElector` says it. */
const elector = ({ bornUntil, livedSinceUntil }: ElectorLine) =>
  sql`(${residents.born} <= ${bornUntil}::date
    and (${residents.residence} = 'registered' or ${residents.livedSince} <= ${livedSinceUntil}::date))`;

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

/** How many people of a building count among those of voting age. */
export async function countOfBuilding(tx: Tx, building: string, line: ElectorLine): Promise<number> {
  const [row] = await tx.sql
    .select({ count: sql<number>`count(*)::int` })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        isNull(residents.leftOn),
        elector(line),
        eq(households.building, building),
      ),
    );
  return row?.count ?? 0;
}

/** The figures of the roll: how many people, how many that count among those of voting age, households, buildings. */
export async function rollFigures(tx: Tx, line: ElectorLine) {
  const [row] = await tx.sql
    .select({
      residents: sql<number>`count(*)::int`,
      ofVotingAge: sql<number>`(count(*) filter (where ${elector(line)}))::int`,
      households: sql<number>`count(distinct ${residents.householdId})::int`,
      buildings: sql<number>`count(distinct ${households.building})::int`,
    })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(and(eq(residents.committeeId, tx.committeeId), isNull(residents.leftOn)));
  return row ?? { residents: 0, ofVotingAge: 0, households: 0, buildings: 0 };
}

/** One change of the roll after the other: what was looked at is what is changed. */
export async function lockChanges(tx: Tx): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('roll ' || $1))", [tx.committeeId]);
}

/** Everyone on the roll now, as lines that a file can be compared with. Locked: two imports take turns. */
export async function lockRoll(tx: Tx): Promise<readonly RollPerson[]> {
  await lockChanges(tx);
  return wholeRoll(tx);
}

/** Everyone on the roll now, door by door. */
export async function wholeRoll(tx: Tx): Promise<readonly RollPerson[]> {
  const { rows } = await tx.raw.query<RollPerson>(
    `select r.resident_id as "residentId", r.household_id as "householdId", h.building, h.stairwell, h.door, h.part,
       h.residents_group as "group", h.grid, r.name, r.born::text as born, r.residence,
       r.lived_since::text as "livedSince"
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.left_on is null and r.name is not null and r.born is not null
     order by ${doorOrder("h")}, r.born, r.resident_id`,
    [tx.committeeId],
  );
  return rows;
}

/** Buildings, stairwells and doors that are numbers stand in the order of the numbers. */
export function doorOrder(household: string): string {
  return ["building", "stairwell", "door", "part"]
    .map((name) => `${household}.${name}`)
    .map((column) => `nullif(regexp_replace(${column}, '\\D', '', 'g'), '')::numeric nulls last, ${column}`)
    .join(", ");
}
