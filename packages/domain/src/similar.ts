/** How many proposals a title is told to sound like at most. */
export const mostSimilar = 3;

/** How many pairs of neighbouring characters a title has, and how many of them stand in a proposal. */
export interface Likeness {
  readonly shared: number;
  readonly pairs: number;
}

/**
 * Whether a proposal is worth a look before one writes the same: two pairs at least and two of every five. One pair alone,
 * 小区 or 楼道, stands in half of all proposals; and two titles that mean the same rarely share more than half.
 */
export function soundsAlike({ shared, pairs }: Likeness): boolean {
  return shared >= 2 && 5 * shared >= 2 * pairs;
}
