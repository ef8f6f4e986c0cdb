import type { Statements } from "@yishi/db/client";

/** What is kept of an account: its name, since when, and its sessions. */
export interface KeptAccount {
  readonly name: string;
  readonly createdAt: Date;
  readonly sessions: number;
  readonly sessionsSince: Date | null;
  readonly sessionsUntil: Date | null;
}

/** What is kept of an account, without its password and its secrets. */
export async function keptOf(statements: Statements, accountId: string): Promise<KeptAccount | null> {
  const { rows } = await statements.query<KeptAccount>(
    `select a.name, a.created_at as "createdAt", count(s.session_id)::int as sessions,
       min(s.created_at) as "sessionsSince", max(s.expires_at) as "sessionsUntil"
     from auth.accounts a left join auth.sessions s on s.account_id = a.account_id
     where a.account_id = $1 and a.disabled_at is null group by a.account_id`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** In which communities an account was joined to a member. */
export async function communitiesOf(statements: Statements, accountId: string): Promise<readonly string[]> {
  const { rows } = await statements.query<{ id: string }>(
    "select committee_id as id from auth.memberships where account_id = $1",
    [accountId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Erases an account for good: its sessions end, its name, its password and its ways back are gone. An empty row with its
 * number stays, so that nothing that once named it points at nothing.
 */
export async function erase(statements: Statements, accountId: string): Promise<void> {
  await statements.query("delete from auth.sessions where account_id = $1", [accountId]);
  await statements.query("delete from auth.memberships where account_id = $1", [accountId]);
  await statements.query(
    "update auth.recoveries set revoked_at = coalesce(revoked_at, yishi_now()) where account_id = $1 and used_at is null",
    [accountId],
  );
  await statements.query(
    `update auth.accounts set name = account_id::text, password_hash = '', disabled_at = coalesce(disabled_at, yishi_now())
     where account_id = $1`,
    [accountId],
  );
}

/** Removes sessions that have ended, so many at once, and attempts that are counted no more; answers how many sessions there were. */
export async function removeEndedSessions(statements: Statements, limit: number): Promise<number> {
  // The limiter keeps the name that was tried, and its time in milliseconds of the clock on the wall.
  await statements.query(
    "delete from auth.throttles where expire < (extract(epoch from clock_timestamp()) * 1000)::bigint",
  );
  const { rowCount } = await statements.query(
    `delete from auth.sessions where session_id in (select session_id from auth.sessions
       where expires_at <= yishi_now() order by expires_at limit $1 for update skip locked)`,
    [limit],
  );
  return rowCount ?? 0;
}

/** Removes what is left of the codes of slips that were used, revoked or let expire before an instant. */
export async function removeSlips(
  statements: Statements,
  committeeId: string,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<number> {
  const { rowCount } = await statements.query(
    `delete from auth.invitations where invitation_id in (select invitation_id from auth.invitations
       where committee_id = $1 and least(used_at, revoked_at, expires_at) < $2 limit $3 for update skip locked)`,
    [committeeId, before, limit],
  );
  return rowCount ?? 0;
}
