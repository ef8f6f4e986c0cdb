import { median } from "./figures.ts";
import type { Pace } from "./workers/drive.ts";

/** One of those who are compared: what it does in each round, and how it went. */
export interface Contender {
  readonly name: string;
  readonly turn: (round: number) => Promise<Pace>;
  readonly paces: Pace[];
}

export function contender(name: string, turn: Contender["turn"]): Contender {
  return { name, turn, paces: [] };
}

/** Everyone once in each round, so that a slow minute of the machine is nobody's alone; the first round warms up. */
export async function inTurn(rounds: number, contenders: readonly Contender[]): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const { turn, paces } of contenders) {
      const pace = await turn(round);
      if (round > 0) paces.push(pace);
    }
  }
}

export function rateOf({ acts, seconds }: Pace): number {
  return acts / seconds;
}

/** The median of what is measured in each round. */
export function middle({ paces }: Contender, of: (pace: Pace) => number): number {
  return median(paces.map(of));
}

/** The median of the ratios of each round. */
export function ratio(ours: Contender, other: Contender, of: (pace: Pace) => number): number {
  return median(
    ours.paces.flatMap((pace, round) => {
      const against = other.paces[round];
      return against ? [of(pace) / of(against)] : [];
    }),
  );
}
