import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { expectedMigrations } from "./migrate.ts";

/** One transaction of one community: its statements, and the one `now` that was read when it opened. */
export interface Tx {
  readonly sql: NodePgDatabase;
  /** For hot paths: a statement with a name is prepared once per connection. */
  readonly raw: pg.PoolClient;
  readonly now: Date;
  readonly committeeId: string;
}

/** Anything that takes a statement: the pool, or the connection of a transaction. */
export type Statements = Pick<pg.Pool, "query">;

export interface Database {
  readonly pool: pg.Pool;
  transaction<T>(committeeId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A database that must not be served from; the sentence says what to mend. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
}

/** Opens the pool, after making sure that its login is weak, its schema current and its clock set right. */
export async function openDatabase(settings: {
  readonly url: string;
  readonly max?: number;
  readonly clockMayBeAhead?: boolean;
  readonly onLost?: (error: Error) => void;
}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: settings.url,
    max: settings.max ?? 16,
    idle_in_transaction_session_timeout: 10_000,
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", (error) => settings.onLost?.(error));
  try {
    await assertFit(pool, settings.clockMayBeAhead ?? false);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    pool,
    transaction: (committeeId, work) => transaction(pool, committeeId, work),
    close: () => pool.end(),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const bound = new WeakMap<pg.PoolClient, NodePgDatabase>();

/** Runs `work` in one transaction that sees the rows of one community; whatever it throws, nothing of it stays. */
async function transaction<T>(pool: pg.Pool, committeeId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!uuid.test(committeeId)) throw new TypeError("a community is named by its uuid");
  const raw = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies between two statements tells nobody but its listeners; without one the process would end.
  const onLost = (error: Error) => (broken = error);
  raw.on("error", onLost);
  try {
    const now = await begin(raw, committeeId);
    const result = await work({ sql: statements(raw), raw, now, committeeId });
    await raw.query("commit");
    return result;
  } catch (error) {
    await raw.query("rollback").catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    raw.off("error", onLost);
    raw.release(broken);
  }
}

/** One round trip: begin, the community, the clock. The community was checked to be a uuid. */
async function begin(raw: pg.PoolClient, committeeId: string): Promise<Date> {
  const answers: unknown = await raw.query(
    `begin; select set_config('app.committee', '${committeeId}', true), yishi_now() as now`,
  );
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a simple query of two statements answers with a list; its type says otherwise
  const [, second] = answers as [pg.QueryResult, pg.QueryResult<{ now: Date }>];
  const now = second.rows[0]?.now;
  if (!now) throw new Error("the clock did not answer");
  return now;
}

function statements(raw: pg.PoolClient): NodePgDatabase {
  const known = bound.get(raw);
  if (known) return known;
  const made = drizzle(raw);
  bound.set(raw, made);
  return made;
}

/** The one clock, for what needs no transaction. */
export async function readClock(statements: Statements): Promise<Date> {
  const { rows } = await statements.query<{ now: Date }>({
    name: "clock",
    text: "select yishi_now() as now",
  });
  const now = rows[0]?.now;
  if (!now) throw new Error("the clock did not answer");
  return now;
}

async function assertFit(pool: pg.Pool, clockMayBeAhead: boolean): Promise<void> {
  // What a role may become counts as what it is: "set role" is one statement away.
  const role = await pool.query<{ strong: boolean; owns: boolean }>(
    `select bool_or(rolsuper or rolbypassrls or rolcreaterole) as strong,
       bool_or(exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_namespace n where n.nspowner = r.oid)) as owns
     from pg_roles r where pg_has_role(current_user, r.oid, 'member')`,
  );
  if (role.rows[0]?.strong || role.rows[0]?.owns) {
    throw new UnfitDatabase(
      "DATABASE_URL signs in with a role that can pass the line between communities. Give the server a login that owns nothing, and put the owner in DATABASE_OWNER_URL.",
    );
  }
  const missing = await missingMigrations(pool);
  if (missing.length > 0) {
    throw new UnfitDatabase(
      `The database lacks ${missing.join(", ")}. Run \`yishi migrate\` with DATABASE_OWNER_URL.`,
    );
  }
  const clock = await pool.query<{ ahead: boolean }>("select ahead <> '0' as ahead from yishi_clock");
  if (clock.rows[0]?.ahead && !clockMayBeAhead) {
    throw new UnfitDatabase("The clock of this database was moved; it must not serve a real community.");
  }
}

async function missingMigrations(pool: pg.Pool): Promise<readonly string[]> {
  const expected = await expectedMigrations();
  try {
    const { rows } = await pool.query<{ name: string }>("select name from migrations");
    const applied = new Set(rows.map((row) => row.name));
    return expected.filter((name) => !applied.has(name));
  } catch {
    return expected;
  }
}
