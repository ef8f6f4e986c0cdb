import { findEmbedded, startEmbedded } from "@yishi/db/embedded";
import { StartProblem } from "@yishi/db/embedded/problem";
import pg from "pg";
import type { Settings } from "./settings.ts";

/** A database that answers, and its logins. The owner's is absent where the operator did not name it. */
export interface Reached {
  readonly serverUrl: string;
  readonly ownerUrl: string | undefined;
  release(): Promise<void>;
}

interface Watch {
  readonly signal?: AbortSignal;
  readonly onDeath?: (revived: boolean) => void;
}

/** Starts the database that comes with Yishi, or makes sure that the operator's own one answers. */
export async function reachDatabase(
  { database }: Pick<Settings, "database">,
  watch: Watch = {},
): Promise<Reached> {
  if (database.kind === "external") {
    await assertAnswers("DATABASE_URL", database.url);
    if (database.ownerUrl) await assertAnswers("DATABASE_OWNER_URL", database.ownerUrl);
    return { serverUrl: database.url, ownerUrl: database.ownerUrl, release: () => Promise.resolve() };
  }
  const embedded = await startEmbedded({ dataFolder: database.dataFolder, ...watch });
  return { serverUrl: embedded.serverUrl, ownerUrl: embedded.ownerUrl, release: () => embedded.stop() };
}

/** Does a piece of the owner's work, beside a running Yishi or, when none runs, on a database started for it. */
export async function asOwner<T>(
  settings: Pick<Settings, "database">,
  work: (logins: { readonly ownerUrl: string; readonly serverUrl: string }) => Promise<T>,
): Promise<T> {
  const { database } = settings;
  const running = database.kind === "embedded" ? await findEmbedded(database.dataFolder) : undefined;
  if (running) return work(running);
  const reached = await reachDatabase(settings);
  try {
    if (!reached.ownerUrl) throw ownerMissing();
    return await work({ ownerUrl: reached.ownerUrl, serverUrl: reached.serverUrl });
  } finally {
    await reached.release();
  }
}

/** Whether no community has been founded yet. */
export function isEmpty(ownerUrl: string): Promise<boolean> {
  return isSo(ownerUrl, "not exists (select from communities)");
}

/** Whether a story was begun here and cut off: only its end sets the clock right, so it still shows the past. */
export function isHalfTold(ownerUrl: string): Promise<boolean> {
  return isSo(
    ownerUrl,
    "exists (select from communities) and exists (select from yishi_clock where ahead < '0')",
  );
}

/** Takes everything out of a database, tables and all, in one transaction; it has to be migrated again. */
export async function makeEmpty(ownerUrl: string): Promise<void> {
  await asClient(ownerUrl, (client) =>
    client.query("begin; drop schema public, auth cascade; create schema public; commit"),
  );
}

async function isSo(ownerUrl: string, condition: string): Promise<boolean> {
  const { rows } = await asClient(ownerUrl, (client) =>
    client.query<{ so: boolean }>(`select ${condition} as so`),
  );
  return rows[0]?.so ?? false;
}

async function asClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function assertAnswers(setting: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    if ((rows[0]?.version ?? 0) < 150_000) throw tooOld(setting);
  } catch (cause) {
    throw cause instanceof StartProblem ? cause : unreachable(setting, cause);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function unreachable(setting: string, cause: unknown): StartProblem {
  const reason = reasonOf(cause);
  return new StartProblem(
    `按 ${setting} 连接不上数据库：${reason}。请检查主机、端口、用户、密码和数据库名。`,
    `The database of ${setting} cannot be reached: ${reason}. Check host, port, user, password and name of the database.`,
    { cause },
  );
}

/** Several addresses of one host fail together, and then the error itself says nothing. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}

function tooOld(setting: string): StartProblem {
  return new StartProblem(
    `${setting} 指向的 PostgreSQL 太旧，需要 15 或更高版本。`,
    `The PostgreSQL of ${setting} is too old; 15 or newer is needed.`,
  );
}

function ownerMissing(): StartProblem {
  return new StartProblem(
    "这一步需要数据库所有者的登录。请设置 DATABASE_OWNER_URL。",
    "This needs the login of the database's owner. Set DATABASE_OWNER_URL.",
  );
}
