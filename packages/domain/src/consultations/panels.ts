import { dayOf, type Day, type Instant } from "../calendar.ts";
import { refuse, type Refusal } from "../outcome.ts";

/** Where somebody who was asked stands. That they said nothing in time, which is a no, is computed. */
export const seatStatuses = ["asked", "declared", "sitting", "declined", "recused"] as const;
export type SeatStatus = (typeof seatStatuses)[number];

/** One who was asked onto a panel. */
export interface PanelSeat {
  readonly seatId: string;
  readonly consultationId: string;
  readonly expertId: string;
  readonly memberId: string;
  readonly residentId: string | null;
  readonly status: SeatStatus;
  readonly replyBy: Day;
  /** From outside the buildings that the proposal touches. */
  readonly outside: boolean;
  /** How they spoke once they sat: by the opinion, by their name under it, or by a dissent. */
  readonly spoke: Spoke | null;
}
export const spoken = ["opinion", "signature", "dissent"] as const;
export type Spoke = (typeof spoken)[number];

/** Who was asked and said nothing until the end of the last day: silence is a no. */
export function isSilent({ status, replyBy }: Pick<PanelSeat, "status" | "replyBy">, now: Instant): boolean {
  return status === "asked" && dayOf(now) > replyBy;
}

/** Those who sit on the panel or may come to: what is left of the places is to be filled. */
export function live<Seat extends Pick<PanelSeat, "status" | "replyBy">>(
  seats: readonly Seat[],
  now: Instant,
): readonly Seat[] {
  return seats.filter(
    (seat) => ["asked", "declared", "sitting"].includes(seat.status) && !isSilent(seat, now),
  );
}

/** Whether a panel can begin: as many sit as it takes, and one of them is from outside. */
export function isComplete(seats: readonly PanelSeat[], size: number): boolean {
  const sitting = seats.filter(({ status }) => status === "sitting");
  return sitting.length === size && sitting.some(({ outside }) => outside);
}

/** Who could be asked, with what speaks for and against it. */
export interface Candidate {
  readonly expertId: string;
  /** Whether they know one of the fields that the question is about. */
  readonly matches: boolean;
  /** How many panels they sit on or were asked onto now. */
  readonly load: number;
  readonly lastAsked: Day | null;
  readonly outside: boolean;
  /** Whether anything that is known may be a conflict; what it is, is the supervisor's to see. */
  readonly mayConflict: boolean;
}

/**
 * Proposes whom to ask: who knows the field and has no likely conflict, the least burdened first and of them who was
 * asked longest ago. Somebody from outside is always among them, if there is anybody.
 */
export function suggest(
  candidates: readonly Candidate[],
  wanted: { readonly places: number; readonly hasOutside: boolean },
): readonly string[] {
  const ranked = candidates.toSorted(inOrder);
  const first = ranked.slice(0, wanted.places);
  const lacks = !wanted.hasOutside && first.length > 0 && !first.some(({ outside }) => outside);
  const outsider = lacks ? ranked.find(({ outside }) => outside) : undefined;
  const chosen = outsider ? [...first.slice(0, -1), outsider] : first;
  return chosen.map(({ expertId }) => expertId);
}

function inOrder(one: Candidate, other: Candidate): number {
  return (
    Number(other.matches) - Number(one.matches) ||
    Number(one.mayConflict) - Number(other.mayConflict) ||
    one.load - other.load ||
    byText(one.lastAsked ?? "", other.lastAsked ?? "") ||
    byText(one.expertId, other.expertId)
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Why these cannot be asked onto a panel; nothing where they can. */
export function notToAsk(
  picks: readonly { readonly expertId: string; readonly available: boolean; readonly outside: boolean }[],
  panel: {
    readonly seats: readonly PanelSeat[];
    readonly size: number;
    readonly suggested: readonly string[];
    readonly reason: string;
    readonly now: Instant;
  },
): Refusal | null {
  const { seats, size, now } = panel;
  const asked = new Set(seats.map(({ expertId }) => expertId));
  if (picks.length === 0) return refuse("panel-nobody-chosen");
  if (picks.some(({ expertId }) => asked.has(expertId))) return refuse("expert-already-asked");
  if (picks.some(({ available }) => !available)) return refuse("expert-not-available");
  const coming = live(seats, now);
  if (coming.length + picks.length > size) return refuse("panel-full", { size });
  const full = coming.length + picks.length === size;
  if (full && ![...coming, ...picks].some(({ outside }) => outside)) return refuse("panel-needs-outside");
  return differs(picks, panel.suggested) && panel.reason === "" ? refuse("panel-say-why") : null;
}

/** Whether others are asked than were proposed. */
export function differs(
  picks: readonly { readonly expertId: string }[],
  suggested: readonly string[],
): boolean {
  return picks.some(({ expertId }) => !suggested.includes(expertId));
}
