export interface Skip {
  readonly title: string;
  readonly reason: string;
}

/** What a step of the tests came to. A trouble is a failure that no single test can be blamed for. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
  readonly troubles: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: [], troubles: [] };

export const onePassed: Tally = { ...nothing, passed: 1 };

/** One failure, with the sentence that says what went wrong. */
export function trouble(sentence: string): Tally {
  return { ...nothing, failed: 1, troubles: [sentence] };
}

/** Several tallies as one. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: [...total.skipped, ...tally.skipped],
      troubles: [...total.troubles, ...tally.troubles],
    }),
    nothing,
  );
}

/** The last line of a run. */
export function closingLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`;
}
