import type { Declared, Kinship, Struck } from "@yishi/domain/kinships";
import { aliasedTable, and, asc, eq, isNull, or } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { kinships } from "./schema/posts.ts";
import { residents } from "./schema/roll.ts";

const columns = {
  kinshipId: kinships.kinshipId,
  residentId: kinships.residentId,
  otherId: kinships.otherId,
  relation: kinships.relation,
};

/** What was declared of somebody and stands, from whichever side it was declared. */
export async function kinshipsOf(tx: Tx, residentId: string): Promise<readonly Kinship[]> {
  return tx.sql.select(columns).from(kinships).where(standing(tx, residentId));
}

/** The same with the names, for those who record posts. */
export async function namedKinshipsOf(tx: Tx, residentId: string) {
  const one = aliasedTable(residents, "one");
  const other = aliasedTable(residents, "other");
  return tx.sql
    .select({ ...columns, name: one.name, otherName: other.name, declaredOn: kinships.declaredOn })
    .from(kinships)
    .innerJoin(one, and(eq(one.committeeId, kinships.committeeId), eq(one.residentId, kinships.residentId)))
    .innerJoin(
      other,
      and(eq(other.committeeId, kinships.committeeId), eq(other.residentId, kinships.otherId)),
    )
    .where(standing(tx, residentId))
    .orderBy(asc(kinships.declaredOn), asc(kinships.kinshipId));
}

/** One kinship that stands, locked until the transaction ends. */
export async function lockKinship(tx: Tx, kinshipId: string): Promise<Kinship | null> {
  const [found] = await tx.sql
    .select(columns)
    .from(kinships)
    .where(
      and(
        eq(kinships.committeeId, tx.committeeId),
        eq(kinships.kinshipId, kinshipId),
        isNull(kinships.struckAt),
      ),
    )
    .for("update");
  return found ?? null;
}

/** Writes down a kinship as declared. */
export async function keepKinship(tx: Tx, fact: Declared): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .insert(kinships)
    .values({ ...fact.body, kinshipId: fact.objectId, committeeId: tx.committeeId, factId });
}

/** Strikes a kinship out: from here on it counts for nothing. */
export async function strikeKinship(tx: Tx, fact: Struck): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(kinships)
    .set({ struckAt: fact.at, factId })
    .where(and(eq(kinships.committeeId, tx.committeeId), eq(kinships.kinshipId, fact.objectId)));
}

/** Everybody who lives behind a door now. */
export async function residentsOfHousehold(tx: Tx, householdId: string): Promise<readonly string[]> {
  const rows = await tx.sql
    .select({ residentId: residents.residentId })
    .from(residents)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        eq(residents.householdId, householdId),
        isNull(residents.leftOn),
      ),
    );
  return rows.map(({ residentId }) => residentId);
}

function standing(tx: Tx, residentId: string) {
  return and(
    eq(kinships.committeeId, tx.committeeId),
    or(eq(kinships.residentId, residentId), eq(kinships.otherId, residentId)),
    isNull(kinships.struckAt),
  );
}
