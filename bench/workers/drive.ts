import { quantile } from "../figures.ts";

/** What came of a turn: how many acts in how many seconds, how many of them failed, and how long one took. */
export interface Pace {
  readonly acts: number;
  readonly failures: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * So many clients act at once, each beginning anew when it has its answer, until each act was done once or, where
 * seconds are given, until these are over. An act answers whether it succeeded.
 */
export async function drive(turn: {
  readonly clients: number;
  readonly acts: number;
  readonly seconds?: number | undefined;
  readonly act: (index: number, client: number) => Promise<boolean>;
}): Promise<Pace> {
  const latencies: number[] = [];
  let failures = 0;
  let begun = 0;
  const start = performance.now();
  const end = turn.seconds === undefined ? Infinity : start + turn.seconds * 1_000;
  const hasMore = () => (turn.seconds === undefined ? begun < turn.acts : performance.now() < end);
  const client = async (_: unknown, number: number) => {
    while (hasMore()) {
      const index = begun % turn.acts;
      begun += 1;
      const asked = performance.now();
      if (!(await turn.act(index, number))) failures += 1;
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: turn.clients }, client));
  const seconds = (performance.now() - start) / 1_000;
  return {
    acts: latencies.length,
    failures,
    seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}
