import type { Database, Statements } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { refuse, type Refusal } from "@yishi/domain/outcome";
import { hashOf, newSecret } from "./secrets.ts";

/** An invitation slip: printed, handed over, used once, then worthless. Only the hash of its code is kept. */
export interface Slip {
  readonly code: string;
  readonly expiresAt: Date;
}

/** How a code is printed and read aloud: four groups of three. */
export function spaced(code: string): string {
  return code.replaceAll(/(.{3})(?=.)/gu, "$1 ");
}

/** A code as it was typed: any case, with or without spaces and dashes. */
export function codeKey(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, "");
}

/** Makes a slip for a member; earlier ones that were not used are worth nothing from now on. */
export async function issue(
  statements: Statements,
  slip: { readonly committeeId: string; readonly memberId: string; readonly validDays: number },
): Promise<Slip> {
  const code = newSecret(12);
  const { rows } = await statements.query<{ expiresAt: Date }>(
    `with clock as (select yishi_now() as now),
       revoked as (update auth.invitations set revoked_at = now from clock
         where committee_id = $3 and member_id = $4 and used_at is null and revoked_at is null)
     insert into auth.invitations (invitation_id, code_hash, committee_id, member_id, issued_at, expires_at)
     select $1, $2, $3, $4, now, now + make_interval(days => $5) from clock returning expires_at as "expiresAt"`,
    [newId(), hashOf(code), slip.committeeId, slip.memberId, slip.validDays],
  );
  const [row] = rows;
  if (!row) throw new Error("no slip was kept");
  return { code, expiresAt: row.expiresAt };
}

/** Whose slip this is, if it may still be used. */
export async function look(
  db: Database,
  typed: string,
): Promise<{ committeeId: string; memberId: string } | Refusal> {
  const { rows } = await db.pool.query<{
    committeeId: string;
    memberId: string;
    used: boolean;
    expired: boolean;
  }>(
    `select committee_id as "committeeId", member_id as "memberId", used_at is not null as used,
       revoked_at is not null or expires_at <= yishi_now() as expired
     from auth.invitations where code_hash = $1`,
    [hashOf(codeKey(typed))],
  );
  const [slip] = rows;
  if (!slip) return refuse("slip-unknown");
  if (slip.used) return refuse("slip-used");
  if (slip.expired) return refuse("slip-expired");
  return slip;
}

/** Uses a slip up. Of two who use it at once, one is told that it is used. */
export async function use(statements: Statements, typed: string): Promise<Refusal | null> {
  const { rowCount } = await statements.query(
    `update auth.invitations set used_at = yishi_now()
     where code_hash = $1 and used_at is null and revoked_at is null and expires_at > yishi_now()`,
    [hashOf(codeKey(typed))],
  );
  return rowCount === 1 ? null : refuse("slip-used");
}
