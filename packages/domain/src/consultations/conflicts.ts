import type { ViewKind } from "../views.ts";

/** What an expert is asked about themselves before they see who else is asked; each answered with yes, no or "I do not know". */
export const declarations = ["livesThere", "kin", "contract", "investment", "vendor", "publicStand"] as const;
export type Declaration = (typeof declarations)[number];
export const answers = ["yes", "no", "unknown"] as const;
export type Answer = (typeof answers)[number];
export type Declared = Readonly<Record<Declaration, Answer>>;

/** What is known already and may be a conflict; it is proposed to the supervisor who decides, and to nobody else. */
export const hints = [
  "proposer",
  "livesThere",
  "kin",
  "holdsPost",
  "spokeFor",
  "spokeAgainst",
  "signed",
] as const;
export type Hint = (typeof hints)[number];

export interface Known {
  readonly isProposer: boolean;
  /** Where they live, and which buildings the proposal touches; none named means the whole community. */
  readonly building: string | null;
  readonly buildings: readonly string[];
  /** Whether somebody near to them lives in one of those buildings, or made the proposal. */
  readonly kinThere: boolean;
  readonly holdsPost: boolean;
  readonly spoke: readonly ViewKind[];
  readonly signed: boolean;
}

/** The likely conflicts of one expert with one proposal. */
export function likely(known: Known): readonly Hint[] {
  const found: Readonly<Record<Hint, boolean>> = {
    proposer: known.isProposer,
    livesThere: !isOutside(known),
    kin: known.kinThere,
    holdsPost: known.holdsPost,
    spokeFor: known.spoke.includes("for"),
    spokeAgainst: known.spoke.includes("against"),
    signed: known.signed,
  };
  return hints.filter((hint) => found[hint]);
}

/** Whether somebody is from outside the buildings that the proposal touches. Where none is named, everybody is. */
export function isOutside({ building, buildings }: Pick<Known, "building" | "buildings">): boolean {
  return building === null || !buildings.includes(building);
}

/** What of a declaration is public: which questions were answered with yes or "I do not know". None is told as none. */
export function summary(declared: Declared): Readonly<Record<"yes" | "unknown", readonly Declaration[]>> {
  return {
    yes: declarations.filter((one) => declared[one] === "yes"),
    unknown: declarations.filter((one) => declared[one] === "unknown"),
  };
}
