import type { Day } from "./calendar.ts";
import { type RuleKey, ruleKeys } from "./rulebook/keys.ts";
import { type Base, type ShareOf, compareShares } from "./shares.ts";

/**
 * Where a number comes from, shown beside it: read in the text itself, seen in a fragment of it, taken from the law on
 * villagers' committees, from another place's practice, from memory, or agreed on this platform.
 */
export type Provenance = "confirmed" | "fragment" | "analogy" | "local" | "memory" | "design";

export interface Citation {
  readonly law: string;
  readonly article?: string;
  readonly note?: string;
}

/** A community's own change of a setting: its id leads to the resolution. */
export interface Adopted {
  readonly changeId: string;
  readonly adoptedOn: Day;
  readonly effectiveFrom: Day;
}

export type ShareValue<B extends Base = Base> = { readonly kind: "share" } & ShareOf<B>;
export type ChoiceValue<C extends string = string> = { readonly kind: "choice"; readonly choice: C };
export type PlainValue =
  | { readonly kind: "integer"; readonly integer: number }
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "workingDays"; readonly workingDays: number }
  | { readonly kind: "range"; readonly min: number; readonly max: number }
  | { readonly kind: "boolean"; readonly boolean: boolean };
type AnyValue = ShareValue | ChoiceValue | PlainValue;

/** The value that a key takes: a share over that key's own base, days where it counts days, and nothing else. */
export type RuleValue<K extends RuleKey> = ValueMeant<(typeof ruleKeys)[K]>;
type ValueMeant<M> = M extends { kind: "share"; base: infer B extends Base }
  ? ShareValue<B>
  : M extends { kind: "choice"; of: readonly (infer C extends string)[] }
    ? ChoiceValue<C>
    : M extends { kind: infer P }
      ? Extract<PlainValue, { kind: P }>
      : never;

/** A number of law, with what it rests on and how far a community may move it. Only the platform's own need no citation. */
export type RuleSetting<K extends RuleKey = RuleKey> = {
  readonly value: RuleValue<K>;
  /** What the law allows: a community may go further in the stricter direction, never past this. */
  readonly bound?: { readonly min?: RuleValue<K>; readonly max?: RuleValue<K> };
  /** No committee may change it at all. */
  readonly locked?: boolean;
  /** The text cited has been repealed; the number stands until its successor has been read. */
  readonly lawStatus?: "repealed";
  /** The community's own change that gave it this value, and since when it is so. */
  readonly adopted?: Adopted;
} & (
  | { readonly provenance: Exclude<Provenance, "design">; readonly citation: Citation }
  | { readonly provenance: "design"; readonly citation?: Citation }
);

/** A named set of settings and the days it was law. One with fewer keys serves whoever needs only those. */
export interface RuleBook<K extends RuleKey = RuleKey> {
  readonly name: string;
  readonly inForce: { readonly from: Day; readonly until?: Day };
  readonly settings: { readonly [P in K]: RuleSetting<P> };
}

/** A law that speaks to some keys only. */
export interface PartialRuleBook extends Omit<RuleBook, "settings"> {
  readonly settings: Partial<RuleBook["settings"]>;
}

/** The value of a setting, typed by its key. */
export function setting<B extends RuleKey, K extends B>(book: RuleBook<B>, key: K): RuleValue<K> {
  return book.settings[key].value;
}

/** A citation as it is printed beside its number: 居委会组织法(2018)9. */
export function citationText({ law, article = "" }: Citation): string {
  return law + article;
}

/** Tells whether one value of a setting is stricter than another, in the direction that the key names. */
export function isStricter<K extends RuleKey>(key: K, value: RuleValue<K>, than: RuleValue<K>): boolean {
  const { stricter } = ruleKeys[key];
  if (stricter === "narrower") return isNarrower(value, than);
  if (stricter === "neither") return false;
  const difference = compare(value, than);
  return stricter === "higher" ? difference > 0 : difference < 0;
}

function isNarrower(value: AnyValue, than: AnyValue): boolean {
  if (value.kind !== "range" || than.kind !== "range") return false;
  return value.min >= than.min && value.max <= than.max && value.max - value.min < than.max - than.min;
}

function compare(value: AnyValue, other: AnyValue): number {
  if (value.kind === "share" && other.kind === "share") return compareShares(value, other);
  return magnitude(value) - magnitude(other);
}

function magnitude(value: AnyValue): number {
  switch (value.kind) {
    case "integer":
      return value.integer;
    case "days":
      return value.days;
    case "workingDays":
      return value.workingDays;
    case "boolean":
      return Number(value.boolean);
    default:
      throw new TypeError(`a ${value.kind} has no single magnitude`);
  }
}
