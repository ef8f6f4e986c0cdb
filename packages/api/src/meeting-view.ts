import * as attendance from "@yishi/db/meetings/attendance";
import * as lists from "@yishi/db/meetings/lists";
import * as store from "@yishi/db/meetings/minutes";
import { groupOf } from "@yishi/db/meetings";
import type { Tx } from "@yishi/db/client";
import { isProvisional, type Holidays } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/meetings";
import { kinds, signers, keysOf, type Meeting } from "@yishi/domain/meetings/meeting";
import { byBuilding } from "@yishi/domain/meetings/attendance";
import { lateness } from "@yishi/domain/meetings/minutes";
import { mayTake } from "@yishi/domain/roles";
import { setting, type RuleSetting } from "@yishi/domain/rulebook";
import { z } from "zod";
import { hashOfWords } from "./hashes.ts";
import { day, language } from "./inputs.ts";
import { rulesOf } from "./rules.ts";
import type { Asker } from "./trpc.ts";

const numbered = z.object({ year: z.number(), number: z.number() });
const share = z.object({ cmp: z.enum(["moreThan", "atLeast"]), num: z.number(), den: z.number() });

/** A meeting as every list shows it: its figures, never a name of those called. */
export const meetingLine = z.object({
  meetingId: z.string(),
  year: z.number(),
  number: z.number(),
  kind: z.enum(kinds),
  group: z.string().nullable(),
  stage: z.enum(rules.stages),
  title: z.string(),
  lang: language,
  startsAt: z.date(),
  place: z.string(),
  /** How many were called, how many of them it takes, and how many are there, as it is at this moment. */
  quorum: z.object({
    base: z.number(),
    needed: z.number(),
    present: z.number(),
    met: z.boolean(),
    share,
    citation: z.object({ law: z.string(), article: z.string(), provenance: z.string() }),
  }),
});

/** What the minutes say of one item. */
const entry = z.object({
  said: z.string().nullable(),
  resolution: z.string().nullable(),
  votes: z.object({ for: z.number(), against: z.number(), abstain: z.number() }).nullable(),
  carriedOutBy: z.string().nullable(),
  dueOn: day.nullable(),
  doneOn: day.nullable(),
  followed: z.boolean(),
  workingDaysLate: z.number(),
  flagged: z.boolean(),
  lang: language,
});

/** Everything that may come back of a meeting. Who came is not among it. */
export const meetingView = meetingLine.extend({
  notice: z.string(),
  convener: z.string(),
  calledAt: z.date(),
  noticeDays: z.number(),
  correctionDays: z.number(),
  petition: numbered.nullable(),
  items: z.array(
    z.object({
      item: z.number(),
      title: z.string(),
      proposal: numbered.nullable(),
      entry: entry.nullable(),
    }),
  ),
  changes: z.array(
    z.object({
      kind: z.enum(["moved", "calledOff"]),
      fromStartsAt: z.date(),
      fromPlace: z.string(),
      toStartsAt: z.date().nullable(),
      toPlace: z.string().nullable(),
      reason: z.string(),
      lang: language,
      at: z.date(),
    }),
  ),
  buildings: z.array(z.object({ building: z.string(), seats: z.number(), present: z.number() })).nullable(),
  minutesDue: day,
  minutesProvisional: z.boolean(),
  correctUntil: day.nullable(),
  correctionsWaiting: z.number(),
  signatures: z.array(z.object({ as: z.enum(signers), name: z.string(), at: z.date() })),
  supplements: z.array(
    z.object({ ordinal: z.number(), text: z.string(), lang: language, name: z.string(), at: z.date() }),
  ),
  /** The hash of the minutes as they read, once they are signed. */
  hash: z.string().nullable(),
  mine: z
    .object({
      called: z.boolean(),
      seatTaken: z.boolean(),
      wasThere: z.boolean(),
      isConvener: z.boolean(),
      runs: z.boolean(),
      readsDraft: z.boolean(),
    })
    .nullable(),
});

export type MeetingView = z.infer<typeof meetingView>;

/** A line of the list. */
export function lineOf(meeting: lists.MeetingLine, now: Date): z.input<typeof meetingLine> {
  const { meetingId, year, number, kind, group, title, lang, startsAt, place } = meeting;
  const { base, needed, present, met, share: of } = rules.quorumOf(meeting, meeting.present ?? meeting.here);
  const { citation, provenance }: RuleSetting = meeting.rules.settings[keysOf[kind].quorum];
  return {
    ...{ meetingId, year, number, kind, group, title, lang, startsAt, place },
    stage: rules.stageOf(meeting, now),
    quorum: {
      ...{ base, needed, present, met, share: { cmp: of.cmp, num: of.num, den: of.den } },
      citation: { law: citation?.law ?? "", article: citation?.article ?? "", provenance },
    },
  };
}

/** The seat of somebody among those called is held by the resident that they are, or by themselves where they live elsewhere. */
export function holderOf({ residentId, memberId }: Pick<Asker, "residentId" | "memberId">): string {
  return residentId ?? memberId;
}

/** Who runs a meeting, as its rules ask: their posts, and the group in which they live. */
export async function runnerOf({ tx, asker }: { readonly tx: Tx; readonly asker: Asker }) {
  return { posts: asker.posts, group: await groupOf(tx, asker.residentId) };
}

