import { addWorkingDays, dayOf, type Day, type Holidays, type Instant } from "./calendar.ts";
import { isComplete, isSilent, type PanelSeat, type Spoke } from "./consultations/panels.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { Status as ProposalStatus } from "./proposals.ts";
import { setting, type RuleBook } from "./rulebook.ts";
import type { RuleKey } from "./rulebook/keys.ts";

/** Where a consultation stands (§4c). */
export const statuses = ["choosing", "studying", "answering", "answered", "outside", "withdrawn"] as const;
export type Status = (typeof statuses)[number];

/** As what somebody asked for it. */
export const askers = ["committee", "proposer", "supervision"] as const;
export type AskedAs = (typeof askers)[number];

/** What a consultation goes by, written down with it when it is asked for. */
export const consultationKeys = [
  "expert.minor",
  "expert.major",
  "expert.costThreshold",
  "expert.objectors",
  "expert.replyWorkingDays",
  "expert.decideWorkingDays",
  "expert.replaceWorkingDays",
  "expert.opinionWorkingDays",
  "expert.responseWorkingDays",
] as const satisfies readonly RuleKey[];
export type ConsultationRules = RuleBook<(typeof consultationKeys)[number]>;

export interface Consultation {
  readonly consultationId: string;
  readonly proposalId: string;
  readonly askerId: string;
  readonly status: Status;
  readonly size: number;
  readonly workingDays: number;
  readonly rules: ConsultationRules;
  readonly chooseBy: Day;
  readonly opinionDue: Day | null;
  readonly responseDue: Day | null;
}

/** How each advice is answered; a reason stands beside every one of them. */
export const verdicts = ["adopted", "partly", "notAdopted"] as const;
export type Verdict = (typeof verdicts)[number];

export type ConsultationFact =
  | Recorded<
      "consultation.requested",
      {
        proposalId: string;
        askedAs: AskedAs;
        size: number;
        workingDays: number;
        chooseBy: Day;
        hash: string;
        rules: ConsultationRules;
      }
    >
  | Recorded<"consultation.chosen", { asked: number; differs: boolean }>
  | Recorded<"consultation.paneled", { opinionDue: Day }>
  | Recorded<"consultation.replacing", { chooseBy: Day }>
  | Recorded<"consultation.opined", { advice: number; dissents: number; responseDue: Day }>
  | Recorded<"consultation.answered", Record<Verdict, number>>
  | Recorded<"consultation.outside", object>
  | Recorded<"consultation.withdrawn", object>;

export type SeatFact =
  | Recorded<"seat.asked", { consultationId: string; expertId: string; replyBy: Day; outside: boolean }>
  | Recorded<"seat.declared", { decideBy: Day }>
  | Recorded<"seat.declined", object>
  | Recorded<"seat.decided", { sits: boolean }>
  | Recorded<"seat.objected", { objections: number; recuses: boolean }>
  | Recorded<"seat.recused", object>
  | Recorded<"seat.spoke", { how: Spoke; hash: string }>;

const asksAt: readonly ProposalStatus[] = ["admitted", "drafted", "priorStudied"];

/** The committee, the proposer or a supervisor asks that experts look at a proposal, once at a time. */
export function request(
  asked: {
    readonly consultationId: string;
    readonly proposal: { readonly proposalId: string; readonly status: ProposalStatus };
    readonly askedAs: AskedAs | null;
    /** Whether the rules require it: then it takes a panel for a major matter. */
    readonly required: boolean;
    readonly underway: number;
    readonly workingDays: number;
    readonly hash: string;
    readonly rules: ConsultationRules;
    readonly holidays: Holidays;
  },
  standing: Standing,
): ConsultationFact | Refusal {
  const { consultationId, proposal, askedAs, workingDays, hash, rules } = asked;
  if (!askedAs) return refuse("consultation-not-yours-to-ask");
  if (!asksAt.includes(proposal.status))
    return refuse("proposal-not-at-this-step", { status: proposal.status });
  if (asked.underway > 0) return refuse("consultation-underway");
  const least = setting(rules, "expert.opinionWorkingDays").workingDays;
  if (workingDays < least) return refuse("consultation-too-short", { days: least });
  const size = setting(rules, asked.required ? "expert.major" : "expert.minor").integer;
  const chooseBy = due(rules, "expert.replaceWorkingDays", standing.at, asked.holidays);
  const { proposalId } = proposal;
  return record(standing, "consultation.requested", consultationId, {
    ...{ proposalId, askedAs, size, workingDays, chooseBy, hash, rules },
  });
}

