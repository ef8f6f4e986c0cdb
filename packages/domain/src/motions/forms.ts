import { refuse, type Refusal } from "../outcome.ts";

/**
 * How a question is answered: by yes or no; by one of several options; or by every option that one can accept
 * (approval). Abstaining is an answer to each of them.
 */
export const forms = ["yesNo", "oneOf", "approval"] as const;
export type Form = (typeof forms)[number];

/** What a ballot is read against: the form, and how many options there are; none of a question by yes or no. */
export interface Question {
  readonly form: Form;
  readonly options: number;
}

export const fewestOptions = 2;
/** As many as there are places in a choice: every choice is kept in seven characters, so that its size tells nothing. */
export const mostOptions = 7;

/** What an option says: a few words that stand on the ballot, and where it helps a sentence and what it costs. */
export interface Option {
  readonly name: string;
  readonly sentence: string | null;
  readonly costYuan: number | null;
  /** The whole words of a decision, where each option is one (`bothTexts`). */
  readonly text?: string;
}

/** Writes an option as it is kept: its name without space around it, and nothing where nothing was said. */
export function option(
  name: string,
  { sentence = "", costYuan = null }: { readonly sentence?: string; readonly costYuan?: number | null } = {},
): Option {
  const said = sentence.trim();
  return { name: name.trim(), sentence: said === "" ? null : said, costYuan };
}

/**
 * Whether these options cannot be asked about in this form. By yes or no there are none; otherwise two to seven, no two
 * of them alike. Over what the law lets owners decide by three quarters alone (Civil Code 278), everybody stands for one
 * answer: several cannot be accepted at once.
 */
export function notAskable(asked: {
  readonly form: Form;
  readonly options: readonly string[];
  readonly special: boolean | null;
}): Refusal | null {
  const { form, options, special } = asked;
  if (form === "yesNo") return options.length === 0 ? null : refuse("options-not-asked");
  if (options.length < fewestOptions || options.length > mostOptions)
    return refuse("options-too-few-or-many", { min: fewestOptions, max: mostOptions });
  if (new Set(options.map((name) => name.trim())).size < options.length) return refuse("options-alike");
  return form === "approval" && special === true ? refuse("approval-not-here") : null;
}
