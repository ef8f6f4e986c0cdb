import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** How far a slip has come, as it is written down; that it has expired is computed. */
export const slipStates = ["printed", "handedOut", "used", "revoked"] as const;
export type SlipState = (typeof slipStates)[number];
/** How a slip stands at a moment. */
export const slipStandings = ["printed", "handedOut", "used", "expired", "revoked"] as const;
export type SlipStanding = (typeof slipStandings)[number];

/** Why a slip is void: what somebody says at the desk, and what follows from printing anew and from leaving. */
export const revokedAtDesk = ["lost", "wrongPerson"] as const;
export const revokedReasons = [...revokedAtDesk, "reprinted", "left"] as const;
export type RevokedReason = (typeof revokedReasons)[number];

export interface Slip {
  readonly slipId: string;
  readonly serial: number;
  readonly state: SlipState;
  readonly expiresAt: Instant;
}

export type Fact =
  | Recorded<"slip.printed", { memberId: string; batch: number; serial: number; expiresAt: string }>
  | Recorded<"slip.handedOut", Record<never, never>>
  | Recorded<"slip.used", Record<never, never>>
  | Recorded<"slip.revoked", { reason: RevokedReason }>;

/** Ten slips fill a sheet of A4, two beside each other and five below. */
export const slipsOnPage = 10;
/** What is printed in one go: fifty sheets. More than that no browser lays out at once on a desk's old machine. */
export const slipsInPart = 500;

/** How many sheets so many slips take, and in how many goes they are printed. */
export function sheetsOf(slips: number): { readonly pages: number; readonly parts: number } {
  return { pages: Math.ceil(slips / slipsOnPage), parts: Math.ceil(slips / slipsInPart) };
}

/** How a slip stands at a moment: one that nobody used is worth nothing from its last instant on. */
export function standingOf(slip: Pick<Slip, "state" | "expiresAt">, now: Instant): SlipStanding {
  return isOut(slip.state) && slip.expiresAt <= now ? "expired" : slip.state;
}

/** Notes that a printed slip was handed over; nothing where it was noted before. */
export function handOut(slip: Slip, standing: Standing): Fact | Refusal | null {
  const stands = standingOf(slip, standing.at);
  if (stands === "handedOut") return null;
  if (stands !== "printed") return notOut(slip, stands);
  return record(standing, "slip.handedOut", slip.slipId, {});
}

/** Makes a slip void that nobody used; one that has expired stays as it is. */
export function revoke(slip: Slip, reason: RevokedReason, standing: Standing): Fact | Refusal {
  const stands = standingOf(slip, standing.at);
  if (stands !== "printed" && stands !== "handedOut") return notOut(slip, stands);
  return record(standing, "slip.revoked", slip.slipId, { reason });
}

function notOut({ serial }: Slip, standing: SlipStanding): Refusal {
  return refuse("slip-not-out", { serial, slipState: standing });
}

function isOut(state: SlipState): boolean {
  return state === "printed" || state === "handedOut";
}
