import { addWorkingDays, dayOf, type Day, type Holidays } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { isFromCommittee } from "./posts.ts";
import type { Post } from "./roles.ts";
import { isWriter, notShown, type View, type ViewFact, type ViewRules } from "./views.ts";

/** The published rules, and the only grounds on which words are hidden. To disagree, or to blame the committee, is none. */
export const moderationRules = ["insult", "personalData", "advertising", "offTopic", "repeated"] as const;
export type ModerationRule = (typeof moderationRules)[number];

export const appealOutcomes = ["upheld", "restored"] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];
/** How it ended: an appeal that was decided, or the moderator's own second thought. */
export type Outcome = AppealOutcome | "takenBack";

/** That a view was hidden, and what became of it. There is one for each view at most. */
export interface Moderation {
  readonly viewId: string;
  readonly rule: ModerationRule;
  readonly moderatorId: string;
  readonly appealDue: Day | null;
  readonly deciderId: string | null;
  readonly outcome: Outcome | null;
}

export type ModerationFact =
  | Recorded<"moderation.hidden", { rule: ModerationRule }>
  | Recorded<"moderation.takenBack", { outcome: "takenBack" }>
  | Recorded<"moderation.appealed", { appealDue: Day }>
  | Recorded<"moderation.appealDecided", { outcome: AppealOutcome }>;

/** Who moderates: whose words they are, whose proposal it is, and which posts somebody holds beside. */
export interface Moderating {
  readonly view: View;
  readonly proposalAuthorId: string;
  readonly posts: ReadonlySet<Post>;
}

/** What hiding, or showing again, does to the view itself. */
export interface Moderated {
  readonly moderation: ModerationFact;
  readonly view: ViewFact | null;
}

/**
 * A moderator hides what breaks a published rule, once. Neither the proposer nor the writer moderates here, nor anybody
 * of the committee: the criticised don't judge their critics.
 */
export function hide(
  before: Moderation | null,
  asked: Moderating & { readonly rule: ModerationRule },
  standing: Standing,
): Moderated | Refusal {
  const refusal = interested(asked, standing) ?? notShown(asked.view);
  if (refusal) return refusal;
  if (before) return refuse("view-was-shown-again");
  const { viewId } = asked.view;
  const { rule } = asked;
  return {
    moderation: record(standing, "moderation.hidden", viewId, { rule }),
    view: record(standing, "view.hidden", viewId, { rule }),
  };
}

/** Whoever hid it thinks again and shows it, as long as nobody else has decided. */
export function takeBack(moderation: Moderation, view: View, standing: Standing): Moderated | Refusal {
  if (moderation.moderatorId !== standing.actorId) return refuse("only-who-hid-it");
  if (moderation.outcome || view.status !== "hidden") return refuse("moderation-over");
  return shownAgain(
    standing,
    record(standing, "moderation.takenBack", view.viewId, { outcome: "takenBack" }),
  );
}

/** The writer appeals, once; somebody else decides within so many working days (`delib.appealWorkingDays`). */
export function appeal(
  moderation: Moderation,
  asked: {
    readonly view: View;
    readonly rules: Pick<ViewRules, "appealWorkingDays">;
    readonly holidays: Holidays;
  },
  standing: Standing,
): ModerationFact | Refusal {
  if (!isWriter(asked.view, standing)) return refuse("only-the-writer");
  if (moderation.outcome || asked.view.status !== "hidden") return refuse("moderation-over");
  if (moderation.appealDue) return refuse("already-appealed");
  const appealDue = addWorkingDays(dayOf(standing.at), asked.rules.appealWorkingDays, asked.holidays);
  return record(standing, "moderation.appealed", asked.view.viewId, { appealDue });
}

/** Another moderator decides the appeal: the words stay hidden, or are shown again. Never who hid them. */
export function decideAppeal(
  moderation: Moderation,
  asked: Moderating & { readonly outcome: AppealOutcome },
  standing: Standing,
): Moderated | Refusal {
  if (moderation.moderatorId === standing.actorId) return refuse("appeal-needs-another");
  const refusal = interested(asked, standing);
  if (refusal) return refusal;
  if (moderation.outcome || asked.view.status !== "hidden") return refuse("moderation-over");
  if (!moderation.appealDue) return refuse("nothing-appealed");
  const { outcome } = asked;
  const fact = record(standing, "moderation.appealDecided", asked.view.viewId, { outcome });
  return outcome === "restored" ? shownAgain(standing, fact) : { moderation: fact, view: null };
}

/** The moderation after a fact. */
export function apply(moderation: Moderation | null, fact: ModerationFact): Moderation {
  if (fact.kind === "moderation.hidden")
    return {
      ...{ viewId: fact.objectId, rule: fact.body.rule, moderatorId: fact.actorId },
      ...{ appealDue: null, deciderId: null, outcome: null },
    };
  if (!moderation) throw new Error("something happens to a view that nobody hid");
  switch (fact.kind) {
    case "moderation.takenBack":
      return { ...moderation, outcome: "takenBack" };
    case "moderation.appealed":
      return { ...moderation, appealDue: fact.body.appealDue };
    case "moderation.appealDecided":
      return { ...moderation, deciderId: fact.actorId, outcome: fact.body.outcome };
  }
}

/** Who judges neither these words nor an appeal about them. */
export function interested(
  { view, proposalAuthorId, posts }: Moderating,
  standing: Standing,
): Refusal | null {
  const own = isWriter(view, standing) || standing.subjectId === proposalAuthorId;
  return own || isFromCommittee(posts) ? refuse("moderator-interested") : null;
}

function shownAgain(
  standing: Standing,
  fact: Extract<ModerationFact, { readonly body: { readonly outcome: unknown } }>,
): Moderated {
  const { outcome } = fact.body;
  return { moderation: fact, view: record(standing, "view.shownAgain", fact.objectId, { outcome }) };
}
