import {
  addDays,
  dayOf,
  daysBetween,
  deadline,
  movedPastHolidays,
  type Day,
  type Holidays,
  type Instant,
} from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { setting, type RuleBook } from "./rulebook.ts";
import type { RuleKey } from "./rulebook/keys.ts";
import { needed, type Share } from "./shares.ts";

/** Which meeting is asked for: of all residents, or of their representatives. */
export const meetings = ["residents", "representatives"] as const;
export type Meeting = (typeof meetings)[number];

/** The ways in which signatures are counted at once; the first that is enough binds the committee. */
export const ways = ["persons", "households", "representatives"] as const;
export type Way = (typeof ways)[number];
export type Counts = Readonly<Record<Way, number>>;

/** Where a petition stands. That its window is over, or that the committee is late, is computed. */
export const statuses = ["open", "due", "convened", "declined", "withdrawn"] as const;
export type Status = (typeof statuses)[number];

/** What a petition goes by, written down with it when it is opened. */
export const petitionKeys = [
  "meeting.residents.petition.persons",
  "meeting.residents.petition.households",
  "meeting.residents.petition.reps",
  "meeting.reps.petition",
  "meeting.petition.windowDays",
  "meeting.residents.conveneWithinDays",
  "meeting.residents.noticeDays",
] as const satisfies readonly RuleKey[];
export type PetitionRules = RuleBook<(typeof petitionKeys)[number]>;

export interface Petition {
  readonly petitionId: string;
  readonly authorId: string;
  readonly meeting: Meeting;
  readonly status: Status;
  readonly year: number;
  readonly number: number;
  readonly openedAt: Instant;
  readonly windowEnds: Day;
  /** How many there were of each when it was opened: what the shares are shares of. */
  readonly bases: Counts;
  readonly rules: PetitionRules;
  readonly metBy: Way | null;
  readonly dueOn: Day | null;
  readonly meetingOn: Day | null;
}

/** The one table of its steps: from which state each may be taken. */
export const steps = {
  sign: ["open"],
  unsign: ["open"],
  withdraw: ["open"],
  convene: ["due"],
  decline: ["due"],
} as const satisfies Record<string, readonly Status[]>;
export type Step = keyof typeof steps;

/** The only grounds on which the committee may say that it need not convene. "Unwelcome" is not among them. */
export const declineGrounds = [
  "notForTheMeeting",
  "unlawful",
  "decidedRecently",
  "signaturesUnsound",
  "alreadyConvened",
] as const;
export type DeclineGround = (typeof declineGrounds)[number];

export type PetitionFact =
  | Recorded<
      "petition.opened",
      {
        meeting: Meeting;
        year: number;
        number: number;
        hash: string;
        windowEnds: Day;
        bases: Counts;
        rules: PetitionRules;
      }
    >
  | Recorded<"petition.signed", { counts: Counts; metBy: Way | null; dueOn: Day | null }>
  | Recorded<"petition.unsigned", { counts: Counts }>
  | Recorded<"petition.withdrawn", object>
  | Recorded<"petition.convened", { meetingOn: Day; noticeHash: string }>
  | Recorded<"petition.declined", { ground: DeclineGround }>;

/** A resident asks for a meeting; representatives alone ask for theirs. Its rules and bases are written down with it. */
export function open(
  asked: {
    readonly petitionId: string;
    readonly meeting: Meeting;
    readonly year: number;
    readonly number: number;
    readonly hash: string;
    readonly bases: Counts;
    readonly rules: PetitionRules;
    readonly representative: boolean;
    readonly holidays: Holidays;
  },
  standing: Standing,
): PetitionFact | Refusal {
  const { petitionId, meeting, year, number, hash, bases, rules } = asked;
  if (meeting === "representatives" && !asked.representative) return refuse("only-representatives");
  const windowDays = setting(rules, "meeting.petition.windowDays").days;
  const windowEnds = movedPastHolidays(deadline(dayOf(standing.at), windowDays), asked.holidays);
  const body = { meeting, year, number, hash, windowEnds, bases, rules };
  return record(standing, "petition.opened", petitionId, body);
}

/** Somebody who counts puts their name to it, once. The first way that is enough makes the meeting a duty with a date. */
export function sign(
  petition: Petition,
  asked: {
    readonly already: boolean;
    readonly representative: boolean;
    /** All signatures, this one among them. */
    readonly counts: Counts;
    readonly holidays: Holidays;
  },
  standing: Standing,
): PetitionFact | Refusal {
  if (petition.meeting === "representatives" && !asked.representative) return refuse("only-representatives");
  if (asked.already) return refuse("already-signed");
  const refusal = notAt(petition, "sign") ?? windowOver(petition, standing.at);
  if (refusal) return refusal;
  const { counts } = asked;
  const metBy = enough(petition, counts);
  const dueOn = metBy && conveneBy(petition.rules, dayOf(standing.at), asked.holidays);
  return record(standing, "petition.signed", petition.petitionId, { counts, metBy, dueOn });
}

/** Takes one's name back, as long as the meeting is not a duty yet. */
export function unsign(
  petition: Petition,
  asked: { readonly already: boolean; readonly counts: Counts },
  standing: Standing,
): PetitionFact | Refusal {
  if (!asked.already) return refuse("not-signed");
  const refusal = notAt(petition, "unsign") ?? windowOver(petition, standing.at);
  if (refusal) return refusal;
  return record(standing, "petition.unsigned", petition.petitionId, { counts: asked.counts });
}

