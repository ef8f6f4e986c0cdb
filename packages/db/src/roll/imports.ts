import type { RollLine } from "@yishi/domain/roll/file";
import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { rollImports } from "../schema/roll.ts";

/** Keeps a file that was read, until somebody says yes to it; readings older than a day are thrown away. */
export async function keepReading(
  tx: Tx,
  reading: {
    readonly importId: string;
    readonly memberId: string;
    readonly fileName: string;
    readonly fileHash: Uint8Array;
    readonly rollHash: Uint8Array;
    readonly lines: readonly RollLine[];
  },
): Promise<void> {
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
  await tx.sql.insert(rollImports).values({ ...reading, committeeId: tx.committeeId, readAt: tx.now });
}

/** A member's own reading, locked for its one use: nobody says yes to what another was shown. */
export async function lockReading(tx: Tx, importId: string, memberId: string) {
  const [found] = await tx.sql
    .select({
      importId: rollImports.importId,
      fileName: rollImports.fileName,
      fileHash: rollImports.fileHash,
      rollHash: rollImports.rollHash,
      lines: rollImports.lines,
      appliedAt: rollImports.appliedAt,
    })
    .from(rollImports)
    .where(
      and(
        eq(rollImports.committeeId, tx.committeeId),
        eq(rollImports.importId, importId),
        eq(rollImports.memberId, memberId),
      ),
    )
    .for("update");
  return found ?? null;
}

/** The reading has become the roll; its lines are not kept twice. */
export async function markApplied(tx: Tx, importId: string): Promise<void> {
  await tx.sql
    .update(rollImports)
    .set({ appliedAt: tx.now, lines: null })
    .where(and(eq(rollImports.committeeId, tx.committeeId), eq(rollImports.importId, importId)));
}
