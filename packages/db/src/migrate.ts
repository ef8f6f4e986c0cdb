import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";

const folder = new URL("../migrations/", import.meta.url);
/** Group roles belong to the whole cluster, so they are made here and not in a numbered file. */
const groupRoles = ["yishi_app", "yishi_ballots"] as const;

/**
 * Brings a database to the newest shape, under a lock so that two starts do not collide. Forward only: each file
 * runs once, in its own transaction; a file edited after it ran is refused. Answers with the names it applied.
 */
export async function migrate(settings: {
  readonly ownerUrl: string;
  readonly serverUrl?: string;
  readonly report?: (line: string) => void;
}): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: settings.ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('yishi migrate'))");
    await makeGroupRoles(client);
    await client.query(
      "create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    );
    const applied = await applyFiles(client, settings.report);
    await client.query("grant select on migrations to yishi_app");
    if (settings.serverUrl) await admitServer(client, settings.serverUrl);
    return applied;
  } finally {
    await client.end();
  }
}

/** The names of the migrations that this release of the program expects. */
export async function expectedMigrations(): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
}

async function applyFiles(client: pg.Client, report?: (line: string) => void): Promise<readonly string[]> {
  const done = await client.query<{ name: string; hash: string }>("select name, hash from migrations");
  const hashes = new Map(done.rows.map((row) => [row.name, row.hash]));
  const applied: string[] = [];
  for (const name of await expectedMigrations()) {
    const text = await readFile(new URL(name, folder), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    const before = hashes.get(name);
    if (before === hash) continue;
    if (before) throw new Error(`migration ${name} was changed after it ran; write a new one instead`);
    report?.(name);
    await client.query("begin");
    try {
      await client.query(text);
      await client.query("insert into migrations (name, hash) values ($1, $2)", [name, hash]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`migration ${name} failed`, { cause: error });
    }
    applied.push(name);
  }
  return applied;
}

/** Makes the group roles and lets the migrating role act for them without inheriting what they may do. */
async function makeGroupRoles(client: pg.Client): Promise<void> {
  const version = await client.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  );
  const options = (version.rows[0]?.number ?? 0) >= 160000 ? "with set true, inherit false" : "";
  for (const role of groupRoles) {
    await client.query(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    );
    await client.query(
      `do $$ begin if not (select rolsuper from pg_roles where rolname = current_user) then grant ${role} to current_user ${options}; end if; end $$`,
    );
  }
}

/** Makes the server's weak login a member of yishi_app. */
async function admitServer(client: pg.Client, serverUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(serverUrl).username);
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [login]);
  if (!rowCount) throw new Error(`the login ${login} of DATABASE_URL does not exist`);
  await client.query(`grant yishi_app to ${client.escapeIdentifier(login)}`);
}
