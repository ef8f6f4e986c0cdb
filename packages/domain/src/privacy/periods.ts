import type { AnswerRules } from "../contests.ts";
import { setting, type RuleBook } from "../rulebook.ts";
import type { RuleKey } from "../rulebook/keys.ts";
import type { Periods } from "./retention.ts";

/** The numbers of the rule book by which what is kept is answered for, and goes. */
export const privacyKeys = [
  "roll.contestAnswerWorkingDays",
  "privacy.answerWorkingDays",
  "privacy.readingDays",
  "privacy.slipDays",
  "privacy.sightingMonths",
  "privacy.leftMonths",
  "privacy.draftMonths",
  "privacy.contestMonths",
] as const satisfies readonly RuleKey[];

type Book = RuleBook<(typeof privacyKeys)[number]>;

/** Within how many working days what a resident contests, or asks to have deleted, is answered. */
export function answerRules(book: Book): AnswerRules {
  return {
    correct: setting(book, "roll.contestAnswerWorkingDays").workingDays,
    delete: setting(book, "privacy.answerWorkingDays").workingDays,
  };
}

/** How long is kept what has served its purpose. */
export function periodsOf(book: Book): Periods {
  return {
    readingDays: setting(book, "privacy.readingDays").days,
    slipDays: setting(book, "privacy.slipDays").days,
    sightingMonths: setting(book, "privacy.sightingMonths").integer,
    leftMonths: setting(book, "privacy.leftMonths").integer,
    draftMonths: setting(book, "privacy.draftMonths").integer,
    contestMonths: setting(book, "privacy.contestMonths").integer,
  };
}
