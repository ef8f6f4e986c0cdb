import { isDay, isTimeOfDay, type Day, type TimeOfDay } from "@yishi/domain/calendar";
import { languages, lengthOf, plainName, plainText } from "@yishi/domain/texts";
import { z } from "zod";

/** What may come in at the door: strict objects of these; an unknown key is bad input. */
export const id = z.uuid().transform((written) => written.toLowerCase());
export const day = z.custom<Day>(isDay);
export const timeOfDay = z.custom<TimeOfDay>(isTimeOfDay);
export const language = z.enum(languages);

interface Limit {
  readonly min: number;
  readonly max: number;
}

/** Words on several lines, cleaned (NFC, nothing invisible) and of a length that people can count. */
export const words = (limit: Limit) => cleaned(limit, plainText);

/** A name or a title: words on one line. */
export const line = (limit: Limit) => cleaned(limit, plainName);

/** The input of a mutation: `key` is made anew for each form that is shown, so that sending twice acts once. */
export function form<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ key: id, ...shape });
}

function cleaned(limit: Limit, clean: (written: string) => string | null) {
  return z
    .string()
    .max(limit.max * 4 + 1000)
    .transform((written, context) => {
      const text = clean(written);
      const length = text === null ? -1 : lengthOf(text);
      if (text !== null && length >= limit.min && length <= limit.max) return text;
      context.addIssue({
        code: "custom",
        message: text === null ? "not-plain" : length < limit.min ? "too-short" : "too-long",
      });
      return z.NEVER;
    });
}
