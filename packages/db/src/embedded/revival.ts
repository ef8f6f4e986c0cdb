import type { Postmaster } from "./postmaster.ts";

/**
 * Keeps PostgreSQL alive: one that dies is started again in the same place, so that the server goes on after a
 * moment of failed requests. A community office has no supervisor that would do it. One that keeps dying is given up.
 */
export function keepAlive(given: {
  readonly first: Postmaster;
  readonly start: () => Promise<Postmaster>;
  readonly deathsPerMinute: number;
  readonly onDeath?: (revived: boolean) => void;
}): { stop(): Promise<void> } {
  let current = given.first;
  let stopped = false;
  let deaths: readonly number[] = [];
  const watching = watch();

  async function watch(): Promise<void> {
    for (;;) {
      await current.ended;
      if (stopped) return;
      deaths = [...deaths.filter((death) => death > Date.now() - 60_000), Date.now()];
      const revived = deaths.length <= given.deathsPerMinute && (await revive());
      if (stopped) return;
      given.onDeath?.(revived);
      if (!revived) return;
    }
  }

  async function revive(): Promise<boolean> {
    try {
      current = await given.start();
      return true;
    } catch {
      return false;
    }
  }

  return {
    async stop() {
      stopped = true;
      await current.stop();
      // One that was just being started again when the stop came has to go as well.
      await watching;
      await current.stop();
    },
  };
}
