import { execFile } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StartProblem } from "./problem.ts";
import type { Places } from "./places.ts";
import type { Programs } from "./programs.ts";

/** A way to run PostgreSQL's programs on this machine. PostgreSQL refuses to run as root, so root needs one. */
export interface Runner {
  /** Words to put before a program and its arguments. */
  readonly before: readonly string[];
  /** Who has to own the cluster and the socket folder, when that is not whoever runs Yishi. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/** Goes down in order when the process that started it dies, even by kill -9 (Linux). */
const dieWithParent = ["setpriv", "--pdeathsig", "INT"] as const;
/** Somebody else for everything that asks, though the files stay those of whoever it is. */
const namespace = ["unshare", "--user", ...dieWithParent] as const;
const nobody = 65534;

/** Chooses how PostgreSQL runs here, or says in one sentence why it cannot. */
export async function chooseRunner(places: Places, programs: Programs): Promise<Runner> {
  const clusterOwner = await ownerOf(places.cluster);
  if (process.getuid?.() !== 0) {
    assertOurs(places, clusterOwner?.uid);
    // initdb asks for its user's name, and a container's number often has none; in a namespace it is nobody's.
    const isNamed = await works(["id", "-un"]);
    if (!isNamed && (await reaches(namespace, places, programs))) return { before: namespace };
    return { before: (await works([...dieWithParent, "true"])) ? dieWithParent : [] };
  }
  if (clusterOwner === undefined || clusterOwner.uid === 0) {
    if (await reaches(namespace, places, programs)) return { before: namespace };
  }
  const owner = await otherOwner(places, clusterOwner);
  const other = asOther(owner);
  if (await reaches(other, places, programs)) return { before: other, owner };
  throw asRootProblem();
}

/** Gives a folder to whom the cluster belongs. */
export async function giveTo(runner: Runner, folder: string): Promise<void> {
  if (runner.owner) await chown(folder, runner.owner.uid, runner.owner.gid);
}

/**
 * Another user keeps one capability, to pass the folders above (`/root` is closed to others). A cluster root made is
 * handed over by `prepareCluster`; nothing has to be copied.
 */
function asOther(owner: { readonly uid: number; readonly gid: number }): readonly string[] {
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups", "--no-new-privs"];
  const capability = ["--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"];
  return ["setpriv", ...identity, ...capability, "--pdeathsig", "INT"];
}

/** Whoever owns the cluster or the data folder already; nobody, when that is root. */
async function otherOwner(places: Places, clusterOwner?: { readonly uid: number; readonly gid: number }) {
  const owners = [clusterOwner, await ownerOf(places.data)];
  return owners.find((owner) => owner !== undefined && owner.uid !== 0) ?? { uid: nobody, gid: nobody };
}

async function ownerOf(path: string): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  return stat(path).catch(() => undefined);
}

/** A way is good when from it the program starts and the data folder can be written. */
async function reaches(before: readonly string[], places: Places, programs: Programs): Promise<boolean> {
  const test = 'test "$(id -u)" != 0 && test -w "$1" && exec "$2" --version';
  return works([...before, "sh", "-c", test, "sh", places.data, programs.postgres]);
}

async function works([program = "", ...rest]: readonly string[]): Promise<boolean> {
  return promisify(execFile)(program, rest, { cwd: "/", timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

function assertOurs(places: Places, uid: number | undefined): void {
  if (uid === undefined || uid === process.getuid?.()) return;
  throw new StartProblem(
    `数据目录 ${places.data} 属于另一个用户（编号 ${uid}）。请以该用户或 root 启动，或用 YISHI_DATA 指定另一个目录。`,
    `The data folder ${places.data} belongs to another user (number ${uid}). Start Yishi as that user or as root, or name another folder with YISHI_DATA.`,
  );
}

function asRootProblem(): StartProblem {
  return new StartProblem(
    "PostgreSQL 不能以 root 身份运行，而这台机器既不允许用户命名空间（unshare --user），也不允许换成另一个用户（setpriv）。请以普通用户启动，或用 DATABASE_URL 和 DATABASE_OWNER_URL 指定一个 PostgreSQL。",
    "PostgreSQL does not run as root, and this machine allows neither user namespaces (unshare --user) nor a change to another user (setpriv). Start Yishi as an ordinary user, or name a PostgreSQL with DATABASE_URL and DATABASE_OWNER_URL.",
  );
}
