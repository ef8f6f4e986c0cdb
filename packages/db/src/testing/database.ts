import pg from "pg";
import { inject } from "vitest";
import { openDatabase, type Database } from "../client.ts";
import { newId } from "../ids.ts";
import type {} from "./cluster.ts"; // says what the run provides
import { templateName, withDatabase } from "./addresses.ts";

export interface TestDatabase {
  readonly db: Database;
  readonly serverUrl: string;
  readonly ownerUrl: string;
  /** Statements of the owner, for looking where the server may not. */
  readonly owner: pg.Pool;
  /** Moves the one clock: forwards, once something happened. */
  moveClock(at: Date): Promise<void>;
  close(): Promise<void>;
}

/** A database of its own for a test file: a clone of the migrated template, on a real PostgreSQL. */
export async function testDatabase(max = 16): Promise<TestDatabase> {
  const { ownerUrl, serverUrl } = inject("cluster");
  const name = `test_${newId().replaceAll("-", "")}`;
  const maker = new pg.Client({ connectionString: ownerUrl });
  await maker.connect();
  // Clones take turns: the template may have no other session while it is copied.
  await maker.query("select pg_advisory_lock(1)");
  await maker.query(`create database ${name} template ${templateName}`);
  await maker.end();
  const own = { ownerUrl: withDatabase(ownerUrl, name), serverUrl: withDatabase(serverUrl, name) };
  const owner = new pg.Pool({ connectionString: own.ownerUrl, max: 2 });
  owner.on("error", () => undefined); // the cluster goes away under it at the end of the run
  const db = await openDatabase({ url: own.serverUrl, max, clockMayBeAhead: true });
  return {
    ...own,
    db,
    owner,
    moveClock: async (at) => void (await owner.query("select move_clock($1)", [at])),
    close: async () => {
      await db.close();
      await owner.end();
    },
  };
}
