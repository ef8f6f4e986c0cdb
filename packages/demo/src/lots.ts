/** Draws that look like chance and come out the same on every machine: the story is told alike everywhere. */
export interface Lots {
  /** A whole number from 0 up to, not including, this one. */
  below(count: number): number;
  /** A whole number from the one to the other, both included. */
  between(least: number, most: number): number;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  pick<T>(from: ArrayLike<T>): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** Begins a row of draws; the same seed draws the same (mulberry32). */
export function drawLots(seed: number): Lots {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    percent: (share) => below(100) < share,
    pick<T>(from: ArrayLike<T>): T {
      const drawn = from[below(from.length)];
      if (drawn === undefined) throw new RangeError("there is nothing to draw from");
      return drawn;
    },
    shuffled<T>(list: readonly T[]): T[] {
      const rest = [...list];
      return list.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
}
