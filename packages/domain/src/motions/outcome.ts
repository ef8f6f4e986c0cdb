import type { Majority, Tally } from "../tally/majority.ts";
import type { Measured, Winner } from "../tally/options.ts";
import type { Quorum } from "../tally/quorum.ts";

/** What came of it, with every figure that the result page needs to explain itself. */
export interface Outcome {
  readonly result: "passed" | "rejected" | "noQuorum";
  readonly quorum: Quorum;
  readonly majority: Majority | null;
  readonly tally: Tally | null;
  /** Of a question with options: what each reached, and which was decided; nothing below quorum. */
  readonly options?: Decided | null;
  readonly channels: Readonly<Record<"app" | "desk" | "homeBox" | "meeting", number>>;
  /** How many seats voted by show of hands in a meeting; absent where none did. How they voted is in the tally alone. */
  readonly hands?: number;
  readonly papers: Papers;
  readonly advisory: number;
  /** Of owners: the same by area, in square centimetres; both have to be met. */
  readonly area?: {
    readonly quorum: Quorum;
    readonly majority: Majority | null;
    readonly tally: Tally | null;
    readonly options?: Decided | null;
  };
}

/** What became of the options of a question, by one measure; the same one is decided by both. */
export interface Decided extends Measured, Winner {}

/** Sheets of paper that a scrutineer counted by hand, by the channel through which they came. */
export interface Papers {
  readonly desk: number;
  readonly homeBox: number;
  readonly meeting: number;
}
