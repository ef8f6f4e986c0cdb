import type { Database, Statements } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { refuse, type Refusal } from "@yishi/domain/outcome";
import type { Device } from "./devices.ts";
import { checkNobody, isPassword } from "./passwords.ts";
import { begin } from "./sessions.ts";
import type { Throttle } from "./throttles.ts";

/** A sign-in name as it is compared: without regard to letter case or width. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** Makes an account; refuses a name that somebody has. Hash the password beforehand: that takes long. */
export async function create(
  statements: Statements,
  wanted: { readonly name: string; readonly passwordHash: string },
): Promise<string | Refusal> {
  const { rows } = await statements.query<{ accountId: string }>(
    `insert into auth.accounts (account_id, name, password_hash, created_at) values ($1, $2, $3, yishi_now())
     on conflict (name) do nothing returning account_id as "accountId"`,
    [newId(), nameKey(wanted.name), wanted.passwordHash],
  );
  return rows[0]?.accountId ?? refuse("name-taken");
}

/** Signs in by name and password; wrong name and wrong password are answered alike, after the same time. */
export async function signIn(
  db: Database,
  throttle: Throttle,
  asked: { readonly name: string; readonly password: string; readonly device?: Device },
): Promise<{ token: string; expiresAt: Date; accountId: string } | Refusal> {
  const accountId = await verify(db, throttle, asked);
  if (typeof accountId !== "string") return accountId;
  return { accountId, ...(await begin(db, accountId, asked.device)) };
}

/** Whose name and password these are, without beginning a session. */
export async function verify(
  db: Database,
  throttle: Throttle,
  asked: { readonly name: string; readonly password: string },
): Promise<string | Refusal> {
  const name = nameKey(asked.name);
  const throttled = await throttle.take(name);
  if (throttled) return throttled;
  const account = await byName(db, name);
  if (!account || account.disabled) return checkNobody(asked.password);
  if (!(await isPassword(account.passwordHash, asked.password))) return refuse("sign-in-wrong");
  await throttle.forget(name);
  return account.accountId;
}

/** Whether this is the password of an account; asked before anything of it is changed. */
export async function isOwnPassword(db: Database, accountId: string, password: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ passwordHash: string }>(
    `select password_hash as "passwordHash" from auth.accounts where account_id = $1 and disabled_at is null`,
    [accountId],
  );
  const [account] = rows;
  return account !== undefined && isPassword(account.passwordHash, password);
}

/** Gives an account a new password; a recovery slip that is still out for it is worth nothing from now on. */
export async function setPassword(
  statements: Statements,
  accountId: string,
  passwordHash: string,
): Promise<void> {
  await statements.query(
    `with void as (update auth.recoveries set revoked_at = yishi_now()
       where account_id = $1 and used_at is null and revoked_at is null)
     update auth.accounts set password_hash = $2 where account_id = $1`,
    [accountId, passwordHash],
  );
}

/** Gives an account another sign-in name, and makes a recovery slip void that is still out; refuses a name that somebody has. */
export async function rename(
  statements: Statements,
  accountId: string,
  name: string,
): Promise<Refusal | null> {
  const { rowCount } = await statements.query(
    `with renamed as (update auth.accounts a set name = $2 where account_id = $1
         and not exists (select from auth.accounts o where o.name = $2 and o.account_id <> a.account_id)
         returning account_id),
       void as (update auth.recoveries set revoked_at = yishi_now()
         where account_id in (select account_id from renamed) and used_at is null and revoked_at is null)
     select from renamed`,
    [accountId, nameKey(name)],
  );
  return rowCount === 1 ? null : refuse("name-taken");
}

/** What a desk has to know of an account before it mends it: that it is in use, and whether a post is held elsewhere. */
export async function standingOf(
  statements: Statements,
  accountId: string,
  here: string,
): Promise<{ readonly inUse: boolean; readonly holdsElsewhere: boolean }> {
  const { rows } = await statements.query<{ inUse: boolean; holdsElsewhere: boolean }>(
    `select disabled_at is null as "inUse", holds_post($1, null, $2) as "holdsElsewhere"
     from auth.accounts where account_id = $1`,
    [accountId, here],
  );
  return rows[0] ?? { inUse: false, holdsElsewhere: false };
}

/** The account of a name, for the demo's one-click sign-in and for joining a second community. */
export async function idByName(db: Database, name: string): Promise<string | null> {
  const account = await byName(db, nameKey(name));
  return account && !account.disabled ? account.accountId : null;
}

/** Shuts an account out at once: its sessions answer no more. */
export async function disable(db: Database, accountId: string): Promise<void> {
  await db.pool.query("update auth.accounts set disabled_at = yishi_now() where account_id = $1", [
    accountId,
  ]);
}

/** Whether anything was told yet: an account exists. */
export async function anyAccount(db: Database): Promise<boolean> {
  const { rowCount } = await db.pool.query("select from auth.accounts limit 1");
  return rowCount === 1;
}

async function byName(db: Database, name: string) {
  const { rows } = await db.pool.query<{ accountId: string; passwordHash: string; disabled: boolean }>(
    `select account_id as "accountId", password_hash as "passwordHash", disabled_at is not null as disabled
     from auth.accounts where name = $1`,
    [name],
  );
  return rows[0] ?? null;
}
