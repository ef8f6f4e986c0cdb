import { setting, type RuleBook } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import type { RuleKey } from "../rulebook/keys.ts";

/** What holds after a vote, written down with it when it is announced. */
export interface AfterRules {
  readonly answerWorkingDays: number;
  readonly recountWorkingDays: number;
  readonly authorWorkingDays: number;
  readonly firstDays: number;
  readonly secondDays: number;
  readonly windowDays: number;
  readonly minCell: number;
}

/** The keys of the rule book that hold after a vote. */
export const afterKeys = [
  "objection.answerWorkingDays",
  "vote.recountWorkingDays",
  "acceptance.authorWorkingDays",
  "followUp.firstDays",
  "followUp.secondDays",
  "followUp.windowDays",
  "privacy.minCell",
] as const satisfies readonly RuleKey[];

/** What a rule book says of the time after a vote. */
export function afterRules(book: RuleBook<(typeof afterKeys)[number]>): AfterRules {
  return {
    recountWorkingDays: setting(book, "vote.recountWorkingDays").workingDays,
    answerWorkingDays: setting(book, "objection.answerWorkingDays").workingDays,
    authorWorkingDays: setting(book, "acceptance.authorWorkingDays").workingDays,
    firstDays: setting(book, "followUp.firstDays").days,
    secondDays: setting(book, "followUp.secondDays").days,
    windowDays: setting(book, "followUp.windowDays").days,
    minCell: setting(book, "privacy.minCell").integer,
  };
}

const afterBefore = afterRules(cnUrban2025);

/** What holds after this vote: votes announced before these rules were written down go by the book as it stood then. */
export function afterOf(motion: {
  readonly rules: { readonly after?: Partial<AfterRules> } | null;
}): AfterRules {
  return { ...afterBefore, ...motion.rules?.after };
}
