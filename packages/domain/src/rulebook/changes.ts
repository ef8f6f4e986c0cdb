import { addDays, dayOf, type Day, type Instant } from "../calendar.ts";
import { record, type Recorded, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import { isStricter, type RuleBook, type RuleSetting, type RuleValue } from "../rulebook.ts";
import { type RuleKey, ruleKeys } from "./keys.ts";
import { readSnapshot } from "./snapshot.ts";

/** A rule that the residents' meeting made stricter for its own community, from a day on. */
export interface RuleChange<K extends RuleKey = RuleKey> {
  readonly changeId: string;
  readonly key: K;
  readonly value: RuleValue<K>;
  readonly adoptedOn: Day;
  readonly effectiveFrom: Day;
}

export type Fact = Recorded<
  "rule.changed",
  {
    readonly key: RuleKey;
    readonly value: RuleValue<RuleKey>;
    readonly before: RuleValue<RuleKey>;
    readonly adoptedOn: Day;
    readonly effectiveFrom: Day;
    readonly resolutionId: string | null;
  }
>;

/** A community's own book on a day: the default book with every change that is in effect by then. */
export function bookOn(book: RuleBook, changes: readonly RuleChange[], day: Day): RuleBook {
  return withChanges(
    book,
    changes.filter(({ effectiveFrom }) => effectiveFrom <= day),
  );
}

/** The book with these changes; of two for one key the stricter holds, in whichever order they take effect. */
export function withChanges(book: RuleBook, changes: readonly RuleChange[]): RuleBook {
  const settings = changes.reduce<RuleBook["settings"]>((before, change) => {
    const { key, value, changeId, adoptedOn, effectiveFrom } = change;
    if (!isStricter(key, value, before[key].value)) return before;
    return { ...before, [key]: { ...before[key], value, adopted: { changeId, adoptedOn, effectiveFrom } } };
  }, book.settings);
  return { ...book, settings };
}

/** Whether a value of any kind is one that this key can mean; what comes in from outside is asked first. */
export function valueFor<K extends RuleKey>(key: K, value: unknown): RuleValue<K> | null {
  const setting = { value, provenance: "design" };
  try {
    return readSnapshot({ name: key, inForce: { from: "2000-01-01" }, settings: { [key]: setting } }, [key])
      .settings[key].value;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Reads a change back as it was kept. One whose value its key cannot mean is a defect. */
export function readChange(kept: Omit<RuleChange, "key" | "value"> & Kept): RuleChange {
  if (!isRuleKey(kept.key)) throw new TypeError(`the rule book has no ${kept.key}`);
  const value = valueFor(kept.key, kept.value);
  if (!value) throw new TypeError(`${kept.key} cannot mean ${JSON.stringify(kept.value)}`);
  return { ...kept, key: kept.key, value };
}
interface Kept {
  readonly key: string;
  readonly value: unknown;
}

/** Whether the rule book has such a key. */
export function isRuleKey(key: string): key is RuleKey {
  return Object.hasOwn(ruleKeys, key);
}

/** Whether any resolution could change a setting: not what the law fixes, and not what has no stricter side. */
export function isChangeable(key: RuleKey, setting: RuleSetting): boolean {
  return !setting.locked && ruleKeys[key].stricter !== "neither" && room(key, setting.value) > 0;
}

/** What is asked of the rule book: a key, the value the meeting adopted, and since when and until when it is not yet so. */
export interface AskedChange<K extends RuleKey = RuleKey> {
  readonly changeId: string;
  readonly key: K;
  readonly value: RuleValue<K>;
  readonly adoptedOn: Day;
  readonly effectiveFrom: Day;
  readonly resolutionId: string | null;
}

/**
 * Records that the residents' meeting made a rule stricter. `book` holds everything adopted so far, whether or not it
 * is in effect yet: nothing becomes looser by being adopted twice. What is open already keeps the rules it was opened
 * with, and tomorrow is the first day of a new rule, so that a day has one rule from its beginning to its end.
 */
export function change(book: RuleBook, asked: AskedChange, standing: Standing): Fact | Refusal {
  const { key, value, adoptedOn, effectiveFrom, resolutionId } = asked;
  const setting: RuleSetting = book.settings[key];
  if (!isChangeable(key, setting)) return refuse("rule-fixed");
  if (!isStricter(key, value, setting.value)) return refuse("rule-not-stricter", allowed(key, setting.value));
  if (!isSensible(key, value) || !isWithin(key, value, setting))
    return refuse("rule-past-sense", limitsOf(key));
  if (adoptedOn > dayOf(standing.at)) return refuse("day-in-the-future", { day: adoptedOn });
  const earliest = earliestEffect(standing.at);
  if (effectiveFrom < earliest) return refuse("rule-too-early", { day: earliest });
  return record(standing, "rule.changed", asked.changeId, {
    key,
    value,
    before: setting.value,
    adoptedOn,
    effectiveFrom,
    resolutionId,
  });
}

/** The first day on which a change recorded now may take effect: tomorrow. */
export function earliestEffect(now: Instant): Day {
  return addDays(dayOf(now), 1);
}

/** What would be allowed, in the figures of the sentence that refuses. */
export function allowed(key: RuleKey, value: RuleValue<RuleKey>): Refusal["values"] {
  return { way: ruleKeys[key].stricter, value: spoken(value) };
}

function spoken(value: RuleValue<RuleKey>): string | number {
  switch (value.kind) {
    case "share":
      return `${value.num}/${value.den}`;
    case "range":
      return `${value.min}–${value.max}`;
    case "boolean":
      return value.boolean ? "yes" : "no";
    case "choice":
      return value.choice;
    default:
      return count(value);
  }
}

/** No number of this book needs more than a year of days; and what is lowered to nothing is abolished, not stricter. */
const most = { integer: 1_000_000, days: 366, workingDays: 250, range: 366 } as const;

/** The least and the most that a number of this key may say, for people who miswrite it. */
export function limitsOf(key: RuleKey): { readonly least: number; readonly most: number } {
  const { kind } = ruleKeys[key];
  return { least: 1, most: kind in most ? most[kind as keyof typeof most] : 1 }; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- it was asked in the same breath
}

function isSensible(key: RuleKey, value: RuleValue<RuleKey>): boolean {
  const limits = limitsOf(key);
  const inside = (number: number) => number >= limits.least && number <= limits.most;
  switch (value.kind) {
    case "share":
      return value.num > 0 && value.den <= 1000;
    case "range":
      return inside(value.min) && inside(value.max);
    case "boolean":
    case "choice":
      return true;
    default:
      return inside(count(value));
  }
}

/** The law's bound: a value on its other side is no stricter rule but another one. */
function isWithin(key: RuleKey, value: RuleValue<RuleKey>, { bound }: RuleSetting): boolean {
  const { stricter } = ruleKeys[key];
  const edge = stricter === "higher" ? bound?.min : bound?.max;
  return !edge || !isStricter(key, edge, value);
}

/** How much stricter a value could still become; 0 when there is nothing left. */
function room(key: RuleKey, value: RuleValue<RuleKey>): number {
  const { stricter } = ruleKeys[key];
  switch (value.kind) {
    case "boolean":
      return value.boolean === (stricter === "higher") ? 0 : 1;
    case "range":
      return value.max - value.min;
    case "share":
      return stricter === "higher" ? Number(value.num < value.den) : value.num;
    case "choice":
      return 0;
    default: {
      const { least, most: top } = limitsOf(key);
      return Math.max(0, stricter === "higher" ? top - count(value) : count(value) - least);
    }
  }
}

type Counted = Extract<RuleValue<RuleKey>, { kind: "integer" | "days" | "workingDays" }>;
function count(value: Counted): number {
  switch (value.kind) {
    case "integer":
      return value.integer;
    case "days":
      return value.days;
    case "workingDays":
      return value.workingDays;
  }
}
