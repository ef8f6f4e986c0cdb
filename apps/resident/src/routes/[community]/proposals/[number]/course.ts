import type { ProposalView } from "@yishi/api/proposal-view";
import { dayOf, type Day } from "@yishi/domain/calendar";
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
  const done = proposal.timeline.flatMap(({ kind, at, figures }) => {
    const what = stepWords(kind, figures, now, proposal.decider.advisory);
    return what === null ? [] : [entry("done", dayOf(at), what, now)];
  });
  return [...done, ...ahead(proposal, now)];
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
