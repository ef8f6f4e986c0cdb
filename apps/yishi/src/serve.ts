import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { StartProblem } from "@yishi/db/embedded/problem";
import { answer, sentenceOf, type EarlyStatus } from "./answers.ts";
import { readOut, withinLimit } from "./bodies.ts";
import type { Settings } from "./settings.ts";
import { tell, tellerOf } from "./told.ts";

/** The pages: adapter-node's handler of the built web app. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => unknown;
export type Serving = Pick<Settings, "host" | "port" | "origin" | "proxies">;

const patienceMilliseconds = 4_000;

/** Serves the pages until it is stopped; what is under way then is finished, within seconds. */
export async function serve(
  settings: Serving,
  pages: Pages,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 60_000,
    connectionsCheckingInterval: 2_000,
    // A proxy keeps its connections for about a minute; we must not be the one who hangs up first.
    keepAliveTimeout: settings.proxies.length > 0 ? 75_000 : 5_000,
  });
  let stopping = false;
  const receive = receiverOf(settings, pages);
  server.on("request", (request, response) => {
    if (stopping) response.setHeader("connection", "close");
    receive(request, response).catch((error: unknown) => {
      console.error("defect before the pages", error);
      answer(request, response, 500);
    });
  });
  server.on("clientError", refuseMalformed);
  await listen(server, settings);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : settings.port,
    async stop() {
      stopping = true;
      await close(server);
    },
  };
}

/** Makes sure that the port is free, before anything slow begins. */
export async function assertPortFree(settings: Serving): Promise<void> {
  const trial = createServer();
  await listen(trial, settings);
  trial.close();
  await once(trial, "close");
}

function receiverOf(
  settings: Serving,
  pages: Pages,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const toldOf = tellerOf(settings);
  return async (request, response) => {
    const refuse = (status: EarlyStatus) => {
      answer(request, response, status);
      readOut(request);
    };
    if (!request.url?.startsWith("/")) return refuse(400);
    const told = toldOf(request);
    if (!told) return refuse(421);
    tell(request, told);
    const whole = await withinLimit(request);
    if (!whole) return refuse(413);
    await pages(whole, response);
  };
}

async function listen(server: Server, { host, port }: Serving): Promise<void> {
  try {
    await once(server.listen(port, host), "listening");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    throw cannotListen(code, host, port, cause);
  }
}

function cannotListen(code: string, host: string, port: number, cause: unknown): StartProblem {
  if (code === "EADDRINUSE") {
    return new StartProblem(
      `端口 ${port} 已被另一个程序占用。请先停止它，或用 PORT 换一个端口，例如 PORT=${port + 1} npm start`,
      `Port ${port} is taken by another program. Stop that one, or choose another with PORT, such as PORT=${port + 1} npm start`,
      { cause },
    );
  }
  return new StartProblem(
    `不能在 ${host} 的端口 ${port} 上监听（${code}）。请检查 HOST 和 PORT；1024 以下的端口通常只有 root 可用。`,
    `Cannot listen on port ${port} of ${host} (${code}). Check HOST and PORT; ports below 1024 are usually for root alone.`,
    { cause },
  );
}

const malformed: Readonly<Record<string, EarlyStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is no request at all, or arrives too slowly, is told so before its connection is closed. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = malformed[error.code ?? ""] ?? 400;
  const body = `${sentenceOf(status)}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline) {
    server.closeIdleConnections();
    if (await Promise.race([closed.then(() => true), wait(100, false, { ref: false })])) return;
  }
  server.closeAllConnections();
  await closed;
}
