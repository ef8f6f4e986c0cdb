import process from "node:process";
import { openDoor, type Door } from "@yishi/api/door";

/** The public address of this house; without one it is whatever loopback address was asked. */
export const origin = process.env["YISHI_ORIGIN"] || undefined;

/** Whether this house tells its demo story, where one may sign in as anybody in it. */
export const isDemo = process.env["YISHI_DEMO"] === "on";

let opening: Promise<Door> | undefined;

/** The one door to everything that is kept, opened once, before the first request. */
export function door(): Promise<Door> {
  opening ??= openDoor({
    databaseUrl: process.env["DATABASE_URL"] ?? "",
    origin,
    demo: isDemo,
  });
  return opening;
}
