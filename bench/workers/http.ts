import { once } from "node:events";
import { connect, type Socket } from "node:net";

// Browsers, played with as little work as possible: whatever these take of the two cores, the server does not have.

/** One connection that is kept, on which one request follows the other. */
export interface Connection {
  ask(request: Uint8Array): Promise<Answer>;
  close(): void;
}

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

export async function open(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  // Whoever waits for an answer hears of the close that follows.
  socket.on("error", () => undefined);
  return {
    ask: (request) => asked(socket, request),
    close: () => socket.destroy(),
  };
}

function asked(socket: Socket, request: Uint8Array): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  let received: Buffer = Buffer.alloc(0);
  const receive = (bytes: Buffer) => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    const answer = read(received);
    if (!answer) return;
    letGo();
    resolve(answer);
  };
  const lost = () => {
    letGo();
    reject(new Error("the connection was closed before the answer was whole"));
  };
  const letGo = () => socket.off("data", receive).off("close", lost);
  socket.on("data", receive).on("close", lost);
  if (socket.closed) lost();
  else socket.write(request);
  return promise;
}

/** The answer, once it is here as a whole. */
export function read(received: Buffer): Answer | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = received.toString("latin1", 0, headEnd);
  const body = received.subarray(headEnd + 4);
  const whole = /\r\ntransfer-encoding: *chunked/i.test(head) ? joined(body) : within(body, head);
  return whole && { status: Number(head.slice(9, 12)), head, body: whole };
}

function within(body: Buffer, head: string): Buffer | undefined {
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  return body.length >= length ? body.subarray(0, length) : undefined;
}

/** Chunks, each after its size in hexadecimal, up to the one of size zero. */
function joined(body: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const sizeEnd = body.indexOf("\r\n", at);
    if (sizeEnd < 0) return undefined;
    const size = Number.parseInt(body.toString("latin1", at, sizeEnd), 16);
    const end = sizeEnd + 2 + size;
    if (body.length < end + 2) return undefined;
    if (size === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks.push(body.subarray(sizeEnd + 2, end));
    at = end + 2;
  }
}

/** A request as it goes over the wire. */
export function written(request: {
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly port: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}): Buffer {
  const body = Buffer.from(request.body ?? "");
  const headers = { host: `localhost:${request.port}`, ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = request.body === undefined ? "" : `content-length: ${body.length}\r\n`;
  const head = `${request.method ?? "GET"} ${request.path} HTTP/1.1\r\n${lines.join("")}${length}\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
