import type { ProposalView } from "@yishi/api/proposal-view";
import { dayOf, type Day } from "@yishi/domain/calendar";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";
import { stepWords } from "#lib/step-words.ts";
import { dayWordsFrom } from "#lib/when.ts";

interface Entry {
  readonly state: "done" | "now" | "later";
  readonly datetime: string;
  readonly when: string;
  readonly what: string;
}

/** Everything that was done and everything that has a date ahead, oldest first. */
export function courseOf(proposal: ProposalView, now: Date): readonly Entry[] {
  const { motions, decider } = proposal;
  const done = proposal.timeline.flatMap(({ kind, at, motion, figures }) => {
    const advisory = motions.find(({ ordinal }) => ordinal === motion)?.advisory ?? decider.advisory;
    const what = stepWords(kind, figures, now, advisory);
    if (what === null) return [];
    const several = motions.length > 1 && motion !== null;
    return [entry("done", dayOf(at), several ? m["motions.step"]({ ordinal: motion, what }) : what, now)];
  });
  const carriedOut = proposal.milestones.flatMap(({ doneOn, title }) =>
    doneOn === null ? [] : [entry("done", doneOn, say("course.milestoneDone", { title }) ?? title, now)],
  );
  const past = [...done, ...carriedOut].sort((one, other) => one.datetime.localeCompare(other.datetime));
  return [...past, ...ahead(proposal, now)];
}

/** What has a date: the voting now or to come, the end of the public notice, the milestones that are open. */
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
  }
  return entries;
}

function entry(state: Entry["state"], day: Day, what: string, now: Date): Entry {
  return { state, datetime: day, when: dayWordsFrom(now, day), what };
}
