import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startEmbedded } from "@yishi/db/embedded";
import { workersOf } from "@yishi/db/embedded/leftovers";
import { placesIn } from "@yishi/db/embedded/places";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import type { Form } from "../bench/measures/casts.ts";
import { idOf, seed } from "../bench/seed.ts";
import { freePort, startServer, type Server } from "../bench/server.ts";
import { judge, type Ballot, type CastFact, type Outcome } from "./judge.ts";
import { startVoting, type Voting } from "./voting.ts";

export interface Drill {
  /** How often PostgreSQL and the server are killed, in turns, PostgreSQL first. */
  readonly kills: number;
  readonly voters: number;
  readonly motions: number;
  /** What PostgreSQL is told beside what it is always told: the control takes its safety away. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told of each kill. */
  readonly report?: (line: string) => void;
}

export interface Drilled extends Outcome {
  readonly databaseKills: number;
  readonly serverKills: number;
  /** Forms that were told no. */
  readonly refused: number;
}

/** PostgreSQL answers before the row is in its log, and writes the log seldom: what a crash then takes is seen. */
export const answersTooEarly = {
  synchronous_commit: "off",
  wal_writer_delay: "10s",
  wal_writer_flush_after: "1GB",
} as const;

const clients = 16;
/** So many ballots are acknowledged before each kill, however slow the machine is. */
const ballotsBetween = 40;
const patienceMilliseconds = 60_000;

/** Kills PostgreSQL and the server, each with kill -9, while a vote is on; then counts what is there. */
export async function durability(drill: Drill): Promise<Drilled> {
  const { settings = {}, voters, motions } = drill;
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-drill-"));
  const database = await startEmbedded({ dataFolder, settings, deathsPerMinute: Infinity });
  try {
    await migrate(database);
    await seed(database.ownerUrl, { voters, motions, proposals: motions, now: new Date() });
    const port = await freePort();
    const voting = startVoting({ port, clients, voters, motions });
    const kills = await killInTurns({ ...drill, dataFolder, databaseUrl: database.serverUrl, port, voting });
    const { tried, acknowledged, refused } = voting;
    const sent = { tried: tried.map(ballotOf), acknowledged: acknowledged.map(ballotOf) };
    return { ...judge(sent, await whatIsThere(database.ownerUrl)), ...kills, refused: refused.length };
  } finally {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function killInTurns(given: {
  readonly kills: number;
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly voting: Voting;
  readonly report?: (line: string) => void;
}): Promise<{ readonly databaseKills: number; readonly serverKills: number }> {
  const { kills, dataFolder, databaseUrl, port, voting, report } = given;
  let server: Server = await startServer(databaseUrl, port);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      await untilMoreAreIn(voting);
      if (kill % 2 === 0) await killDatabase(dataFolder);
      else {
        await server.kill();
        server = await startServer(databaseUrl, port);
      }
      report?.(
        `${kill % 2 === 0 ? "PostgreSQL" : "server"} killed, ${voting.acknowledged.length} acknowledged`,
      );
    }
    return { databaseKills: Math.ceil(kills / 2), serverKills: Math.floor(kills / 2) };
  } finally {
    await server.kill();
    await voting.stop();
  }
}

/** The vote goes on; and then a moment more, so that a kill finds it anywhere. */
async function untilMoreAreIn({ acknowledged }: Voting): Promise<void> {
  const enough = acknowledged.length + ballotsBetween;
  for (const deadline = Date.now() + patienceMilliseconds; acknowledged.length < enough; await wait(10)) {
    if (Date.now() > deadline) throw new Error("nobody could vote for a minute");
  }
  await wait(Math.random() * 500);
}

/** All its processes at once, as when the machine's memory runs out; it is started again by `startEmbedded`. */
async function killDatabase(dataFolder: string): Promise<void> {
  for (const pid of await workersOf(placesIn(dataFolder))) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went by itself when its parent died.
    }
  }
}

async function whatIsThere(url: string): Promise<{
  readonly ballots: readonly Ballot[];
  readonly facts: readonly CastFact[];
}> {
  for (const deadline = Date.now() + patienceMilliseconds; ; await wait(100)) {
    try {
      return {
        ballots: await ask<Ballot>(
          url,
          "select motion_id as motion, seat, key, trim(choice) as choice from ballots",
        ),
        facts: await ask<CastFact>(
          url,
          "select object_id as motion, (body ->> 'seat')::int as seat from facts where kind = 'ballot.cast'",
        ),
      };
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

function ballotOf({ voter, motion, key, choice }: Form): Ballot {
  return { motion: idOf("motion", motion), seat: voter, key, choice };
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    void client.end().catch(() => undefined);
  }
}
