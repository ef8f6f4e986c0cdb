import type { Tx } from "@yishi/db/client";
import { dropAnswer } from "@yishi/db/deciders";
import * as store from "@yishi/db/mergers";
import * as proposals from "@yishi/db/proposals";
import type { Agreed, Merger, Two } from "@yishi/domain/mergers";
import { apply as applyToProposal, type Proposal } from "@yishi/domain/proposals";
import { found } from "./accept.ts";
import { hashOfWords } from "./hashes.ts";
import { language, line, words } from "./inputs.ts";
import { limits } from "@yishi/domain/texts";
import { notRecused } from "./recusal.ts";
import type { Asker } from "./trpc.ts";

/** A common text, as it is written: the same parts as a proposal has. */
export const commonText = {
  title: line(limits.title),
  problem: words(limits.problem),
  wish: words(limits.wish),
  touches: words(limits.touches),
  cost: words(limits.cost),
  lang: language,
};

/** Both proposals, locked: whatever is asked of two of them locks the same one first, so that none waits for the other. */
export async function lockTwo(tx: Tx, fromId: string, intoId: string): Promise<Two> {
  const locked = new Map<string, Proposal>();
  for (const proposalId of [...new Set([fromId, intoId])].sort()) {
    const proposal = await proposals.lock(tx, proposalId);
    locked.set(proposalId, found(proposal?.openedAt ? proposal : null));
  }
  return { from: found(locked.get(fromId)), into: found(locked.get(intoId)) };
}

/** A merger with its two proposals, all locked: the proposals first. */
export async function lockMerger(tx: Tx, mergerId: string) {
  const { fromId, intoId } = found(await store.read(tx, mergerId));
  const two = await lockTwo(tx, fromId, intoId);
  return { two, merger: found(await store.lock(tx, mergerId)) };
}

/** Refuses a clerk, or whoever suggests it, who stepped back from one of both. */
export async function notRecusedFromTwo(
  acting: { readonly tx: Tx; readonly asker: Asker },
  { from, into }: Two,
): Promise<void> {
  for (const { proposalId } of [from, into]) await notRecused(acting, proposalId);
}

/** Makes one of two, where both have said yes: the one goes, the other has its next version; or nothing of it happens. */
export async function unite(
  tx: Tx,
  { from, into }: Two,
  united: Agreed["united"],
  text: proposals.Words,
): Promise<void> {
  if (!united) return;
  await proposals.save(tx, applyToProposal(from, united.from), united.from);
  await dropAnswer(tx, from.proposalId);
  const next = applyToProposal(into, united.into);
  await proposals.save(tx, next, united.into);
  const { proposalId, version } = next;
  await proposals.keepWords(tx, { ...text, proposalId, version, hash: hashOfWords(text) });
}

/** The common text of a merger as it stands. */
export async function textOf(tx: Tx, { mergerId, version }: Merger): Promise<proposals.Words> {
  return found(await store.wordsOf(tx, mergerId, version));
}
