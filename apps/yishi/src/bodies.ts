import { IncomingMessage } from "node:http";

const ordinaryBytes = 64 * 1024;
const withFilesBytes = 20 * 1024 * 1024;
/** Where files come in: the import of a roll or of a register of owners, and the pictures and papers of a thing. */
const takesFiles = /^(?:\/en)?\/[a-z][a-z0-9-]*\/(?:roll|owners|files\/[a-z]+\/[0-9a-f-]{36})$/;

/** How many bytes a request may bring. */
export function bodyLimit(request: IncomingMessage): number {
  const [path = ""] = (request.url ?? "").split("?", 1);
  return request.method === "POST" && takesFiles.test(path) ? withFilesBytes : ordinaryBytes;
}

/**
 * Answers with the request to hand on, or nothing when its body is too large. One that says its length cannot bring
 * more; one that does not is read and counted here, and handed on whole.
 */
export async function withinLimit(request: IncomingMessage): Promise<IncomingMessage | undefined> {
  const limit = bodyLimit(request);
  if (request.headers["transfer-encoding"] === undefined) {
    return Number(request.headers["content-length"] ?? 0) <= limit ? request : undefined;
  }
  const body = await readAtMost(request, limit);
  return body && withBody(request, body);
}

/** Reads on past an answer that was given early, so that it arrives; but not for long. */
export function readOut(request: IncomingMessage): void {
  const patience = setTimeout(() => request.destroy(), 5_000);
  request.once("close", () => clearTimeout(patience));
  request.resume();
}

function readAtMost(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const count = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      request.off("data", count);
      resolve(undefined);
    };
    request.on("data", count);
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

/** The same request, its body already here and its length known. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { "transfer-encoding": _, ...headers } = request.headers;
  const whole = new IncomingMessage(request.socket);
  whole.method = request.method;
  whole.url = request.url;
  whole.httpVersion = request.httpVersion;
  whole.httpVersionMajor = request.httpVersionMajor;
  whole.httpVersionMinor = request.httpVersionMinor;
  whole.headers = { ...headers, "content-length": String(body.length) };
  whole.complete = true;
  whole.push(body);
  whole.push(null);
  return whole;
}
