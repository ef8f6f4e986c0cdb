import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { Table, UnreadableCode } from "./roll-files/read.ts";

/** A file as its rows and cells, or the reason for which it cannot be read as a table. */
export type RollFile =
  | { readonly cells: readonly (readonly string[])[]; readonly hash: Uint8Array }
  | { readonly unreadable: UnreadableCode };

export const maxFileBytes = 20 * 1024 * 1024;

const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
/** Less than the database waits for a transaction in which nothing happens. */
const patienceMilliseconds = 8_000;

/**
 * Reads a roll as people keep it here: .xlsx or CSV. A thread of its own reads it, with so much memory and so much time:
 * a file made to exhaust a reader is told that it is too large, and votes go on being cast meanwhile.
 */
export async function readRollFile(bytes: Uint8Array): Promise<RollFile> {
  if (bytes.byteLength === 0) return { unreadable: "empty" };
  if (bytes.byteLength > maxFileBytes) return { unreadable: "too-large" };
  const table = await readApart(bytes);
  if ("unreadable" in table) return table;
  return { cells: table.cells, hash: createHash("sha256").update(bytes).digest() };
}

async function readApart(bytes: Uint8Array): Promise<Table> {
  const { promise, resolve, reject } = Promise.withResolvers<Table>();
  const reader = new Worker(new URL("./roll-files/worker.ts", import.meta.url), {
    workerData: bytes,
    resourceLimits: limits,
  });
  const patience = setTimeout(() => resolve({ unreadable: "too-large" }), patienceMilliseconds);
  reader.once("message", resolve);
  reader.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ unreadable: "too-large" });
    else reject(error);
  });
  reader.once("exit", () => reject(new Error("the reader of a roll ended without an answer")));
  try {
    return await promise;
  } finally {
    clearTimeout(patience);
    await reader.terminate();
  }
}
