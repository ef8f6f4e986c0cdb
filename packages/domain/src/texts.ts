/** Limits on what people write, in characters as people count them. The door checks them; the pages show them. */
export const limits = {
  name: { min: 1, max: 60 },
  asks: { min: 10, max: 2000 },
  title: { min: 4, max: 60 },
  problem: { min: 10, max: 2000 },
  wish: { min: 4, max: 2000 },
  touches: { min: 2, max: 300 },
  cost: { min: 1, max: 200 },
  fileSays: { min: 4, max: 120 },
  view: { min: 2, max: 1000 },
  notice: { min: 4, max: 2000 },
  agendaItem: { min: 2, max: 120 },
  minutes: { min: 2, max: 3000 },
  reason: { min: 4, max: 1000 },
  question: { min: 4, max: 120 },
  motionText: { min: 10, max: 5000 },
  moneySource: { min: 1, max: 300 },
  carriedOutBy: { min: 1, max: 60 },
  ifRejected: { min: 2, max: 300 },
  /** Why a further body is asked. */
  why: { min: 4, max: 300 },
  /** What an option is called, and the sentence that it may say. */
  optionName: { min: 1, max: 60 },
  optionSentence: { min: 2, max: 300 },
  reference: { min: 2, max: 120 },
  servesAs: { min: 2, max: 60 },
  milestone: { min: 2, max: 120 },
  charter: { min: 10, max: 20000 },
  place: { min: 2, max: 60 },
  phone: { min: 3, max: 30 },
  windowPlace: { min: 1, max: 120 },
  signInName: { min: 2, max: 40 },
  formerPost: { min: 2, max: 60 },
  motto: { min: 0, max: 60 },
  building: { min: 1, max: 20 },
  seenFacts: { min: 2, max: 3000 },
  advice: { min: 4, max: 600 },
  risk: { min: 2, max: 1500 },
  adviceAnswer: { min: 2, max: 1000 },
  issuer: { min: 2, max: 60 },
  field: { min: 2, max: 20 },
  password: { min: 10, max: 200 },
} as const;

export const languages = ["zh-CN", "en"] as const;
/** The language in which something was written; it is shown with it, whatever the language of the page. */
export type Language = (typeof languages)[number];

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const hidden =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Words as they are kept: NFC, one kind of line end, no spaces at the ends, no characters that cannot be seen.
 * Answers null where the text holds what no person types: control characters or half a character.
 */
export function plainText(written: string): string | null {
  if (controls.test(written) || !wellFormed(written)) return null;
  return written.normalize("NFC").replace(hidden, "").replaceAll(/\r\n?/gu, "\n").trim();
}

/** A name as it is kept and compared: plain text on one line, inner runs of white space made one space. */
export function plainName(written: string): string | null {
  const text = plainText(written);
  return text === null ? null : text.replaceAll(/\s+/gu, " ");
}

/** How long a text is to the person who wrote it. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function wellFormed(text: string): boolean {
  return [...text].every((character) => !/^[\ud800-\udfff]$/u.test(character));
}
