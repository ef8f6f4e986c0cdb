import type { Fact } from "@yishi/domain/charters";
import { desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { charters } from "./schema/charters.ts";

/** The charter in force: its newest version. */
export async function current(tx: Tx) {
  const [found] = await tx.sql
    .select({
      version: charters.version,
      text: charters.text,
      lang: charters.lang,
      appBallotsCount: charters.appBallotsCount,
      adoptedOn: charters.adoptedOn,
      resolution: charters.resolution,
    })
    .from(charters)
    .where(eq(charters.committeeId, tx.committeeId))
    .orderBy(desc(charters.version))
    .limit(1);
  return found ?? null;
}

type CharterRow = typeof charters.$inferInsert;

/** Enters a new version of the charter; the old ones stay. */
export async function adopt(
  tx: Tx,
  charter: Omit<CharterRow, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(charters).values({ ...charter, committeeId: tx.committeeId, factId });
}
