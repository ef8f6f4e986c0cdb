import type { Instant } from "./calendar.ts";
import { mostOptions, type Question } from "./motions/forms.ts";

/** What one can vote by yes or no. `invalid` is what two clerks say of a paper that cannot be read as an answer. */
export const choices = ["for", "against", "abstain"] as const;
export type Choice = (typeof choices)[number];
export const paperChoices = [...choices, "invalid"] as const;
export type PaperChoice = (typeof paperChoices)[number];

/** What stands in place of a choice where a seat was counted among the hands of a meeting: which hand it raised is nowhere. */
export const byHands = "hands";

/** How every choice is written that there is, before it is known what was asked: `for`, `o3`, `x--x---`. */
export const choiceShape = /^(?:for|against|abstain|invalid|o[1-7]|(?=-*x)[x-]{7})$/;

/**
 * Whether a choice answers the question: by yes or no `for` or `against`; of one of several `o` with its place; of an
 * approval a place for each option, `x` where it is accepted. Abstaining always does; what cannot be read, only on paper.
 */
export function isChoice({ form, options }: Question, choice: string, through: "app" | "paper"): boolean {
  if (choice === "abstain") return true;
  if (choice === "invalid") return through === "paper";
  if (form === "yesNo") return choice === "for" || choice === "against";
  const places = placesIn(choice);
  if (places.length === 0 || places.some((place) => place > options)) return false;
  return form === "oneOf" ? choice === oneChoice(places[0] ?? 0) : choice === approvalChoice(places);
}

/** The choice of one option, by its place from 1. */
export function oneChoice(place: number): string {
  return `o${place}`;
}

/** The choice of every option that is accepted, by their places from 1; who accepts none abstains. */
export function approvalChoice(places: readonly number[]): string {
  if (places.length === 0) return "abstain";
  return Array.from({ length: mostOptions }, (_, at) => (places.includes(at + 1) ? "x" : "-")).join("");
}

/** Which options a choice names, by their places from 1; none, where it names none. */
export function placesIn(choice: string): readonly number[] {
  if (!choiceShape.test(choice)) return [];
  if (choice.startsWith("o")) return [Number(choice.slice(1))];
  if (choice.length !== mostOptions || !/^[x-]+$/.test(choice)) return [];
  return [...choice].flatMap((mark, at) => (mark === "x" ? [at + 1] : []));
}

/** Ways in which a ballot reaches the box. Paper is transcribed by two clerks. */
export const paperChannels = ["desk", "homeBox", "meeting"] as const;
export type PaperChannel = (typeof paperChannels)[number];
export type BallotChannel = "app" | PaperChannel;

/**
 * What the box answers. SAME is this very form again, TAKEN a ballot that came first, NONE no seat on the frozen roll,
 * WRONG a choice that was not asked for.
 */
export type CastAnswer = "NEW" | "SAME" | "TAKEN" | "CLOSED" | "NONE" | "WRONG";

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
    readonly question: Question;
    readonly choice: string;
  },
  now: Instant,
): CastAnswer {
  if (!asked.seat || asked.recused || asked.struck) return "NONE";
  if (asked.existingKey !== null) return asked.existingKey === asked.key ? "SAME" : "TAKEN";
  if (!isOpen(asked.window, now)) return "CLOSED";
  return isChoice(asked.question, asked.choice, "app") ? "NEW" : "WRONG";
}

/** What two clerks are answered when they read one signed paper, each by themselves. */
export type TranscribeAnswer = "FIRST" | "NEW" | "OWN" | "DIFFERS" | "TAKEN" | "CLOSED" | "NONE" | "WRONG";

export interface PaperReading {
  readonly clerkId: string;
  readonly choice: string;
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
    readonly question: Question;
  },
  now: Instant,
): TranscribeAnswer {
  if (!asked.seat || asked.struck) return "NONE";
  if (asked.taken) return "TAKEN";
  if (!isOpen(asked.window, now)) return "CLOSED";
  if (!isChoice(asked.question, asked.mine.choice, "paper")) return "WRONG";
  if (!asked.first) return "FIRST";
  if (asked.first.clerkId === asked.mine.clerkId) return "OWN";
  const same = asked.first.choice === asked.mine.choice && asked.first.channel === asked.mine.channel;
  return same ? "NEW" : "DIFFERS";
}
