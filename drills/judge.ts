/** A ballot: as it was sent, or as it lies in the box. */
export interface Ballot {
  readonly motion: string;
  readonly seat: number;
  readonly key: string;
  readonly choice: string;
}

/** The fact that a seat cast its ballot. */
export interface CastFact {
  readonly motion: string;
  readonly seat: number;
}

export interface Outcome {
  readonly acknowledged: number;
  /** Acknowledged, and afterwards not there as it was sent. */
  readonly lost: number;
  /** Seats that have more than one ballot, or more than one fact of it. */
  readonly repeated: number;
  /** Ballots that nobody sent, and ballots and facts without each other. */
  readonly invented: number;
}

/** Holds what voters sent and were told against what is there. */
export function judge(
  sent: { readonly tried: readonly Ballot[]; readonly acknowledged: readonly Ballot[] },
  there: { readonly ballots: readonly Ballot[]; readonly facts: readonly CastFact[] },
): Outcome {
  const tried = new Set(sent.tried.map(wordsOf));
  const box = new Set(there.ballots.map(wordsOf));
  const ballots = countBySeat(there.ballots);
  const facts = countBySeat(there.facts);
  const moreThanOne = (counts: ReadonlyMap<string, number>) =>
    [...counts].filter(([, count]) => count > 1).map(([seat]) => seat);
  const without = (ones: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>) =>
    [...ones.keys()].filter((seat) => !others.has(seat)).length;
  return {
    acknowledged: sent.acknowledged.length,
    lost: sent.acknowledged.filter((ballot) => !box.has(wordsOf(ballot))).length,
    repeated: new Set([...moreThanOne(ballots), ...moreThanOne(facts)]).size,
    invented:
      there.ballots.filter((ballot) => !tried.has(wordsOf(ballot))).length +
      without(ballots, facts) +
      without(facts, ballots),
  };
}

function wordsOf({ motion, seat, key, choice }: Ballot): string {
  return `${motion} ${seat} ${key} ${choice}`;
}

function countBySeat(ones: readonly CastFact[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { motion, seat } of ones) {
    const place = `${motion} ${seat}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