/** Somebody is asked onto the panel, and has so many working days to answer. */
export function ask(
  consultation: Consultation,
  asked: {
    readonly seatId: string;
    readonly expertId: string;
    readonly outside: boolean;
    readonly holidays: Holidays;
  },
  standing: Standing,
): Extract<SeatFact, { readonly kind: "seat.asked" }> {
  const { seatId, expertId, outside, holidays } = asked;
  const { consultationId, rules } = consultation;
  const replyBy = due(rules, "expert.replyWorkingDays", standing.at, holidays);
  return record(standing, "seat.asked", seatId, { consultationId, expertId, replyBy, outside });
}

/** Experts were asked, those proposed or others. */
export function chosen(
  { consultationId }: Consultation,
  { asked, differs }: { readonly asked: number; readonly differs: boolean },
  standing: Standing,
): ConsultationFact {
  return record(standing, "consultation.chosen", consultationId, { asked, differs });
}

/** Only while a panel is being put together somebody is asked onto it. */
export function notChoosing(consultation: Consultation): Refusal | null {
  return consultation.status === "choosing" ? null : refuse("consultation-not-at-this-step");
}

/** Who was asked says yes and declares what may be a conflict, or says no without a reason. Silence is a no. */
export function reply(
  consultation: Consultation,
  seat: PanelSeat,
  asked: { readonly accepts: boolean; readonly holidays: Holidays },
  standing: Standing,
): SeatFact | Refusal {
  if (seat.status !== "asked") return refuse("consultation-not-at-this-step");
  if (isSilent(seat, standing.at)) return refuse("reply-too-late", { day: seat.replyBy });
  const refusal = notChoosing(consultation);
  if (refusal) return refusal;
  if (!asked.accepts) return record(standing, "seat.declined", seat.seatId, {});
  const decideBy = due(consultation.rules, "expert.decideWorkingDays", standing.at, asked.holidays);
  return record(standing, "seat.declared", seat.seatId, { decideBy });
}

/** A supervisor decides whether somebody who declared sits; nobody decides of themselves, nor of their own proposal. */
export function decide(
  seat: PanelSeat,
  asked: { readonly sits: boolean; readonly isProposer: boolean },
  standing: Standing,
): SeatFact | Refusal {
  if (seat.status !== "declared") return refuse("conflict-already-decided");
  if (seat.memberId === standing.actorId || asked.isProposer) return refuse("decider-interested");
  return record(standing, "seat.decided", seat.seatId, { sits: asked.sits });
}

/** With the last one who sits the panel is complete, and its days to write begin. */
export function panel(
  consultation: Consultation,
  seats: readonly PanelSeat[],
  holidays: Holidays,
  standing: Standing,
): ConsultationFact | null {
  if (consultation.status !== "choosing" || !isComplete(seats, consultation.size)) return null;
  const opinionDue = addWorkingDays(dayOf(standing.at), consultation.workingDays, holidays);
  return record(standing, "consultation.paneled", consultation.consultationId, { opinionDue });
}

/** Whoever was asked steps back, as long as they have not spoken; it needs no reason. */
export function stepBack(
  consultation: Consultation,
  seat: PanelSeat,
  standing: Standing,
): SeatFact | Refusal {
  return notReplaceable(consultation, seat) ?? record(standing, "seat.recused", seat.seatId, {});
}

/** The proposer, or so many residents (`expert.objectors`), say that somebody on the panel should not be: then they are not. */
export function object(
  consultation: Consultation,
  seat: PanelSeat,
  asked: {
    readonly isProposer: boolean;
    readonly already: boolean;
    /** All who objected, this one among them. */
    readonly objections: number;
  },
  standing: Standing,
): SeatFact | Refusal {
  if (seat.status !== "sitting") return refuse("consultation-not-at-this-step");
  const refusal = notReplaceable(consultation, seat);
  if (refusal) return refusal;
  if (asked.already) return refuse("expert-already-objected");
  const { objections } = asked;
  const needed = setting(consultation.rules, "expert.objectors").integer;
  const recuses = asked.isProposer || objections >= needed;
  return record(standing, "seat.objected", seat.seatId, { objections, recuses });
}

