import type { Day } from "@yishi/domain/calendar";
import type { Meeting } from "@yishi/domain/meetings/meeting";
import type {
  CorrectionFact,
  MeetingFact,
  SupplementFact,
  UndertakingFact,
} from "@yishi/domain/meetings/facts";
import type { Correction, Undertaking } from "@yishi/domain/meetings/minutes";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { keepFact } from "../facts.ts";
import { save } from "../meetings.ts";
import {
  meetingUndertakings,
  minuteCorrections,
  minuteEntries,
  minuteSignatures,
  minuteSupplements,
} from "../schema/meetings.ts";

/** What the minutes say of one item, in one version. */
export interface EntryWords {
  readonly item: number;
  readonly version: number;
  readonly said: string;
  readonly resolution: string | null;
  readonly votesFor: number | null;
  readonly votesAgainst: number | null;
  readonly votesAbstain: number | null;
  readonly carriedOutBy: string | null;
  readonly dueOn: Day | null;
  readonly lang: Language;
  readonly hash: Uint8Array;
}

/** Lays the draft open: the meeting's next state and the first version of every entry. */
export async function begin(
  tx: Tx,
  next: Meeting,
  entries: readonly EntryWords[],
  fact: MeetingFact,
): Promise<void> {
  await save(tx, next, fact);
  await keepEntries(tx, next.meetingId, entries);
}

async function keepEntries(tx: Tx, meetingId: string, entries: readonly EntryWords[]): Promise<void> {
  await tx.sql
    .insert(minuteEntries)
    .values(
      entries.map((entry) => ({ ...entry, committeeId: tx.committeeId, meetingId, writtenAt: tx.now })),
    );
}

/** An item of the agenda, with the proposal that it is and what the minutes say of it now. */
export interface Item {
  readonly item: number;
  readonly title: string;
  readonly proposalId: string | null;
  readonly proposalYear: number | null;
  readonly proposalNumber: number | null;
  readonly version: number | null;
  readonly said: string | null;
  readonly resolution: string | null;
  readonly votesFor: number | null;
  readonly votesAgainst: number | null;
  readonly votesAbstain: number | null;
  readonly carriedOutBy: string | null;
  readonly dueOn: Day | null;
  readonly lang: Language | null;
  readonly hash: Buffer | null;
  readonly doneOn: Day | null;
  /** Whether what was resolved is followed here, with its date. */
  readonly followed: boolean;
}

