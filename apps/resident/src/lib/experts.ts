import type { Caller } from "@yishi/api/door";
import { commonFields } from "@yishi/domain/experts";
import { textOf, wholeOf } from "#lib/forms.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";

/** A field that the committee added beside the common ones. */
export interface OwnField {
  readonly fieldId: string;
  readonly name: string;
}

/** A field as people say it; nothing where it is none. */
export function fieldWords(field: string, own: readonly OwnField[]): string {
  const common = commonFields.find((one) => one === field);
  return common ? m[`experts.field.${common}`]() : (own.find((one) => one.fieldId === field)?.name ?? "");
}

/** Several fields in one breath. */
export function fieldsWords(fields: readonly string[], own: readonly OwnField[]): string {
  return fields
    .map((field) => fieldWords(field, own))
    .filter(Boolean)
    .join(m["experts.between"]());
}

/** Every field that can be chosen, the common ones first. */
export function fieldOptions(own: readonly OwnField[]) {
  const all = [...commonFields, ...own.map(({ fieldId }) => fieldId)];
  return all.map((value) => ({ value, name: fieldWords(value, own) }));
}

/** The questions of an application, one on each page, and the page on which all of it is read once more. */
export const questions = ["fields", "formerPost", "years", "motto"] as const;

/** Fields as one text, in which they are carried from question to question. */
export function fieldsOf(form: FormData): readonly string[] {
  const marked = form.getAll("fields").flatMap((one) => (typeof one === "string" ? one.split(",") : []));
  return [...new Set(marked.filter(Boolean))];
}

/** What somebody tells of themselves, as the door takes it. */
export function toldIn(form: FormData) {
  return {
    key: textOf(form, "key"),
    fields: [...fieldsOf(form)],
    formerPost: textOf(form, "formerPost"),
    years: wholeOf(form, "years"),
    motto: textOf(form, "motto"),
    lang: getLocale(),
  };
}

/** What is missing or cannot be of the question that was just answered. */
export function wrongAt(form: FormData, question: (typeof questions)[number]): boolean {
  if (question === "fields") return fieldsOf(form).length === 0;
  if (question === "formerPost") return textOf(form, "formerPost").trim().length < 2;
  if (question === "years") return !(wholeOf(form, "years") <= 80);
  return false;
}

/** What awaits somebody at the register: their own yes or word, and the applications that they have to check. */
export async function awaitingOf(
  api: Caller,
  member: { readonly mayCheck: boolean } | null,
): Promise<readonly ExpertAwaited[]> {
  if (!member) return [];
  const [mine, applications] = await Promise.all([
    api.experts.mine(),
    member.mayCheck ? api.experts.applications() : { waiting: [] },
  ]);
  const toCheck = applications.waiting.filter((one) => one.stage === "applied" && !one.mine).length;
  return [
    ...(mine?.stage === "nominated" || mine?.stage === "unconfirmed"
      ? [{ what: mine.stage, path: "experts/mine", count: 0 } as const]
      : []),
    ...(toCheck > 0 ? [{ what: "check", path: "experts/applications", count: toCheck } as const] : []),
  ];
}

export interface ExpertAwaited {
  readonly what: "nominated" | "unconfirmed" | "check";
  /** Below the community's. */
  readonly path: string;
  readonly count: number;
}
