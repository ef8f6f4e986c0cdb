import { error, redirect } from "@sveltejs/kit";
import type { ShownValue } from "@yishi/api/rule-view";
import { isRuleKey } from "@yishi/domain/rulebook/changes";
import { ruleKeys, type RuleKey } from "@yishi/domain/rulebook/keys";
import { adoptionIn } from "#lib/adoptions.ts";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { rulePath } from "#lib/rules.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent, params }) => {
  const { member } = await parent();
  const { rules, households, today } = await locals.api.rules.book();
  const rule = rules.find((one) => one.key === params.key);
  if (!rule) error(404);
  return { rule, households, today, changes: may(member, "rules.change") };
};

export const actions: Actions = {
  /** Records that the residents' meeting made this rule stricter. */
  default: (event) =>
    submit(event, async (form) => {
      const { key } = event.params;
      if (!isRuleKey(key)) error(404);
      const { value, wrong } = valueIn(form, key);
      const adoption = adoptionIn(form);
      const effectiveFrom = dayIn(form, "effectiveFrom");
      const missing = [...wrong, ...adoption.wrong, ...(effectiveFrom ? [] : ["effectiveFrom"])];
      if (!value || !effectiveFrom || missing.length > 0) return mend(form, ...missing);
      await event.locals.api.rules.change({
        ...adoption.rests,
        key: textOf(form, "key"),
        rule: key,
        value,
        effectiveFrom,
      });
      redirect(303, to(rulePath(event.params.community, key)));
    }),
};

type Written = Exclude<ShownValue, { kind: "share" | "choice" }> | ShareWritten;
type ShareWritten = Omit<Extract<ShownValue, { kind: "share" }>, "base">;

/** The value of a form, and which of its fields are missing or no numbers. */
function valueIn(form: FormData, key: RuleKey): { value: Written | null; wrong: readonly string[] } {
  const { kind } = ruleKeys[key];
  const number = (field: string) => wholeOf(form, field);
  const numbers = (...fields: string[]) => fields.filter((field) => Number.isNaN(number(field)));
  switch (kind) {
    case "share": {
      const cmp = oneOf(form, "cmp", ["atLeast", "moreThan"] as const);
      const wrong = [...numbers("num", "den"), ...(cmp ? [] : ["cmp"])];
      return { value: cmp ? { kind, cmp, num: number("num"), den: number("den") } : null, wrong };
    }
    case "range":
      return { value: { kind, min: number("min"), max: number("max") }, wrong: numbers("min", "max") };
    case "boolean": {
      const marked = oneOf(form, "value", ["yes", "no"] as const);
      return { value: marked ? { kind, boolean: marked === "yes" } : null, wrong: marked ? [] : ["value"] };
    }
    case "integer":
      return { value: { kind, integer: number("value") }, wrong: numbers("value") };
    case "days":
      return { value: { kind, days: number("value") }, wrong: numbers("value") };
    case "workingDays":
      return { value: { kind, workingDays: number("value") }, wrong: numbers("value") };
    case "choice":
      return { value: null, wrong: ["value"] };
  }
}
