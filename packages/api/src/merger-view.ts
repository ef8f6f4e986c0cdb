import type { Tx } from "@yishi/db/client";
import type { MergerLine } from "@yishi/db/mergers";
import * as store from "@yishi/db/mergers";
import * as proposals from "@yishi/db/proposals";
import { residentById } from "@yishi/db/roll";
import { deciderOf } from "@yishi/domain/deciders";
import { isOutdated, sidesOf, stageOf, suggesters, type Side } from "@yishi/domain/mergers";
import type { Proposal } from "@yishi/domain/proposals";
import { stageOf as stageOfProposal } from "@yishi/domain/stages";
import { z } from "zod";
import { found } from "./accept.ts";
import { day, language } from "./inputs.ts";
import type { Asker } from "./trpc.ts";

const part = z.string().nullable();
const parts = { title: part, problem: part, wish: part, touches: part, cost: part, lang: language };

/** One of both proposals, with the words for which the common text was written. */
const side = z.object({
  ...{ proposalId: z.string(), year: z.number(), number: z.number(), stage: z.string() },
  ...{ author: z.object({ name: part, building: z.string() }), cosponsors: z.number(), body: z.string() },
  yes: z.boolean(),
  words: z.object(parts),
});

/** Everything that anybody may read of a merger, and under `mine` what the asker may do. */
export const mergerView = z.object({
  mergerId: z.string(),
  stage: z.string(),
  suggestedAs: z.enum(suggesters).nullable(),
  version: z.number(),
  answerBy: day,
  ...{ why: z.string(), lang: language, askedAt: z.date(), reason: part, reasonLang: language.nullable() },
  /** Whether one of both has other words by now: then the common text has to be mended before it is agreed to. */
  outdated: z.boolean(),
  from: side,
  into: side,
  text: z.object(parts),
  mine: z.object({ yes: z.boolean(), no: z.boolean() }).nullable(),
});
export type MergerView = z.infer<typeof mergerView>;

/** A merger in a list. */
export const mergerLine = z.object({
  ...{ mergerId: z.string(), stage: z.string(), suggestedAs: z.enum(suggesters).nullable() },
  ...{ answerBy: day, changedAt: z.date() },
  from: z.object({ year: z.number(), number: z.number(), title: part, lang: language }),
  into: z.object({ year: z.number(), number: z.number(), title: part, lang: language }),
});

/** Gathers what the page of a merger shows. */
export async function readMerger(
  { tx, now, asker }: { readonly tx: Tx; readonly now: Date; readonly asker: Asker | null },
  mergerId: string,
): Promise<MergerView> {
  const merger = found(await store.read(tx, mergerId));
  const from = found(await proposals.read(tx, merger.fromId));
  const into = found(await proposals.read(tx, merger.intoId));
  const two = { from, into };
  const stage = stageOf(merger, two, now);
  // What it was written for is what it changes; while it waits, what stands there now.
  const versions = stage === "open" ? [from.version, into.version] : [merger.fromVersion, merger.intoVersion];
  const sides = asker?.residentId ? sidesOf(two, { subjectId: asker.residentId }) : [];
  const said = (one: Side) => (one === "from" ? merger.fromYes : merger.intoYes);
  const { suggestedAs, version, answerBy, why, lang, askedAt, reason, reasonLang } = merger;
  return {
    ...{ mergerId, stage, suggestedAs, version, answerBy, why, lang, askedAt, reason, reasonLang },
    outdated: stage === "open" && isOutdated(merger, two),
    from: await readSide(tx, now, from, { yes: merger.fromYes, version: versions[0] ?? 0 }),
    into: await readSide(tx, now, into, { yes: merger.intoYes, version: versions[1] ?? 0 }),
    text: found(await store.wordsOf(tx, mergerId, version)),
    mine: sides.length > 0 ? { yes: sides.some(said), no: sides.some((one) => !said(one)) } : null,
  };
}

async function readSide(
  tx: Tx,
  now: Date,
  proposal: Proposal,
  { yes, version }: { readonly yes: boolean; readonly version: number },
): Promise<MergerView["from"]> {
  const { proposalId, year, number, cosponsors, authorNamed, status, windowEnds } = proposal;
  const author = await residentById(tx, proposal.authorId);
  return {
    ...{ proposalId, year: found(year), number: found(number), cosponsors, yes },
    stage: stageOfProposal({ status, windowEnds, opensAt: null, closesAt: null, noticeEnds: null }, now),
    author: { name: authorNamed ? (author?.name ?? null) : null, building: author?.building ?? "" },
    body: deciderOf(proposal).body,
    words: found(await proposals.wordsOf(tx, proposalId, version)),
  };
}

/** A line as every list shows it: where it stands at this moment. */
export function asLine(line: MergerLine, now: Date) {
  return { ...line, stage: stageOf(line, line, now) };
}
