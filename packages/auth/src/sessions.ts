import type { Database } from "@yishi/db/client";
import { hashOf, newSecret, sameHash } from "./secrets.ts";

/**
 * Sessions after Lucia's published design. A token is `id.secret`; the database keeps the id and the hash of the
 * secret, so that who reads it cannot sign in. A session lives ten days and is renewed in its second half.
 */
const days = 10;

export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  readonly name: string;
}

/** Begins a session and answers with its token, which is not kept anywhere else. */
export async function begin(db: Database, accountId: string): Promise<{ token: string; expiresAt: Date }> {
  const sessionId = newSecret(24);
  const secret = newSecret(32);
  const { rows } = await db.pool.query<{ expiresAt: Date }>(
    `with clock as (select yishi_now() as now)
     insert into auth.sessions (session_id, secret_hash, account_id, created_at, expires_at)
     select $1, $2, $3, now, now + make_interval(days => $4) from clock returning expires_at as "expiresAt"`,
    [sessionId, hashOf(secret), accountId, days],
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
    aging: boolean;
  }>({
    name: "sessions.validate",
    text: `select s.account_id as "accountId", a.name, s.secret_hash as "secretHash",
        s.expires_at - yishi_now() < make_interval(days => $2) / 2 as aging
      from auth.sessions s join auth.accounts a on a.account_id = s.account_id
      where s.session_id = $1 and s.expires_at > yishi_now() and a.disabled_at is null`,
    values: [sessionId, days],
  });
  const [found] = rows;
  if (!found || !sameHash(found.secretHash, hashOf(secret))) return null;
  if (found.aging) await renew(db, sessionId);
  return { sessionId, accountId: found.accountId, name: found.name };
}

/** Ends one session. */
export async function end(db: Database, sessionId: string): Promise<void> {
  await db.pool.query("delete from auth.sessions where session_id = $1", [sessionId]);
}

async function renew(db: Database, sessionId: string): Promise<void> {
  await db.pool.query(
    "update auth.sessions set expires_at = yishi_now() + make_interval(days => $2) where session_id = $1",
    [sessionId, days],
  );
}
