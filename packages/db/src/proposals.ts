import type { Language } from "@yishi/domain/texts";
import type { Proposal, ProposalFact, Review, Status } from "@yishi/domain/proposals";
import { and, asc, desc, eq, gte } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { members } from "./schema/members.ts";
import { cosponsors, proposals, proposalVersions, reviews } from "./schema/proposals.ts";

const state = {
  proposalId: proposals.proposalId,
  authorId: proposals.authorId,
  status: proposals.status,
  version: proposals.version,
  authorNamed: proposals.authorNamed,
  year: proposals.year,
  number: proposals.number,
  openedAt: proposals.openedAt,
  windowEnds: proposals.windowEnds,
  cosponsors: proposals.cosponsors,
  cosponsorsNeeded: proposals.cosponsorsNeeded,
  reviewDue: proposals.reviewDue,
  firstYes: proposals.firstYes,
  rules: proposals.rules,
};

/** The words of one version. */
export interface Words {
  readonly title: string;
  readonly problem: string;
  readonly wish: string;
  readonly touches: string;
  readonly cost: string;
  readonly lang: Language;
}

/** A proposal's state, locked until the transaction ends. */
export async function lock(tx: Tx, proposalId: string): Promise<Proposal | null> {
  const [found] = await tx.sql.select(state).from(proposals).where(is(tx, proposalId)).for("update");
  return found ?? null;
}

/** A proposal's state, to be shown. */
export async function read(tx: Tx, proposalId: string): Promise<Proposal | null> {
  const [found] = await tx.sql.select(state).from(proposals).where(is(tx, proposalId));
  return found ?? null;
}

/** Saves the next state together with the fact that led to it; neither can be written alone. */
export async function save(tx: Tx, next: Proposal, fact: ProposalFact): Promise<string> {
  const factId = await keepFact(tx, fact);
  const row = { ...next, changedAt: tx.now, factId };
  await tx.sql
    .insert(proposals)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({ target: [proposals.committeeId, proposals.proposalId], set: row });
  return factId;
}

/** Keeps the words of a version with their hash. */
export async function keepWords(
  tx: Tx,
  version: Words & { readonly proposalId: string; readonly version: number; readonly hash: Uint8Array },
): Promise<void> {
  await tx.sql
    .insert(proposalVersions)
    .values({ ...version, committeeId: tx.committeeId, writtenAt: tx.now });
}

/** The words of a version, with null where they were erased under the law. */
export async function wordsOf(tx: Tx, proposalId: string, version: number) {
  const [found] = await tx.sql
    .select({
      title: proposalVersions.title,
      problem: proposalVersions.problem,
      wish: proposalVersions.wish,
      touches: proposalVersions.touches,
      cost: proposalVersions.cost,
      lang: proposalVersions.lang,
    })
    .from(proposalVersions)
    .where(
      and(
        eq(proposalVersions.committeeId, tx.committeeId),
        eq(proposalVersions.proposalId, proposalId),
        eq(proposalVersions.version, version),
      ),
    );
  return found ?? null;
}

/** The words of every version from one on, first to last, with null where they were erased under the law. */
export async function versionsFrom(tx: Tx, proposalId: string, from: number) {
  return tx.sql
    .select({
      version: proposalVersions.version,
      title: proposalVersions.title,
      problem: proposalVersions.problem,
      wish: proposalVersions.wish,
      touches: proposalVersions.touches,
      cost: proposalVersions.cost,
      lang: proposalVersions.lang,
      writtenAt: proposalVersions.writtenAt,
    })
    .from(proposalVersions)
    .where(
      and(
        eq(proposalVersions.committeeId, tx.committeeId),
        eq(proposalVersions.proposalId, proposalId),
        gte(proposalVersions.version, from),
      ),
    )
    .orderBy(asc(proposalVersions.version));
}

