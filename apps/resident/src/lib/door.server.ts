import process from "node:process";
import { openDoor, type Door } from "@yishi/api/door";

/** The public address of this house; without one it is whatever loopback address was asked. */
export const origin = process.env["YISHI_ORIGIN"] || undefined;

let opening: Promise<Door> | undefined;

/** The one door to everything that is kept, opened once, before the first request. */
export function door(): Promise<Door> {
  opening ??= openDoor({
    databaseUrl: process.env["DATABASE_URL"] ?? "",
    origin,
    demo: process.env["YISHI_DEMO"] === "on",
  });
  return opening;
}
