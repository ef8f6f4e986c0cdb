import type { Day } from "@yishi/domain/calendar";
import type { Motion, MotionFact } from "@yishi/domain/motions";
import type { Option } from "@yishi/domain/motions/forms";
import { leading } from "@yishi/domain/motions/several";
import type { Language } from "@yishi/domain/texts";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { follow, lock as lockProposal } from "./proposals.ts";
import { motions, motionVersions } from "./schema/proposals.ts";
import { resolutions } from "./schema/resolutions.ts";

/** The words and figures of one version of a motion. */
export interface MotionWords {
  readonly question: string;
  readonly text: string;
  readonly costYuan: number;
  readonly moneySource: string;
  readonly carriedOutBy: string;
  readonly doneBy: Day;
  readonly ifRejected: string;
  /** Why this body is asked as well; of a first motion nothing. */
  readonly why?: string | undefined;
  /** What can be chosen between, in their places; of a question by yes or no nothing. */
  readonly options?: readonly Option[] | undefined;
  readonly lang: Language;
}

const state = {
  motionId: motions.motionId,
  proposalId: motions.proposalId,
  ordinal: motions.ordinal,
  repeats: motions.repeats,
  status: motions.status,
  version: motions.version,
  electorate: motions.electorate,
  scope: motions.scope,
  special: motions.special,
  form: motions.form,
  options: motions.options,
  agreement: motions.agreement,
  agreeBy: motions.agreeBy,
  rules: motions.rules,
  priorStudyOn: motions.priorStudyOn,
  noticedAt: motions.noticedAt,
  opensAt: motions.opensAt,
  closesAt: motions.closesAt,
  appBallotsCount: motions.appBallotsCount,
  seats: motions.seats,
  areaSquareCentimetres: motions.areaSquareCentimetres,
  countedAt: motions.countedAt,
  outcome: motions.outcome,
  followUp: motions.followUp,
  noticeEnds: resolutions.noticeEnds,
};
const published = and(
  eq(resolutions.committeeId, motions.committeeId),
  eq(resolutions.motionId, motions.motionId),
);

/**
 * A motion's state, locked until the transaction ends. The lock is taken before the state is read: whoever waited for
 * it would otherwise see the motion as it is and its resolution as it was.
 */
export async function lock(tx: Tx, motionId: string): Promise<Motion | null> {
  await tx.sql.select({ motionId: motions.motionId }).from(motions).where(is(tx, motionId)).for("update");
  return read(tx, motionId);
}

/** A motion's state as it is now. */
export async function read(tx: Tx, motionId: string): Promise<Motion | null> {
  const [found] = await tx.sql
    .select(state)
    .from(motions)
    .leftJoin(resolutions, published)
    .where(is(tx, motionId));
  return found ?? null;
}

/** The motions of a proposal, in their order. */
export async function ofProposal(tx: Tx, proposalId: string): Promise<readonly Motion[]> {
  return tx.sql
    .select(state)
    .from(motions)
    .leftJoin(resolutions, published)
    .where(and(eq(motions.committeeId, tx.committeeId), eq(motions.proposalId, proposalId)))
    .orderBy(asc(motions.ordinal));
}

/**
 * Saves the next state with its fact; the proposal's status follows under the same fact. Answers with the fact's id. The
 * proposal is locked before its other motions are read: of two that move at once, the second sees where the first came to.
 */
export async function save(
  tx: Tx,
  next: Motion,
  fact: MotionFact,
  more: { readonly convenerId?: string; readonly priorStudyReference?: string } = {},
): Promise<string> {
  const factId = await keepFact(tx, fact);
  const { noticeEnds: _kept, ...columns } = next;
  const row = { ...columns, ...more, factId };
  await tx.sql
    .insert(motions)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({ target: [motions.committeeId, motions.motionId], set: row });
  const proposal = await lockProposal(tx, next.proposalId);
  const others = (await ofProposal(tx, next.proposalId)).filter((one) => one.motionId !== next.motionId);
  const { status, ordinal } = leading({ firstYes: proposal?.firstYes ?? null }, [next, ...others]) ?? next;
  await follow(tx, next.proposalId, { status, lead: ordinal, factId });
  return factId;
}

/** Keeps the words of a version with their hash. */
export async function keepWords(
  tx: Tx,
  version: MotionWords & { readonly motionId: string; readonly version: number; readonly hash: Uint8Array },
): Promise<void> {
  await tx.sql.insert(motionVersions).values({ ...version, committeeId: tx.committeeId, writtenAt: tx.now });
}

/** Gives a second vote the words of the first, version and hash and all. */
export async function copyWords(
  tx: Tx,
  first: Pick<Motion, "motionId" | "version">,
  second: Pick<Motion, "motionId">,
): Promise<void> {
  await tx.raw.query(
    `insert into motion_versions (committee_id, motion_id, version, question, text, cost_yuan, money_source, carried_out_by,
       done_by, if_rejected, why, options, lang, hash, written_at, erased_at, erased_ground)
     select committee_id, $3, version, question, text, cost_yuan, money_source, carried_out_by,
       done_by, if_rejected, why, options, lang, hash, written_at, erased_at, erased_ground
     from motion_versions where committee_id = $1 and motion_id = $2 and version = $4`,
    [tx.committeeId, first.motionId, second.motionId, first.version],
  );
}

/** The words of a version, with null where they were erased under the law. */
export async function wordsOf(tx: Tx, motionId: string, version: number) {
  const [found] = await tx.sql
    .select({
      question: motionVersions.question,
      text: motionVersions.text,
      costYuan: motionVersions.costYuan,
      moneySource: motionVersions.moneySource,
      carriedOutBy: motionVersions.carriedOutBy,
      doneBy: motionVersions.doneBy,
      ifRejected: motionVersions.ifRejected,
      why: motionVersions.why,
      options: motionVersions.options,
      lang: motionVersions.lang,
    })
    .from(motionVersions)
    .where(
      and(
        eq(motionVersions.committeeId, tx.committeeId),
        eq(motionVersions.motionId, motionId),
        eq(motionVersions.version, version),
      ),
    );
  return found ?? null;
}

function is(tx: Tx, motionId: string) {
  return and(eq(motions.committeeId, tx.committeeId), eq(motions.motionId, motionId));
}
