import type { ProposalView } from "@yishi/api/proposal-view";
import { dayOf, isDay, type Day } from "@yishi/domain/calendar";
import { count } from "#lib/numbers.ts";
import { say } from "#lib/say.ts";
import { dayWordsFrom } from "#lib/when.ts";

interface Entry {
  readonly state: "done" | "now" | "later";
  readonly datetime: string;
  readonly when: string;
  readonly what: string;
}

/** Everything that was done and everything that has a date ahead, oldest first. */
export function courseOf(proposal: ProposalView, now: Date): readonly Entry[] {
  const done = proposal.timeline.flatMap(({ kind, at, figures }) => {
    const named = kindOf(kind, figures);
    const asOpinion = proposal.decider.advisory ? opinionOf(named) : null;
    const what = say(asOpinion ?? `course.${named}`, spoken(figures, now));
    return what === null ? [] : [entry("done", dayOf(at), what, now)];
  });
  return [...done, ...ahead(proposal, now)];
}

/** A review that decides is told by what it decided, a count by its result. */
function kindOf(kind: string, figures: ProposalView["timeline"][number]["figures"]): string {
  if (kind === "proposal.reviewed") return `${kind}.${String(figures["decides"])}`;
  if (kind === "proposal.appealDecided") return `${kind}.${String(figures["decides"])}`;
  if (kind === "recusal.made") return `${kind}.${figures["name"] ? "named" : "unnamed"}`;
  if (kind === "motion.counted") return `${kind}.${String(figures["result"])}`;
  return kind;
}

/** What is told otherwise where residents were asked for their opinion alone. */
function opinionOf(kind: string): string | null {
  const [what = "", step = "", result = ""] = kind.split(".");
  if (what !== "motion" || !["scheduled", "counted", "published"].includes(step)) return null;
  return `decides.advisory.course.${step === "counted" ? result : step}`;
}

function spoken(figures: ProposalView["timeline"][number]["figures"], now: Date): Record<string, string> {
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

/** What has a date: the voting now or to come, the end of the public notice, the milestones. */
function ahead(proposal: ProposalView, now: Date): readonly Entry[] {
  const { motion, resolution, milestones, stage } = proposal;
  const today = dayOf(now);
  const entries: Entry[] = [];
  const add = (day: Day, key: string, values: Record<string, string> = {}, current = false) => {
    const what = say(`course.ahead.${key}`, values);
    if (what !== null) entries.push(entry(current ? "now" : "later", day, what, now));
  };
  if (stage === "seekingSupport" && proposal.windowEnds) add(proposal.windowEnds, "windowEnds", {}, true);
  if (stage === "admissibility" && proposal.reviewDue) add(proposal.reviewDue, "reviewDue", {}, true);
  if (stage === "appealed" && proposal.appeal) add(proposal.appeal.decideBy, "decideBy", {}, true);
  if (stage === "announced" && motion?.opensAt) add(dayOf(motion.opensAt), "opens", {}, true);
  if ((stage === "announced" || stage === "voting") && motion?.closesAt) {
    add(dayOf(motion.closesAt), "closes", {}, stage === "voting");
  }
  if (stage === "awaitingCount") add(today, "count", {}, true);
  if (stage === "noticed" && resolution) add(resolution.noticeEnds, "noticeEnds", {}, true);
  const next = milestones.find((one) => one.doneOn === null);
  for (const one of milestones) {
    if (one.doneOn === null) add(one.dueOn, "milestone", { title: one.title }, one === next);
    else
      entries.push(
        entry("done", one.doneOn, say("course.milestoneDone", { title: one.title }) ?? one.title, now),
      );
  }
  return entries;
}

function entry(state: Entry["state"], day: Day, what: string, now: Date): Entry {
  return { state, datetime: day, when: dayWordsFrom(now, day), what };
}
