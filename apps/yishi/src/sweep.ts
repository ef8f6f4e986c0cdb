import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { openDoor } from "@yishi/api/door";
import { defectWords } from "./defects.ts";

/** Once a day what has served its time goes. */
const dayMilliseconds = 24 * 3_600_000;

/**
 * Lets go what has served its time: now, and then once a day until it is called off. It has a connection of its own for
 * as long as it works; what fails today is told on the terminal and tried again tomorrow, and nobody is served worse for it.
 */
export async function sweepDaily(
  server: { readonly serverUrl: string; readonly demo: boolean },
  calledOff: AbortSignal,
  every = dayMilliseconds,
): Promise<void> {
  while (!calledOff.aborted) {
    try {
      await sweepOnce(server);
    } catch (error) {
      if (!calledOff.aborted) process.stderr.write(`${defectWords(error)}\n`);
    }
    await wait(every, undefined, { signal: calledOff, ref: false }).catch(() => undefined);
  }
}

/** One sweep over everything that is kept. */
export async function sweepOnce(server: { readonly serverUrl: string; readonly demo: boolean }) {
  const door = await openDoor({
    databaseUrl: server.serverUrl,
    demo: server.demo,
    poolSize: 1,
    // The demo is told in the past, so that its clock may have been moved.
    clockMayBeAhead: server.demo,
  });
  try {
    return await door.sweep();
  } finally {
    await door.close();
  }
}
