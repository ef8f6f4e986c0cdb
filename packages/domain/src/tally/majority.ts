import { type ShareOf, evenPortion, meets, needed } from "../shares.ts";

/** Who a majority is a majority of: those who came, or the owners who took part. */
export type Taking = "present" | "participatingAreaAndHeads";

/** How the ballots of those present divide; an invalid ballot (废票) was still cast by somebody present. */
export interface Tally {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly invalid: number;
}

/** Whether a motion passed, with the figures a page needs to say why: "到会1,012户，一半是506户。640多于506。" */
export interface Majority extends Tally {
  readonly share: ShareOf<Taking>;
  readonly present: number;
  /** The share of those present where it comes out even: half of 1,012 is 506. */
  readonly portion: number | null;
  readonly needed: number;
  readonly passed: boolean;
}

/**
 * Decides a motion by those present (居委会组织法(2018)9, 村委会组织法22, 26): ballots of all four kinds are present,
 * so abstaining weighs like voting against, and more for than against is not yet enough.
 */
export function majority(tally: Tally, share: ShareOf<Taking>): Majority {
  for (const count of [tally.for, tally.against, tally.abstain, tally.invalid]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count of ballots: ${count}`);
  }
  const present = tally.for + tally.against + tally.abstain + tally.invalid;
  return {
    for: tally.for,
    against: tally.against,
    abstain: tally.abstain,
    invalid: tally.invalid,
    share,
    present,
    portion: evenPortion(share, present),
    needed: Math.max(needed(share, present), 1),
    passed: meets(share, tally.for, present) && tally.for > 0,
  };
}
