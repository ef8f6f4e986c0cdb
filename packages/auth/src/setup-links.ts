import type { Database, Statements } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { refuse, type Refusal } from "@yishi/domain/outcome";
import { codeKey, spaced } from "./invitations.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** What a set-up link is for: a new community, or a registrar of the one that is named. */
export interface SetupLink {
  readonly committeeId: string | null;
}

/** 18 characters carry 88 bits: nobody guesses them, however long they try. */
const characters = 18;
const validHours = 24;

/** Makes a link, to be shown once on the terminal. Earlier ones for the same that were not used are worth nothing from now on. */
export async function issue(
  statements: Statements,
  { committeeId }: SetupLink,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const secret = newSecret(characters);
  const { rows } = await statements.query<{ expiresAt: Date }>(
    `with clock as (select yishi_now() as now),
       revoked as (update auth.setup_links set revoked_at = now from clock
         where committee_id is not distinct from $3::uuid and used_at is null and revoked_at is null)
     insert into auth.setup_links (setup_link_id, secret_hash, committee_id, issued_at, expires_at)
     select $1, $2, $3, now, now + make_interval(hours => $4) from clock returning expires_at as "expiresAt"`,
    [newId(), hashOf(secret), committeeId, validHours],
  );
  const [row] = rows;
  if (!row) throw new Error("no set-up link was kept");
  return { code: spaced(secret), expiresAt: row.expiresAt };
}

/** What a link is for, if it may still be used. */
export async function look(db: Database, typed: string): Promise<SetupLink | Refusal> {
  const { rows } = await db.pool.query<SetupLink & { readonly used: boolean; readonly expired: boolean }>(
    `select committee_id as "committeeId", used_at is not null as used,
       revoked_at is not null or expires_at <= yishi_now() as expired
     from auth.setup_links where secret_hash = $1`,
    [hashOf(codeKey(typed))],
  );
  const [link] = rows;
  if (!link) return refuse("setup-link-unknown");
  if (link.used) return refuse("setup-link-used");
  if (link.expired) return refuse("setup-link-expired");
  return { committeeId: link.committeeId };
}

/** Uses a link up. Of many who use it at once, one gets through. */
export async function use(statements: Statements, typed: string): Promise<Refusal | null> {
  const { rowCount } = await statements.query(
    `update auth.setup_links set used_at = yishi_now()
     where secret_hash = $1 and used_at is null and revoked_at is null and expires_at > yishi_now()`,
    [hashOf(codeKey(typed))],
  );
  return rowCount === 1 ? null : refuse("setup-link-used");
}
