/**
 * What a share is a share of. Every threshold names one, because the wrong denominator is the commonest error in
 * counting: those present are not those on the roll, and neither are the ballots cast.
 */
export type Base =
  | "residents18"
  | "households"
  | "groupResidents18"
  | "groupHouseholds"
  | "buildingResidents18"
  | "registeredVoters"
  | "repsInOffice"
  | "repsMeetingMembers"
  | "membersInOffice"
  | "present"
  | "ballotsCast"
  | "ownerHeads"
  | "areaAndHeads"
  | "participatingAreaAndHeads";

/** An exact fraction and how it is met: `atLeast` (以上) includes the number itself, `moreThan` (过半, 超过) does not (Civil Code 1259). */
export interface Share {
  readonly cmp: "moreThan" | "atLeast";
  readonly num: number;
  readonly den: number;
}

/** A share that says what it is a share of. */
export type ShareOf<B extends Base> = Share & { readonly base: B };

/** Tells whether a value is a share that some count can meet: at least 0/n to n/n, more than 0/n to less than n/n. */
export function isShare(value: unknown): value is Share {
  if (typeof value !== "object" || value === null) return false;
  if (!("cmp" in value && "num" in value && "den" in value)) return false;
  const { cmp, num, den } = value;
  if (!isCount(num) || !isCount(den) || den === 0) return false;
  return (cmp === "atLeast" && num <= den) || (cmp === "moreThan" && num < den);
}

/** The least whole count that meets a share of a base: 991 of 1,486 households for two thirds or more (Civil Code 1259). */
export function needed(share: Share, base: number): number {
  const { whole, rest } = divided(share, base);
  return share.cmp === "moreThan" || rest > 0n ? whole + 1 : whole;
}

/** Tells whether a count meets a share of a base, by integers alone, so that 1,467 of 2,932 is never a rounding question. */
export function meets(share: Share, count: number, base: number): boolean {
  return exact(count) >= exact(needed(share, base));
}

/** The share of a base where it comes out even (half of 1,012 is 506), for pages that show their arithmetic. */
export function evenPortion(share: Share, base: number): number | null {
  const { whole, rest } = divided(share, base);
  return rest === 0n ? whole : null;
}

/** Orders shares by how much they ask for: positive when the first asks for more, `moreThan` above `atLeast` of the same fraction. */
export function compareShares(first: Share, second: Share): number {
  const left = exact(first.num) * exact(second.den);
  const right = exact(second.num) * exact(first.den);
  if (left !== right) return left > right ? 1 : -1;
  return Number(first.cmp === "moreThan") - Number(second.cmp === "moreThan");
}

/** The base times the fraction, as whole part and rest; bigint, because the product may pass 2^53. */
function divided(share: Share, base: number): { whole: number; rest: bigint } {
  if (!isShare(share)) throw new RangeError("not a share that a count can meet");
  const product = exact(base) * exact(share.num);
  return { whole: Number(product / exact(share.den)), rest: product % exact(share.den) };
}

function exact(count: number): bigint {
  if (!isCount(count)) throw new RangeError(`not a count: ${count}`);
  return BigInt(count);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
