import { open, rm, type FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { StartProblem } from "@yishi/db/embedded/problem";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { asOwner } from "./database.ts";
import type { Settings } from "./settings.ts";
import { version } from "./version.ts";

/** Writes everything that is kept, as of one moment, to a file or to the standard output. */
export async function dump(settings: Pick<Settings, "database">, file: string | undefined): Promise<void> {
  if (file === undefined && process.stdout.isTTY) throw onScreen();
  await asOwner(settings, async ({ ownerUrl }) => {
    if (file === undefined) return pipeline(everything(ownerUrl), process.stdout, { end: false });
    const handle = await openNew(file);
    try {
      await pipeline(everything(ownerUrl), handle.createWriteStream());
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  });
}

/** Names, phone numbers and votes: for the operator's eyes alone, and never over an older dump. */
async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, "wx", 0o600);
  } catch (cause) {
    throw new StartProblem(
      `不能写入 ${file}。请换一个还没有的文件名，并检查目录的权限。`,
      `${file} cannot be written. Choose a name that is not there yet, and check the permissions of its folder.`,
      { cause },
    );
  }
}

/** The text of a dump. One snapshot: what is written meanwhile is not in it, not even in part. */
async function* everything(ownerUrl: string): AsyncGenerator<string | Buffer> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    // A row that row-level security would leave out has to stop the dump.
    await client.query("set local row_security = off");
    const tables = await tablesOf(client);
    yield headOf(await migrationsOf(client), tables);
    for (const { name, columns } of tables) {
      yield `copy ${name} (${columns}) from stdin;\n`;
      yield* client.query(copyTo(`copy ${name} (${columns}) to stdout`));
      yield "\\.\n";
    }
    yield* await sequencesOf(client);
    yield "commit;\n";
  } finally {
    await client.end();
  }
}

interface Table {
  readonly name: string;
  readonly columns: string;
}

/** Every table but the list of migrations: a dump is brought back into tables that migrations have made. */
async function tablesOf(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select c.oid::regclass::text as name,
        (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
          where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.oid <> 'migrations'::regclass
      order by n.nspname, c.relname`,
  );
  return rows;
}

function headOf(migrations: readonly string[], tables: readonly Table[]): string {
  return [
    `-- Yishi ${version}, everything as of ${new Date().toISOString()}`,
    `-- migrations: ${migrations.join(" ")}`,
    "-- Bring it back with `yishi restore`, or with psql as a superuser into a new database after `yishi migrate`.",
    "begin;",
    "set local session_replication_role = replica;",
    `truncate ${tables.map((table) => table.name).join(", ")};`,
    "",
  ].join("\n");
}

async function migrationsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>("select name from migrations order by name");
  return rows.map((row) => row.name);
}

async function sequencesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('select setval(%L, %s);', quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value) || E'\\n' as statement
      from pg_sequences where last_value is not null and schemaname !~ '^pg_' order by 1`,
  );
  return rows.map((row) => row.statement);
}

function onScreen(): StartProblem {
  return new StartProblem(
    "备份里有姓名、电话和选票，不在屏幕上显示。请写明文件：yishi dump --out 文件名",
    "A dump holds names, phone numbers and votes, so it is not shown on the screen. Name a file: yishi dump --out FILE",
  );
}
