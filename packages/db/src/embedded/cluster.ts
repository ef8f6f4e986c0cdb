import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Places } from "./places.ts";
import { StartProblem } from "./problem.ts";
import type { Programs } from "./programs.ts";
import { giveTo, type Runner } from "./runner.ts";

const run = promisify(execFile);
const unfinished = "initdb-";

/** Makes the data folder, closed to everyone else. */
export async function prepareDataFolder(places: Places): Promise<void> {
  try {
    await mkdir(places.data, { recursive: true, mode: 0o700 });
    await access(places.data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartProblem(
      `不能建立或写入数据目录 ${places.data}。请检查权限，或用 YISHI_DATA 指定另一个目录。`,
      `The data folder ${places.data} cannot be made or written. Check its permissions, or name another with YISHI_DATA.`,
      { cause },
    );
  }
}

/** Makes the cluster when there is none, and says whether it did; one of another major version is refused. */
export async function prepareCluster(places: Places, programs: Programs, runner: Runner): Promise<boolean> {
  const major = await readFile(join(places.cluster, "PG_VERSION"), "utf8").catch(() => undefined);
  if (major === undefined) {
    await initialise(places, programs, runner);
    return true;
  }
  if (major.trim() !== programs.major) throw otherVersion(places, major.trim(), programs.major);
  await handOver(places, runner);
  return false;
}

/** The password kept in a file that only its owner may read. */
export async function readPassword(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (cause) {
    throw new StartProblem(
      `不能读取 ${path}，没有其中的密码就不能打开数据库。请从备份中恢复这个文件，或检查它的权限。`,
      `${path} cannot be read, and without the password in it the database cannot be opened. Bring the file back from a backup, or check its permissions.`,
      { cause },
    );
  }
}

/** Makes a password, unless one is there; written aside and renamed, so that a power cut leaves no half of one. */
async function makePassword(path: string): Promise<void> {
  if (await stat(path).catch(() => undefined)) return;
  await writeFile(`${path}.new`, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Removes what starts that were cut off left behind; called when the cluster is ours and running. */
export async function sweepUnfinished(places: Places): Promise<void> {
  for (const name of await readdir(places.data)) {
    if (name.startsWith(unfinished)) await rm(join(places.data, name), { recursive: true, force: true });
  }
}

/** Made aside and renamed when whole: a start that is cut off leaves no half cluster. */
async function initialise(places: Places, programs: Programs, runner: Runner): Promise<void> {
  await makePassword(places.owner);
  await makePassword(places.server);
  const aside = join(places.data, unfinished + randomBytes(6).toString("hex"));
  await mkdir(aside, { mode: 0o700 });
  await giveTo(runner, aside);
  const [program = "", ...before] = [...runner.before, programs.initdb];
  try {
    // Text sorts by code point, which no update of a library can change under an index.
    await run(
      program,
      [
        ...before,
        `--pgdata=${aside}`,
        "--username=yishi_owner",
        `--pwfile=${places.owner}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
      ],
      { cwd: "/", env: plainEnvironment() },
    );
    await rename(aside, places.cluster);
  } catch (cause) {
    await rm(aside, { recursive: true, force: true });
    throw new StartProblem(
      `不能在 ${places.data} 中建立数据库：${reasonOf(cause)}`,
      `The database could not be made in ${places.data}: ${reasonOf(cause)}`,
      { cause },
    );
  }
}

/** PostgreSQL learns nothing of our environment but where programs are. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
}

/** A cluster made as root is given to the user under whom it has to run from now on. */
async function handOver(places: Places, runner: Runner): Promise<void> {
  const { owner } = runner;
  if (!owner || (await stat(places.cluster)).uid === owner.uid) return;
  await run("chown", ["-R", `${owner.uid}:${owner.gid}`, places.cluster]);
  await chmod(places.cluster, 0o700);
}

function reasonOf(cause: unknown): string {
  const stderr =
    typeof cause === "object" && cause !== null && "stderr" in cause ? String(cause.stderr).trim() : "";
  return stderr.split("\n").at(-1) || String(cause);
}

function otherVersion(places: Places, found: string, ours: string): StartProblem {
  return new StartProblem(
    `${places.cluster} 是 PostgreSQL ${found} 的数据，这个版本的议事使用 PostgreSQL ${ours}。请用原来的版本运行 yishi dump，再在新的数据目录中运行 yishi restore；或用 DATABASE_URL 指定一个 PostgreSQL。`,
    `${places.cluster} was made by PostgreSQL ${found}, and this release of Yishi uses PostgreSQL ${ours}. Run \`yishi dump\` with the release that made it and \`yishi restore\` into a new data folder; or name a PostgreSQL with DATABASE_URL.`,
  );
}
