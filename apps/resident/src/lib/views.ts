import type { ViewLine } from "@yishi/api/view-lists";
import { dayOf, daysBetween, type Day } from "@yishi/domain/calendar";
import { openAt, viewKinds } from "@yishi/domain/views";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { proposalPath, type Numbered } from "#lib/proposals.ts";
import { dayWords } from "#lib/when.ts";

/** Who said something: building and role, and the name where it is shown. */
export function whoWords(said: Pick<ViewLine, "role" | "building" | "name">): string {
  const role = m[`views.role.${said.role}`]();
  const who = said.building
    ? m["views.by"]({ building: said.building, role })
    : m["views.byElsewhere"]({ role });
  return said.name ? m["views.named"]({ who, name: said.name }) : who;
}

/** How long a question has waited, and by when it has to be answered. */
export function waitingWords(
  { saidAt, answerDue }: { readonly saidAt: Date; readonly answerDue: Day | null },
  now: Date,
): string {
  const waited = waitedWords(saidAt, now);
  if (!answerDue) return waited;
  const late = answerDue < dayOf(now);
  const by = late
    ? m["views.answerLate"]({ day: dayWords(answerDue) })
    : m["views.answerBy"]({ day: dayWords(answerDue) });
  return [waited, by].filter(Boolean).join(" · ");
}

/** How long somebody has waited since, in days; nothing on the first day. */
export function waitedWords(since: Date, now: Date): string {
  const days = daysBetween(dayOf(since), dayOf(now));
  return days > 0 ? m["views.waited"]({ count: days }) : "";
}

/** Whether neighbours can still say what they think at a stage. */
export function openForViews(stage: string): boolean {
  return openAt.say.some((open) => open === stage);
}

/** Where one view is read and answered, without the language. */
export function viewPath(slug: string, proposal: Numbered, viewId: string): string {
  return proposalPath(slug, proposal, "views", viewId);
}

/** Where somebody reads it after doing something there: what was done is said once. */
export function doneAt(path: string, done: string): string {
  return `${to(path)}?done=${done}`;
}

/** What a list can be narrowed to, in the order in which the page offers it. */
export const onlyKinds = [...viewKinds, "waiting"] as const;

/** Where a page of views ends, as it stands in an address. */
export function afterView({ saidAt, viewId }: { readonly saidAt: Date; readonly viewId: string }): string {
  return `${saidAt.toISOString()}_${viewId}`;
}

/** Reads it from an address; nothing where it is none. */
export function afterViewIn(text: string) {
  const [, at = "", viewId] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})$/.exec(text) ?? [];
  const saidAt = new Date(at);
  if (viewId === undefined || Number.isNaN(saidAt.getTime())) return null;
  return { saidAt, viewId };
}