/** The agenda in its order, each item with what the minutes say of it now. */
export async function itemsOf(tx: Tx, meetingId: string): Promise<readonly Item[]> {
  const { rows } = await tx.raw.query<Item>(
    `select i.item, i.title, i.proposal_id as "proposalId", p.year as "proposalYear", p.number as "proposalNumber", e.version, e.said,
       e.resolution, e.agreed as "votesFor", e.opposed as "votesAgainst", e.withheld as "votesAbstain",
       e.carried_out_by as "carriedOutBy", e.due_on::text as "dueOn", e.lang, e.hash, u.done_on::text as "doneOn",
       u.item is not null as followed
     from meeting_items i
     left join proposals p on p.committee_id = i.committee_id and p.proposal_id = i.proposal_id
     left join lateral (select * from minute_entries e where e.committee_id = i.committee_id and e.meeting_id = i.meeting_id
       and e.item = i.item order by e.version desc limit 1) e on true
     left join meeting_undertakings u on u.committee_id = i.committee_id and u.meeting_id = i.meeting_id and u.item = i.item
     where i.committee_id = $1 and i.meeting_id = $2 order by i.item`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** A correction, locked until the transaction ends, with the meeting that it is of. */
export async function lockCorrection(
  tx: Tx,
  correctionId: string,
): Promise<(Correction & { readonly meetingId: string }) | null> {
  const [found] = await tx.sql
    .select({
      correctionId: minuteCorrections.correctionId,
      meetingId: minuteCorrections.meetingId,
      item: minuteCorrections.item,
      askerId: minuteCorrections.askerId,
      status: minuteCorrections.status,
    })
    .from(minuteCorrections)
    .where(isCorrection(tx, correctionId))
    .for("update");
  return found ?? null;
}

/** Keeps what somebody who was there finds wrong. */
export async function keepCorrection(
  tx: Tx,
  fact: CorrectionFact,
  words: { readonly item: number; readonly wrong: string; readonly lang: Language },
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { correctionId } = fact.body;
  await tx.sql.insert(minuteCorrections).values({
    ...{ ...words, committeeId: tx.committeeId, correctionId, meetingId: fact.objectId, factId },
    ...{ askerId: fact.actorId, status: "open", askedAt: fact.at },
  });
}

/** Saves what came of a correction, with the next version of the entry where it was taken up. */
export async function saveAnswer(
  tx: Tx,
  fact: CorrectionFact & { readonly kind: "meeting.correctionAnswered" },
  said: { readonly reason: string; readonly lang: Language },
  entry: EntryWords | null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { correctionId, accepted, version } = fact.body;
  if (entry) await keepEntries(tx, fact.objectId, [entry]);
  await tx.sql
    .update(minuteCorrections)
    .set({
      ...{ status: accepted ? "accepted" : "refused", reason: said.reason, reasonLang: said.lang, version },
      ...{ answeredBy: fact.actorId, answeredAt: fact.at, factId },
    })
    .where(isCorrection(tx, correctionId));
}

/** A correction as those who were there read it. */
export interface CorrectionLine {
  readonly correctionId: string;
  readonly item: number;
  readonly askerId: string;
  readonly wrong: string | null;
  readonly lang: Language;
  readonly status: Correction["status"];
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly reason: string | null;
  readonly reasonLang: Language | null;
}

/** Every correction that was asked, oldest first. */
export async function correctionsOf(tx: Tx, meetingId: string): Promise<readonly CorrectionLine[]> {
  const { rows } = await tx.raw.query<CorrectionLine>(
    `select correction_id as "correctionId", item, asker_id as "askerId", wrong, lang, status, asked_at as "askedAt",
       answered_at as "answeredAt", reason, reason_lang as "reasonLang"
     from minute_corrections where committee_id = $1 and meeting_id = $2 order by asked_at, correction_id limit 500`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** Saves a signature under the text as it reads; with the second one, what its resolutions ask to be done is followed. */
export async function saveSignature(
  tx: Tx,
  next: Meeting,
  fact: MeetingFact & { readonly kind: "meeting.minutesSigned" },
  items: readonly Item[],
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { as, hash } = fact.body;
  await tx.sql.insert(minuteSignatures).values({
    ...{ committeeId: tx.committeeId, meetingId: next.meetingId, signedAs: as, memberId: fact.actorId },
    ...{ hash: Buffer.from(hash, "hex"), at: fact.at, factId },
  });
  if (next.status !== "recorded") return;
  const undertaken = items.flatMap(({ item, version, dueOn, proposalId }) =>
    version !== null && dueOn && !proposalId ? [{ item, version, dueOn }] : [],
  );
  if (undertaken.length === 0) return;
  await tx.sql
    .insert(meetingUndertakings)
    .values(
      undertaken.map((one) => ({ ...one, committeeId: tx.committeeId, meetingId: next.meetingId, factId })),
    );
}

/** Whether a member's name stands under the minutes. */
export async function hasSigned(tx: Tx, meetingId: string, memberId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    "select from minute_signatures where committee_id = $1 and meeting_id = $2 and member_id = $3",
    [tx.committeeId, meetingId, memberId],
  );
  return rows.length > 0;
}

/** Who signed, as what, when, and the hash of what they signed. */
export async function signaturesOf(tx: Tx, meetingId: string) {
  const { rows } = await tx.raw.query<{
    as: "convener" | "present";
    name: string;
    at: Date;
    hash: Buffer;
  }>(
    `select s.signed_as as "as", m.name, s.at, s.hash from minute_signatures s
     join members m on m.committee_id = s.committee_id and m.member_id = s.member_id
     where s.committee_id = $1 and s.meeting_id = $2 order by s.signed_as`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** Keeps what is added below signed minutes. */
export async function keepSupplement(
  tx: Tx,
  fact: SupplementFact,
  words: { readonly text: string; readonly lang: Language },
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { ordinal, hash } = fact.body;
  await tx.sql.insert(minuteSupplements).values({
    ...{ ...words, committeeId: tx.committeeId, meetingId: fact.objectId, ordinal, memberId: fact.actorId },
    ...{ hash: Buffer.from(hash, "hex"), at: fact.at, factId },
  });
}

/** What was added below signed minutes, in its order. */
export async function supplementsOf(tx: Tx, meetingId: string) {
  const { rows } = await tx.raw.query<{
    ordinal: number;
    text: string;
    lang: Language;
    name: string;
    at: Date;
  }>(
    `select s.ordinal, s.text, s.lang, m.name, s.at from minute_supplements s
     join members m on m.committee_id = s.committee_id and m.member_id = s.member_id
     where s.committee_id = $1 and s.meeting_id = $2 order by s.ordinal`,
    [tx.committeeId, meetingId],
  );
  return rows;
}

/** What a resolution asks to be done, locked until the transaction ends. */
export async function lockUndertaking(tx: Tx, meetingId: string, item: number): Promise<Undertaking | null> {
  const [found] = await tx.sql
    .select({
      meetingId: meetingUndertakings.meetingId,
      item: meetingUndertakings.item,
      dueOn: meetingUndertakings.dueOn,
      doneOn: meetingUndertakings.doneOn,
    })
    .from(meetingUndertakings)
    .where(isUndertaking(tx, meetingId, item))
    .for("update");
  return found ?? null;
}

/** Saves that it is done, under its fact. */
export async function saveDone(tx: Tx, fact: UndertakingFact): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { item, on } = fact.body;
  await tx.sql
    .update(meetingUndertakings)
    .set({ doneOn: on, factId })
    .where(isUndertaking(tx, fact.objectId, item));
}

function isCorrection(tx: Tx, correctionId: string) {
  return and(
    eq(minuteCorrections.committeeId, tx.committeeId),
    eq(minuteCorrections.correctionId, correctionId),
  );
}

function isUndertaking(tx: Tx, meetingId: string, item: number) {
  return and(
    eq(meetingUndertakings.committeeId, tx.committeeId),
    eq(meetingUndertakings.meetingId, meetingId),
    eq(meetingUndertakings.item, item),
  );
}
