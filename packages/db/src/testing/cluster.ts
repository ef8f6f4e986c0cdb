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
    cluster: { readonly ownerUrl: string; readonly serverUrl: string };
  }
}

/** Starts a PostgreSQL for the tests of a room and migrates the template that each test file clones. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-test-"));
  const embedded = await startEmbedded({ dataFolder });
  const owner = new pg.Client({ connectionString: embedded.ownerUrl });
  await owner.connect();
  await owner.query(`create database ${templateName}`);
  await owner.end();
  await migrate({ ownerUrl: withDatabase(embedded.ownerUrl, templateName), serverUrl: embedded.serverUrl });
  project.provide("cluster", { ownerUrl: embedded.ownerUrl, serverUrl: embedded.serverUrl });
  return async () => {
    await embedded.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}
