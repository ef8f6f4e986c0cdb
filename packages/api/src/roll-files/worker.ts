import { parentPort, workerData } from "node:worker_threads";
import { readTable } from "./read.ts";

// Reads one file, answers once and ends. Whoever started this thread limits its memory and its time.
const bytes: unknown = workerData;
if (!(bytes instanceof Uint8Array)) throw new TypeError("a file comes as its bytes");
parentPort?.postMessage(await readTable(bytes));
