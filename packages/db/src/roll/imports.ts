import type { ImportCounts } from "@yishi/domain/roll/entries";
import type { RollNote } from "@yishi/domain/roll/file";
import type { RollLine } from "@yishi/domain/roll/lines";
import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { rollImports } from "../schema/roll.ts";

/**
 * Keeps a file that was read, until somebody says yes to it; readings older than a day are thrown away. Answers whether
 * its id was still free.
 */
export async function keepReading(
  tx: Tx,
  reading: {
    readonly importId: string;
    readonly memberId: string;
    readonly fileName: string;
    readonly fileHash: Uint8Array;
    readonly rollHash: Uint8Array;
    readonly lines: readonly RollLine[];
    readonly notes: readonly RollNote[];
    readonly ignored: readonly string[];
  },
): Promise<boolean> {
  const dayAgo = new Date(tx.now.getTime() - 24 * 3600 * 1000);
  await tx.sql
    .delete(rollImports)
    .where(
      and(
        eq(rollImports.committeeId, tx.committeeId),
        isNull(rollImports.appliedAt),
        lt(rollImports.readAt, dayAgo),
      ),
    );
  const kept = await tx.sql
    .insert(rollImports)
    .values({ ...reading, committeeId: tx.committeeId, readAt: tx.now })
    .onConflictDoNothing()
    .returning({ importId: rollImports.importId });
  return kept.length > 0;
}

const columns = {
  importId: rollImports.importId,
  fileName: rollImports.fileName,
  fileHash: rollImports.fileHash,
  rollHash: rollImports.rollHash,
  lines: rollImports.lines,
  notes: rollImports.notes,
  ignored: rollImports.ignored,
  counts: rollImports.counts,
  appliedAt: rollImports.appliedAt,
};
const own = (tx: Tx, importId: string, memberId: string) =>
  and(
    eq(rollImports.committeeId, tx.committeeId),
    eq(rollImports.importId, importId),
    eq(rollImports.memberId, memberId),
  );

/** A member's own reading, to be shown. */
export async function readingOf(tx: Tx, importId: string, memberId: string) {
  const [found] = await tx.sql
    .select(columns)
    .from(rollImports)
    .where(own(tx, importId, memberId));
  return found ?? null;
}

/** Whether a member's own reading is kept, and whether it was applied; without its lines. */
export async function stateOf(tx: Tx, importId: string, memberId: string) {
  const [found] = await tx.sql
    .select({ appliedAt: rollImports.appliedAt })
    .from(rollImports)
    .where(own(tx, importId, memberId));
  return found ?? null;
}

/** A member's own reading, locked for its one use: nobody says yes to what another was shown. */
export async function lockReading(tx: Tx, importId: string, memberId: string) {
  const [found] = await tx.sql
    .select(columns)
    .from(rollImports)
    .where(own(tx, importId, memberId))
    .for("update");
  return found ?? null;
}

/** The reading has become the roll; its lines are not kept twice. */
export async function markApplied(tx: Tx, importId: string, counts: ImportCounts): Promise<void> {
  await tx.sql
    .update(rollImports)
    .set({ appliedAt: tx.now, lines: null, notes: null, counts })
    .where(and(eq(rollImports.committeeId, tx.committeeId), eq(rollImports.importId, importId)));
}
