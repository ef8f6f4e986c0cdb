import {
  petitionKeys,
  type Counts,
  type DeclineGround,
  type Petition,
  type PetitionFact,
} from "@yishi/domain/petitions";
import { readSnapshot } from "@yishi/domain/rulebook/snapshot";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { petitions, petitionSignatures } from "./schema/petitions.ts";

const state = {
  petitionId: petitions.petitionId,
  authorId: petitions.authorId,
  meeting: petitions.meeting,
  status: petitions.status,
  year: petitions.year,
  number: petitions.number,
  openedAt: petitions.openedAt,
  windowEnds: petitions.windowEnds,
  bases: petitions.bases,
  rules: petitions.rules,
  metBy: petitions.metBy,
  dueOn: petitions.dueOn,
  meetingOn: petitions.meetingOn,
};

const readRow = <Row extends { readonly rules: unknown }>(row: Row) => ({
  ...row,
  rules: readSnapshot(row.rules, petitionKeys),
});

/** A petition's state, locked until the transaction ends: signatures come one after the other. */
export async function lock(tx: Tx, petitionId: string): Promise<Petition | null> {
  const [found] = await tx.sql.select(state).from(petitions).where(is(tx, petitionId)).for("update");
  return found ? readRow(found) : null;
}

/** The text that is signed: it never says something else. */
export interface Text {
  readonly title: string;
  readonly asks: string;
  readonly lang: Language;
  readonly hash: Uint8Array;
  readonly proposalId: string | null;
}

/** Enters a petition with its text and the fact of its opening. */
export async function begin(tx: Tx, petition: Petition, words: Text, fact: PetitionFact): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(petitions).values({ ...petition, ...words, committeeId: tx.committeeId, factId });
}

/** The committee's answer in words, and who gave it. */
export interface Answer {
  readonly answer: string;
  readonly answerLang: Language;
  readonly answeredBy: string;
  readonly ground: DeclineGround | null;
}

/** Saves the next state together with the fact that led to it; neither can be written alone. */
export async function save(
  tx: Tx,
  next: Petition,
  fact: PetitionFact,
  answer: Answer | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { status, metBy, dueOn, meetingOn } = next;
  await tx.sql
    .update(petitions)
    .set({ status, metBy, dueOn, meetingOn, factId, ...(answer && { ...answer, answeredAt: tx.now }) })
    .where(is(tx, next.petitionId));
}

type Signature = typeof petitionSignatures.$inferInsert;

/** Whether a resident's name stands under a petition. */
export async function hasSigned(tx: Tx, petitionId: string, residentId: string): Promise<boolean> {
  const found = await tx.sql
    .select({ residentId: petitionSignatures.residentId })
    .from(petitionSignatures)
    .where(isBy(tx, petitionId, residentId));
  return found.length > 0;
}

/** Puts a name under it. */
export async function keepSignature(tx: Tx, row: Omit<Signature, "committeeId" | "at">): Promise<void> {
  await tx.sql.insert(petitionSignatures).values({ ...row, committeeId: tx.committeeId, at: tx.now });
}

/** Takes a name off again. */
export async function dropSignature(tx: Tx, petitionId: string, residentId: string): Promise<void> {
  await tx.sql.delete(petitionSignatures).where(isBy(tx, petitionId, residentId));
}

/** Of these signatures: how many people, from how many households, and how many representatives. Who left the roll does not count. */
const counted = `select count(*)::int as persons, count(distinct s.household_id)::int as households,
    (count(*) filter (where s.representative))::int as representatives
  from petition_signatures s
  join residents r on r.committee_id = s.committee_id and r.resident_id = s.resident_id and r.left_on is null`;

/** How the signatures of a petition count now. */
export async function countsOf(tx: Tx, petitionId: string): Promise<Counts> {
  const { rows } = await tx.raw.query<Counts>(`${counted} where s.committee_id = $1 and s.petition_id = $2`, [
    tx.committeeId,
    petitionId,
  ]);
  return rows[0] ?? { persons: 0, households: 0, representatives: 0 };
}

/** Whether a resident is a representative in office now. */
export async function isRepresentative(tx: Tx, residentId: string): Promise<boolean> {
  const { rows } = await tx.raw.query(
    `select from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
     where p.committee_id = $1 and m.resident_id = $2 and p.post = 'representative' and p.from_at <= $3 and p.until_at > $3`,
    [tx.committeeId, residentId, tx.now],
  );
  return rows.length > 0;
}

