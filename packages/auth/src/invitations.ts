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
  const { committeeId, memberId, validDays } = slip;
  const many = { committeeId, validDays, slips: [{ slipId: newId(), memberId }] };
  const { codes, expiresAt } = await issueMany(statements, many);
  const code = codes[0];
  if (code === undefined) throw new Error("no slip was kept");
  return { code, expiresAt };
}

/** Makes slips for many members in two statements, whatever their number; answers with their codes in the same order. */
export async function issueMany(
  statements: Statements,
  wanted: {
    readonly committeeId: string;
    readonly validDays: number;
    readonly slips: readonly { readonly slipId: string; readonly memberId: string }[];
  },
): Promise<{ readonly codes: readonly string[]; readonly expiresAt: Date }> {
  const { committeeId, validDays, slips } = wanted;
  const codes = slips.map(() => newSecret(12));
  const members = slips.map((slip) => slip.memberId);
  await statements.query(
    `update auth.invitations set revoked_at = yishi_now()
     where committee_id = $1 and member_id = any($2) and used_at is null and revoked_at is null`,
    [committeeId, members],
  );
  const { rows } = await statements.query<{ expiresAt: Date }>(
    `with clock as (select yishi_now() as now)
     insert into auth.invitations (invitation_id, code_hash, committee_id, member_id, issued_at, expires_at)
     select x.id, x.hash, $1, x.member, now, now + make_interval(days => $2)
     from clock, unnest($3::uuid[], $4::bytea[], $5::uuid[]) as x (id, hash, member) returning expires_at as "expiresAt"`,
    [committeeId, validDays, slips.map((slip) => slip.slipId), codes.map(hashOf), members],
  );
  const [row] = rows;
  if (!row || rows.length !== slips.length) throw new Error("not every slip was kept");
  return { codes, expiresAt: row.expiresAt };
}

/** Makes one slip void that nobody used. */
export async function revoke(statements: Statements, slipId: string): Promise<void> {
  await statements.query(
    `update auth.invitations set revoked_at = yishi_now()
     where invitation_id = $1 and used_at is null and revoked_at is null`,
    [slipId],
  );
}

/** Whose slip this is, if it may still be used. */
export async function look(
  db: Database,
  typed: string,
): Promise<{ slipId: string; committeeId: string; memberId: string } | Refusal> {
  const { rows } = await db.pool.query<{
    slipId: string;
    committeeId: string;
    memberId: string;
    used: boolean;
    revoked: boolean;
    expired: boolean;
  }>(
    `select invitation_id as "slipId", committee_id as "committeeId", member_id as "memberId",
       used_at is not null as used, revoked_at is not null as revoked, expires_at <= yishi_now() as expired
     from auth.invitations where code_hash = $1`,
    [hashOf(codeKey(typed))],
  );
  const [slip] = rows;
  if (!slip) return refuse("slip-unknown");
  if (slip.used) return refuse("slip-used");
  if (slip.revoked) return refuse("slip-revoked");
  if (slip.expired) return refuse("slip-expired");
  const { slipId, committeeId, memberId } = slip;
  return { slipId, committeeId, memberId };
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
