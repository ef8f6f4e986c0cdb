/** Who decides, in words; and how the answers to the eight questions come out of a form. */
import type { ProposalView } from "@yishi/api/proposal-view";
import {
  firstYes,
  questions,
  router,
  unanswered,
  departments,
  type Answers,
  type Department,
  type FirstYes,
} from "@yishi/domain/deciders";
import { citedWords } from "#lib/citations.ts";
import { oneOf } from "#lib/forms.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";

/** The name of a question's field: its place among them. */
export function fieldOf(at: number): string {
  return `decides-${at + 1}`;
}

/** What a form answers: the first yes, or the field that has to be answered before. */
export function answeredIn(
  form: FormData,
):
  | { readonly firstYes: FirstYes; readonly department: Department | undefined }
  | { readonly missing: string } {
  const answers: Answers = Object.fromEntries(
    questions.flatMap((question, at) => {
      const answer = oneOf(form, fieldOf(at), ["yes", "no"] as const);
      return answer ? [[question, answer === "yes"]] : [];
    }),
  );
  const open = unanswered(answers);
  if (open) return { missing: fieldOf(questions.indexOf(open)) };
  const first = firstYes(answers);
  const department = oneOf(form, "department", departments);
  if (first === "departmentDuty" && !department) return { missing: "department" };
  return { firstYes: first, department };
}

/** An answer that was kept, as the form shows it again: no until the first yes. */
export function answersOf(answer: {
  readonly firstYes: FirstYes | null;
  readonly department: string | null;
}): Readonly<Record<string, string>> {
  if (!answer.firstYes) return {};
  const place = answer.firstYes === "none" ? questions.length : questions.indexOf(answer.firstYes);
  const given: Record<string, string> = {};
  for (let at = 0; at <= place && at < questions.length; at += 1)
    given[fieldOf(at)] = at === place ? "yes" : "no";
  return { ...given, ...(answer.department && { department: answer.department }) };
}

/** By which article, and how sure that is; nothing where no law is named. */
export function sourceOf(decider: {
  readonly law: string | null;
  readonly article: string | null;
  readonly provenance: string;
}): string | null {
  const { law, article, provenance } = decider;
  if (!law) return null;
  const mark = say(`provenance.${provenance}`) ?? "";
  return m["result.cited"]({ cited: citedWords({ law, article: article ?? "" }), mark });
}

/** Who decides with this answer. */
export const deciderFor = (answer: FirstYes) => router[answer];

/** The name of a stage; of an opinion none that could be taken for a decision. */
export function stageName(proposal: Pick<ProposalView, "stage"> & { readonly advisory: boolean }): string {
  const asOpinion = proposal.advisory ? say(`decides.advisory.stage.${proposal.stage}`) : null;
  return asOpinion ?? say(`stage.${proposal.stage}`) ?? proposal.stage;
}
