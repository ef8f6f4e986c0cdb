import type { Status } from "../proposals.ts";

/** Where a motion stands, from its draft to its being carried out (§4b). */
export type MotionStatus = Extract<
  Status,
  | "drafted"
  | "priorStudied"
  | "scheduled"
  | "passed"
  | "rejected"
  | "noQuorum"
  | "noticed"
  | "objected"
  | "setAside"
  | "implementing"
  | "accepted"
>;
