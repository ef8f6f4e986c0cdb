import type { Fact, Proof, Recovery, RecoveryState } from "@yishi/domain/recoveries";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** A recovery as the desk sees it: whose, who began it and how they knew, and until when a second clerk may say yes. */
export interface RecoveryLine {
  readonly recoveryId: string;
  readonly memberId: string;
  readonly name: string;
  readonly building: string | null;
  readonly stairwell: string | null;
  readonly door: string | null;
  readonly proof: Proof;
  readonly state: RecoveryState;
  readonly openerId: string;
  readonly opener: string;
  readonly confirmer: string | null;
  readonly openedAt: Date;
  readonly confirmBy: Date;
}

/** The member that a resident is, locked: two clerks who begin at once take turns. */
export async function lockMemberOf(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{ memberId: string; accountId: string | null }>(
    `select m.member_id as "memberId", m.account_id as "accountId"
     from members m where m.committee_id = $1 and m.resident_id = $2 and m.left_at is null for update of m`,
    [tx.committeeId, residentId],
  );
  return rows[0] ?? null;
}

/** Whether a member holds a post here now. */
export async function holdsHere(tx: Tx, memberId: string): Promise<boolean> {
  const { rowCount } = await tx.raw.query(
    "select from posts where committee_id = $1 and member_id = $2 and from_at <= $3 and until_at > $3 limit 1",
    [tx.committeeId, memberId, tx.now],
  );
  return rowCount === 1;
}

/** How many recoveries a clerk began within the last hour. */
export async function begunLately(tx: Tx, openerId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(*)::int as count from recoveries
     where committee_id = $1 and opener_id = $2 and opened_at > $3::timestamptz - interval '1 hour'`,
    [tx.committeeId, openerId, tx.now],
  );
  return rows[0]?.count ?? 0;
}

/** The recoveries of a member that somebody could still go on with, locked. */
export async function lockUnderWay(tx: Tx, memberId: string): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ recoveryId: string }>(
    `select recovery_id as "recoveryId" from recoveries
     where committee_id = $1 and member_id = $2 and state in ('opened', 'confirmed') order by 1 for update`,
    [tx.committeeId, memberId],
  );
  return rows.map((row) => row.recoveryId);
}

/** Keeps a recovery that the first clerk began. */
export async function add(
  tx: Tx,
  recovery: Omit<Recovery, "state"> & { readonly proof: Proof },
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { recoveryId, memberId, proof, openerId, confirmBy } = recovery;
  await tx.raw.query(
    `insert into recoveries (committee_id, recovery_id, member_id, proof, state, opener_id, opened_at, confirm_by, fact_id)
     values ($1, $2, $3, $4, 'opened', $5, $6, $7, $8)`,
    [tx.committeeId, recoveryId, memberId, proof, openerId, tx.now, confirmBy, factId],
  );
}

/** Whose recovery this is: asked before anything is locked. */
export async function memberIdOf(tx: Tx, recoveryId: string): Promise<string | null> {
  const { rows } = await tx.raw.query<{ memberId: string }>(
    `select member_id as "memberId" from recoveries where committee_id = $1 and recovery_id = $2`,
    [tx.committeeId, recoveryId],
  );
  return rows[0]?.memberId ?? null;
}

/** Locks a recovery: of two who confirm it at once, the second sees what the first made of it. */
export async function lock(tx: Tx, recoveryId: string): Promise<Recovery | null> {
  const { rows } = await tx.raw.query<Recovery>(
    `select recovery_id as "recoveryId", member_id as "memberId", state, opener_id as "openerId", confirm_by as "confirmBy"
     from recoveries where committee_id = $1 and recovery_id = $2 for update`,
    [tx.committeeId, recoveryId],
  );
  return rows[0] ?? null;
}

/** Writes down what became of a recovery. */
export async function save(tx: Tx, fact: Fact): Promise<void> {
  const factId = await keepFact(tx, fact);
  const confirmer = fact.kind === "recovery.confirmed" ? fact.actorId : null;
  await tx.raw.query(
    `update recoveries set state = $3, fact_id = $4, confirmer_id = coalesce($5, confirmer_id),
       confirmed_at = case when $5::uuid is null then confirmed_at else $6 end
     where committee_id = $1 and recovery_id = $2`,
    [tx.committeeId, fact.objectId, after[fact.kind], factId, confirmer, tx.now],
  );
}

/** The newest recoveries, those that wait for a second clerk among them. */
export async function newest(tx: Tx): Promise<readonly RecoveryLine[]> {
  const { rows } = await tx.raw.query<RecoveryLine>(
    `select v.recovery_id as "recoveryId", v.member_id as "memberId", m.name, h.building, h.stairwell, h.door, v.proof,
       v.state, v.opener_id as "openerId", o.name as opener, c.name as confirmer, v.opened_at as "openedAt",
       v.confirm_by as "confirmBy"
     from recoveries v
     join members m on m.committee_id = v.committee_id and m.member_id = v.member_id
     join members o on o.committee_id = v.committee_id and o.member_id = v.opener_id
     left join members c on c.committee_id = v.committee_id and c.member_id = v.confirmer_id
     left join residents r on r.committee_id = m.committee_id and r.resident_id = m.resident_id
     left join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where v.committee_id = $1 order by v.opened_at desc, v.recovery_id limit 50`,
    [tx.committeeId],
  );
  return rows;
}

const after = {
  "recovery.opened": "opened",
  "recovery.confirmed": "confirmed",
  "recovery.used": "used",
  "recovery.withdrawn": "withdrawn",
} as const satisfies Record<Fact["kind"], RecoveryState>;
