import { dayOf, type Day } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { overlap, type Serving } from "./posts/serving.ts";
import { committeePosts, type Post } from "./roles.ts";

/** Who is near kin (近亲属, Civil Code 1045). In-laws and cousins are not. */
export const relations = ["spouse", "parent", "child", "sibling", "grandparent", "grandchild"] as const;
export type Relation = (typeof relations)[number];

export interface Kinship {
  readonly kinshipId: string;
  readonly residentId: string;
  readonly otherId: string;
  readonly relation: Relation;
}

export type Declared = Recorded<
  "kinship.declared",
  { residentId: string; otherId: string; relation: Relation; declaredOn: Day }
>;
export type Struck = Recorded<"kinship.struck", { residentId: string; otherId: string }>;

/** Writes down what two residents are to each other, as one of them or whoever records posts declares it. */
export function declare(kinship: Kinship, known: readonly Kinship[], standing: Standing): Declared | Refusal {
  const { kinshipId, residentId, otherId, relation } = kinship;
  if (residentId === otherId) return refuse("kin-of-oneself");
  if (known.some((one) => isBetween(one, residentId, otherId))) return refuse("kinship-known");
  const declaredOn = dayOf(standing.at);
  return record(standing, "kinship.declared", kinshipId, { residentId, otherId, relation, declaredOn });
}

/** Strikes out what was declared by mistake, or is so no more. */
export function strike({ kinshipId, residentId, otherId }: Kinship, standing: Standing): Struck {
  return record(standing, "kinship.struck", kinshipId, { residentId, otherId });
}

/** What the other is to the one, where it was declared what the one is to the other. */
export function seenFromOther(relation: Relation): Relation {
  return opposite[relation];
}

const opposite: Readonly<Record<Relation, Relation>> = {
  spouse: "spouse",
  parent: "child",
  child: "parent",
  sibling: "sibling",
  grandparent: "grandchild",
  grandchild: "grandparent",
};

/**
 * Of whom a holder of this post may be no near kin while they serve: near kin do not sit in a committee together
 * (居委会组织法 2025), and nobody oversees their own (参照村委会组织法 32).
 */
export function keepsKinOut(given: Post, held: Post): boolean {
  if (committeePosts.has(given)) return committeePosts.has(held) || held === "supervisor";
  return given === "supervisor" && committeePosts.has(held);
}

/** Those who serve meanwhile and about whom it has to be said whether they are near kin. */
export function concerned<One extends Serving>(given: Serving, all: readonly One[]): readonly One[] {
  return all.filter(
    (one) => one.memberId !== given.memberId && overlap(one, given) && keepsKinOut(given.post, one.post),
  );
}

/** What was said about one of them: whether the person is near kin of theirs. */
export interface Said {
  readonly memberId: string;
  readonly near: boolean;
}

/** Why kinship keeps somebody out; nothing where it was said of everybody concerned that they are no near kin. */
export function keptOut(
  asked: readonly string[],
  said: readonly Said[],
  declaredKin: ReadonlySet<string>,
): Refusal | null {
  if (asked.some((memberId) => declaredKin.has(memberId))) return refuse("near-relative");
  if (said.some((one) => one.near && asked.includes(one.memberId))) return refuse("near-relative");
  const answered = new Set(said.map((one) => one.memberId));
  return asked.every((memberId) => answered.has(memberId)) ? null : refuse("kin-not-declared");
}

function isBetween(kinship: Kinship, one: string, other: string): boolean {
  const { residentId, otherId } = kinship;
  return (residentId === one && otherId === other) || (residentId === other && otherId === one);
}
