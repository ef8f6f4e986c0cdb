import type { Instant } from "./calendar.ts";

/** What one can vote. `invalid` is what two clerks say of a paper that cannot be read as one of the three. */
export const choices = ["for", "against", "abstain"] as const;
export type Choice = (typeof choices)[number];
export const paperChoices = [...choices, "invalid"] as const;
export type PaperChoice = (typeof paperChoices)[number];

/** Ways in which a ballot reaches the box. Paper is transcribed by two clerks. */
export const paperChannels = ["desk", "homeBox", "meeting"] as const;
export type PaperChannel = (typeof paperChannels)[number];
export type BallotChannel = "app" | PaperChannel;

/** What the box answers. SAME is this very form again, TAKEN a ballot that came first, NONE no seat on the frozen roll. */
export type CastAnswer = "NEW" | "SAME" | "TAKEN" | "CLOSED" | "NONE";

/** When a vote is open: from its first instant, not at its last. */
export interface Window {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly counted: boolean;
}

/** Whether ballots are taken now. */
export function isOpen(window: Window, now: Instant): boolean {
  return now >= window.opensAt && now < window.closesAt && !window.counted;
}

/**
 * One ballot per seat, the first valid one. A lost answer loses nothing: the same form again is told SAME, even
 * after the close. The answer goes by the form's key and never by the choice, or it would tell what was voted.
 */
export function castOutcome(
  asked: {
    readonly seat: boolean;
    readonly recused: boolean;
    /** Whether the seat, or who asks as one of its holders, was struck from the frozen roll. */
    readonly struck: boolean;
    readonly existingKey: string | null;
    readonly key: string;
    readonly window: Window;
  },
  now: Instant,
): CastAnswer {
  if (!asked.seat || asked.recused || asked.struck) return "NONE";
  if (asked.existingKey !== null) return asked.existingKey === asked.key ? "SAME" : "TAKEN";
  return isOpen(asked.window, now) ? "NEW" : "CLOSED";
}

/** What two clerks are answered when they read one signed paper, each by themselves. */
export type TranscribeAnswer = "FIRST" | "NEW" | "OWN" | "DIFFERS" | "TAKEN" | "CLOSED" | "NONE";

export interface PaperReading {
  readonly clerkId: string;
  readonly choice: PaperChoice;
  readonly channel: PaperChannel;
}

/** A paper becomes a ballot when two different clerks read the same choice and the same channel from it. */
export function transcribeOutcome(
  asked: {
    readonly seat: boolean;
    /** Whether the seat was struck from the frozen roll. */
    readonly struck: boolean;
    readonly taken: boolean;
    readonly first: PaperReading | null;
    readonly mine: PaperReading;
    readonly window: Window;
  },
  now: Instant,
): TranscribeAnswer {
  if (!asked.seat || asked.struck) return "NONE";
  if (asked.taken) return "TAKEN";
  if (!isOpen(asked.window, now)) return "CLOSED";
  if (!asked.first) return "FIRST";
  if (asked.first.clerkId === asked.mine.clerkId) return "OWN";
  const same = asked.first.choice === asked.mine.choice && asked.first.channel === asked.mine.channel;
  return same ? "NEW" : "DIFFERS";
}
