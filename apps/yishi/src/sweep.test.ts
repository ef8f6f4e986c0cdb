import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type Embedded } from "@yishi/db/embedded";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sweepDaily } from "./sweep.ts";

let folder: string;
let database: Embedded;
let owner: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yishi-sweep-"));
  database = await startEmbedded({ dataFolder: folder });
  await migrate(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into auth.accounts (account_id, name, password_hash, created_at)
     values ('0198c0de-0000-7000-8000-000000000001', 'somebody', 'none', now())`,
  );
});

afterAll(async () => {
  await owner.end();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

const session = async (id: string, ends: string) =>
  owner.query(
    `insert into auth.sessions (session_id, secret_hash, account_id, created_at, expires_at, last_used_on)
     values ($1, decode(repeat('00', 32), 'hex'), '0198c0de-0000-7000-8000-000000000001', now() - interval '20 days',
       now() + $2::interval, current_date)`,
    [id.padEnd(24, "0"), ends],
  );
const sessions = async () =>
  (
    await owner.query<{ id: string }>(
      "select trim(trailing '0' from session_id) as id from auth.sessions order by 1",
    )
  ).rows.map(({ id }) => id);

test("while it serves, what has ended goes at the start and again later, what lives stays, and stopping stops it", async () => {
  await session("ENDED", "-1 hour");
  await session("ALIVE", "1 hour");
  const control = new AbortController();
  const sweeping = sweepDaily({ serverUrl: database.serverUrl, demo: false }, control.signal, 50);
  await vi.waitFor(async () => expect(await sessions()).toEqual(["ALIVE"]), { timeout: 10_000 });
  await session("LATER", "-1 hour");
  await vi.waitFor(async () => expect(await sessions()).toEqual(["ALIVE"]), { timeout: 10_000 });
  control.abort();
  await sweeping;
  await session("AFTER", "-1 hour");
  expect(await sessions()).toEqual(["AFTER", "ALIVE"]);
});
