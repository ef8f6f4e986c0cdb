import { dayOf, type Day } from "@yishi/domain/calendar";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";
import { byWords, leftWords } from "#lib/left.ts";
import { dayWords } from "#lib/when.ts";

/** What a list shows of a proposal beside its title. */
export interface Listed {
  readonly stage: string;
  readonly openedAt: Date;
  readonly windowEnds: Day | null;
  readonly cosponsors: number;
  readonly cosponsorsNeeded: number;
  readonly electorate: string | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly noticeEnds: Day | null;
  readonly body: string;
  readonly advisory: boolean;
}

/** The name of a stage, as the status line says it. */
export function stageWords(stage: string): string {
  return say(`stage.${stage}`) ?? stage;
}

/** The small words below a title: what comes next and by when, then who decides. */
export function metaWords(listed: Listed, now: Date): readonly string[] {
  const { electorate, advisory, body } = listed;
  const meeting = body === "residentsMeeting" && electorate;
  const who = say(meeting ? `proposals.electorate.${electorate}` : `decides.body.${body}`);
  const mark = advisory ? m["decides.advisory.tag"]() : null;
  return [whenWords(listed, now), who, mark].filter((words) => words !== null);
}

function whenWords(listed: Listed, now: Date): string | null {
  const { stage, windowEnds, opensAt, closesAt, noticeEnds } = listed;
  if (stage === "seekingSupport") {
    const given = { given: count(listed.cosponsors), needed: count(listed.cosponsorsNeeded) };
    const left = windowEnds ? leftWords(now, windowEnds) : "";
    return m["proposals.meta.support"]({ ...given, left });
  }
  if (stage === "announced" && opensAt) return m["proposals.meta.opens"]({ day: byWords(opensAt) });
  if (stage === "voting" && closesAt) {
    return m["proposals.meta.closes"]({ day: byWords(closesAt), left: leftWords(now, closesAt) });
  }
  if (stage === "noticed" && noticeEnds) return m["proposals.meta.notice"]({ day: dayWords(noticeEnds) });
  return m["proposals.meta.opened"]({
    day: dayWords(dayOf(listed.openedAt), { year: true, weekday: false }),
  });
}