/** Somebody is missing: a new one is chosen within so many working days. */
export function replace(
  consultation: Consultation,
  holidays: Holidays,
  standing: Standing,
): ConsultationFact {
  const chooseBy = due(consultation.rules, "expert.replaceWorkingDays", standing.at, holidays);
  return record(standing, "consultation.replacing", consultation.consultationId, { chooseBy });
}

/** Whoever asked for it takes it back, as long as no panel writes; not where the rules require it. */
export function withdraw(
  consultation: Consultation,
  required: boolean,
  standing: Standing,
): ConsultationFact | Refusal {
  if (standing.actorId !== consultation.askerId) return refuse("only-who-asked");
  const refusal = notChoosing(consultation);
  if (refusal) return refusal;
  if (required) return refuse("consultation-needed");
  return record(standing, "consultation.withdrawn", consultation.consultationId, {});
}

/** Where too few experts are left, or none wrote in time, a professional outside is asked, and their paper named. */
export function goOutside(
  consultation: Consultation,
  asked: { readonly available: number; readonly opinion: boolean },
  standing: Standing,
): ConsultationFact | Refusal {
  const { status, size, opinionDue } = consultation;
  if (status !== "choosing" && status !== "studying") return refuse("consultation-not-at-this-step");
  const overdue = !asked.opinion && opinionDue !== null && dayOf(standing.at) > opinionDue;
  if (!overdue && asked.available >= size) return refuse("experts-still-there", { size });
  return record(standing, "consultation.outside", consultation.consultationId, {});
}

/** The consultation after a fact. Folding all its facts from null gives its row again. */
export function apply(consultation: Consultation | null, fact: ConsultationFact): Consultation {
  if (fact.kind === "consultation.requested") {
    const { proposalId, size, workingDays, rules, chooseBy } = fact.body;
    return {
      ...{ consultationId: fact.objectId, proposalId, askerId: fact.actorId, status: "choosing" },
      ...{ size, workingDays, rules, chooseBy, opinionDue: null, responseDue: null },
    };
  }
  if (!consultation) throw new TypeError("a consultation begins by being asked for");
  switch (fact.kind) {
    case "consultation.chosen":
      return consultation;
    case "consultation.paneled":
      return { ...consultation, status: "studying", opinionDue: fact.body.opinionDue };
    case "consultation.replacing":
      return { ...consultation, status: "choosing", chooseBy: fact.body.chooseBy, opinionDue: null };
    case "consultation.opined":
      return { ...consultation, status: "answering", responseDue: fact.body.responseDue };
    case "consultation.answered":
      return { ...consultation, status: "answered" };
    case "consultation.outside":
      return { ...consultation, status: "outside" };
    case "consultation.withdrawn":
      return { ...consultation, status: "withdrawn" };
  }
}

/** A seat after a fact about it. */
export function applySeat(seat: PanelSeat, fact: SeatFact): PanelSeat {
  switch (fact.kind) {
    case "seat.asked":
      return seat;
    case "seat.declared":
      return { ...seat, status: "declared" };
    case "seat.declined":
      return { ...seat, status: "declined" };
    case "seat.decided":
      return { ...seat, status: fact.body.sits ? "sitting" : "recused" };
    case "seat.objected":
      return fact.body.recuses ? { ...seat, status: "recused" } : seat;
    case "seat.recused":
      return { ...seat, status: "recused" };
    case "seat.spoke":
      return { ...seat, spoke: fact.body.how };
  }
}

/** Whether a consultation still holds the vote back. */
export function isUnderway({ status }: Pick<Consultation, "status">): boolean {
  return status === "choosing" || status === "studying" || status === "answering";
}

/** The last day of a number of working days from the rule book. */
export function due(
  rules: ConsultationRules,
  key: Extract<RuleKey, `expert.${"reply" | "decide" | "replace" | "response"}WorkingDays`>,
  at: Instant,
  holidays: Holidays,
): Day {
  return addWorkingDays(dayOf(at), setting(rules, key).workingDays, holidays);
}

function notReplaceable({ status }: Consultation, seat: PanelSeat): Refusal | null {
  if (!["choosing", "studying"].includes(status)) return refuse("consultation-not-at-this-step");
  if (!["asked", "declared", "sitting"].includes(seat.status)) return refuse("consultation-not-at-this-step");
  return seat.spoke ? refuse("already-spoken") : null;
}
