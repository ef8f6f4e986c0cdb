import type { Amendment, AmendmentFact } from "@yishi/domain/amendments";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { amendments } from "./schema/views.ts";

/** A proposed wording as it stands, locked until the transaction ends. */
export async function lock(tx: Tx, viewId: string): Promise<Amendment | null> {
  const [found] = await tx.sql
    .select({
      viewId: amendments.viewId,
      proposalId: amendments.proposalId,
      field: amendments.field,
      version: amendments.version,
      state: amendments.state,
      becameVersion: amendments.becameVersion,
    })
    .from(amendments)
    .where(and(eq(amendments.committeeId, tx.committeeId), eq(amendments.viewId, viewId)))
    .for("update");
  return found ?? null;
}

/** Saves the next state with its fact, and the reason where it was refused. */
export async function save(
  tx: Tx,
  next: Amendment,
  fact: AmendmentFact,
  reason: string | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const row = { ...next, reason, decidedAt: next.state === "open" ? null : tx.now, factId };
  await tx.sql
    .insert(amendments)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({ target: [amendments.committeeId, amendments.viewId], set: row });
}