/** The hash of the minutes as they read: of the meeting, the figures, and every word of every item. */
export function hashOfMinutes(meeting: Meeting, items: readonly store.Item[]): string {
  const { kind, group, year, number, seats, present } = meeting;
  const words = items.map(({ item, title, said, resolution, votesFor, votesAgainst, ...rest }) => [
    ...[item, title, said, resolution, votesFor, votesAgainst, rest.votesAbstain],
    ...[rest.carriedOutBy, rest.dueOn, rest.lang],
  ]);
  const startsAt = meeting.startsAt.toISOString();
  return hashOfWords({ kind, group, year, number, startsAt, seats, present, words }).toString("hex");
}

interface Reader {
  readonly tx: Tx;
  readonly asker: Asker | null;
  readonly services: { readonly holidays: Holidays };
}

/** Those who were there read the draft, and those who write it or oversee it. */
export async function readsDraft({ tx, asker }: Pick<Reader, "tx" | "asker">, meeting: Meeting) {
  if (!asker) return false;
  if (await attendance.wasThere(tx, meeting.meetingId, holderOf(asker))) return true;
  if (mayTake("meetings.names", asker.posts)) return true;
  return mayTake("meetings.minute", asker.posts) && !rules.notTheirs(meeting, await runnerOf({ tx, asker }));
}

/** What the page of a meeting shows. */
export async function readMeeting(
  reader: Reader,
  meeting: lists.MeetingLine,
): Promise<z.input<typeof meetingView>> {
  const { tx, services } = reader;
  const { meetingId, notice, convener, calledAt, correctUntil, petitionYear, petitionNumber } = meeting;
  const recorded = meeting.status === "recorded";
  const draft = await readsDraft(reader, meeting);
  const items = await store.itemsOf(tx, meetingId);
  const corrections = draft ? await store.correctionsOf(tx, meetingId) : [];
  const minutesDue = rules.minutesDue(meeting, services.holidays);
  const minCell = setting(await rulesOf(tx), "privacy.minCell").integer;
  const figures = meeting.kind === "committee" ? [] : await attendance.figuresByBuilding(tx, meetingId);
  return {
    ...lineOf(meeting, tx.now),
    ...{ notice, convener, calledAt, correctUntil, minutesDue },
    noticeDays: setting(meeting.rules, keysOf[meeting.kind].notice).days,
    correctionDays: setting(meeting.rules, "meeting.minutes.correctionDays").days,
    petition: numberedIf(petitionYear, petitionNumber),
    items: items.map((one) => ({
      ...{ item: one.item, title: one.title, proposal: numberedIf(one.proposalYear, one.proposalNumber) },
      entry: recorded || draft ? entryOf(meeting, one, tx.now, services.holidays) : null,
    })),
    changes: await lists.changesOf(tx, meetingId),
    buildings: meeting.present === null ? null : byBuildingOrNone(figures, minCell),
    minutesProvisional: isProvisional(correctUntil ?? minutesDue, services.holidays),
    correctionsWaiting: corrections.filter(({ status }) => status === "open").length,
    signatures: (await store.signaturesOf(tx, meetingId)).map(({ as, name, at }) => ({ as, name, at })),
    supplements: recorded ? await store.supplementsOf(tx, meetingId) : [],
    hash: recorded ? hashOfMinutes(meeting, items) : null,
    mine: reader.asker && (await mineOf({ tx, asker: reader.asker }, meeting, draft)),
  };
}

function byBuildingOrNone(figures: Parameters<typeof byBuilding>[0], minCell: number) {
  return (
    byBuilding(figures, minCell)?.map(({ building, seats, present }) => ({ building, seats, present })) ??
    null
  );
}

function numberedIf(year: number | null, number: number | null) {
  return year !== null && number !== null ? { year, number } : null;
}

function entryOf(meeting: Meeting, one: store.Item, now: Date, holidays: Holidays) {
  const { version, said, resolution, votesFor, votesAgainst, votesAbstain, lang } = one;
  if (version === null || lang === null) return null;
  const { carriedOutBy, dueOn, doneOn, followed } = one;
  const late =
    followed && dueOn
      ? lateness(meeting, { dueOn, doneOn }, now, holidays)
      : { workingDaysLate: 0, flagged: false };
  const votes =
    votesFor === null ? null : { for: votesFor, against: votesAgainst ?? 0, abstain: votesAbstain ?? 0 };
  return { ...{ said, resolution, votes, carriedOutBy, dueOn, doneOn, followed, lang }, ...late };
}

async function mineOf(
  { tx, asker }: { readonly tx: Tx; readonly asker: Asker },
  meeting: lists.MeetingLine,
  draft: boolean,
) {
  const seat = await attendance.seatOf(tx, meeting.meetingId, holderOf(asker));
  const runner = await runnerOf({ tx, asker });
  return {
    called: seat !== null,
    seatTaken: seat?.present ?? false,
    wasThere: await attendance.wasThere(tx, meeting.meetingId, holderOf(asker)),
    isConvener: meeting.convenerId === asker.memberId,
    runs: !rules.notTheirs(meeting, runner),
    readsDraft: draft,
  };
}
