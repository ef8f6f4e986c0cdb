import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { prepareCluster, prepareDataFolder, readPassword, sweepUnfinished } from "./embedded/cluster.ts";
import { hold } from "./embedded/hold.ts";
import { answering, removeSocket, settleLeftovers, socketPrefix } from "./embedded/leftovers.ts";
import { addressOf, placesIn, roleOf, type Places } from "./embedded/places.ts";
import { startPostmaster } from "./embedded/postmaster.ts";
import { findPrograms } from "./embedded/programs.ts";
import { keepAlive } from "./embedded/revival.ts";
import { chooseRunner, giveTo, type Runner } from "./embedded/runner.ts";

/** The PostgreSQL that comes with Yishi, running on a data folder. */
export interface Embedded {
  /** For migrations and the teller of the demo alone. */
  readonly ownerUrl: string;
  /** The weak login, with which the server signs in. */
  readonly serverUrl: string;
  /** Whether this start made the database. */
  readonly fresh: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataFolder: string;
  /** Calls off a start that is under way; what runs already is stopped by `stop`. */
  readonly signal?: AbortSignal;
  /** For drills and tests alone: what PostgreSQL is told beside what it is always told. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How often within a minute PostgreSQL may die and be started again; at the next death it is given up. */
  readonly deathsPerMinute?: number;
  /** Told of each death, and whether PostgreSQL is up again. */
  readonly onDeath?: (revived: boolean) => void;
}

/** Starts PostgreSQL on a data folder, making both when they are not there; answers when it takes connections. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const places = placesIn(options.dataFolder);
  await prepareDataFolder(places);
  const letGo = await hold(places);
  try {
    const embedded = await startHeld(places, options);
    return { ...embedded, stop: () => embedded.stop().finally(letGo) };
  } catch (error) {
    await removeSocket(places);
    letGo();
    throw error;
  }
}

async function startHeld(places: Places, options: EmbeddedOptions): Promise<Embedded> {
  const { signal, settings = {}, deathsPerMinute = 5, onDeath } = options;
  const programs = await findPrograms();
  const runner = await chooseRunner(places, programs);
  await settleLeftovers(places);
  await removeSocket(places);
  signal?.throwIfAborted();
  const fresh = await prepareCluster(places, programs, runner);
  const [owner, server] = [await readPassword(places.owner), await readPassword(places.server)];
  const socketFolder = await makeSocketFolder(places, runner);
  const start = async () => {
    await settleLeftovers(places);
    return startPostmaster({ places, programs, runner, ownerPassword: owner, socketFolder, settings });
  };
  const kept = keepAlive({ first: await start(), start, deathsPerMinute, onDeath });
  try {
    await furnish(addressOf("owner", owner, socketFolder, "postgres"), server);
    await sweepUnfinished(places);
    signal?.throwIfAborted();
  } catch (error) {
    await kept.stop();
    throw error;
  }
  return {
    ownerUrl: addressOf("owner", owner, socketFolder),
    serverUrl: addressOf("server", server, socketFolder),
    fresh,
    stop: () => kept.stop().finally(() => removeSocket(places)),
  };
}

/** The addresses of a PostgreSQL that another process runs on this data folder; nothing when none answers. */
export async function findEmbedded(
  dataFolder: string,
): Promise<Pick<Embedded, "ownerUrl" | "serverUrl"> | undefined> {
  const places = placesIn(dataFolder);
  const [ownerUrl, serverUrl] = [await answering(places, "owner"), await answering(places, "server")];
  return ownerUrl && serverUrl ? { ownerUrl, serverUrl } : undefined;
}

/** The path of a socket may not be longer than about a hundred bytes, so it lies in a short place of its own. */
async function makeSocketFolder(places: Places, runner: Runner): Promise<string> {
  const roomy = Buffer.byteLength(tmpdir()) <= 70;
  const folder = await mkdtemp(join(roomy ? tmpdir() : "/tmp", socketPrefix));
  await giveTo(runner, folder);
  await writeFile(places.socket, `${folder}\n`, { mode: 0o600 });
  return folder;
}

/** Makes the database and the weak login, where they are not there yet. */
async function furnish(address: string, serverPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const server = roleOf("server");
    const found = await client.query<{ login: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as login,
        exists (select from pg_database where datname = 'yishi') as database`,
      [server],
    );
    if (!found.rows[0]?.login) await client.query(`create role ${server} login`);
    await client.query(`alter role ${server} password ${pg.escapeLiteral(serverPassword)}`);
    if (!found.rows[0]?.database) await client.query("create database yishi");
  } finally {
    await client.end();
  }
}
