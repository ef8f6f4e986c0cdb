import type { Day } from "../calendar.ts";
import type { Recorded } from "../facts.ts";

/** What the representatives decided, with every figure that it rests on. */
export interface AppealDecided {
  readonly decides: "admit" | "uphold";
  readonly metOn: Day;
  readonly members: number;
  readonly present: number;
  readonly quorumNeeded: number;
  readonly for: number;
  readonly against: number;
  readonly forNeeded: number;
}

/** What two proposals that become one leave behind: in the one that goes, in the one that stays, and from their supporters. */
export type MergingFact =
  | Recorded<
      "proposal.mergedInto",
      { mergerId: string; intoId: string; year: number; number: number; from: string }
    >
  | Recorded<
      "proposal.tookIn",
      {
        mergerId: string;
        fromId: string;
        year: number;
        number: number;
        version: number;
        hash: string;
        /** Until when reviewers look at the common text, where they had begun to look at the old one. */
        reviewDue: Day | null;
      }
    >
  | Recorded<"proposal.supportCarried", { count: number; reviewDue: Day | null }>;
