import type { Day } from "../calendar.ts";
import type { Electorate } from "../electorates.ts";
import type { Form } from "./forms.ts";
import type { VoteRules } from "./rules.ts";

/** What is written down when a motion is drawn, or drawn anew. */
export interface Drafted {
  readonly proposalId: string;
  /** Absent of the first one. */
  readonly ordinal?: number;
  readonly version: number;
  readonly electorate: Electorate;
  readonly scope?: string | null;
  readonly special?: boolean | null;
  /** Absent where it is answered by yes or no. */
  readonly form?: Form;
  readonly options?: number;
  /** Until which day its proposer is asked whether they agree; absent where they are not. */
  readonly agreeBy?: Day;
  readonly hash: string;
}

/** What is written down when a vote is announced. */
export interface Scheduled {
  readonly rules: VoteRules;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly seats: number;
  readonly areaSquareCentimetres?: number;
  readonly appBallotsCount: boolean;
}
