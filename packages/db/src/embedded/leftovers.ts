import { readdir, readFile, readlink, realpath, rm, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { addressOf, type Login, type Places } from "./places.ts";
import { inUse } from "./problem.ts";

export const socketPrefix = "yishi-";
const patienceMilliseconds = 15_000;

/** The address under which a running PostgreSQL of this data folder answers, or nothing when none does. */
export async function answering(places: Places, login: Login): Promise<string | undefined> {
  const socketFolder = (await readFile(places.socket, "utf8").catch(() => "")).trim();
  const secret = (await readFile(places[login], "utf8").catch(() => "")).trim();
  if (!socketFolder || !secret) return undefined;
  const address = addressOf(login, secret, socketFolder, "postgres");
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return addressOf(login, secret, socketFolder);
  } catch {
    return undefined;
  }
}

/**
 * Waits until nobody works in the cluster any more: after a kill -9 the old processes need a moment to go, and a
 * new PostgreSQL beside them would be refused. One that answers is in use, and stays untouched.
 */
export async function settleLeftovers(places: Places): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  let workers = await workersOf(places);
  while (workers.length > 0) {
    if (await answering(places, "owner")) throw inUse(places.data, workers);
    if (Date.now() > deadline) throw inUse(places.data, workers);
    await wait(50);
    workers = await workersOf(places);
  }
  if (process.platform === "linux") await forgetReusedNumber(places);
}

/** Removes the place of a socket on which nobody listens any more. */
export async function removeSocket(places: Places): Promise<void> {
  const folder = (await readFile(places.socket, "utf8").catch(() => "")).trim();
  await rm(places.socket, { force: true });
  if (!basename(folder).startsWith(socketPrefix)) return;
  // Only what is ours is taken out, and a folder that holds anything else stays.
  for (const name of [".s.PGSQL.5432", ".s.PGSQL.5432.lock"])
    await rm(join(folder, name), { force: true }).catch(ignore);
  await rmdir(folder).catch(ignore);
}

/** The processes that work in the cluster: on Linux each postgres that stands in its folder, elsewhere the recorded one. */
export async function workersOf(places: Places): Promise<readonly number[]> {
  if (process.platform !== "linux") return recordedAlive(places);
  const cluster = await realpath(places.cluster).catch(() => undefined);
  if (!cluster) return [];
  const numbers = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(numbers.map((number) => readlink(`/proc/${number}/cwd`).catch(() => "")));
  const inside = numbers.filter((_, index) => folders[index] === cluster);
  const programs = await Promise.all(inside.map((number) => readlink(`/proc/${number}/exe`).catch(() => "")));
  return inside.filter((_, index) => basename(programs[index] ?? "").startsWith("postgres")).map(Number);
}

async function recordedAlive(places: Places): Promise<readonly number[]> {
  const recorded = await recordedNumber(places);
  return recorded !== undefined && isAlive(recorded) ? [recorded] : [];
}

/**
 * In a container the number in `postmaster.pid` is often taken again, by another program, after a restart;
 * PostgreSQL then believes that it runs already. Safe only because nobody stands in the cluster's folder.
 */
async function forgetReusedNumber(places: Places): Promise<void> {
  const recorded = await recordedNumber(places);
  if (recorded !== undefined && isAlive(recorded))
    await rm(join(places.cluster, "postmaster.pid"), { force: true });
}

async function recordedNumber(places: Places): Promise<number | undefined> {
  const text = await readFile(join(places.cluster, "postmaster.pid"), "utf8").catch(() => "");
  const number = Number.parseInt(text, 10);
  return number > 1 ? number : undefined;
}

function isAlive(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function ignore(): void {
  // What is gone already, or holds something else, may stay as it is.
}
