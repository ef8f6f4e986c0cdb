import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { noteConsent } from "@yishi/db/consents";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import * as store from "@yishi/db/views";
import { dayOf, startOf } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import { leading } from "@yishi/domain/motions/several";
import type { Proposal } from "@yishi/domain/proposals";
import { stageOf, type Stage } from "@yishi/domain/stages";
import type { Language } from "@yishi/domain/texts";
import * as rules from "@yishi/domain/views";
import { apply as begun } from "@yishi/domain/views";
import { accept, found } from "./accept.ts";
import { hashOfWords } from "./hashes.ts";
import { rulesOf } from "./rules.ts";
import type { Services } from "./services.ts";
import { inPost, standing } from "./standing.ts";

interface Acting {
  readonly tx: Tx;
  readonly services: Pick<Services, "holidays">;
}

/** What somebody says: to the proposal, or to what a neighbour said of it. */
export interface SaidWords {
  readonly kind: Exclude<rules.SayingKind, "answer">;
  readonly parentId?: string | undefined;
  readonly text: string;
  readonly wording: string | null;
  readonly lang: Language;
  readonly namePublic: boolean;
}

/** A public proposal, locked, with the stage it is at now. A draft is not there for anybody. */
export async function lockPublic(tx: Tx, proposalId: string) {
  const proposal = await proposals.lock(tx, proposalId);
  const open = found(proposal?.openedAt ? proposal : null);
  return { proposal: open, stage: await stageNow(tx, open) };
}

/** A view with its proposal, both locked: the proposal first, so that no two of them wait for each other. */
export async function lockView(tx: Tx, viewId: string) {
  const { proposalId } = found(await store.read(tx, viewId));
  const { proposal, stage } = await lockPublic(tx, proposalId);
  return { view: found(await store.lock(tx, viewId)), proposal, stage };
}

/** The stage of a proposal in this transaction. */
export async function stageNow(
  tx: Tx,
  { proposalId, firstYes, status, windowEnds }: Proposal,
): Promise<Stage> {
  const motion = leading({ firstYes }, await motions.ofProposal(tx, proposalId));
  const window = { opensAt: motion?.opensAt ?? null, closesAt: motion?.closesAt ?? null };
  return stageOf({ status, windowEnds, ...window, noticeEnds: null }, tx.now);
}

/**
 * As whom somebody asks for what only a writer may: for themselves, at the desk for another, or in the office in which
 * they answered, where they live elsewhere.
 */
export async function asWriter(
  ctx: Parameters<typeof standing>[0],
  { viewId, forResident }: { readonly viewId: string; readonly forResident?: string | undefined },
): Promise<Standing> {
  const elsewhere = forResident === undefined && ctx.asker.residentId === null;
  if (elsewhere && (await store.read(ctx.tx, viewId))?.authorId === null) return inPost(ctx);
  return (await standing(ctx, forResident)).standing;
}

/** Keeps what a resident says, in their building and role, and that they agreed to it being shown so. */
export async function keepSaid(
  { tx, services }: Acting,
  words: SaidWords,
  place: { readonly proposal: Proposal; readonly stage: Stage; readonly building: string },
  at: Standing & { readonly subjectId: string },
) {
  const { proposal, stage, building } = place;
  const { proposalId } = proposal;
  const { kind, parentId, text, wording, lang, namePublic } = words;
  const parent = parentId ? found(await store.lock(tx, parentId)) : null;
  found(parent && parent.proposalId !== proposalId ? null : proposal);
  const { subjectId } = at;
  const posts = await store.postsOfResident(tx, subjectId);
  const role = rules.roleOf(subjectId === proposal.authorId, posts);
  const hash = hashOfWords({ text, wording, lang });
  const viewId = newId();
  const today = startOf(dayOf(tx.now));
  const asked = {
    ...{ proposalId, stage, parent, holidays: services.holidays },
    saidToday: await store.saidSince(tx, { proposalId, authorId: subjectId }, today),
    rules: rules.viewRules(await rulesOf(tx)),
  };
  const saying = { viewId, kind, hash: hash.toString("hex"), role, building, namePublic };
  const fact = accept(rules.say(saying, asked, at));
  const view = begun(null, fact);
  await store.save(tx, view, fact);
  await store.keepWords(tx, { viewId, version: view.version, text, wording, lang, hash });
  await noteShown(tx, view, true, at);
  if (namePublic) await noteName(tx, view, true, at);
  return view;
}

/** Keeps an answer of the proposer, or of somebody in office, to a question. */
export async function keepAnswer(
  tx: Tx,
  words: { readonly text: string; readonly lang: Language },
  place: {
    readonly question: rules.View;
    readonly proposal: Proposal;
    readonly stage: Stage;
    readonly role: rules.Role;
    readonly building: string;
  },
  at: Standing,
) {
  const { question, proposal, stage, role, building } = place;
  const { text, lang } = words;
  const hash = hashOfWords({ text, wording: null, lang });
  const viewId = newId();
  const asked = {
    ...{ viewId, hash: hash.toString("hex"), role, building, stage },
    namePublic: role === "proposer" && proposal.authorNamed,
  };
  const fact = accept(rules.answer(question, asked, at));
  const view = begun(null, fact);
  await store.save(tx, view, fact);
  await store.keepWords(tx, { viewId, version: 1, text, wording: null, lang, hash });
  return view;
}

/** That words are shown under building and role is agreed to with each of them, and taken back with them. */
export async function noteShown(tx: Tx, view: rules.View, given: boolean, at: Standing) {
  await noteChoice(tx, view, { purpose: "viewPublic", given }, at);
}

/** Whether the name stands beside them. */
export async function noteName(tx: Tx, view: rules.View, given: boolean, at: Standing) {
  await noteChoice(tx, view, { purpose: "viewName", given }, at);
}

async function noteChoice(
  tx: Tx,
  { authorId, viewId, kind, role }: rules.View,
  choice: { readonly purpose: "viewPublic" | "viewName"; readonly given: boolean },
  at: Standing,
) {
  // What is said in office rests on the office and not on an agreement.
  if (!authorId || (kind === "answer" && role === "committee")) return;
  await noteConsent(tx, { ...choice, residentId: authorId, objectId: viewId }, at);
}
