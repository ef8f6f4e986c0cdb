import * as appeals from "@yishi/db/appeals";
import type { Tx } from "@yishi/db/client";
import { returnedReasons } from "@yishi/db/proposals";
import { appealUntil } from "@yishi/domain/appeals";
import { dayOf, type Day } from "@yishi/domain/calendar";
import { before, bodies, deciderOf, opening } from "@yishi/domain/deciders";
import { electorates, electoratesFor, isAdvisory, type Electorate } from "@yishi/domain/electorates";
import type { Proposal, Status } from "@yishi/domain/proposals";
import { z } from "zod";
import { day, language } from "./inputs.ts";

/** Who decides a proposal and by which article: public from its opening. */
export const deciderView = z.object({
  firstYes: z.enum(opening),
  body: z.enum(bodies),
  law: z.string().nullable(),
  article: z.string().nullable(),
  provenance: z.string(),
  /** Residents are asked for their opinion alone: others decide. */
  advisory: z.boolean(),
  /** Whom a motion over it may be put to. */
  electorates: z.array(z.enum(electorates)).readonly(),
  by: z.enum(["author", "reviewers", "before"]),
});

/** The appeal of a proposal, with what the representatives decided of it. */
export const appealView = z.object({
  reason: z.string(),
  lang: language,
  filedAt: z.date(),
  decideBy: day,
  late: z.boolean(),
  decision: z
    .object({
      decides: z.enum(["admit", "uphold"]),
      metOn: day,
      members: z.number(),
      present: z.number(),
      quorumNeeded: z.number(),
      for: z.number(),
      against: z.number(),
      forNeeded: z.number(),
      reference: z.string(),
      reason: z.string(),
      lang: language,
      recorder: z.string(),
    })
    .nullable(),
});
export type AppealView = z.infer<typeof appealView>;

/** Where nobody has confirmed yet what the author answered. */
const unreviewed: ReadonlySet<Status> = new Set([
  "draft",
  "seekingSupport",
  "admissibility",
  "returned",
  "appealed",
  "withdrawn",
]);

/** Who decides, and whose word that is: its author's, or the reviewers' once they admitted it. */
export function readDecider(
  proposal: Proposal,
  appeal: AppealView | null,
  electorate: Electorate | null,
): z.infer<typeof deciderView> {
  const { body, law, article, provenance } = deciderOf(proposal);
  const overruled = appeal?.decision?.decides === "admit";
  return {
    firstYes: proposal.firstYes ?? before,
    ...{ body, law, article, provenance },
    advisory: isAdvisory({ ...proposal, electorate }),
    electorates: electoratesFor(proposal),
    by: !proposal.firstYes ? "before" : unreviewed.has(proposal.status) || overruled ? "author" : "reviewers",
  };
}

/** The appeal of a proposal as everybody may read it. */
export async function readAppeal(tx: Tx, proposalId: string): Promise<AppealView | null> {
  const appeal = await appeals.ofProposal(tx, proposalId);
  if (!appeal) return null;
  const decision = await appeals.decisionOf(tx, proposalId);
  return { ...appeal, decision, late: !decision && dayOf(tx.now) > appeal.decideBy };
}

/** Until when its author may still appeal; nothing where it was not returned, or where they have appealed. */
export async function appealableUntil(
  tx: Tx,
  proposal: Proposal,
  appeal: AppealView | null,
): Promise<Day | null> {
  if (proposal.status !== "returned" || appeal) return null;
  const returnedOn = await lastReturnedOn(tx, proposal.proposalId);
  const until = returnedOn && appealUntil(proposal, returnedOn);
  return until && dayOf(tx.now) <= until ? until : null;
}

/** The day on which a proposal was returned last. */
export async function lastReturnedOn(tx: Tx, proposalId: string): Promise<Day | null> {
  const [last] = await returnedReasons(tx, proposalId);
  return last ? dayOf(last.at) : null;
}
