import { openDatabase } from "@yishi/db/client";
import { StartProblem } from "@yishi/db/embedded/problem";
import { migrate } from "@yishi/db/migrate";
import { reachDatabase, type Reached } from "./database.ts";
import type { Progress } from "./progress.ts";
import { assertPortFree, serve, type Pages } from "./serve.ts";
import type { Settings } from "./settings.ts";
import { firstLink } from "./setup.ts";
import { callOff } from "./signals.ts";
import { signIns, tellWhereEmpty } from "./story.ts";
import { sweepDaily } from "./sweep.ts";
import { version } from "./version.ts";

/** Starts everything, serves until called off, and leaves no process behind. */
export async function start(settings: Settings, progress: Progress): Promise<void> {
  const calledOff = callOff();
  const gaveUp = Promise.withResolvers<never>();
  gaveUp.promise.catch(() => undefined);
  const onDeath = (revived: boolean) => {
    progress.say(revived ? databaseBack : databaseGone);
    if (!revived) gaveUp.reject(new StartProblem(...givenUp));
  };
  progress.say(`\n议事 Yishi ${version}\n`);
  await assertPortFree(settings);
  const database = await progress.step("启动数据库", "Starting the database", () =>
    reachDatabase(settings, { signal: calledOff, onDeath }),
  );
  try {
    await makeReady(settings, database, progress, calledOff);
    const link = await firstLink(settings, database.serverUrl, process.stdout.isTTY ?? false);
    const server = await serve(settings, await loadPages(settings, database));
    progress.say(greeting(settings, link));
    // Whoever stops does not wait for it: each of its steps is whole, or it never was.
    void sweepDaily({ serverUrl: database.serverUrl, demo: settings.demo }, calledOff);
    await Promise.race([aborted(calledOff), gaveUp.promise]);
    progress.say("\n正在停止  Stopping …");
    await server.stop();
    await closePages();
  } finally {
    await database.release();
  }
}

/** Brings tables up to date, tells the demo, and makes sure that the result is fit to be served, its clock right. */
export async function makeReady(
  settings: Pick<Settings, "demo">,
  { ownerUrl, serverUrl }: Reached,
  progress: Progress,
  calledOff: AbortSignal,
): Promise<void> {
  calledOff.throwIfAborted();
  if (ownerUrl) {
    await progress.step("更新数据表", "Bringing the tables up to date", (report) =>
      migrate({ ownerUrl, serverUrl, report }),
    );
    calledOff.throwIfAborted();
    if (settings.demo) await tellWhereEmpty({ ownerUrl, serverUrl }, progress, { calledOff });
  }
  calledOff.throwIfAborted();
  const fit = await openDatabase({ url: serverUrl, max: 1 });
  await fit.close();
}

/** The built web app reads its settings from the environment as it is loaded. */
async function loadPages(settings: Settings, { serverUrl }: Reached): Promise<Pages> {
  Object.assign(process.env, {
    DATABASE_URL: serverUrl,
    YISHI_ORIGIN: settings.origin,
    YISHI_DATABASE: settings.database.kind,
    YISHI_DEMO: settings.demo ? "on" : "off",
    YISHI_VERSION: version,
    PROTOCOL_HEADER: "x-forwarded-proto",
    HOST_HEADER: "x-forwarded-host",
    ADDRESS_HEADER: "x-forwarded-for",
    BODY_SIZE_LIMIT: "20M",
  });
  delete process.env["DATABASE_OWNER_URL"];
  const { handler } = await import("@yishi/resident/handler");
  return handler;
}

/** Lets the pages close what they hold open; the name of the event is adapter-node's. */
async function closePages(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the types of Node know only its own events
  const listeners = process.listeners("sveltekit:shutdown" as "exit");
  await Promise.allSettled(listeners.map(async (listener) => listener(0)));
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function greeting({ origin, demo }: Settings, link: string | null): string {
  const lines = [
    "",
    `  请打开  Open ${origin}`,
    ...(demo ? ["", signIns(origin)] : []),
    ...(link === null ? [] : [link]),
    "",
    "  停止：Ctrl-C  Stop with Ctrl-C",
    "",
  ];
  return lines.join("\n");
}

const databaseBack =
  "数据库意外停止，已重新启动，已确认的内容都在。  The database died and was started again; nothing acknowledged is lost.";
const databaseGone = "数据库意外停止。  The database died.";
const givenUp = [
  "数据库一再意外停止，议事已停下。原因见数据目录中的 postgres.log（磁盘满、内存不足最常见）。",
  "The database keeps dying, so Yishi stopped. The reason is in postgres.log in the data folder (a full disk or too little memory, most often).",
] as const;
