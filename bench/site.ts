import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type Embedded } from "@yishi/db/embedded";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { seed, type Electorate } from "./seed.ts";

/** A database of the bench: its logins, and how many proposals its community has. */
export interface Filled {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  readonly proposals: number;
}

/** A PostgreSQL of the bench's own, in a temporary folder; nothing stays behind. */
export interface Site {
  fill(wanted: Electorate & { readonly proposals: number; readonly now: Date }): Promise<Filled>;
  takeDown(): Promise<void>;
}

export async function raiseSite(): Promise<Site> {
  const dataFolder = await mkdtemp(join(tmpdir(), "yishi-bench-"));
  const remove = () => rm(dataFolder, { recursive: true, force: true });
  try {
    // The contenders hold up to 64 connections each, more than the house would ever need.
    const embedded = await startEmbedded({ dataFolder, settings: { max_connections: "300" } });
    return {
      fill: (wanted) => fill(embedded, wanted),
      takeDown: () => embedded.stop().finally(remove),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill(
  embedded: Embedded,
  wanted: Electorate & { readonly proposals: number; readonly now: Date },
): Promise<Filled> {
  const name = `bench_${wanted.proposals}`;
  const owner = new pg.Client({ connectionString: embedded.ownerUrl });
  await owner.connect();
  await owner.query(`create database ${name}`).finally(() => owner.end());
  const urls = {
    ownerUrl: withDatabase(embedded.ownerUrl, name),
    serverUrl: withDatabase(embedded.serverUrl, name),
  };
  await migrate(urls);
  await seed(urls.ownerUrl, wanted);
  return { ...urls, proposals: wanted.proposals };
}

function withDatabase(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}
