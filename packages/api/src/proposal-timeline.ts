import type { Tx } from "@yishi/db/client";
import { ofProposal as consultationsOf } from "@yishi/db/consultations";
import { factsOf } from "@yishi/db/facts";
import { ofProposal as mergersOf } from "@yishi/db/mergers";
import { memberById } from "@yishi/db/members";
import type { AnyFact } from "@yishi/domain/facts";

/** What was done, oldest first: kinds and figures, and with which of the proposal's motions. */
export async function readTimeline(
  tx: Tx,
  proposalId: string,
  motions: readonly { readonly motionId: string; readonly ordinal: number }[],
) {
  const own = (await factsOf(tx, proposalId)).map((fact) => ({ ...fact, motion: null }));
  const ofMotions = [];
  for (const { motionId, ordinal } of motions)
    ofMotions.push(...(await factsOf(tx, motionId)).map((fact) => ({ ...fact, motion: ordinal })));
  const ofMergers = [];
  for (const { mergerId } of await mergersOf(tx, proposalId))
    ofMergers.push(...(await factsOf(tx, mergerId)).map((fact) => ({ ...fact, motion: null })));
  const beside = [];
  for (const { consultationId } of await consultationsOf(tx, proposalId))
    beside.push(...(await factsOf(tx, consultationId)).map((fact) => ({ ...fact, motion: null })));
  const kept = [...own, ...ofMotions, ...ofMergers, ...beside];
  const names = await namesOfRecused(tx, kept);
  return kept
    .map(({ kind, at, body, motion }) => ({
      kind,
      at,
      motion,
      figures: kind === "recusal.made" ? publicRecusal(body, names) : plainFigures(body),
    }))
    .filter(({ kind, figures: said }) => isPublicStep(kind, said))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** What is somebody's own, or is told by what it led to. */
const notTold: ReadonlySet<string> = new Set([
  ...["proposal.written", "proposal.nameShown", "vote.sheetFiled", "motion.followedUp"],
  ...["merger.mended", "merger.agreed", "support.declined"],
  // Whom a panel lacks is nobody's business; that it is complete is told.
  ...["consultation.chosen", "consultation.replacing"],
]);

/** Whether a fact is a step that the public is told of. Reviews that decided nothing yet are the reviewers' own. */
export function isPublicStep(kind: string, said: Readonly<Record<string, Plain>>): boolean {
  if (notTold.has(kind)) return false;
  if (kind === "proposal.cosponsored" || kind === "proposal.supportCarried")
    return said["reviewDue"] !== null;
  return kind !== "proposal.reviewed" || said["decides"] !== null;
}

/** The figures of a fact's body that stand by themselves. */
type Plain = string | number | boolean | null;

/** What of a fact can be told: figures, states and days, each by its name. */
export function plainFigures(body: object): Record<string, Plain> {
  const plain: Record<string, Plain> = {};
  for (const [key, value] of Object.entries<unknown>({ ...body })) {
    if (isPlain(value)) plain[key] = value;
  }
  return plain;
}

function isPlain(value: unknown): value is Plain {
  return (
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
  );
}

/** Who stepped back in a post of the committee's own is named; of everybody else the post alone is told, never the reason. */
function publicRecusal(body: object, names: ReadonlyMap<string, string>): Record<string, Plain> {
  const { post, named, memberId } = plainFigures(body);
  const name = named === true ? names.get(String(memberId)) : undefined;
  return { post: post ?? null, name: name ?? null };
}

async function namesOfRecused(tx: Tx, kept: readonly AnyFact[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { kind, body } of kept) {
    if (kind !== "recusal.made") continue;
    const { memberId } = plainFigures(body);
    const member = await memberById(tx, String(memberId));
    if (member) names.set(member.memberId, member.name);
  }
  return names;
}
