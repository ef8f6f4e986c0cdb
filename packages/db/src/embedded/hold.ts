import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer } from "node:net";
import type { Places } from "./places.ts";
import { inUse } from "./problem.ts";

/**
 * Holds a data folder for this process, so that two starts at once cannot undo each other's first steps; answers
 * with the way to let go. On Linux a name without a file, which a kill -9 releases as well; elsewhere PostgreSQL's
 * own lock has to do.
 */
export async function hold(places: Places): Promise<() => void> {
  if (process.platform !== "linux") return () => undefined;
  const { dev, ino } = await stat(places.data);
  const holder = createServer().unref();
  try {
    await once(holder.listen(`\0yishi-data-${dev}-${ino}`), "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") throw inUse(places.data);
    throw error;
  }
  return () => holder.close();
}
