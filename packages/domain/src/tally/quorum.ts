import { type Share, meets, needed } from "../shares.ts";

/** Whether enough took part, with the figures a page needs to say why: "社区有1,486户。至少要991户。到会1,012户。" */
export interface Quorum {
  readonly share: Share;
  readonly base: number;
  readonly present: number;
  readonly needed: number;
  readonly met: boolean;
}

/** Decides whether enough of a base are present; asked before the majority, never lowered for a repeat, never met by nobody. */
export function quorum(present: number, base: number, share: Share): Quorum {
  if (present > base) throw new RangeError(`${present} present, but only ${base} on the roll`);
  const met = meets(share, present, base) && present > 0;
  return { share, base, present, needed: Math.max(needed(share, base), 1), met };
}
