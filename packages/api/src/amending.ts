import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/amendments";
import * as proposals from "@yishi/db/proposals";
import * as views from "@yishi/db/views";
import * as rules from "@yishi/domain/amendments";
import { apply as applyToAmendment } from "@yishi/domain/amendments";
import type { Standing } from "@yishi/domain/facts";
import type { Proposal } from "@yishi/domain/proposals";
import { apply as applyToProposal } from "@yishi/domain/proposals";
import type { Stage } from "@yishi/domain/stages";
import type { View } from "@yishi/domain/views";
import { accept, found } from "./accept.ts";
import { hashOfWords } from "./hashes.ts";

/** Keeps the wording that came with a suggestion, where there is one. */
export async function keepWording(
  tx: Tx,
  said: {
    readonly view: View;
    readonly proposal: Proposal;
    readonly amendment?: { readonly field: rules.Amendable; readonly wording: string } | undefined;
  },
  standing: Standing,
): Promise<void> {
  const { view, proposal, amendment } = said;
  if (!amendment) return;
  const { field, wording } = amendment;
  const words = found(await proposals.wordsOf(tx, proposal.proposalId, proposal.version));
  const fact = accept(
    rules.propose(view, { proposal, field, before: words[field] ?? "", wording }, standing),
  );
  await store.save(tx, applyToAmendment(null, fact), fact);
}

/** Takes a wording up: the amendment is accepted and the proposal has its new version, both or neither. */
export async function takeUp(
  tx: Tx,
  asked: { readonly view: View; readonly proposal: Proposal; readonly stage: Stage },
  standing: Standing,
): Promise<number> {
  const { view, proposal } = asked;
  const amendment = found(await store.lock(tx, view.viewId));
  const { wording } = found(await views.wordsOf(tx, view.viewId, view.version));
  const before = wordsOfAll(found(await proposals.wordsOf(tx, proposal.proposalId, proposal.version)));
  const words = { ...before, [amendment.field]: wording ?? "" };
  const hash = hashOfWords(words);
  const facts = accept(rules.accept(amendment, { ...asked, hash: hash.toString("hex") }, standing));
  const next = applyToProposal(proposal, facts.proposal);
  await proposals.save(tx, next, facts.proposal);
  await proposals.keepWords(tx, { ...words, proposalId: next.proposalId, version: next.version, hash });
  await store.save(tx, applyToAmendment(amendment, facts.amendment), facts.amendment);
  return next.version;
}

/** The words of a version; what was erased has no next version. */
function wordsOfAll(words: NonNullable<Awaited<ReturnType<typeof proposals.wordsOf>>>): proposals.Words {
  const { title, problem, wish, touches, cost, lang } = words;
  return {
    title: found(title),
    problem: found(problem),
    wish: found(wish),
    touches: found(touches),
    cost: found(cost),
    lang,
  };
}
