import type { Database, Statements } from "@yishi/db/client";
import { deskPosts } from "@yishi/domain/roles";
import type { Device } from "./devices.ts";
import { hashOf, newSecret, sameHash } from "./secrets.ts";

/**
 * Sessions after Lucia's published design. A token is `id.secret`; the database keeps the id and the hash of the
 * secret, so that who reads it cannot sign in. A session lives ten days and is renewed in its second half; one of
 * somebody who works at a desk, whose computer others use after them, ends twelve hours after it began.
 */
const days = 10;
/** How long somebody who works at a desk works there before they say again who they are (docs/decisions/0012). */
export const deskHours = 12;

export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  readonly name: string;
  readonly begunAt: Date;
}

/** A session as its owner tells it from the others. */
export interface SessionLine extends Device {
  readonly sessionId: string;
  readonly begunAt: Date;
  readonly lastUsedOn: string;
}

const nameless: Device = { device: "unknown", browser: "unknown" };
const today = "(yishi_now() at time zone 'Asia/Shanghai')::date";

/** Begins a session and answers with its token, which is not kept anywhere else. */
export async function begin(
  db: Database,
  accountId: string,
  { device, browser }: Device = nameless,
): Promise<{ token: string; expiresAt: Date }> {
  const sessionId = newSecret(24);
  const secret = newSecret(32);
  const { rows } = await db.pool.query<{ expiresAt: Date }>(
    `with clock as (select yishi_now() as now, ${today} as today, holds_post($3, $7, null) as short)
     insert into auth.sessions (session_id, secret_hash, account_id, created_at, expires_at, device, browser, last_used_on, short)
     select $1, $2, $3, now, now + case when short then make_interval(hours => $8) else make_interval(days => $4) end,
       $5, $6, today, short from clock returning expires_at as "expiresAt"`,
    [sessionId, hashOf(secret), accountId, days, device, browser, [...deskPosts], deskHours],
  );
  const [row] = rows;
  if (!row) throw new Error("no session was kept");
  return { token: `${sessionId}.${secret}`, expiresAt: row.expiresAt };
}

/** The session of a token, if it is whole, known, alive, and its account not disabled. */
export async function validate(db: Database, token: string): Promise<Session | null> {
  const [sessionId, secret, rest] = token.split(".");
  if (!sessionId || !secret || rest !== undefined || sessionId.length !== 24 || secret.length !== 32)
    return null;
  const { rows } = await db.pool.query<{
    accountId: string;
    name: string;
    secretHash: Buffer;
    begunAt: Date;
    aging: boolean;
  }>({
    name: "sessions.validate",
    text: `select s.account_id as "accountId", a.name, s.secret_hash as "secretHash", s.created_at as "begunAt",
        s.last_used_on < ${today} or (not s.short and s.expires_at - yishi_now() < make_interval(days => $2) / 2) as aging
      from auth.sessions s join auth.accounts a on a.account_id = s.account_id
      where s.session_id = $1 and s.expires_at > yishi_now() and a.disabled_at is null`,
    values: [sessionId, days],
  });
  const [found] = rows;
  if (!found || !sameHash(found.secretHash, hashOf(secret))) return null;
  if (found.aging) await renew(db, sessionId);
  return { sessionId, accountId: found.accountId, name: found.name, begunAt: found.begunAt };
}

/** The sessions of an account that still answer, the last used first. */
export async function list(db: Database, accountId: string): Promise<readonly SessionLine[]> {
  const { rows } = await db.pool.query<SessionLine>(
    `select session_id as "sessionId", device, browser, created_at as "begunAt", last_used_on::text as "lastUsedOn"
     from auth.sessions where account_id = $1 and expires_at > yishi_now() order by last_used_on desc, created_at desc limit 100`,
    [accountId],
  );
  return rows;
}

/** Ends one session. */
export async function end(db: Database, sessionId: string): Promise<void> {
  await db.pool.query("delete from auth.sessions where session_id = $1", [sessionId]);
}

/** Ends one session of an account; of another's nothing. Answers whether there was one. */
export async function endOwn(db: Database, accountId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    "delete from auth.sessions where session_id = $1 and account_id = $2",
    [sessionId, accountId],
  );
  return rowCount === 1;
}

/** Ends all sessions of an account, or all but one. */
export async function endAll(
  statements: Statements,
  accountId: string,
  but: string | null = null,
): Promise<void> {
  await statements.query(
    "delete from auth.sessions where account_id = $1 and session_id is distinct from $2",
    [accountId, but],
  );
}

/** Once a day: notes that the session was used, and gives it its ten days again in its second half. */
async function renew(db: Database, sessionId: string): Promise<void> {
  await db.pool.query(
    `update auth.sessions set last_used_on = ${today},
       expires_at = case when not short and expires_at - yishi_now() < make_interval(days => $2) / 2
         then yishi_now() + make_interval(days => $2) else expires_at end
     where session_id = $1`,
    [sessionId, days],
  );
}
