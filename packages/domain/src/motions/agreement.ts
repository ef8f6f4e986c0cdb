import { addWorkingDays, dayOf, endOf, type Day, type Holidays, type Instant } from "../calendar.ts";
import { record, type Recorded, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { Language } from "../texts.ts";
import { notAskable, type Form, type Option } from "./forms.ts";
import type { MotionStatus } from "./status.ts";
import { notAt } from "./steps.ts";

/**
 * What the proposer says of the words that somebody else drew from their proposal (§4b "drafter + proposer agrees, or
 * both texts go"): they are asked, they agreed, they put words of their own, or both are put to the vote.
 */
export const agreements = ["asked", "agreed", "differs", "both"] as const;
export type Agreement = (typeof agreements)[number];

export type AgreementFact =
  | Recorded<"motion.agreed", { version: number }>
  | Recorded<"motion.textPut", { version: number; hash: string }>
  | Recorded<"motion.textTakenOver", { version: number; hash: string }>
  | Recorded<"motion.bothTexts", { version: number; form: Form; options: number; hash: string }>;

interface Asking {
  readonly agreement: Agreement | null;
  readonly agreeBy: Day | null;
}

/** What of a motion this goes by. */
interface Motion extends Asking {
  readonly motionId: string;
  readonly status: MotionStatus;
  readonly version: number;
  readonly special: boolean | null;
}

/** What of a motion changes by it. */
interface Changed {
  readonly status?: "drafted";
  readonly version?: number;
  readonly priorStudyOn?: null;
  readonly agreement: Agreement;
  readonly form?: Form;
  readonly options?: number;
}

/** Until the end of which day the proposer may say so (`motion.agreeWorkingDays`); who says nothing agrees. */
export function agreeByFrom(at: Instant, workingDays: number, holidays: Holidays): Day {
  return addWorkingDays(dayOf(at), workingDays, holidays);
}

/** Whether the proposer can still agree, or put words of their own. */
export function isAsked({ agreement, agreeBy }: Asking, now: Instant): boolean {
  return agreement === "asked" && agreeBy !== null && now < endOf(agreeBy);
}

/** Why a vote cannot be announced yet: the proposer is still asked, or two texts lie there and neither was chosen. */
export function notYetAgreed(motion: Asking, now: Instant): Refusal | null {
  if (isAsked(motion, now)) return refuse("proposer-still-asked", { day: motion.agreeBy ?? "" });
  return motion.agreement === "differs" ? refuse("texts-differ") : null;
}

/** The proposer agrees to the words as they read them. */
export function agree(
  motion: Motion,
  asked: { readonly version: number },
  standing: Standing,
): AgreementFact | Refusal {
  const refusal = notSaid(motion, asked.version, standing.at);
  return refusal ?? record(standing, "motion.agreed", motion.motionId, { version: motion.version });
}

/** The proposer puts words of their own beside those that were drafted. */
export function putOwnText(
  motion: Motion,
  asked: { readonly version: number; readonly hash: string },
  standing: Standing,
): AgreementFact | Refusal {
  const refusal = notSaid(motion, asked.version, standing.at);
  if (refusal) return refusal;
  return record(standing, "motion.textPut", motion.motionId, { version: motion.version, hash: asked.hash });
}

/** The drafter takes the proposer's words over: they are the next version, to which the proposer has agreed already. */
export function takeOver(motion: Motion, hash: string, standing: Standing): AgreementFact | Refusal {
  const refusal = notDiffering(motion);
  if (refusal) return refusal;
  return record(standing, "motion.textTakenOver", motion.motionId, { version: motion.version + 1, hash });
}

/** Neither gives way: both texts are put to the vote, as options of the next version. */
export function letBothGo(
  motion: Motion,
  asked: { readonly form: Form; readonly options: readonly string[]; readonly hash: string },
  standing: Standing,
): AgreementFact | Refusal {
  const refusal = notDiffering(motion) ?? notAskable({ ...asked, special: motion.special });
  if (refusal) return refusal;
  const { form, options, hash } = asked;
  const body = { version: motion.version + 1, form, options: options.length, hash };
  return record(standing, "motion.bothTexts", motion.motionId, body);
}

/** What of a motion changes by a fact of these. A new version has to be studied again. */
export function agreedBy({ body, kind }: AgreementFact): Changed {
  const rewritten = { status: "drafted", version: body.version, priorStudyOn: null } as const;
  switch (kind) {
    case "motion.agreed":
      return { agreement: "agreed" };
    case "motion.textPut":
      return { agreement: "differs" };
    case "motion.textTakenOver":
      return { ...rewritten, agreement: "agreed" };
    case "motion.bothTexts":
      return { ...rewritten, agreement: "both", form: body.form, options: body.options };
  }
}

interface Text {
  readonly question: string;
  readonly text: string;
}

/**
 * The words of a vote over both texts, which stand there at the same size. Where it was a question by yes or no, it is
 * asked which of the two; where there are options, the proposer's text is one more of them.
 */
export function bothTexts(
  drafted: Text & { readonly form: Form; readonly options: readonly Option[]; readonly lang: Language },
  own: Text,
): Text & { readonly form: Form; readonly options: readonly Option[] } {
  const said = words[drafted.lang];
  const optionOf = (name: string, { question, text }: Text): Option => ({
    ...{ name, sentence: question, costYuan: null, text },
  });
  const proposers = optionOf(said.proposers, own);
  if (drafted.form !== "yesNo")
    return { ...textOf(drafted), form: drafted.form, options: [...drafted.options, proposers] };
  const options = [optionOf(said.drafters, drafted), proposers];
  return { question: said.question, text: said.text, form: "oneOf", options };
}

const textOf = ({ question, text }: Text): Text => ({ question, text });

const words: Readonly<Record<Language, Text & { readonly drafters: string; readonly proposers: string }>> = {
  "zh-CN": {
    drafters: "起草人的文本",
    proposers: "提案人的文本",
    question: "用哪一份文本？",
    text: "起草人和提案人各写了一份。选中的那一份，就是决定的原话。两份都不够数，就没有通过。",
  },
  en: {
    drafters: "The drafter's text",
    proposers: "The proposer's text",
    question: "Which of the two texts?",
    text: "The drafter and the proposer each wrote one. The one that is chosen is the decision, word for word. Where neither reaches the majority, nothing is decided.",
  },
};

function notSaid(motion: Motion, version: number, now: Instant): Refusal | null {
  const refusal = notAt(motion, "rewrite");
  if (refusal) return refusal;
  return version === motion.version && isAsked(motion, now) ? null : refuse("agreement-not-asked");
}

function notDiffering(motion: Motion): Refusal | null {
  const refusal = notAt(motion, "rewrite");
  if (refusal) return refusal;
  return motion.agreement === "differs" ? null : refuse("texts-do-not-differ");
}
