import process from "node:process";
import { openDoor, type Door } from "@yishi/api/door";
import { logDefect } from "#lib/log.server.ts";

/** The public address of this house; without one it is whatever loopback address was asked. */
export const origin = process.env["YISHI_ORIGIN"] || undefined;

/** Whether this house tells its demo story, where one may sign in as anybody in it. */
export const isDemo = process.env["YISHI_DEMO"] === "on";

/** Where the database lies, and what is running: the operator asks at /health. */
export const database = process.env["YISHI_DATABASE"] ?? "external";
export const version = process.env["YISHI_VERSION"] ?? "";

let opening: Promise<Door> | undefined;

/** The one door to everything that is kept, opened once, before the first request. */
export function door(): Promise<Door> {
  opening ??= openDoor({
    databaseUrl: process.env["DATABASE_URL"] ?? "",
    demo: isDemo,
    clockMayBeAhead: isDemo,
    onDefect: ({ path, error }) => logDefect({ procedure: path }, error),
  });
  return opening;
}

/** Closes the door, once nobody is being served any more. */
export async function closeDoor(): Promise<void> {
  await (await opening)?.close();
}