/** Whoever opened it takes it back, as long as the meeting is not a duty yet. */
export function withdraw(petition: Petition, standing: Standing): PetitionFact | Refusal {
  if (standing.subjectId !== petition.authorId) return refuse("only-the-author");
  const refusal = notAt(petition, "withdraw") ?? windowOver(petition, standing.at);
  if (refusal) return refusal;
  return record(standing, "petition.withdrawn", petition.petitionId, {});
}

/** The committee says on which day the meeting is, with whole days of notice between. A day after its due date is shown as late. */
export function convene(
  petition: Petition,
  asked: { readonly meetingOn: Day; readonly noticeHash: string },
  standing: Standing,
): PetitionFact | Refusal {
  const refusal = notAt(petition, "convene");
  if (refusal) return refusal;
  const earliest = earliestMeeting(petition.rules, dayOf(standing.at));
  const days = setting(petition.rules, "meeting.residents.noticeDays").days;
  if (asked.meetingOn < earliest) return refuse("notice-too-short", { days, day: earliest });
  const { meetingOn, noticeHash } = asked;
  return record(standing, "petition.convened", petition.petitionId, { meetingOn, noticeHash });
}

/** The committee says why the law does not let it convene: on one of the grounds, and in public. */
export function decline(
  petition: Petition,
  ground: DeclineGround,
  standing: Standing,
): PetitionFact | Refusal {
  return notAt(petition, "decline") ?? record(standing, "petition.declined", petition.petitionId, { ground });
}

/** The petition after a fact. Folding all its facts from null gives its row again. */
export function apply(petition: Petition | null, fact: PetitionFact): Petition {
  if (fact.kind === "petition.opened") {
    const { meeting, year, number, windowEnds, bases, rules } = fact.body;
    return {
      ...{ petitionId: fact.objectId, authorId: fact.subjectId ?? "", status: "open", openedAt: fact.at },
      ...{ meeting, year, number, windowEnds, bases, rules, metBy: null, dueOn: null, meetingOn: null },
    };
  }
  if (!petition) throw new TypeError("a petition begins by being opened");
  switch (fact.kind) {
    case "petition.signed":
      return fact.body.metBy
        ? { ...petition, status: "due", metBy: fact.body.metBy, dueOn: fact.body.dueOn }
        : petition;
    case "petition.unsigned":
      return petition;
    case "petition.withdrawn":
      return { ...petition, status: "withdrawn" };
    case "petition.convened":
      return { ...petition, status: "convened", meetingOn: fact.body.meetingOn };
    case "petition.declined":
      return { ...petition, status: "declined" };
  }
}

/** What each way asks for: its share, and how many that is of its base; none where nobody is in office to be counted. */
export interface Threshold {
  readonly way: Way;
  readonly key: (typeof petitionKeys)[number];
  readonly share: Share;
  readonly base: number;
  readonly needed: number;
}

/** The thresholds of a petition, each over its own base. */
export function thresholds({
  meeting,
  bases,
  rules,
}: Pick<Petition, "meeting" | "bases" | "rules">): readonly Threshold[] {
  const keys = {
    residents: [
      ["persons", "meeting.residents.petition.persons"],
      ["households", "meeting.residents.petition.households"],
      ["representatives", "meeting.residents.petition.reps"],
    ],
    representatives: [["representatives", "meeting.reps.petition"]],
  } as const;
  return keys[meeting].flatMap(([way, key]) => {
    const share = setting(rules, key);
    const base = bases[way];
    return base === 0 ? [] : [{ way, key, share, base, needed: needed(share, base) }];
  });
}

/** The first way that is enough, if one is. */
export function enough(petition: Pick<Petition, "meeting" | "bases" | "rules">, counts: Counts): Way | null {
  return thresholds(petition).find(({ way, needed: wanted }) => counts[way] >= wanted)?.way ?? null;
}

/** The day by which the meeting has to be held; a last day that is off moves (Civil Code 203). */
export function conveneBy(rules: PetitionRules, on: Day, holidays: Holidays): Day {
  const { days } = setting(rules, "meeting.residents.conveneWithinDays");
  return movedPastHolidays(deadline(on, days), holidays);
}

/** The first day on which the meeting may be, when its notice is published on a day. */
export function earliestMeeting(rules: PetitionRules, noticeOn: Day): Day {
  return addDays(noticeOn, setting(rules, "meeting.residents.noticeDays").days + 1);
}

/** What the public is told of where it stands at this moment. */
export type Stage = Status | "lapsed";

/** The stage of a petition now. */
export function stageOf(
  { status, windowEnds }: Pick<Petition, "status" | "windowEnds">,
  now: Instant,
): Stage {
  return status === "open" && dayOf(now) > windowEnds ? "lapsed" : status;
}

/** How many days the meeting is late: while none is convened until today, and then until its day; 0 when it is in time. */
export function daysLate(
  { status, dueOn, meetingOn }: Pick<Petition, "status" | "dueOn" | "meetingOn">,
  now: Instant,
): number {
  if (!dueOn || (status !== "due" && status !== "convened")) return 0;
  return Math.max(0, daysBetween(dueOn, meetingOn ?? dayOf(now)));
}

function windowOver({ windowEnds }: Petition, now: Instant): Refusal | null {
  return dayOf(now) > windowEnds ? refuse("petition-window-over", { day: windowEnds }) : null;
}

function notAt(petition: Petition, step: Step): Refusal | null {
  const allowed: readonly Status[] = steps[step];
  return allowed.includes(petition.status) ? null : refuse("petition-not-at-this-step");
}
