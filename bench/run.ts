import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg } from "node:os";
import { startEmpty } from "./empty.ts";
import type { Figure } from "./goals.ts";
import { measureCasts, motionsNeeded } from "./measures/casts.ts";
import { measureGrowth, measureList } from "./measures/lists.ts";
import { measurePages, measureScript } from "./measures/pages.ts";
import { committeeId, everywhere } from "./seed.ts";
import { freePort, startServer } from "./server.ts";
import { raiseSite, type Filled, type Site } from "./site.ts";
import { tableOf, withFigures } from "./table.ts";
import { startWorker, type Worker } from "./workers/jobs.ts";
import { z } from "zod";

// npm run bench: raises a house of its own, measures it, writes the figures into docs/performance.md, and leaves
// nothing behind. `node bench/run.ts --short` takes a quick look and writes nothing.

const short = process.argv.includes("--short");
const rounds = short ? 1 : 3;
const seconds = short ? 1 : 2;
const voters = short ? 1_000 : 4_000;
const lengths = [2_000, 20_000, 200_000];
const page = new URL("../docs/performance.md", import.meta.url);

/** What has to be taken down again, the last raised first. */
const raised: (() => Promise<void>)[] = [];

const calledOff = new Promise<never>((_, reject) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => reject(new Error("called off")));
});

try {
  const began = Date.now();
  const loadBefore = loadOf();
  const figures = await Promise.race([measure(), calledOff]);
  const about = [
    `${new Date().toISOString().slice(0, 16)}Z, Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? "?"}`,
    `median of ${rounds} rounds, load average ${loadBefore} before and ${loadOf()} after, ${((Date.now() - began) / 1000).toFixed(0)} s`,
  ];
  const report = `${about.join("\n")}\n\n${tableOf(figures)}`;
  process.stdout.write(`${report}\n`);
  if (!short) await writeFile(page, withFigures(await readFile(page, "utf8"), report));
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
} finally {
  for (const takeDown of raised.toReversed()) await takeDown();
}
process.exit();

async function measure(): Promise<readonly Figure[]> {
  const now = new Date();
  tell("filling the databases");
  const site = await raiseSite();
  raised.push(() => site.takeDown());
  const lists = await fillAll(site, now);
  const filled = lists.at(-1)?.filled;
  if (!filled) throw new Error("there is no list to measure");
  const [load, limit, api] = [worker("./load.ts"), worker("./limit.ts"), worker("./api.ts")];
  const { serverUrl, ownerUrl } = filled;
  const server = await startServer(serverUrl);
  raised.push(() => server.stop());
  tell("casts: P1, P3, P4, P5");
  const casts = await measureCasts({ load, limit, port: server.port, ownerUrl, voters, rounds });
  tell("lists: P6, P8");
  const given = { now, rounds, seconds };
  const list = await measureList({ ...given, api, limit, filled });
  const growth = await measureGrowth({ ...given, lists });
  tell("search: P7");
  const search = await measureGrowth({ ...given, lists, words: everywhere });
  tell("pages: P10, P11, P12, P16");
  const ports = { ours: server.port, bare: await bare(ownerUrl), empty: await empty(ownerUrl) };
  const pages = await measurePages({ ...given, load, ports, filled });
  return [...casts, ...list, ...search, ...growth, ...pages, ...(await measureScript(server.port))];
}

/** The same house with shorter and longer lists, each with a process that reads it; only in the longest it is voted. */
async function fillAll(site: Site, now: Date) {
  const lists: { readonly api: Worker; readonly filled: Filled }[] = [];
  for (const proposals of lengths) {
    const electorate =
      proposals === lengths.at(-1) ? { voters, motions: motionsNeeded(rounds) } : { voters: 1, motions: 0 };
    const filled = await site.fill({ ...electorate, proposals, now });
    lists.push({ filled, api: worker("./api.ts") });
  }
  return lists;
}

function worker(file: string): Worker {
  const started = startWorker(file);
  raised.push(() => started.stop());
  return started;
}

async function bare(url: string): Promise<number> {
  const port = await freePort();
  await worker("./bare.ts").ask({ url, committeeId, port }, z.literal(true));
  return port;
}

async function empty(ownerUrl: string): Promise<number> {
  const app = await startEmpty(ownerUrl);
  raised.push(() => app.stop());
  return app.port;
}

function loadOf(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(" ");
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}
