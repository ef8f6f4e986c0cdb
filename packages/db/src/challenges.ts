import type { Challenge, ChallengeFact, Ground, Verdict } from "@yishi/domain/challenges";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { challenges } from "./schema/challenges.ts";

type Row = typeof challenges.$inferInsert;

/** A challenge as it is kept, with of whom its answer speaks. */
export interface KeptChallenge extends Challenge {
  readonly unitId: string | null;
  readonly ofResidentId: string | null;
  readonly ofUnitId: string | null;
}

/** Keeps a challenge with its words. */
export async function keep(
  tx: Tx,
  row: Pick<
    Row,
    "challengeId" | "motionId" | "residentId" | "unitId" | "ground" | "words" | "lang" | "channel" | "dueAt"
  >,
  fact: ChallengeFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .insert(challenges)
    .values({ ...row, committeeId: tx.committeeId, status: "open", filedAt: tx.now, factId });
}

/** To which vote a challenge speaks. */
export async function motionOf(tx: Tx, challengeId: string): Promise<string | null> {
  const [found] = await tx.sql
    .select({ motionId: challenges.motionId })
    .from(challenges)
    .where(is(tx, challengeId));
  return found?.motionId ?? null;
}

/** A challenge, locked until the transaction ends. */
export async function lock(tx: Tx, challengeId: string): Promise<KeptChallenge | null> {
  const [found] = await tx.sql
    .select({
      challengeId: challenges.challengeId,
      motionId: challenges.motionId,
      residentId: challenges.residentId,
      unitId: challenges.unitId,
      status: challenges.status,
      verdict: challenges.verdict,
      proposedBy: challenges.proposedBy,
      ofResidentId: challenges.ofResidentId,
      ofUnitId: challenges.ofUnitId,
    })
    .from(challenges)
    .where(is(tx, challengeId))
    .for("update");
  return found ?? null;
}

/** Keeps what becomes of a challenge, with its fact. */
export async function save(
  tx: Tx,
  challengeId: string,
  next: Partial<
    Pick<
      Row,
      | "status"
      | "verdict"
      | "ofResidentId"
      | "ofUnitId"
      | "answer"
      | "answerLang"
      | "proposedBy"
      | "proposedAt"
      | "differs"
      | "answeredBy"
      | "answeredAt"
    >
  >,
  fact: ChallengeFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(challenges)
    .set({ ...next, factId })
    .where(is(tx, challengeId));
}

/** How many of a vote wait for their answer: of everybody, or of one resident or one unit. */
export async function countWaiting(
  tx: Tx,
  motionId: string,
  of: { readonly residentId: string | null; readonly unitId: string | null } | null = null,
): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    `select count(*)::int as count from challenges where committee_id = $1 and motion_id = $2
       and status in ('open', 'proposed') and ($3::boolean or resident_id = $4 or unit_id = $5)`,
    [tx.committeeId, motionId, of === null, of?.residentId ?? null, of?.unitId ?? null],
  );
  return rows[0]?.count ?? 0;
}

/** What everybody is told of the challenges to a vote: how many there were, wait, and were answered in which way. */
export interface ChallengeFigures extends Readonly<Record<Verdict, number>> {
  readonly filed: number;
  readonly waiting: number;
}

/** The figures of the challenges to a vote; who took theirs back is not among them. */
export async function figuresOf(tx: Tx, motionId: string): Promise<ChallengeFigures> {
  const answered = (verdict: Verdict) =>
    `count(*) filter (where status = 'answered' and verdict = '${verdict}')::int as "${verdict}"`;
  const { rows } = await tx.raw.query<ChallengeFigures>(
    `select count(*)::int as filed, count(*) filter (where status in ('open', 'proposed'))::int as waiting,
       ${answered("added")}, ${answered("struck")}, ${answered("corrected")}, ${answered("refused")}, ${answered("tooLate")}
     from challenges where committee_id = $1 and motion_id = $2 and status <> 'withdrawn'`,
    [tx.committeeId, motionId],
  );
  const [found] = rows;
  if (!found) throw new Error("a count has one row");
  return found;
}

/** A challenge with everything that those who answer it, or who filed it, may read. */
export interface ChallengeLine {
  readonly challengeId: string;
  readonly residentId: string | null;
  readonly ground: Ground;
  readonly words: string | null;
  readonly lang: Language;
  readonly status: Challenge["status"];
  readonly verdict: Verdict | null;
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly answer: string | null;
  readonly answerLang: Language | null;
  readonly answeredAt: Date | null;
  readonly proposedAt: Date | null;
  readonly proposedBy: string | null;
  readonly proposer: string | null;
  readonly differs: string | null;
  readonly answerer: string | null;
  /** Who filed it: somebody, or the owners of a unit; and of whom the answer speaks. */
  readonly name: string | null;
  readonly building: string | null;
  readonly stairwell: string | null;
  readonly door: string | null;
  readonly ofResidentId: string | null;
  readonly ofUnitId: string | null;
  readonly ofName: string | null;
  readonly ofBuilding: string | null;
  readonly ofStairwell: string | null;
  readonly ofDoor: string | null;
}

/** The challenges to a vote, what waits first and the nearest day first; of one resident or unit alone, where one is named. */
export async function ofMotion(
  tx: Tx,
  motionId: string,
  of: { readonly residentId: string | null; readonly unitId: string | null } | null = null,
): Promise<readonly ChallengeLine[]> {
  const { rows } = await tx.raw.query<ChallengeLine>(
    `select c.challenge_id as "challengeId", c.resident_id as "residentId", c.ground, c.words, c.lang, c.status, c.verdict,
       c.filed_at as "filedAt", c.due_at as "dueAt", c.answer, c.answer_lang as "answerLang", c.answered_at as "answeredAt",
       c.proposed_at as "proposedAt", c.proposed_by as "proposedBy", p.name as proposer, c.differs, a.name as answerer,
       r.name, coalesce(h.building, u.building) as building, coalesce(h.stairwell, u.stairwell) as stairwell,
       coalesce(h.door, u.door) as door, c.of_resident_id as "ofResidentId", c.of_unit_id as "ofUnitId", o.name as "ofName",
       coalesce(k.building, v.building) as "ofBuilding", coalesce(k.stairwell, v.stairwell) as "ofStairwell",
       coalesce(k.door, v.door) as "ofDoor"
     from challenges c
     left join residents r on r.committee_id = c.committee_id and r.resident_id = c.resident_id
     left join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     left join units u on u.committee_id = c.committee_id and u.unit_id = c.unit_id
     left join residents o on o.committee_id = c.committee_id and o.resident_id = c.of_resident_id
     left join households k on k.committee_id = o.committee_id and k.household_id = o.household_id
     left join units v on v.committee_id = c.committee_id and v.unit_id = c.of_unit_id
     left join members p on p.committee_id = c.committee_id and p.member_id = c.proposed_by
     left join members a on a.committee_id = c.committee_id and a.member_id = c.answered_by
     where c.committee_id = $1 and c.motion_id = $2 and ($3::boolean or c.resident_id = $4 or c.unit_id = $5)
     order by c.status in ('open', 'proposed') desc, c.due_at, c.filed_at limit 200`,
    [tx.committeeId, motionId, of === null, of?.residentId ?? null, of?.unitId ?? null],
  );
  return rows;
}

function is(tx: Tx, challengeId: string) {
  return and(eq(challenges.committeeId, tx.committeeId), eq(challenges.challengeId, challengeId));
}
