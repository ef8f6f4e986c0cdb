import type { Check, Checker, Expert, ExpertFact, FieldAdded, Kept, Paper } from "@yishi/domain/experts";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { expertChecks, expertFields, expertNamings, experts } from "./schema/experts.ts";

const state = {
  expertId: experts.expertId,
  memberId: experts.memberId,
  status: experts.status,
  round: experts.round,
  confirmBy: experts.confirmBy,
  termEnds: experts.termEnds,
};

/** An entry of the register, locked until the transaction ends: checks come one after the other. */
export async function lock(tx: Tx, expertId: string): Promise<Expert | null> {
  const [found] = await tx.sql.select(state).from(experts).where(is(tx, expertId)).for("update");
  return found ?? null;
}

/** The entry of a member, locked; two applications of the same person take turns at the member. */
export async function lockOfMember(tx: Tx, memberId: string): Promise<Expert | null> {
  await tx.raw.query("select from members where committee_id = $1 and member_id = $2 for update", [
    tx.committeeId,
    memberId,
  ]);
  const [found] = await tx.sql
    .select(state)
    .from(experts)
    .where(and(eq(experts.committeeId, tx.committeeId), eq(experts.memberId, memberId)))
    .for("update");
  return found ?? null;
}

/** What an expert tells of themselves; all of it is public once it was checked. */
export interface Profile {
  readonly fields: readonly string[];
  readonly formerPost: string;
  readonly years: number;
  readonly motto: string | null;
  readonly lang: Language;
}

/** Enters or saves an entry with the fact that led to it. */
export async function save(
  tx: Tx,
  next: Expert,
  fact: ExpertFact,
  profile: Profile | null = null,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { expertId, memberId, status, round, confirmBy, termEnds } = next;
  const told = profile && { ...profile, fields: [...profile.fields] };
  const row = { memberId, status, round, confirmBy, termEnds, factId, ...told };
  const saved = await tx.sql
    .update(experts)
    .set(row)
    .where(is(tx, expertId))
    .returning({ expertId: experts.expertId });
  if (saved.length > 0) return;
  const { committeeId, now: begunAt } = tx;
  await tx.sql.insert(experts).values({ committeeId, expertId, begunAt, fields: [], ...row });
}

/** Who checked an application, of this round. */
export async function checksOf(tx: Tx, { expertId, round }: Expert): Promise<readonly Check[]> {
  return tx.sql
    .select({ checkerId: expertChecks.checkerId, asOf: expertChecks.asOf })
    .from(expertChecks)
    .where(
      and(
        eq(expertChecks.committeeId, tx.committeeId),
        eq(expertChecks.expertId, expertId),
        eq(expertChecks.round, round),
      ),
    );
}

/** Writes down what a checker saw. */
export async function keepCheck(
  tx: Tx,
  { expertId, round }: Expert,
  seen: {
    readonly checkerId: string;
    readonly asOf: Checker;
    readonly seen: Paper;
    readonly issuer: string;
  },
): Promise<void> {
  await tx.sql
    .insert(expertChecks)
    .values({ ...seen, committeeId: tx.committeeId, expertId, round, at: tx.now });
}

/** The one of voting age whom a name and a building mean; none where nobody or several are called so. */
export async function residentNamed(
  tx: Tx,
  wanted: { readonly name: string; readonly building: string; readonly bornUntil: string },
): Promise<{ readonly residentId: string; readonly name: string } | null> {
  const { rows } = await tx.raw.query<{ residentId: string; name: string }>(
    `select r.resident_id as "residentId", r.name from residents r
     join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.name = $2 and h.building = $3 and r.left_on is null
       and (r.born is null or r.born <= $4) limit 2`,
    [tx.committeeId, wanted.name, wanted.building, wanted.bornUntil],
  );
  const [only, another] = rows;
  return only && !another ? only : null;
}

/** Who named somebody, locked through the one who is named: of two at once the second counts the first. */
export async function namersOf(tx: Tx, residentId: string): Promise<readonly string[]> {
  await tx.raw.query("select from residents where committee_id = $1 and resident_id = $2 for update", [
    tx.committeeId,
    residentId,
  ]);
  const rows = await tx.sql
    .select({ namerId: expertNamings.namerId })
    .from(expertNamings)
    .where(and(eq(expertNamings.committeeId, tx.committeeId), eq(expertNamings.residentId, residentId)));
  return rows.map(({ namerId }) => namerId);
}

/** Writes down that somebody named a neighbour. */
export async function keepNaming(
  tx: Tx,
  named: { readonly residentId: string; readonly namerId: string; readonly channel: "app" | "desk" },
  fact: Kept,
): Promise<void> {
  await keepFact(tx, fact);
  await tx.sql.insert(expertNamings).values({ ...named, committeeId: tx.committeeId, at: tx.now });
}

