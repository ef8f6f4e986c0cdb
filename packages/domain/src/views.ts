import { addWorkingDays, dayOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { record, type Channel, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { committeePosts, mayTake, type Post } from "./roles.ts";
import { setting, type RuleBook } from "./rulebook.ts";
import type { RuleKey } from "./rulebook/keys.ts";
import type { Stage } from "./stages.ts";

/** What a neighbour says of a proposal. */
export const viewKinds = ["for", "against", "suggestion", "question"] as const;
export type ViewKind = (typeof viewKinds)[number];
/** What may stand in a thread: a view, and below it what was said to it, one level deep. */
export const sayingKinds = [...viewKinds, "reply", "answer"] as const;
export type SayingKind = (typeof sayingKinds)[number];

/** As what somebody spoke, from the posts they held at that moment. */
export const roles = ["proposer", "committee", "representative", "expert", "resident"] as const;
export type Role = (typeof roles)[number];

/** Through what a view comes: the app by oneself, or by a clerk who says how it came to them. */
export const clerkWays = ["desk", "phone", "paper", "visit"] as const;
export type ViewChannel = "app" | (typeof clerkWays)[number];

export const viewStatuses = ["shown", "hidden", "withdrawn"] as const;
export type ViewStatus = (typeof viewStatuses)[number];

export interface View {
  readonly viewId: string;
  readonly proposalId: string;
  /** What it was said to, where it is a reply or an answer. */
  readonly parentId: string | null;
  readonly kind: SayingKind;
  readonly status: ViewStatus;
  readonly version: number;
  /** The resident who spoke; null only for an answer of somebody in office who lives elsewhere. */
  readonly authorId: string | null;
  readonly memberId: string;
  readonly role: Role;
  readonly building: string;
  readonly namePublic: boolean;
  readonly channel: ViewChannel;
  readonly saidAt: Instant;
  /** Until when a question has to be answered. */
  readonly answerDue: Day | null;
}

/** The table of stages: while a proposal stands at one of these, this may be done. Whoever spoke may take it back at any. */
export const openAt = {
  say: ["seekingSupport", "admissibility", "returned", "admitted", "consulting", "drafted", "priorStudied"],
  // What was asked before the vote was announced can still be answered until it opens.
  answer: [
    "seekingSupport",
    "admissibility",
    "returned",
    "admitted",
    "consulting",
    "drafted",
    "priorStudied",
    "announced",
  ],
  edit: ["seekingSupport", "admissibility", "returned", "admitted", "consulting", "drafted", "priorStudied"],
  // From the motion on its own text is what is decided; while reviewers look at a version it stays as it is.
  amend: ["seekingSupport", "returned", "admitted", "consulting"],
} as const satisfies Record<string, readonly Stage[]>;

/** The numbers of the rule book by which neighbours deliberate. */
export const viewKeys = [
  "delib.viewsPerDay",
  "delib.editMinutes",
  "delib.answerWorkingDays",
  "delib.appealWorkingDays",
] as const satisfies readonly RuleKey[];

export interface ViewRules {
  readonly perDay: number;
  readonly editMinutes: number;
  readonly answerWorkingDays: number;
  readonly appealWorkingDays: number;
}

/** Reads them from a book. */
export function viewRules(book: RuleBook<(typeof viewKeys)[number]>): ViewRules {
  return {
    perDay: setting(book, "delib.viewsPerDay").integer,
    editMinutes: setting(book, "delib.editMinutes").integer,
    answerWorkingDays: setting(book, "delib.answerWorkingDays").workingDays,
    appealWorkingDays: setting(book, "delib.appealWorkingDays").workingDays,
  };
}

interface SaidBody {
  readonly proposalId: string;
  readonly parentId: string | null;
  readonly kind: SayingKind;
  readonly hash: string;
  readonly role: Role;
  readonly building: string;
  readonly namePublic: boolean;
  readonly answerDue: Day | null;
}
export type ViewFact =
  | Recorded<"view.said", SaidBody>
  | Recorded<"view.edited", { version: number; hash: string }>
  | Recorded<"view.named", { namePublic: boolean }>
  | Recorded<"view.withdrawn", { from: ViewStatus }>
  | Recorded<"view.hidden", { rule: string }>
  | Recorded<"view.shownAgain", { outcome: string }>;

/** As what somebody speaks: of several posts the one that binds most, and before all posts the proposal that is their own. */
export function roleOf(isProposer: boolean, posts: ReadonlySet<Post>): Role {
  if (isProposer) return "proposer";
  if (speaksForCommittee(posts)) return "committee";
  if (posts.has("representative")) return "representative";
  return posts.has("expert") ? "expert" : "resident";
}

/** Whether somebody with these posts speaks as the residents' committee. */
export function speaksForCommittee(posts: ReadonlySet<Post>): boolean {
  return [...posts].some((post) => committeePosts.has(post)) || mayTake("views.answer", posts);
}

/** What somebody says, before the rules have looked at it. */
export interface Saying {
  readonly viewId: string;
  readonly kind: Exclude<SayingKind, "answer">;
  readonly hash: string;
  readonly role: Role;
  readonly building: string;
  readonly namePublic: boolean;
}

/**
 * A resident says what they think of a proposal, or replies to what a neighbour said, one level deep. So many times a
 * day and proposal, so that nobody drowns the others (`delib.viewsPerDay`).
 */
export function say(
  saying: Saying,
  asked: {
    readonly proposalId: string;
    readonly stage: Stage;
    readonly parent: View | null;
    readonly saidToday: number;
    readonly rules: ViewRules;
    readonly holidays: Holidays;
  },
  standing: Standing,
): ViewFact | Refusal {
  const { proposalId, stage, parent, rules } = asked;
  const refusal = notOpen("say", stage) ?? (parent && notToBeRepliedTo(parent));
  if (refusal) return refusal;
  if (asked.saidToday >= rules.perDay) return refuse("views-of-today-used", { count: rules.perDay });
  const { viewId, ...said } = saying;
  const today = dayOf(standing.at);
  const answerDue =
    said.kind === "question" ? addWorkingDays(today, rules.answerWorkingDays, asked.holidays) : null;
  const parentId = parent?.viewId ?? null;
  return record(standing, "view.said", viewId, { ...said, proposalId, parentId, answerDue });
}

/** The proposer, or the committee, answers a question; marked as the answer, and not counted against anybody's day. */
export function answer(
  question: View,
  asked: Omit<Saying, "kind"> & { readonly stage: Stage },
  standing: Standing,
): ViewFact | Refusal {
  if (question.kind !== "question") return refuse("not-a-question");
  const refusal = notOpen("answer", asked.stage) ?? notShown(question);
  if (refusal) return refusal;
  const { viewId, hash, role, building, namePublic } = asked;
  if (role !== "proposer" && role !== "committee") return refuse("not-to-answer");
  return record(standing, "view.said", viewId, {
    ...{ proposalId: question.proposalId, parentId: question.viewId, kind: "answer", hash, role, building },
    // In office one answers by name; a proposer as with the proposal itself.
    ...{ namePublic: role === "committee" || namePublic, answerDue: null },
  });
}

/** Whoever spoke may mend their words for a few minutes, as long as nobody said anything to them (`delib.editMinutes`). */
export function edit(
  view: View,
  asked: {
    readonly hash: string;
    readonly stage: Stage;
    readonly repliedTo: boolean;
    readonly rules: Pick<ViewRules, "editMinutes">;
  },
  standing: Standing,
): ViewFact | Refusal {
  const refusal = notMine(view, standing) ?? notOpen("edit", asked.stage) ?? notShown(view);
  if (refusal) return refusal;
  if (standing.at >= editableUntil(view, asked.rules))
    return refuse("view-edit-time-over", { count: asked.rules.editMinutes });
  if (asked.repliedTo) return refuse("view-replied-to");
  return record(standing, "view.edited", view.viewId, { version: view.version + 1, hash: asked.hash });
}

/** Until when its words can be mended. */
export function editableUntil(
  view: Pick<View, "saidAt">,
  { editMinutes }: Pick<ViewRules, "editMinutes">,
): Instant {
  return new Date(view.saidAt.getTime() + editMinutes * 60_000);
}

/** Whoever spoke agrees to be named, or takes that back: at any time, for it is theirs to say (个人信息保护法 15). */
export function showName(view: View, namePublic: boolean, standing: Standing): ViewFact | Refusal {
  const refusal = notMine(view, standing);
  if (refusal) return refusal;
  // In office one answers by name.
  if (view.kind === "answer" && view.role === "committee") return refuse("office-answers-by-name");
  return record(standing, "view.named", view.viewId, { namePublic });
}

/** Whoever spoke takes it back, at any time: the words go, and in their place stands that they were taken back. */
export function takeBack(view: View, standing: Standing): ViewFact | Refusal {
  const refusal = notMine(view, standing);
  if (refusal) return refusal;
  if (view.status === "withdrawn") return refuse("view-withdrawn");
  return record(standing, "view.withdrawn", view.viewId, { from: view.status });
}

/** The view after a fact. Folding all its facts from null gives its row again. */
export function apply(view: View | null, fact: ViewFact): View {
  const before = view ?? begun(fact);
  switch (fact.kind) {
    case "view.said": {
      const { hash: _hash, ...said } = fact.body;
      return { ...before, ...said };
    }
    case "view.edited":
      return { ...before, version: fact.body.version };
    case "view.named":
      return { ...before, namePublic: fact.body.namePublic };
    case "view.withdrawn":
      return { ...before, status: "withdrawn" };
    case "view.hidden":
      return { ...before, status: "hidden" };
    case "view.shownAgain":
      return { ...before, status: "shown" };
  }
}

function begun(fact: ViewFact): View {
  return {
    ...{ viewId: fact.objectId, proposalId: "", parentId: null, kind: "reply", status: "shown", version: 1 },
    ...{ authorId: fact.subjectId, memberId: fact.actorId, role: "resident", building: "" },
    ...{ namePublic: false, channel: throughWhat(fact.channel), saidAt: fact.at, answerDue: null },
  };
}

function throughWhat(channel: Channel): ViewChannel {
  if (channel === "meeting" || channel === "homeBox") throw new Error(`no view comes through ${channel}`);
  return channel;
}

/** Whether somebody may do with a view what only its writer may: the resident who spoke, or who answered in office. */
export function isWriter(
  view: View,
  { subjectId, actorId, channel }: Pick<Standing, "subjectId" | "actorId" | "channel">,
): boolean {
  return view.authorId === null
    ? channel === "app" && view.memberId === actorId
    : view.authorId === subjectId;
}

/** What cannot be done any more, or not yet, at a stage. */
export function notOpen(step: keyof typeof openAt, stage: Stage): Refusal | null {
  const stages: readonly Stage[] = openAt[step];
  return stages.includes(stage) ? null : refuse("deliberation-closed", { status: stage });
}

/** What is not shown is neither answered nor taken up. */
export function notShown({ status }: Pick<View, "status">): Refusal | null {
  if (status === "withdrawn") return refuse("view-withdrawn");
  return status === "hidden" ? refuse("view-hidden") : null;
}

function notMine(view: View, standing: Standing): Refusal | null {
  return isWriter(view, standing) ? null : refuse("only-the-writer");
}

function notToBeRepliedTo(parent: View): Refusal | null {
  return parent.parentId === null ? notShown(parent) : refuse("one-level-of-replies");
}
