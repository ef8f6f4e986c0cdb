import { addMonths, dayOf, type Day, type Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { committeePosts, type Post } from "./roles.ts";
import { setting, type RuleBook } from "./rulebook.ts";
import type { RuleKey } from "./rulebook/keys.ts";

/** What somebody may know more of than their neighbours. A committee adds fields of its own beside these. */
export const commonFields = [
  "heating",
  "structure",
  "fire",
  "electricity",
  "gas",
  "water",
  "accounts",
  "law",
  "family",
  "health",
] as const;
export type CommonField = (typeof commonFields)[number];

/** Where an entry of the register stands. That it has to be confirmed, or that its term is over, is computed. */
export const statuses = ["nominated", "applied", "active", "paused", "retired"] as const;
export type Status = (typeof statuses)[number];

/** For whom somebody checks an application, and what they saw: it is written down and never copied. */
export const checkers = ["committee", "supervision"] as const;
export type Checker = (typeof checkers)[number];
export const papers = ["certificate", "letter"] as const;
export type Paper = (typeof papers)[number];

/** What the register goes by. */
export const expertKeys = [
  "expert.nominators",
  "expert.committeeChecks",
  "expert.supervisionChecks",
  "expert.termYears",
  "expert.confirmMonths",
] as const satisfies readonly RuleKey[];
export type ExpertRules = RuleBook<(typeof expertKeys)[number]>;

export interface Expert {
  readonly expertId: string;
  readonly memberId: string;
  readonly status: Status;
  /** Which application this is: one that is made anew is checked anew. */
  readonly round: number;
  readonly confirmBy: Day | null;
  readonly termEnds: Day | null;
}

export interface Check {
  readonly checkerId: string;
  readonly asOf: Checker;
}

export type ExpertFact =
  | Recorded<"expert.nominated", { memberId: string }>
  | Recorded<"expert.applied", { memberId: string; round: number; fields: readonly string[] }>
  | Recorded<
      "expert.checked",
      { asOf: Checker; seen: Paper; enough: boolean; confirmBy: Day | null; termEnds: Day | null }
    >
  | Recorded<"expert.paused", object>
  | Recorded<"expert.resumed", object>
  | Recorded<"expert.confirmed", { confirmBy: Day }>
  | Recorded<"expert.retired", object>;
export type Kept = Recorded<"expert.named", { named: number; enough: boolean }>;
export type FieldAdded = Recorded<"expert.fieldAdded", object>;

/** The steps that are the expert's own, and from which states each may be taken. */
export const steps = {
  pause: ["active"],
  resume: ["paused"],
  confirm: ["active", "paused"],
  retire: ["nominated", "applied", "active", "paused"],
} as const satisfies Record<string, readonly Status[]>;
export type Step = keyof typeof steps;

/** A resident names a neighbour who knows something. So many of them (`expert.nominators`), and the neighbour is asked. */
export function name(
  asked: {
    readonly residentId: string;
    readonly already: boolean;
    /** All who named them, this one among them. */
    readonly named: number;
    readonly rules: ExpertRules;
  },
  standing: Standing,
): Kept | Refusal {
  if (standing.subjectId === asked.residentId) return refuse("expert-names-oneself");
  if (asked.already) return refuse("expert-already-named");
  const enough = asked.named >= setting(asked.rules, "expert.nominators").integer;
  return record(standing, "expert.named", asked.residentId, { named: asked.named, enough });
}

/** Enough neighbours named somebody: they are asked, and nothing is public before they say yes. */
export function nominate(asked: { expertId: string; memberId: string }, standing: Standing): ExpertFact {
  return record(standing, "expert.nominated", asked.expertId, { memberId: asked.memberId });
}

/** Somebody offers what they know: for the first time, as neighbours named them, or again after their term. */
export function apply(
  expert: Expert | null,
  asked: { readonly expertId: string; readonly memberId: string; readonly fields: readonly string[] },
  standing: Standing,
): ExpertFact | Refusal {
  const again = expert && expert.status !== "nominated" && !isOver(expert, dayOf(standing.at));
  if (again) return refuse("expert-already-applied");
  const { expertId, memberId, fields } = asked;
  return record(standing, "expert.applied", expertId, { memberId, round: (expert?.round ?? 0) + 1, fields });
}

/**
 * One of those who check has seen the certificate or the letter. So many members and so many supervisors as the rules
 * ask for, each of them somebody else, and the expert is on the register for a term.
 */
export function check(
  expert: Expert,
  asked: {
    readonly mine: Check;
    readonly seen: Paper;
    readonly earlier: readonly Check[];
    readonly rules: ExpertRules;
  },
  standing: Standing,
): ExpertFact | Refusal {
  const { mine, seen, earlier, rules } = asked;
  if (expert.status !== "applied") return refuse("expert-not-at-this-step");
  if (mine.checkerId === expert.memberId) return refuse("expert-checks-oneself");
  if (earlier.some((before) => before.checkerId === mine.checkerId)) return refuse("expert-already-checked");
  const enough = checksMissing([...earlier, mine], rules).every(({ missing }) => missing === 0);
  const today = dayOf(standing.at);
  const termEnds = enough ? addMonths(today, 12 * setting(rules, "expert.termYears").integer) : null;
  const confirmBy = termEnds && confirmation(today, termEnds, rules);
  return record(standing, "expert.checked", expert.expertId, {
    ...{ asOf: mine.asOf, seen, enough, confirmBy, termEnds },
  });
}

/** How many of each are still missing before an application is checked. */
export function checksMissing(checks: readonly Check[], rules: ExpertRules) {
  const needed = {
    committee: setting(rules, "expert.committeeChecks").integer,
    supervision: setting(rules, "expert.supervisionChecks").integer,
  };
  return checkers.map((asOf) => ({
    asOf,
    missing: Math.max(0, needed[asOf] - checks.filter((one) => one.asOf === asOf).length),
  }));
}

/** For whom the holder of these posts checks: the committee's own for the committee, supervisors for themselves. */
export function checksFor(posts: ReadonlySet<Post>): Checker {
  return [...posts].some((post) => committeePosts.has(post)) ? "committee" : "supervision";
}

/** The expert pauses, comes back, says that everything is still so, or leaves: none of it needs a reason. */
export function stand(
  expert: Expert,
  step: Step,
  rules: ExpertRules,
  standing: Standing,
): ExpertFact | Refusal {
  const allowed: readonly Status[] = steps[step];
  const today = dayOf(standing.at);
  if (!allowed.includes(expert.status)) return refuse("expert-not-at-this-step");
  if (step === "pause") return record(standing, "expert.paused", expert.expertId, {});
  if (step === "retire") return record(standing, "expert.retired", expert.expertId, {});
  if (!expert.termEnds || isOver(expert, today)) return refuse("expert-term-over");
  if (step === "resume") return record(standing, "expert.resumed", expert.expertId, {});
  const confirmBy = confirmation(today, expert.termEnds, rules);
  return record(standing, "expert.confirmed", expert.expertId, { confirmBy });
}

/** The entry after a fact. Folding all its facts from null gives its row again. */
export function applied(expert: Expert | null, fact: ExpertFact): Expert {
  if (fact.kind === "expert.nominated" || fact.kind === "expert.applied") {
    const { memberId } = fact.body;
    const round = fact.kind === "expert.applied" ? fact.body.round : (expert?.round ?? 0);
    const status = fact.kind === "expert.applied" ? "applied" : "nominated";
    return { expertId: fact.objectId, memberId, status, round, confirmBy: null, termEnds: null };
  }
  if (!expert) throw new TypeError("an expert begins by being named or by applying");
  switch (fact.kind) {
    case "expert.checked": {
      const { enough, confirmBy, termEnds } = fact.body;
      return enough ? { ...expert, status: "active", confirmBy, termEnds } : expert;
    }
    case "expert.paused":
      return { ...expert, status: "paused" };
    case "expert.resumed":
      return { ...expert, status: "active" };
    case "expert.confirmed":
      return { ...expert, confirmBy: fact.body.confirmBy };
    case "expert.retired":
      return { ...expert, status: "retired" };
  }
}

/** What is told of an entry at this moment: an active one may wait for its yearly word, or its term may be over. */
export const stages = [...statuses, "unconfirmed", "over"] as const;
export type Stage = (typeof stages)[number];

/** The stage of an entry now. */
export function stageOf(expert: Pick<Expert, "status" | "confirmBy" | "termEnds">, now: Instant): Stage {
  const today = dayOf(now);
  const { status, confirmBy } = expert;
  if (status !== "active" && status !== "paused") return status;
  if (isOver(expert, today)) return "over";
  return confirmBy && today > confirmBy ? "unconfirmed" : status;
}

/** Whether an expert can be asked today. */
export function canBeAsked(expert: Pick<Expert, "status" | "confirmBy" | "termEnds">, now: Instant): boolean {
  return stageOf(expert, now) === "active";
}

function isOver({ status, termEnds }: Pick<Expert, "status" | "termEnds">, today: Day): boolean {
  return status === "retired" || (termEnds !== null && today > termEnds);
}

/** By when the yearly word is due: never later than the term itself. */
function confirmation(today: Day, termEnds: Day, rules: ExpertRules): Day {
  const due = addMonths(today, setting(rules, "expert.confirmMonths").integer);
  return due < termEnds ? due : termEnds;
}
