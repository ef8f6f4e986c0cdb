import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** How a clerk knew who stood at the window. Nothing of a document is kept. */
export const proofs = ["known", "idShown", "householdPresent"] as const;
export type Proof = (typeof proofs)[number];

export const recoveryStates = ["opened", "confirmed", "used", "withdrawn"] as const;
export type RecoveryState = (typeof recoveryStates)[number];

export interface Recovery {
  readonly recoveryId: string;
  /** Whose account it is, as a member of this community. */
  readonly memberId: string;
  readonly state: RecoveryState;
  readonly openerId: string;
  readonly confirmBy: Instant;
}

/** Whether this desk may mend an account: asked when it is begun, and again when the second clerk says yes. */
export interface Mendable {
  readonly hasAccount: boolean;
  /** Somebody who holds a post in another community is mended there, or here if they hold one here too. */
  readonly heldElsewhereAlone: boolean;
}

/** Whose account is asked for, as the desk may know it. */
export interface Wanted extends Mendable {
  readonly recoveryId: string;
  readonly memberId: string;
  /** How many this clerk began within the last hour. */
  readonly begunLately: number;
}

export type Fact =
  | Recorded<"recovery.opened", { memberId: string; proof: Proof }>
  | Recorded<"recovery.confirmed", { memberId: string; openerId: string; expiresAt: string }>
  | Recorded<"recovery.used", Record<never, never>>
  | Recorded<"recovery.withdrawn", { reason: "renewed" | "left" }>;

/** The second clerk stands beside the first: a quarter of an hour is enough, and nothing lies about for a quiet moment. */
export const confirmMinutes = 15;
/** The recovery slip is used at home on the day it was given, or the next. */
export const recoveryHours = 24;
/** Nobody mends more accounts an hour by honest work at one window. */
export const mostAnHour = 10;

/** The first clerk begins: for another than themselves, who has an account that this desk may mend. */
export function open(wanted: Wanted, proof: Proof, standing: Standing): Fact | Refusal {
  if (wanted.memberId === standing.actorId) return refuse("recovery-own-account");
  const no = notMended(wanted);
  if (no) return no;
  if (wanted.begunLately >= mostAnHour) return refuse("too-many-attempts", { minutes: 60 });
  return record(standing, "recovery.opened", wanted.recoveryId, { memberId: wanted.memberId, proof });
}

/** The second clerk, another person and not the owner, says yes in time; no clerk gets an account alone. */
export function confirm(
  recovery: Recovery & Mendable,
  expiresAt: Instant,
  standing: Standing,
): Fact | Refusal {
  const { recoveryId, memberId, openerId } = recovery;
  if (openerId === standing.actorId) return refuse("recovery-second-clerk");
  if (memberId === standing.actorId) return refuse("recovery-own-account");
  if (recovery.state !== "opened" || recovery.confirmBy <= standing.at) return refuse("recovery-lapsed");
  const no = notMended(recovery);
  if (no) return no;
  const body = { memberId, openerId, expiresAt: expiresAt.toISOString() };
  return record(standing, "recovery.confirmed", recoveryId, body);
}

function notMended({ hasAccount, heldElsewhereAlone }: Mendable): Refusal | null {
  if (!hasAccount) return refuse("recovery-no-account");
  return heldElsewhereAlone ? refuse("recovery-elsewhere") : null;
}
