import type { VoteLine } from "@yishi/db/meetings/hands";
import { electorates, meanings } from "@yishi/domain/electorates";
import { isShare, needed, type Share } from "@yishi/domain/shares";
import { z } from "zod";
import { language } from "./inputs.ts";

/** A vote that a meeting takes. Before it is counted nothing of it is a figure of how anybody votes. */
export const voteLine = z.object({
  motionId: z.string(),
  year: z.number(),
  number: z.number(),
  ordinal: z.number(),
  item: z.number(),
  question: z.string().nullable(),
  lang: language,
  electorate: z.enum(electorates),
  unit: z.enum(["household", "person"]),
  /** Of the roll of this vote: how many seats, how many it takes, and for how many somebody is there now. */
  seats: z.number(),
  needed: z.number(),
  present: z.number(),
  /** Whether ballots are taken now. */
  voting: z.boolean(),
  opensAt: z.date(),
  closesAt: z.date(),
  openedAt: z.date().nullable(),
  presentThen: z.number().nullable(),
  /** How many seats voted by hands, once two counted the same. */
  hands: z.number().nullable(),
  outcome: z
    .object({
      result: z.enum(["passed", "rejected", "noQuorum"]),
      present: z.number(),
      for: z.number().nullable(),
      against: z.number().nullable(),
      abstain: z.number().nullable(),
    })
    .nullable(),
});
export type VoteLineView = z.infer<typeof voteLine>;

/** What is told of a vote that a meeting takes. */
export function lineOfVote(line: VoteLine, present: number, now: Date): VoteLineView {
  const { rules, status, outcome, proposalId: _none, ...rest } = line;
  const { seats, electorate, opensAt, closesAt } = line;
  return {
    ...rest,
    ...{ unit: meanings[electorate].unit, needed: needed(quorumIn(rules), seats), present },
    voting: status === "scheduled" && now >= opensAt && now < closesAt,
    outcome: outcome && {
      ...{ result: outcome.result, present: outcome.quorum.present, for: outcome.tally?.for ?? null },
      ...{ against: outcome.tally?.against ?? null, abstain: outcome.tally?.abstain ?? null },
    },
  };
}

function quorumIn(rules: unknown): Share {
  if (typeof rules === "object" && rules !== null && "quorum" in rules && isShare(rules.quorum))
    return rules.quorum;
  throw new TypeError("an announced vote has its quorum written down");
}
