import { mend, textOf, wholeOf, dayIn } from "#lib/forms.ts";

/** What a form says of one item of the minutes, or the fields of it that are not whole. */
export function entryIn(form: FormData, item: number) {
  const field = (name: string) => `${name}-${item}`;
  const written = (name: string) => textOf(form, field(name)).trim();
  const said = written("words");
  const wrong: string[] = said.length < 2 ? [field("words")] : [];
  const resolution = written("resolved");
  if (resolution === "") return { entry: { item, said }, wrong };
  const votes = (name: string) => {
    const count = written(name) === "" ? 0 : wholeOf(form, field(name));
    if (Number.isNaN(count)) wrong.push(field(name));
    return count;
  };
  const hands = { for: votes("for"), against: votes("against"), abstain: votes("abstain") };
  const carriedOutBy = written("who");
  const dueOn = dayIn(form, field("by"));
  if (written("by") !== "" && !dueOn) wrong.push(field("by"));
  if (dueOn && carriedOutBy === "") wrong.push(field("who"));
  const resolved = {
    ...{ resolution, ...hands },
    ...(carriedOutBy !== "" && { carriedOutBy }),
    ...(dueOn && { dueOn }),
  };
  return { entry: { item, said, resolved }, wrong };
}

/** The form shown again with what is wrong in it; nothing where nothing is. */
export function mended(form: FormData, wrong: readonly string[]) {
  return wrong.length > 0 ? mend(form, ...wrong) : null;
}
