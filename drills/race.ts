import { randomUUID } from "node:crypto";
import * as box from "@yishi/db/ballots";
import { openDatabase, type Database } from "@yishi/db/client";
import { startEmbedded } from "@yishi/db/embedded";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { committeeId, idOf, seed } from "../bench/seed.ts";

/** What came of so many rounds: in each one seat's ballot is given through the app, at the desk and in the meeting at once. */
export interface Raced {
  readonly rounds: number;
  /** Seats with another number of ballots than one, or of facts. */
  readonly notOne: number;
  /** Seats of which nobody, or more than one, was told that theirs is in; or another than whose ballot it is. */
  readonly toldWrongly: number;
  /** Through what the ballots came: a race that one side always wins is none. */
  readonly won: Readonly<Record<string, number>>;
}

const clerks = [randomUUID(), randomUUID()] as const;
const channels = ["desk", "meeting"] as const;
/** So many seats are raced for at once. */
const together = 4;

/**
 * Lets the app, the desk and the meeting race for one seat after the other on a real PostgreSQL. `loose` takes the rule of
 * one ballot a seat away first, so that the race can be seen to fail.
 */
export async function race({ rounds, loose = false }: { rounds: number; loose?: boolean }): Promise<Raced> {
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-race-"));
  const database = await startEmbedded({ dataFolder });
  try {
    await migrate(database);
    await seed(database.ownerUrl, { voters: rounds, motions: 1, proposals: 1, now: new Date() });
    if (loose) await ask(database.ownerUrl, "alter table ballots drop constraint ballots_pkey");
    const db = await openDatabase({ url: database.serverUrl });
    const told = new Map<number, string[]>();
    try {
      const seats = Array.from({ length: rounds }, (_, at) => at + 1).values();
      const run = async () => {
        for (const seat of seats) told.set(seat, await raceFor(db, seat));
      };
      await Promise.all(Array.from({ length: together }, run));
    } finally {
      await db.close();
    }
    return await judged(database.ownerUrl, told);
  } finally {
    await database.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Everybody at once for one seat. Answers through which channels somebody was told that the ballot is in. */
async function raceFor(db: Database, seat: number): Promise<string[]> {
  const motionId = idOf("motion", 1);
  const cast = async () => {
    const asked = {
      committeeId,
      accountId: idOf("account", seat),
      motionId,
      choice: "for",
      key: randomUUID(),
    } as const;
    return (await box.cast(db, asked)).answer === "NEW" ? ["app"] : [];
  };
  const read = (clerkId: string, channel: (typeof channels)[number]) => async () => {
    const paper = {
      committeeId,
      clerkId,
      motionId,
      seat,
      choice: "against",
      channel,
      key: randomUUID(),
    } as const;
    return (await box.transcribe(db.pool, paper)).answer === "NEW" ? [channel] : [];
  };
  const [one, other] = clerks;
  const papers = channels.flatMap((channel) => [read(one, channel), read(other, channel)]);
  // Now the paper comes first, now the app: by the seat, and by what the machine makes of it.
  const acts = seat % 2 === 0 ? [cast, ...papers] : [...papers, cast];
  return (await Promise.all(acts.map((act) => act()))).flat();
}

async function judged(url: string, told: ReadonlyMap<number, readonly string[]>): Promise<Raced> {
  const rows = await ask<{ seat: number; channels: string[]; facts: number }>(
    url,
    `select s.seat, array(select b.channel from ballots b where b.motion_id = s.motion_id and b.seat = s.seat) as channels,
       (select count(*)::int from facts f where f.object_id = s.motion_id and (f.body ->> 'seat')::int = s.seat
         and f.kind in ('ballot.cast', 'ballot.transcribed')) as facts
     from seats s where s.motion_id = '${idOf("motion", 1)}'`,
  );
  const won: Record<string, number> = {};
  let [notOne, toldWrongly] = [0, 0];
  for (const { seat, channels: given, facts } of rows) {
    const [through = "nobody"] = given;
    won[through] = (won[through] ?? 0) + 1;
    if (given.length !== 1 || facts !== 1) notOne += 1;
    if ((told.get(seat) ?? []).join(" ") !== given.join(" ")) toldWrongly += 1;
  }
  return { rounds: rows.length, notOne, toldWrongly, won };
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
