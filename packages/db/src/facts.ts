import type { AnyFact } from "@yishi/domain/facts";
import { and, asc, eq, notLike, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { counters, facts } from "./schema/foundation.ts";

/** Writes a fact down and answers with its id, which the state that follows from it must name. */
export async function keepFact(tx: Tx, fact: AnyFact): Promise<string> {
  const factId = newId();
  const { kind, objectId, actorId, subjectId, channel, at, body } = fact;
  await tx.sql
    .insert(facts)
    .values({ committeeId: tx.committeeId, factId, kind, objectId, actorId, subjectId, channel, at, body });
  return factId;
}

/** Writes many facts down in one statement, and answers with their ids in the same order. */
export async function keepFacts(tx: Tx, many: readonly AnyFact[]): Promise<readonly string[]> {
  const rows = many.map(({ at, ...fact }) => ({ factId: newId(), ...fact, at: at.toISOString() }));
  await tx.raw.query(
    `insert into facts (committee_id, fact_id, kind, object_id, actor_id, subject_id, channel, at, body)
     select $1, x."factId", x.kind, x."objectId", x."actorId", x."subjectId", x.channel, x.at, x.body
     from jsonb_to_recordset($2) as x ("factId" uuid, kind text, "objectId" uuid, "actorId" uuid, "subjectId" uuid,
       channel text, at timestamptz, body jsonb)`,
    [tx.committeeId, JSON.stringify(rows)],
  );
  return rows.map((row) => row.factId);
}

/** The facts of one object, oldest first; ballots are not among them. */
export async function factsOf(tx: Tx, objectId: string) {
  return tx.sql
    .select({
      kind: facts.kind,
      objectId: facts.objectId,
      actorId: facts.actorId,
      subjectId: facts.subjectId,
      channel: facts.channel,
      at: facts.at,
      body: facts.body,
    })
    .from(facts)
    .where(
      and(
        eq(facts.committeeId, tx.committeeId),
        eq(facts.objectId, objectId),
        notLike(facts.kind, "ballot.%"),
      ),
    )
    .orderBy(asc(facts.at), asc(facts.factId));
}

/** The next public number of a kind in a year; the counter stays locked until the transaction ends. */
export async function nextNumber(
  tx: Tx,
  kind: "meeting" | "petition" | "proposal" | "resolution",
  year: number,
): Promise<number> {
  const [row] = await tx.sql
    .insert(counters)
    .values({ committeeId: tx.committeeId, kind, year, last: 1 })
    .onConflictDoUpdate({
      target: [counters.committeeId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  if (!row) throw new Error("the counter gave no number");
  return row.last;
}
