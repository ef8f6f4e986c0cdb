import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A house without a story: its server as an operator starts it, on an empty database of its own. */
export interface EmptyHouse {
  readonly origin: string;
  /** What the operator reads on the terminal after `yishi setup`: the code alone. */
  setupCode(...words: readonly string[]): Promise<string>;
  /** Everything the server has said until now. */
  words(): string;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const program = "apps/yishi/src/yishi.ts";

/** Starts the server, and waits until it answers. */
export async function openEmptyHouse(): Promise<EmptyHouse> {
  const folder = await mkdtemp(join(tmpdir(), "yishi-empty-"));
  const port = String(await freePort());
  const origin = `http://localhost:${port}`;
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  const env = { ...inherited, PORT: port, YISHI_ORIGIN: origin, YISHI_DATA: folder, YISHI_DEMO: "off" };
  const server = spawn(process.execPath, [program, "start"], { cwd: root, env });
  let said = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (words: Buffer) => (said += words.toString()));
  await answering(server, origin, () => said);
  return {
    origin,
    async setupCode(...words) {
      const { stdout } = await promisify(execFile)(process.execPath, [program, "setup", ...words], {
        cwd: root,
        env,
      });
      const [code] = /(?:[2-9A-Z]{3} ){5}[2-9A-Z]{3}/u.exec(stdout) ?? [];
      if (!code) throw new Error(`no code was printed: ${stdout}`);
      return code;
    },
    words: () => said,
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(server: ChildProcess, origin: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 600 && server.exitCode === null; tries += 1) {
    if ((await fetch(`${origin}/health`).catch(() => null))?.status === 200) return;
    await wait(100);
  }
  throw new Error(`the server did not start: ${said()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port was given");
  return address.port;
}
