import { addWorkingDays, dayOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** What of one's own entry one can say to be wrong. */
export const contestable = ["name", "born", "door", "residence", "notHere", "missing", "other"] as const;
/** What one can ask to have deleted, where somebody has to decide. */
export const deletable = ["rollEntry", "otherData"] as const;
export type About = (typeof contestable)[number] | (typeof deletable)[number];

export const asks = ["correct", "delete"] as const;
/** To have something corrected, or deleted (个人信息保护法 46, 47). */
export type Asks = (typeof asks)[number];
export type ContestStatus = "open" | "accepted" | "refused" | "withdrawn";

export interface Contest {
  readonly contestId: string;
  readonly residentId: string;
  readonly status: ContestStatus;
  readonly dueOn: Day;
}

export type Filed = Recorded<"contest.filed", { asks: Asks; about: About; dueOn: Day }>;
export type ContestFact =
  | Filed
  | Recorded<"contest.answered", { status: "accepted" | "refused" }>
  | Recorded<"contest.withdrawn", Record<string, never>>;

/** Within how many working days each is answered (`roll.contestAnswerWorkingDays`, `privacy.answerWorkingDays`). */
export interface AnswerRules {
  readonly correct: number;
  readonly delete: number;
}

/** Whether somebody asks for what can be asked for in this way. */
export function fits(asked: Asks, about: string): about is About {
  const offered: readonly string[] = asked === "correct" ? contestable : deletable;
  return offered.includes(about);
}

/** Says what is wrong with one's entry, or asks for deletion: once for each matter, until it is answered. */
export function file(
  contest: {
    readonly contestId: string;
    readonly asks: Asks;
    readonly about: About;
    readonly already: boolean;
  },
  rules: AnswerRules,
  holidays: Holidays,
  standing: Standing,
): Filed | Refusal {
  if (contest.already) return refuse("contest-already-open");
  const dueOn = addWorkingDays(dayOf(standing.at), rules[contest.asks], holidays);
  return record(standing, "contest.filed", contest.contestId, {
    asks: contest.asks,
    about: contest.about,
    dueOn,
  });
}

/** Answers it with words, yes or no; never one's own. */
export function answer(
  contest: Contest,
  status: "accepted" | "refused",
  standing: Standing,
): ContestFact | Refusal {
  if (contest.residentId === standing.subjectId) return refuse("contest-own");
  if (contest.status !== "open") return refuse("contest-closed");
  return record(standing, "contest.answered", contest.contestId, { status });
}

/** Takes it back before it is answered. */
export function withdraw(contest: Contest, standing: Standing): ContestFact | Refusal {
  if (contest.status !== "open") return refuse("contest-closed");
  return record(standing, "contest.withdrawn", contest.contestId, {});
}

/** Whether its answer is late: the day it was due has passed. */
export function isLate(contest: Pick<Contest, "status" | "dueOn">, now: Instant): boolean {
  return contest.status === "open" && dayOf(now) > contest.dueOn;
}
