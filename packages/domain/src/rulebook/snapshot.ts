import { isDay } from "../calendar.ts";
import { type RuleBook } from "../rulebook.ts";
import { isShare } from "../shares.ts";
import { type KeyMeaning, type RuleKey, ruleKeys } from "./keys.ts";

const provenances: readonly unknown[] = ["confirmed", "fragment", "analogy", "local", "memory", "design"];

/** The settings a procedure goes by, citations included, as plain JSON to be kept with it: later edits never reach it. */
export function snapshot<B extends RuleKey, K extends B>(book: RuleBook<B>, keys: readonly K[]): RuleBook<K> {
  const settings = Object.fromEntries(keys.map((key) => [key, book.settings[key]]));
  return readSnapshot({ name: book.name, inForce: book.inForce, settings }, keys);
}

/** Reads a snapshot back as it was kept. One that lacks a key, or says something its key cannot mean, is a defect. */
export function readSnapshot<K extends RuleKey>(kept: unknown, keys: readonly K[]): RuleBook<K> {
  if (!isSnapshot(kept, keys)) throw new TypeError(`not a snapshot: ${flaws(kept, keys).join(", ")}`);
  return kept;
}

function isSnapshot<K extends RuleKey>(kept: unknown, keys: readonly K[]): kept is RuleBook<K> {
  return flaws(kept, keys).length === 0;
}

/** What keeps a value from being a snapshot with these keys, each flaw by its name. */
function flaws(kept: unknown, keys: readonly RuleKey[]): readonly string[] {
  if (!isRecord(kept)) return ["no record"];
  const { name, inForce, settings } = kept;
  const unfit = keys.filter((key) => !isRecord(settings) || !isSetting(ruleKeys[key], settings[key]));
  return [
    ...(typeof name === "string" && name !== "" ? [] : ["name"]),
    ...(isRecord(inForce) && isDay(inForce.from) && isOptional(inForce.until, isDay) ? [] : ["inForce"]),
    ...unfit,
  ];
}

function isSetting(meaning: KeyMeaning, kept: unknown): boolean {
  if (!isRecord(kept)) return false;
  const { value, bound = {}, locked, lawStatus, adopted, provenance, citation } = kept;
  const isItsValue = (part: unknown) => isValue(meaning, part);
  return (
    isItsValue(value) &&
    isRecord(bound) &&
    isOptional(bound.min, isItsValue) &&
    isOptional(bound.max, isItsValue) &&
    isOptional(locked, (part) => typeof part === "boolean") &&
    isOptional(lawStatus, (part) => part === "repealed") &&
    isOptional(adopted, isAdopted) &&
    provenances.includes(provenance) &&
    (isCitation(citation) || (provenance === "design" && citation === undefined))
  );
}

function isValue(meaning: KeyMeaning, value: unknown): boolean {
  if (!isRecord(value) || value.kind !== meaning.kind) return false;
  switch (meaning.kind) {
    case "share":
      return isShare(value) && value.base === meaning.base;
    case "choice":
      return typeof value.choice === "string" && meaning.of.includes(value.choice);
    case "range":
      return isCount(value.min) && isCount(value.max) && value.min <= value.max;
    case "boolean":
      return typeof value.boolean === "boolean";
    default:
      return isCount(value[meaning.kind]);
  }
}

function isCitation(value: unknown): boolean {
  const isText = (part: unknown) => typeof part === "string";
  return (
    isRecord(value) &&
    isText(value.law) &&
    isOptional(value.article, isText) &&
    isOptional(value.note, isText)
  );
}

function isAdopted(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.changeId === "string" &&
    isDay(value.adoptedOn) &&
    isDay(value.effectiveFrom)
  );
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
