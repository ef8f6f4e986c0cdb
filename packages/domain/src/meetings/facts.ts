import type { Day } from "../calendar.ts";
import type { Recorded } from "../facts.ts";
import type { Kind, Meeting, MeetingRules, Signer } from "./meeting.ts";

/** What happens to a meeting, from its notice to its signed minutes and what was resolved in them. */
export type MeetingFact =
  | Recorded<
      "meeting.called",
      {
        kind: Kind;
        group: string | null;
        year: number;
        number: number;
        hash: string;
        startsAt: string;
        seats: number;
        items: number;
        rules: MeetingRules;
      }
    >
  | Recorded<"meeting.moved", { from: string; to: string; elsewhere: boolean; hash: string }>
  | Recorded<"meeting.calledOff", { hash: string }>
  | Recorded<
      "meeting.minuted",
      { present: number; correctUntil: Day; hash: string; resolved: readonly number[] }
    >
  | Recorded<"meeting.minutesSigned", { as: Signer; hash: string }>;

/** Of one seat: that somebody came for it, and that this was entered wrongly. */
export type AttendanceFact =
  Recorded<"meeting.attended", { seat: number }> | Recorded<"meeting.attendanceStruck", { seat: number }>;

/** What those who were there find wrong in the minutes, and what came of it. */
export type CorrectionFact =
  | Recorded<"meeting.correctionAsked", { correctionId: string; item: number; hash: string }>
  | Recorded<
      "meeting.correctionAnswered",
      { correctionId: string; accepted: boolean; version: number | null; hash: string }
    >;

export type SupplementFact = Recorded<"meeting.supplemented", { ordinal: number; hash: string }>;
export type UndertakingFact = Recorded<"meeting.undertakingDone", { item: number; on: Day }>;

/** The meeting after a fact. Folding all its facts from null gives its row again. */
export function apply(meeting: Meeting | null, fact: MeetingFact): Meeting {
  if (fact.kind === "meeting.called") {
    const { kind, group, year, number, seats, rules, startsAt } = fact.body;
    return {
      ...{ meetingId: fact.objectId, kind, group, status: "called", year, number, seats, rules },
      ...{ convenerId: fact.actorId, calledAt: fact.at, startsAt: new Date(startsAt) },
      ...{ present: null, correctUntil: null, signed: [] },
    };
  }
  if (!meeting) throw new TypeError("a meeting begins by being called");
  switch (fact.kind) {
    case "meeting.moved":
      return { ...meeting, startsAt: new Date(fact.body.to) };
    case "meeting.calledOff":
      return { ...meeting, status: "calledOff" };
    case "meeting.minuted":
      return {
        ...meeting,
        status: "minuted",
        present: fact.body.present,
        correctUntil: fact.body.correctUntil,
      };
    case "meeting.minutesSigned": {
      const signed = [...meeting.signed, fact.body.as].toSorted();
      return { ...meeting, signed, status: signed.length === 2 ? "recorded" : "minuted" };
    }
  }
}
