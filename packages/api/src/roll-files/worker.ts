import { isDay } from "@yishi/domain/calendar";
import { readRollSheets } from "@yishi/domain/roll/sheets";
import { parentPort, workerData } from "node:worker_threads";
import type { Answer } from "../roll-files.ts";
import { readTable } from "./read.ts";

// Reads one file, answers once and ends. Whoever started this thread limits its memory and its time.
const asked: unknown = workerData;
const bytes: unknown = typeof asked === "object" && asked && "bytes" in asked ? asked.bytes : null;
const today: unknown = typeof asked === "object" && asked && "today" in asked ? asked.today : null;
if (!(bytes instanceof Uint8Array)) throw new TypeError("a file comes as its bytes");

const say = (answer: Answer) => parentPort?.postMessage(answer);
const table = await readTable(bytes);
if ("unreadable" in table || !isDay(today)) say(table);
else {
  say({ checking: true });
  const reading = readRollSheets(table.sheets, today);
  say("several" in reading ? { unreadable: "several-sheets", several: reading.several } : { reading });
}
