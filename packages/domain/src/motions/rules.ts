import type { AfterRules } from "../resolutions/rules.ts";
import type { Adopted, Provenance } from "../rulebook.ts";
import type { RuleKey } from "../rulebook/keys.ts";
import type { Share, ShareOf } from "../shares.ts";
import type { Taking } from "../tally/majority.ts";
import type { TieRule } from "../tally/options.ts";

/** The rule book as it stood when the vote was announced; later changes never touch it. */
export interface VoteRules {
  readonly book: string;
  readonly quorum: Share;
  readonly majority: ShareOf<Taking>;
  readonly noticeDays: number;
  readonly windowDays: { readonly min: number; readonly max: number };
  readonly publishWorkingDays: number;
  readonly publicNoticeDays: number;
  readonly lateFlagWorkingDays: number;
  readonly votingAge: number;
  /** Absent of votes that were announced before these two were written down: then everywhere two counted, and a study was needed. */
  readonly scrutineers?: number;
  readonly priorStudyRequired?: boolean;
  /** Whether the charter lets those who vote see afterwards who voted what. */
  readonly namesShown?: boolean;
  /** What decides between options that tie; absent of votes that were announced before there were options. */
  readonly tie?: TieRule;
  /** Absent of votes that were announced before objections and acceptance were kept here. */
  readonly after?: AfterRules;
  /** Within how many days it is repeated where too few take part; absent of votes that were announced before it could be. */
  readonly repeatWithinDays?: number;
  /** Absent of votes that were announced before a frozen roll could be challenged. */
  readonly roll?: RollRules;
  /** Each number's source, and the community's own change where there was one. */
  readonly sources?: Readonly<Partial<Record<RuleKey, Cited>>>;
  readonly citations: { readonly quorum: Cited; readonly majority: Cited };
}

/** Until when a frozen roll is challenged, and within how many working days it is answered. */
export interface RollRules {
  readonly objectionDays: number;
  readonly answerWorkingDays: number;
}

/** Where a threshold comes from, as it is printed under the figures. */
export interface Cited {
  readonly law: string;
  readonly article: string;
  readonly provenance: Provenance;
  readonly adopted?: Adopted;
}