/** A petition as anybody may see it, with how its signatures count. */
export interface PetitionLine extends Petition, Counts {
  readonly title: string | null;
  readonly asks: string | null;
  readonly lang: Language;
  readonly building: string | null;
  readonly ground: DeclineGround | null;
  readonly answer: string | null;
  readonly answerLang: Language | null;
  readonly answeredAt: Date | null;
  readonly proposalYear: number | null;
  readonly proposalNumber: number | null;
  readonly proposalTitle: string | null;
}

const lines = `select p.petition_id as "petitionId", p.author_id as "authorId", p.meeting, p.status, p.year, p.number,
    p.opened_at as "openedAt", p.window_ends::text as "windowEnds", p.bases, p.rules, p.met_by as "metBy", p.due_on::text as "dueOn",
    p.meeting_on::text as "meetingOn", p.title, p.asks, p.lang, p.ground, p.answer, p.answer_lang as "answerLang",
    p.answered_at as "answeredAt", h.building, o.year as "proposalYear", o.number as "proposalNumber", v.title as "proposalTitle", c.*
  from petitions p
  join residents a on a.committee_id = p.committee_id and a.resident_id = p.author_id
  join households h on h.committee_id = a.committee_id and h.household_id = a.household_id
  left join proposals o on o.committee_id = p.committee_id and o.proposal_id = p.proposal_id
  left join proposal_versions v on v.committee_id = o.committee_id and v.proposal_id = o.proposal_id and v.version = o.version
  cross join lateral (${counted} where s.committee_id = p.committee_id and s.petition_id = p.petition_id) c`;

/** Where a page of the list ends. */
export interface Cursor {
  readonly openedAt: Date;
  readonly petitionId: string;
}

/** Petitions, newest first, a page: walked from where the last one ended. */
export async function page(
  tx: Tx,
  wanted: { readonly after: Cursor | null; readonly limit: number },
): Promise<readonly PetitionLine[]> {
  const after = wanted.after ?? {
    openedAt: new Date("9999-01-01T00:00:00Z"),
    petitionId: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  };
  const { rows } = await tx.raw.query<PetitionLine>({
    name: "petitions.page",
    text: `${lines} where p.committee_id = $1 and (p.opened_at, p.petition_id) < ($2, $3)
      order by p.opened_at desc, p.petition_id desc limit $4`,
    values: [tx.committeeId, after.openedAt, after.petitionId, wanted.limit],
  });
  return rows.map(readRow);
}

/** One petition by its number. */
export async function byNumber(tx: Tx, year: number, number: number): Promise<PetitionLine | null> {
  const { rows } = await tx.raw.query<PetitionLine>({
    name: "petitions.byNumber",
    text: `${lines} where p.committee_id = $1 and p.year = $2 and p.number = $3`,
    values: [tx.committeeId, year, number],
  });
  return rows[0] ? readRow(rows[0]) : null;
}

/** The petitions whose meeting is a duty that waits, the earliest date first. */
export async function waiting(tx: Tx): Promise<readonly PetitionLine[]> {
  const { rows } = await tx.raw.query<PetitionLine>({
    name: "petitions.waiting",
    text: `${lines} where p.committee_id = $1 and p.status = 'due' order by p.due_on, p.petition_id limit 50`,
    values: [tx.committeeId],
  });
  return rows.map(readRow);
}

/** Who signed, door by door: for the committee, which has to check the names. */
export async function signersOf(tx: Tx, petitionId: string) {
  const { rows } = await tx.raw.query<{
    residentId: string;
    name: string | null;
    building: string;
    stairwell: string;
    door: string;
    representative: boolean;
    onRoll: boolean;
    channel: "app" | "desk";
    at: Date;
  }>(
    `select s.resident_id as "residentId", r.name, h.building, h.stairwell, h.door, s.representative, r.left_on is null as "onRoll",
       s.channel, s.at
     from petition_signatures s
     join residents r on r.committee_id = s.committee_id and r.resident_id = s.resident_id
     join households h on h.committee_id = s.committee_id and h.household_id = s.household_id
     where s.committee_id = $1 and s.petition_id = $2
     order by h.building, h.stairwell, h.door, r.name limit 5000`,
    [tx.committeeId, petitionId],
  );
  return rows;
}

function is(tx: Tx, petitionId: string) {
  return and(eq(petitions.committeeId, tx.committeeId), eq(petitions.petitionId, petitionId));
}

function isBy(tx: Tx, petitionId: string, residentId: string) {
  return and(
    eq(petitionSignatures.committeeId, tx.committeeId),
    eq(petitionSignatures.petitionId, petitionId),
    eq(petitionSignatures.residentId, residentId),
  );
}
