import { dayIn, textOf } from "#lib/forms.ts";

/** What the form says of the decision that adopted something: a number of this platform, or a paper with its day. */
export function adoptionIn(form: FormData) {
  const number = textOf(form, "published").normalize("NFKC").trim();
  if (number !== "") {
    const [, year, ordinal] = /^(\d{4})[-–—](\d{1,6})$/u.exec(number) ?? [];
    if (!year || !ordinal) return { rests: {}, wrong: ["published"] };
    return { rests: { published: { year: Number(year), number: Number(ordinal) } }, wrong: [] };
  }
  const resolution = textOf(form, "resolution");
  if (resolution.trim() === "") return { rests: {}, wrong: [] };
  const adoptedOn = dayIn(form, "adoptedOn");
  return adoptedOn
    ? { rests: { resolution, adoptedOn }, wrong: [] }
    : { rests: { resolution }, wrong: ["adoptedOn"] };
}