/** The id behind a public number. */
export async function idByNumber(tx: Tx, year: number, number: number): Promise<string | null> {
  const [found] = await tx.sql
    .select({ proposalId: proposals.proposalId })
    .from(proposals)
    .where(
      and(eq(proposals.committeeId, tx.committeeId), eq(proposals.year, year), eq(proposals.number, number)),
    );
  return found?.proposalId ?? null;
}

/** Whether a resident has put their name to a proposal. */
export async function hasCosponsored(tx: Tx, proposalId: string, residentId: string): Promise<boolean> {
  const found = await tx.sql
    .select({ residentId: cosponsors.residentId })
    .from(cosponsors)
    .where(
      and(
        eq(cosponsors.committeeId, tx.committeeId),
        eq(cosponsors.proposalId, proposalId),
        eq(cosponsors.residentId, residentId),
      ),
    );
  return found.length > 0;
}

type CosponsorRow = typeof cosponsors.$inferInsert;

/** Keeps a co-sponsor's name with the channel through which it came. */
export async function keepCosponsor(tx: Tx, row: Omit<CosponsorRow, "committeeId" | "at">): Promise<void> {
  await tx.sql.insert(cosponsors).values({ ...row, committeeId: tx.committeeId, at: tx.now });
}

/** The reviews of one version, first to last. */
export async function reviewsOf(tx: Tx, proposalId: string, version: number): Promise<readonly Review[]> {
  return tx.sql
    .select({
      reviewerId: reviews.reviewerId,
      fromCommittee: reviews.fromCommittee,
      verdict: reviews.verdict,
      firstYes: reviews.firstYes,
    })
    .from(reviews)
    .where(
      and(
        eq(reviews.committeeId, tx.committeeId),
        eq(reviews.proposalId, proposalId),
        eq(reviews.version, version),
      ),
    );
}

type ReviewRow = typeof reviews.$inferInsert;

/** Keeps what a reviewer found, with the reason in words. */
export async function keepReview(tx: Tx, row: Omit<ReviewRow, "committeeId" | "at">): Promise<void> {
  await tx.sql.insert(reviews).values({ ...row, committeeId: tx.committeeId, at: tx.now });
}

/** The newest version that was returned, and the reasons given: what the author has to mend. */
export async function returnedReasons(tx: Tx, proposalId: string) {
  return tx.sql
    .select({ version: reviews.version, ground: reviews.ground, reason: reviews.reason, at: reviews.at })
    .from(reviews)
    .where(
      and(
        eq(reviews.committeeId, tx.committeeId),
        eq(reviews.proposalId, proposalId),
        eq(reviews.verdict, "return"),
      ),
    )
    .orderBy(desc(reviews.version), desc(reviews.at));
}

/** The names that co-sponsors chose to show. */
export async function publicCosponsors(tx: Tx, proposalId: string) {
  const { rows } = await tx.raw.query<{ name: string; building: string }>(
    `select r.name, h.building from cosponsors c
     join residents r on r.committee_id = c.committee_id and r.resident_id = c.resident_id and r.name is not null
     join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where c.committee_id = $1 and c.proposal_id = $2 and c.name_public order by c.at`,
    [tx.committeeId, proposalId],
  );
  return rows;
}

/** The name under which a member acts. */
export async function nameOfMember(tx: Tx, memberId: string): Promise<string | null> {
  const [found] = await tx.sql
    .select({ name: members.name })
    .from(members)
    .where(and(eq(members.committeeId, tx.committeeId), eq(members.memberId, memberId)));
  return found?.name ?? null;
}

/** The motion's progress is the proposal's: its status follows, under the motion's fact. */
export async function follow(tx: Tx, proposalId: string, status: Status, factId: string): Promise<void> {
  await tx.sql.update(proposals).set({ status, changedAt: tx.now, factId }).where(is(tx, proposalId));
}

function is(tx: Tx, proposalId: string) {
  return and(eq(proposals.committeeId, tx.committeeId), eq(proposals.proposalId, proposalId));
}
