import type { Motion } from "@yishi/domain/motions";
import type {
  Answered,
  CourtCaseAccepted,
  CourtCaseEnded,
  Objected,
  Objection,
} from "@yishi/domain/objections";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { save } from "./motions.ts";
import { members } from "./schema/members.ts";
import { courtCases, objections } from "./schema/resolutions.ts";

type ObjectionRow = typeof objections.$inferInsert;

/** Whether somebody has objected to a decision before. */
export async function hasObjected(tx: Tx, motionId: string, personId: string): Promise<boolean> {
  const { rowCount } = await tx.raw.query(
    `select from objections where committee_id = $1 and motion_id = $2 and coalesce(resident_id, member_id) = $3`,
    [tx.committeeId, motionId, personId],
  );
  return rowCount === 1;
}

/** Keeps an objection with its words; the motion's next state goes under the same fact. */
export async function keep(
  tx: Tx,
  next: Motion,
  row: Pick<
    ObjectionRow,
    "residentId" | "memberId" | "asSupervisor" | "building" | "text" | "lang" | "channel"
  >,
  fact: Objected,
): Promise<void> {
  const factId = await save(tx, next, fact);
  await tx.sql.insert(objections).values({
    ...{ ...row, ...fact.body, committeeId: tx.committeeId, motionId: next.motionId },
    ...{ status: "open" as const, filedAt: tx.now, factId },
  });
}

/** An objection, read after its motion was locked. */
export async function read(tx: Tx, objectionId: string): Promise<Objection | null> {
  const [found] = await tx.sql
    .select({
      objectionId: objections.objectionId,
      motionId: objections.motionId,
      residentId: objections.residentId,
      memberId: objections.memberId,
      status: objections.status,
      code: objections.code,
      dueOn: objections.dueOn,
    })
    .from(objections)
    .where(is(tx, objectionId));
  return found ?? null;
}

/** How many objections to a decision wait for their answer, this one not counted. */
export async function othersWaiting(tx: Tx, { motionId, objectionId }: Objection): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(*)::int as count from objections
     where committee_id = $1 and motion_id = $2 and objection_id <> $3 and status = 'open'`,
    [tx.committeeId, motionId, objectionId],
  );
  return rows[0]?.count ?? 0;
}

/** Keeps the answer with its reason; the motion's next state goes under the same fact. */
export async function keepAnswer(
  tx: Tx,
  next: Motion,
  said: { readonly answer: string; readonly lang: Language },
  fact: Answered,
): Promise<void> {
  const factId = await save(tx, next, fact);
  const answered = { answeredAt: tx.now, answeredBy: fact.actorId, answer: said.answer };
  await tx.sql
    .update(objections)
    .set({ ...answered, status: fact.body.verdict, answerLang: said.lang, factId })
    .where(is(tx, fact.body.objectionId));
}

/** The objections to a decision as everybody reads them, oldest first: by building and role, never by name. */
export async function ofMotion(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      objectionId: objections.objectionId,
      residentId: objections.residentId,
      memberId: objections.memberId,
      asSupervisor: objections.asSupervisor,
      building: objections.building,
      ground: objections.ground,
      code: objections.code,
      text: objections.text,
      lang: objections.lang,
      status: objections.status,
      filedAt: objections.filedAt,
      dueOn: objections.dueOn,
      answeredAt: objections.answeredAt,
      answer: objections.answer,
      answerLang: objections.answerLang,
      answeredBy: members.name,
    })
    .from(objections)
    .leftJoin(
      members,
      and(eq(members.committeeId, objections.committeeId), eq(members.memberId, objections.answeredBy)),
    )
    .where(and(eq(objections.committeeId, tx.committeeId), eq(objections.motionId, motionId)))
    .orderBy(asc(objections.filedAt), asc(objections.objectionId));
}

/** The court's cases against a decision, oldest first. */
export async function courtCasesOf(tx: Tx, motionId: string) {
  return tx.sql
    .select({
      caseId: courtCases.caseId,
      court: courtCases.court,
      acceptedOn: courtCases.acceptedOn,
      reference: courtCases.reference,
      endedOn: courtCases.endedOn,
      endedHow: courtCases.endedHow,
      endedReference: courtCases.endedReference,
    })
    .from(courtCases)
    .where(and(eq(courtCases.committeeId, tx.committeeId), eq(courtCases.motionId, motionId)))
    .orderBy(asc(courtCases.acceptedOn), asc(courtCases.caseId));
}

/** The case that is open against a decision, read after its motion was locked. */
export async function openCase(tx: Tx, motionId: string) {
  const [found] = await tx.sql
    .select({ caseId: courtCases.caseId, acceptedOn: courtCases.acceptedOn })
    .from(courtCases)
    .where(
      and(
        eq(courtCases.committeeId, tx.committeeId),
        eq(courtCases.motionId, motionId),
        isNull(courtCases.endedOn),
      ),
    );
  return found ?? null;
}

/** Keeps that a court took a case. */
export async function keepCase(
  tx: Tx,
  next: Motion,
  paper: { readonly court: string; readonly reference: string },
  fact: CourtCaseAccepted,
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { caseId, on } = fact.body;
  const { motionId } = next;
  await tx.sql
    .insert(courtCases)
    .values({ ...paper, committeeId: tx.committeeId, caseId, motionId, acceptedOn: on, factId });
}

/** Keeps how it ended. */
export async function keepCaseEnd(
  tx: Tx,
  next: Motion,
  reference: string,
  fact: CourtCaseEnded,
): Promise<void> {
  const factId = await save(tx, next, fact);
  const { caseId, on, end } = fact.body;
  await tx.sql
    .update(courtCases)
    .set({ endedOn: on, endedHow: end, endedReference: reference, factId })
    .where(and(eq(courtCases.committeeId, tx.committeeId), eq(courtCases.caseId, caseId)));
}

function is(tx: Tx, objectionId: string) {
  return and(eq(objections.committeeId, tx.committeeId), eq(objections.objectionId, objectionId));
}
