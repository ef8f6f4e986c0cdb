import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { Status } from "./proposals.ts";
import { acts, posts, type Act, type Post } from "./roles.ts";
import type { Stage } from "./stages.ts";

/** Why somebody steps back from an item. Which of them it was is for those who oversee, not for everybody. */
export const reasons = ["nearRelative", "ownInterest", "signedIt", "other"] as const;
export type Reason = (typeof reasons)[number];

/** The acts with one proposal, and with what follows from it, that nobody takes who stepped back from it. */
export const itemActs = [
  "proposals.review",
  "appeals.record",
  "motions.draft",
  "motions.recordPriorStudy",
  "motions.schedule",
  "ballots.transcribe",
  "ballots.count",
  "resolutions.publish",
  "objections.answer",
  "resolutions.carryOut",
  "desk.actFor",
] as const satisfies readonly Act[];

/** The posts from which one can step back in an item, in the order in which they are named. */
export const itemPosts = posts.filter((post) =>
  itemActs.some((act) => {
    const allowed: readonly Post[] = acts[act];
    return allowed.includes(post);
  }),
);
/** The posts whose holder is named with a recusal: the committee's own stand in public by name in all they do. */
const namedPosts: ReadonlySet<Post> = new Set(["chair", "viceChair", "committeeMember", "secretary"]);

export type Fact = Recorded<
  "recusal.made",
  { memberId: string; post: Post; reason: Reason; askedBy: string | null; named: boolean }
>;

/** Whose own vote decides some items: who is near to one steps back from it as well. */
const votingPosts = ["committeeMember", "representative"] as const satisfies readonly Post[];

const over: ReadonlySet<Status> = new Set(["draft", "withdrawn"]);

/**
 * Steps back from a proposal and everything that follows from it, by oneself or because a supervisor asks. It is not
 * taken back: whoever could come and go would choose the moments at which they decide.
 */
export function stepBack(
  item: { readonly proposalId: string; readonly status: Status },
  asked: {
    readonly memberId: string;
    readonly posts: ReadonlySet<Post>;
    readonly reason: Reason;
    readonly already: boolean;
    readonly askedBy: string | null;
  },
  standing: Standing,
): Fact | Refusal {
  if (asked.already) return refuse("already-recused");
  const post = [...itemPosts, ...votingPosts].find((one) => asked.posts.has(one));
  if (!post) return refuse("nothing-to-step-back-from");
  if (over.has(item.status)) return refuse("proposal-not-at-this-step", { status: item.status });
  const { memberId, reason, askedBy } = asked;
  return record(standing, "recusal.made", item.proposalId, {
    memberId,
    post,
    reason,
    askedBy,
    named: namedPosts.has(post),
  });
}

/** The act for which a stage waits. */
export function awaitedAct(stage: Stage): Act | null {
  return awaited[stage] ?? null;
}

const awaited: Readonly<Partial<Record<Stage, Act>>> = {
  admissibility: "proposals.review",
  appealed: "appeals.record",
  admitted: "motions.draft",
  drafted: "motions.recordPriorStudy",
  priorStudied: "motions.schedule",
  voting: "ballots.transcribe",
  awaitingCount: "ballots.count",
  passed: "resolutions.publish",
  rejected: "resolutions.publish",
  noQuorum: "resolutions.publish",
  inForce: "resolutions.carryOut",
  implementing: "resolutions.carryOut",
};

/** How many people an act of an item takes, where one is not enough (`admissibility.reviewers`, `vote.scrutineers`). */
export interface Hands {
  readonly reviewers: number;
  readonly scrutineers: number;
  readonly readers: number;
}

/** For which acts of an item too few are left, and how many there are. */
export function tooFew(
  act: Act,
  left: number,
  hands: Hands,
): { readonly act: Act; readonly left: number; readonly needed: number } | null {
  const needed =
    act === "proposals.review"
      ? hands.reviewers
      : act === "ballots.count"
        ? hands.scrutineers
        : act === "ballots.transcribe"
          ? hands.readers
          : 1;
  return left < needed ? { act, left, needed } : null;
}
