import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { newKey, openHouse, type House } from "@yishi/api/testing/house";
import { everyRow } from "@yishi/api/testing/unchanged";

/** A request exactly as it is written here: nothing is added but its length, and a host where none is said. */
export interface Asking {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A house, and the server that serves it as operators start it. */
export interface Served {
  readonly house: House;
  readonly origin: string;
  ask(asking: Asking): Promise<{ readonly status: number; readonly text: string; readonly location: string }>;
  /** Everything that is kept, as one line for each table; attempts that are counted aside. */
  rows(): Promise<string>;
  /** How many drafts there are: those that are written still, and those that were read over. */
  drafts(): Promise<number>;
  /** What the server wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, "../../../..");

/** Words that are right for a proposal, under a key of their own. */
export const draft = () => ({
  key: newKey(),
  title: "楼道不堆杂物",
  problem: "楼道里堆着旧家具，老人走路不方便。",
  wish: "写进公约，大家都清走。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN",
  authorNamed: true,
});

/** Opens a house with these people signed in, and starts the server on its database. */
export async function serveHouse(...people: readonly string[]): Promise<Served> {
  if (!existsSync(resolve(root, "apps/resident/build/handler.js")))
    throw new Error("the pages are not built: npm run build");
  const house = await openHouse({ households: 12 });
  for (const name of people) await house.person(name);
  // A server that is no demo serves at the true time alone.
  await house.base.owner.query("update yishi_clock set ahead = '0'");
  await house.base.owner.query("update auth.sessions set expires_at = yishi_now() + interval '10 days'");
  const port = await freePort();
  const { NODE_OPTIONS: _options, DATABASE_OWNER_URL: _owner, ...environment } = process.env;
  const settings = { DATABASE_URL: house.base.serverUrl, PORT: String(port), YISHI_DEMO: "off" };
  const server = spawn(process.execPath, ["apps/yishi/src/yishi.ts", "start"], {
    cwd: root,
    env: { ...environment, ...settings, YISHI_ORIGIN: `http://localhost:${port}` },
  });
  let log = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (words: Buffer) => (log += words.toString()));
  const ask = (asking: Asking) => askAt(port, asking);
  await answering(server, ask, () => log);
  return {
    house,
    origin: `http://localhost:${port}`,
    ask,
    rows: () => everyRow(house),
    drafts: async () => {
      const draft =
        "select draft_id from drafts union select proposal_id from proposals where status = 'draft'";
      return (await house.base.owner.query(draft)).rows.length;
    },
    log: () => log,
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await house.close();
    },
  };
}

async function answering(server: ChildProcess, ask: Served["ask"], log: () => string): Promise<void> {
  for (let tries = 0; tries < 300 && server.exitCode === null; tries += 1) {
    if ((await ask({ path: "/health" }).catch(() => null))?.status === 200) return;
    await wait(100);
  }
  throw new Error(`the server did not start: ${log()}`);
}

async function askAt(port: number, { method = "GET", path, headers = {}, body }: Asking) {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const { promise, resolve: give, reject } = Promise.withResolvers<IncomingMessage>();
  const at = { host: "127.0.0.1", port, method, path };
  const sent = request({ ...at, headers: { host: `localhost:${port}`, ...length, ...headers } }, give);
  sent.on("error", reject); // after an answer that came early this is heard by nobody
  if (body !== undefined) sent.write(body);
  sent.end();
  const response = await promise;
  const text = await textOf(response);
  return { status: response.statusCode ?? 0, text, location: response.headers.location ?? "" };
}

function freePort(): Promise<number> {
  const { promise, resolve: give, reject } = Promise.withResolvers<number>();
  const taker = createServer().once("error", reject);
  taker.listen(0, "127.0.0.1", () => {
    const address = taker.address();
    taker.close(() =>
      address && typeof address === "object" ? give(address.port) : reject(new Error("no port was given")),
    );
  });
  return promise;
}
