import type { Database, Statements } from "@yishi/db/client";
import { refuse, type Refusal } from "@yishi/domain/outcome";
import { codeKey } from "./invitations.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** A recovery slip as its code finds it: whose account, and which desk gave it. */
export interface RecoverySlip {
  readonly recoveryId: string;
  readonly accountId: string;
  readonly committeeId: string;
  readonly signInName: string;
}

/** That an account was given back, or could be still: when, and by the desk of which community. */
export interface RecoveryNotice {
  readonly committeeId: string;
  readonly issuedAt: Date;
  readonly usedAt: Date | null;
  readonly seen: boolean;
}

/** Makes the code of a recovery that two clerks agreed to; earlier ones of the account are worth nothing from now on. */
export async function issue(
  statements: Statements,
  wanted: {
    readonly recoveryId: string;
    readonly accountId: string;
    readonly committeeId: string;
    readonly expiresAt: Date;
  },
): Promise<string> {
  const code = newSecret(12);
  await statements.query(
    "update auth.recoveries set revoked_at = yishi_now() where account_id = $1 and used_at is null and revoked_at is null",
    [wanted.accountId],
  );
  await statements.query(
    `insert into auth.recoveries (recovery_id, code_hash, account_id, committee_id, issued_at, expires_at)
     values ($1, $2, $3, $4, yishi_now(), $5)`,
    [wanted.recoveryId, hashOf(code), wanted.accountId, wanted.committeeId, wanted.expiresAt],
  );
  return code;
}

/** Which account a recovery slip opens, if it may still be used. */
export async function look(db: Database, typed: string): Promise<RecoverySlip | Refusal> {
  const { rows } = await db.pool.query<RecoverySlip & { used: boolean; over: boolean }>(
    `select r.recovery_id as "recoveryId", r.account_id as "accountId", r.committee_id as "committeeId",
       a.name as "signInName", r.used_at is not null as used,
       r.revoked_at is not null or r.expires_at <= yishi_now() or a.disabled_at is not null as over
     from auth.recoveries r join auth.accounts a using (account_id) where r.code_hash = $1`,
    [hashOf(codeKey(typed))],
  );
  const [slip] = rows;
  if (!slip) return refuse("recovery-slip-unknown");
  if (slip.used) return refuse("recovery-slip-used");
  if (slip.over) return refuse("recovery-slip-expired");
  const { recoveryId, accountId, committeeId, signInName } = slip;
  return { recoveryId, accountId, committeeId, signInName };
}

/** Uses a recovery slip up. Of two who use it at once, one is told that it is used. */
export async function use(statements: Statements, recoveryId: string): Promise<Refusal | null> {
  const { rowCount } = await statements.query(
    `update auth.recoveries set used_at = yishi_now()
     where recovery_id = $1 and used_at is null and revoked_at is null and expires_at > yishi_now()`,
    [recoveryId],
  );
  return rowCount === 1 ? null : refuse("recovery-slip-used");
}

/** When and where an account was given back, and the slip that could still do so, the newest first. */
export async function noticesOf(db: Database, accountId: string): Promise<readonly RecoveryNotice[]> {
  const { rows } = await db.pool.query<RecoveryNotice>(
    `select committee_id as "committeeId", issued_at as "issuedAt", used_at as "usedAt", seen_at is not null as seen
     from auth.recoveries where account_id = $1
       and (used_at is not null or (revoked_at is null and expires_at > yishi_now())) order by issued_at desc limit 20`,
    [accountId],
  );
  return rows;
}

/** Whether something happened to an account that its owner has not read of yet. */
export async function hasUnseen(db: Database, accountId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    "select from auth.recoveries where account_id = $1 and used_at is not null and seen_at is null limit 1",
    [accountId],
  );
  return rowCount === 1;
}

/** Notes that the owner has read what happened to their account. */
export async function markSeen(db: Database, accountId: string): Promise<void> {
  await db.pool.query(
    "update auth.recoveries set seen_at = yishi_now() where account_id = $1 and used_at is not null and seen_at is null",
    [accountId],
  );
}
