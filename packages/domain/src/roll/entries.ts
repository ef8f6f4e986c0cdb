import type { Recorded } from "../facts.ts";
import type { Day } from "../calendar.ts";

/** Why a line of the roll's history was written. `removed`: a later file no longer had them and said not why. */
export const rollEntryKinds = [
  "imported",
  "born",
  "movedIn",
  "moved",
  "split",
  "joined",
  "corrected",
  "regrouped",
  "movedAway",
  "died",
  "removed",
] as const;
export type RollEntryKind = (typeof rollEntryKinds)[number];

export interface ImportCounts {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly corrected: number;
  readonly regrouped: number;
  readonly unchanged: number;
}

export type Fact =
  | Recorded<"roll.imported", ImportCounts & { readonly file: string }>
  | Recorded<"roll.exported", { readonly residents: number; readonly kind: string }>
  | Recorded<
      "roll.came",
      { readonly householdId: string; readonly why: "born" | "movedIn"; readonly on: Day }
    >
  | Recorded<"roll.moved", { readonly from: string; readonly to: string; readonly on: Day }>
  | Recorded<"roll.left", { readonly householdId: string; readonly why: Leaving; readonly on: Day }>
  | Recorded<"roll.corrected", { readonly what: readonly Corrected[]; readonly on: Day }>
  | Recorded<"roll.split", { readonly into: string; readonly residents: readonly string[]; readonly on: Day }>
  | Recorded<
      "roll.joined",
      { readonly into: string; readonly residents: readonly string[]; readonly on: Day }
    >;

export const leavings = ["movedAway", "died"] as const;
export type Leaving = (typeof leavings)[number];
export type Corrected = "name" | "born" | "residence" | "livedSince";
