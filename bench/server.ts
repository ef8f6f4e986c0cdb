import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The real server, in a process of its own, as an operator starts it. */
export interface Server {
  readonly port: number;
  stop(): Promise<void>;
  /** As when the machine's memory runs out. */
  kill(): Promise<void>;
}

const program = fileURLToPath(new URL("../apps/yishi/src/yishi.ts", import.meta.url));
const patienceMilliseconds = 60_000;

/** Starts the server on a migrated database, and answers when it serves. */
export async function startServer(databaseUrl: string, wantedPort?: number): Promise<Server> {
  const port = wantedPort ?? (await freePort());
  const child = spawn(process.execPath, [program, "start"], {
    env: { ...plainEnvironment(), DATABASE_URL: databaseUrl, PORT: String(port), YISHI_DEMO: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-4_000)));
  }
  const takeAlong = () => child.kill("SIGKILL");
  process.once("exit", takeAlong);
  const ended = once(child, "exit").finally(() => process.off("exit", takeAlong));
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const server: Server = { port, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
  const gone = ended.then(() => Promise.reject(new Error(`the server did not start:\n${words}`)));
  await Promise.race([serving(port), gone]).catch(async (error: unknown) => {
    await server.kill();
    throw error;
  });
  gone.catch(() => undefined);
  return server;
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}

async function serving(port: number): Promise<void> {
  for (const deadline = Date.now() + patienceMilliseconds; ; await wait(50)) {
    const status = await fetch(`http://127.0.0.1:${port}/health`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > deadline) throw new Error(`the server did not answer within a minute (${status})`);
  }
}

/** Neither settings of whoever measures nor npm's own words reach the server. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(YISHI_|DATABASE_|HOST$|PORT$|npm_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
