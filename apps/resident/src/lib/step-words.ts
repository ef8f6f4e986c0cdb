import type { ProposalView } from "@yishi/api/proposal-view";
import { dayOf, isDay } from "@yishi/domain/calendar";
import { count } from "#lib/numbers.ts";
import { say } from "#lib/say.ts";
import { dayWordsFrom } from "#lib/when.ts";

type Figures = ProposalView["timeline"][number]["figures"];

/**
 * A step of a proposal as people say it, with its figures; null where it is told in another way. Where residents were
 * asked for their opinion alone, nothing is said that could be taken for a decision.
 */
export function stepWords(kind: string, figures: Figures, now: Date, advisory: boolean): string | null {
  const named = kindOf(kind, figures);
  const words = (advisory && opinionOf(named)) || `course.${named}`;
  return say(words, spoken(figures, now));
}

/** What is told otherwise where residents were asked for their opinion alone. */
function opinionOf(kind: string): string | null {
  const [what = "", step = "", result = ""] = kind.split(".");
  if (what !== "motion" || !["scheduled", "counted", "published"].includes(step)) return null;
  return `decides.advisory.course.${step === "counted" ? result : step}`;
}

/** A review that decides is told by what it decided, a count by its result. */
function kindOf(kind: string, figures: Figures): string {
  if (kind === "proposal.reviewed") return `${kind}.${String(figures["decides"])}`;
  if (kind === "proposal.appealDecided") return `${kind}.${String(figures["decides"])}`;
  if (kind === "recusal.made") return `${kind}.${figures["name"] ? "named" : "unnamed"}`;
  if (kind === "motion.rollChanged") return `${kind}.${String(figures["what"])}`;
  if (kind === "motion.counted") return `${kind}.${String(figures["result"])}`;
  if (kind === "motion.objectionAnswered") return `${kind}.${String(figures["verdict"])}`;
  if (kind === "motion.acceptanceSaid") return `${kind}.${figures["accepted"] === true ? "yes" : "no"}`;
  if (kind === "motion.recounted") return `${kind}.${figures["turns"] === true ? "turns" : "stands"}`;
  if (kind === "motion.courtCaseEnded") return `${kind}.${String(figures["end"])}`;
  return kind;
}

function spoken(figures: Figures, now: Date): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      if (typeof value === "number")
        return [name, name === "year" || name === "number" ? String(value) : count(value)];
      if (name === "post") return [name, say(`posts.names.${String(value)}`) ?? String(value)];
      if (isDay(value)) return [name, dayWordsFrom(now, value)];
      if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value))
        return [name, dayWordsFrom(now, dayOf(new Date(value)))];
      return [name, String(value)];
    }),
  );
}
