import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Days pass, until a time of the last of them where one is named. The server reads its database's clock, and nothing but it. */
export function daysPass(days: number, until?: `${number}:${number}`): void {
  const program = fileURLToPath(new URL("../../../packages/db/src/testing/move-clock.ts", import.meta.url));
  execFileSync(process.execPath, [
    program,
    process.env["STORIES_DATA"] ?? "",
    String(days),
    ...(until ? [until] : []),
  ]);
}