/** Once somebody has said yes or no, nobody needs to know any more who named them. */
export async function dropNamings(tx: Tx, memberId: string): Promise<void> {
  await tx.raw.query(
    `delete from expert_namings n using members m where n.committee_id = $1 and m.committee_id = n.committee_id
       and m.member_id = $2 and n.resident_id = m.resident_id`,
    [tx.committeeId, memberId],
  );
}

/** A field that a committee added. */
export interface OwnField {
  readonly fieldId: string;
  readonly name: string;
  readonly lang: Language;
}

/** The fields that a committee added beside the common ones, the oldest first. */
export async function ownFields(tx: Tx): Promise<readonly OwnField[]> {
  return tx.sql
    .select({ fieldId: expertFields.fieldId, name: expertFields.name, lang: expertFields.lang })
    .from(expertFields)
    .where(eq(expertFields.committeeId, tx.committeeId))
    .orderBy(asc(expertFields.at), asc(expertFields.fieldId));
}

/** Adds a field; answers whether it was new. */
export async function addField(
  tx: Tx,
  field: OwnField & { readonly addedBy: string },
  fact: FieldAdded,
): Promise<boolean> {
  await keepFact(tx, fact);
  const made = await tx.sql
    .insert(expertFields)
    .values({ ...field, committeeId: tx.committeeId, at: tx.now })
    .onConflictDoNothing()
    .returning({ fieldId: expertFields.fieldId });
  return made.length > 0;
}

/** An entry with who it is. Where they live is not among it. */
export interface ExpertLine extends Expert {
  readonly name: string;
  readonly fields: readonly string[];
  readonly formerPost: string | null;
  readonly years: number | null;
  readonly motto: string | null;
  readonly lang: Language | null;
  readonly begunAt: Date;
}

const lines = `select e.expert_id as "expertId", e.member_id as "memberId", e.status, e.round, e.confirm_by::text as "confirmBy",
    e.term_ends::text as "termEnds", m.name, e.fields, e.former_post as "formerPost", e.years, e.motto, e.lang, e.begun_at as "begunAt"
  from experts e join members m on m.committee_id = e.committee_id and m.member_id = e.member_id and m.left_at is null`;

/** Everybody on the register in one of these states, by when they came to it. */
export async function register(
  tx: Tx,
  statuses: readonly Expert["status"][],
): Promise<readonly ExpertLine[]> {
  const { rows } = await tx.raw.query<ExpertLine>({
    name: "experts.register",
    text: `${lines} where e.committee_id = $1 and e.status = any($2) order by e.begun_at, e.expert_id limit 500`,
    values: [tx.committeeId, statuses],
  });
  return rows;
}

/** One entry with who it is. */
export async function one(tx: Tx, expertId: string): Promise<ExpertLine | null> {
  const { rows } = await tx.raw.query<ExpertLine>({
    name: "experts.one",
    text: `${lines} where e.committee_id = $1 and e.expert_id = $2`,
    values: [tx.committeeId, expertId],
  });
  return rows[0] ?? null;
}

/** The entry of a member. */
export async function ofMember(tx: Tx, memberId: string): Promise<ExpertLine | null> {
  const { rows } = await tx.raw.query<ExpertLine>({
    name: "experts.ofMember",
    text: `${lines} where e.committee_id = $1 and e.member_id = $2`,
    values: [tx.committeeId, memberId],
  });
  return rows[0] ?? null;
}

/** The entry of somebody on the roll. */
export async function ofResident(tx: Tx, residentId: string): Promise<ExpertLine | null> {
  const { rows } = await tx.raw.query<ExpertLine>({
    name: "experts.ofResident",
    text: `${lines} where e.committee_id = $1 and m.resident_id = $2`,
    values: [tx.committeeId, residentId],
  });
  return rows[0] ?? null;
}

/** What was seen of each application that waits, and by whom. */
export async function seenOf(tx: Tx, expertIds: readonly string[]) {
  const { rows } = await tx.raw.query<{
    expertId: string;
    checkerId: string;
    checker: string;
    asOf: Checker;
    seen: Paper;
    issuer: string;
    at: Date;
  }>(
    `select c.expert_id as "expertId", c.checker_id as "checkerId", m.name as checker, c.as_of as "asOf", c.seen, c.issuer, c.at
     from expert_checks c
     join experts e on e.committee_id = c.committee_id and e.expert_id = c.expert_id and e.round = c.round
     join members m on m.committee_id = c.committee_id and m.member_id = c.checker_id
     where c.committee_id = $1 and c.expert_id = any($2) order by c.at`,
    [tx.committeeId, expertIds],
  );
  return rows;
}

function is(tx: Tx, expertId: string) {
  return and(eq(experts.committeeId, tx.committeeId), eq(experts.expertId, expertId));
}
