import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../embedded.ts";
import { migrate } from "../migrate.ts";
import { templateName, withDatabase } from "./addresses.ts";
import pg from "pg";

declare module "vitest" {
  export interface ProvidedContext {
    /** The owner's and the weak login's address of the test run's own PostgreSQL. */
    cluster: Addresses;
  }
}

interface Addresses {
  readonly ownerUrl: string;
  readonly serverUrl: string;
}
let running: Promise<Addresses & { stop(): Promise<void> }> | undefined;
let rooms = 0;

/** One PostgreSQL for the whole run: the first room starts it, the last one stops it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  running ??= start();
  rooms += 1;
  const cluster = await running;
  project.provide("cluster", { ownerUrl: cluster.ownerUrl, serverUrl: cluster.serverUrl });
  return async () => {
    rooms -= 1;
    if (rooms === 0) await cluster.stop();
  };
}

/** Starts a PostgreSQL in a folder of its own and migrates the template that each test file clones. */
async function start() {
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-test-"));
  const embedded = await startEmbedded({ dataFolder });
  const { ownerUrl, serverUrl } = embedded;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`create database ${templateName}`);
  await owner.end();
  await migrate({ ownerUrl: withDatabase(ownerUrl, templateName), serverUrl });
  return {
    ownerUrl,
    serverUrl,
    async stop() {
      await embedded.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
