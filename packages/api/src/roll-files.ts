import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { Day } from "@yishi/domain/calendar";
import type { RollReading } from "@yishi/domain/roll/file";
import type { Table, UnreadableCode } from "./roll-files/table.ts";

/** A file as its rows and cells, or the reason for which it cannot be read as a table. */
export type RollFile =
  | { readonly cells: readonly (readonly string[])[]; readonly hash: Uint8Array }
  | { readonly unreadable: UnreadableCode };

/** A file as the roll that it is, or the reason for which it is none; where several sheets could be it, their names. */
export type ReadRoll =
  | { readonly reading: RollReading; readonly hash: Uint8Array }
  | { readonly unreadable: UnreadableCode; readonly sheets: readonly string[] };

export const maxFileBytes = 20 * 1024 * 1024;

const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
/** Less than the database waits for a transaction in which nothing happens. */
const patienceMilliseconds = 8_000;
/** For whoever keeps the transaction awake meanwhile: twenty thousand people are a second, on a busy machine ten. */
const longPatienceMilliseconds = 20_000;

/** What a thread that reads a file says: that its lines are being checked, and in the end what it has read. */
export type Answer =
  | Table
  | { readonly checking: true }
  | { readonly reading: RollReading }
  | { readonly unreadable: "several-sheets"; readonly several: readonly string[] };

/**
 * Reads a roll as people keep it here: .xlsx or CSV. A thread of its own reads it, with so much memory and so much time:
 * a file made to exhaust a reader is told that it is too much, and votes go on being cast meanwhile.
 */
export async function readRollOf(bytes: Uint8Array, today: Day, onChecking: () => void): Promise<ReadRoll> {
  const answer = await readApart(bytes, today, { milliseconds: longPatienceMilliseconds, onChecking });
  if ("reading" in answer) return { reading: answer.reading, hash: hashOf(bytes) };
  if ("unreadable" in answer)
    return { unreadable: answer.unreadable, sheets: "several" in answer ? answer.several : [] };
  throw new Error("the reader of a roll answered with something else");
}

/** Reads the first sheet of a file that a workbook shows, whatever it is a table of. */
export async function readRollFile(bytes: Uint8Array): Promise<RollFile> {
  const answer = await readApart(bytes, null, { milliseconds: patienceMilliseconds });
  if ("unreadable" in answer) return { unreadable: answer.unreadable };
  if (!("sheets" in answer)) throw new Error("the reader of a table answered with something else");
  const sheet = answer.sheets.find(({ hidden }) => !hidden) ?? answer.sheets[0];
  return { cells: sheet?.cells ?? [], hash: hashOf(bytes) };
}

function hashOf(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

async function readApart(
  bytes: Uint8Array,
  today: Day | null,
  patient: { readonly milliseconds: number; readonly onChecking?: () => void },
): Promise<Exclude<Answer, { readonly checking: true }>> {
  if (bytes.byteLength === 0) return { unreadable: "empty" };
  if (bytes.byteLength > maxFileBytes) return { unreadable: "too-large" };
  const { promise, resolve, reject } = Promise.withResolvers<Exclude<Answer, { readonly checking: true }>>();
  const reader = new Worker(new URL("./roll-files/worker.ts", import.meta.url), {
    workerData: { bytes, today },
    resourceLimits: limits,
  });
  const patience = setTimeout(() => resolve({ unreadable: "too-slow" }), patient.milliseconds);
  reader.on("message", (answer: Answer) => {
    if ("checking" in answer) patient.onChecking?.();
    else resolve(answer);
  });
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
