import {
  due,
  type Consultation,
  type ConsultationFact,
  type SeatFact,
  type Verdict,
} from "../consultations.ts";
import { dayOf, type Holidays, type Instant } from "../calendar.ts";
import { record, type Standing } from "../facts.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { PanelSeat, Spoke } from "./panels.ts";

/** Of how many numbered pieces an opinion or a dissent may consist. */
export const mostAdvice = 12;

/**
 * An expert on the panel files the opinion, puts their name under the one that is there, or files a dissent from it.
 * Each speaks once. The hash says which text a name stands under.
 */
export function speak(
  consultation: Consultation,
  seat: PanelSeat,
  asked: {
    readonly how: Spoke;
    readonly hash: string;
    /** The hash of the opinion that is there. */
    readonly opinion: string | null;
  },
  standing: Standing,
): SeatFact | Refusal {
  if (consultation.status !== "studying") return refuse("consultation-not-at-this-step");
  if (seat.status !== "sitting") return refuse("only-the-panel");
  if (seat.spoke) return refuse("already-spoken");
  if (asked.how === "opinion" && asked.opinion) return refuse("opinion-already-filed");
  if (asked.how !== "opinion" && !asked.opinion) return refuse("no-opinion-yet");
  if (asked.how === "signature" && asked.hash !== asked.opinion) return refuse("not-that-opinion");
  return record(standing, "seat.spoke", seat.seatId, { how: asked.how, hash: asked.hash });
}

/** Once the last of the panel has spoken the committee's days to answer begin. */
export function opined(
  consultation: Consultation,
  seats: readonly PanelSeat[],
  asked: { readonly advice: number; readonly holidays: Holidays },
  standing: Standing,
): ConsultationFact | null {
  const sitting = seats.filter(({ status }) => status === "sitting");
  if (consultation.status !== "studying" || !sitting.every(({ spoke }) => spoke)) return null;
  const dissents = sitting.filter(({ spoke }) => spoke === "dissent").length;
  const responseDue = due(consultation.rules, "expert.responseWorkingDays", standing.at, asked.holidays);
  return record(standing, "consultation.opined", consultation.consultationId, {
    ...{ advice: asked.advice, dissents, responseDue },
  });
}

/** Whether the committee can answer: all have spoken, or an opinion is there and the days to write are over. */
export function canBeAnswered(
  { status, opinionDue }: Pick<Consultation, "status" | "opinionDue">,
  opinion: boolean,
  now: Instant,
): boolean {
  if (status === "answering") return true;
  return status === "studying" && opinion && opinionDue !== null && dayOf(now) > opinionDue;
}

/** How one advice is answered. */
export interface AdviceAnswer {
  readonly number: number;
  readonly verdict: Verdict;
}

/** The committee answers every numbered advice, those of a dissent as well; what is left out is named. */
export function respond(
  consultation: Consultation,
  asked: { readonly advice: readonly number[]; readonly answers: readonly AdviceAnswer[] },
  standing: Standing,
): ConsultationFact | Refusal {
  if (!canBeAnswered(consultation, asked.advice.length > 0, standing.at))
    return refuse("consultation-not-at-this-step");
  const left = asked.advice.find((number) => !asked.answers.some((answer) => answer.number === number));
  if (left !== undefined || asked.answers.length !== asked.advice.length)
    return refuse("advice-unanswered", { number: left ?? asked.advice.length });
  const count = (verdict: Verdict) => asked.answers.filter((answer) => answer.verdict === verdict).length;
  return record(standing, "consultation.answered", consultation.consultationId, {
    ...{ adopted: count("adopted"), partly: count("partly"), notAdopted: count("notAdopted") },
  });
}

/** What came of the advice in one field. No person is in it. */
export interface Usefulness extends Readonly<Record<Verdict, number>> {
  /** The field, or null for all that are too small to be told apart. */
  readonly field: string | null;
  readonly consultations: number;
  /** The middle of the days that answers took. */
  readonly medianDays: number;
}

/** An answered consultation as the record of usefulness counts it. */
export interface Answered extends Readonly<Record<Verdict, number>> {
  readonly fields: readonly string[];
  readonly experts: readonly string[];
  readonly days: number;
}

/**
 * How often advice was adopted, by field. A field in which fewer people spoke than can be told apart is counted with
 * the others; where they are too few together, nothing is told: a record of one person would be a mark for them.
 */
export function usefulness(answered: readonly Answered[], leastPeople: number): readonly Usefulness[] {
  const fields = [...new Set(answered.flatMap((one) => one.fields))].sort();
  const of = (wanted: readonly string[]) =>
    answered.filter((one) => one.fields.some((field) => wanted.includes(field)));
  const people = (some: readonly Answered[]) => new Set(some.flatMap((one) => one.experts)).size;
  const told = fields.filter((field) => people(of([field])) >= leastPeople);
  const rest = of(fields.filter((field) => !told.includes(field)));
  return [
    ...told.map((field) => line(field, of([field]))),
    ...(people(rest) >= leastPeople ? [line(null, rest)] : []),
  ];
}

function line(field: string | null, some: readonly Answered[]): Usefulness {
  const sum = (verdict: Verdict) => some.reduce((total, one) => total + one[verdict], 0);
  const days = some.map((one) => one.days).toSorted((one, other) => one - other);
  return {
    ...{ field, consultations: some.length },
    ...{ adopted: sum("adopted"), partly: sum("partly"), notAdopted: sum("notAdopted") },
    medianDays: days[Math.floor((days.length - 1) / 2)] ?? 0,
  };
}
