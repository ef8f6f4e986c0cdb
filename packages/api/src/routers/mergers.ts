import { newId } from "@yishi/db/ids";
import { noteConsent } from "@yishi/db/consents";
import { keepFact } from "@yishi/db/facts";
import * as store from "@yishi/db/mergers";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/mergers";
import { apply as begun } from "@yishi/domain/mergers";
import { isFromCommittee } from "@yishi/domain/posts";
import { apply as applyToProposal } from "@yishi/domain/proposals";
import { carrySupport, declineSupport, isMergeable } from "@yishi/domain/proposals/merging";
import { mayTake } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { isRecused } from "@yishi/db/recusals";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { hashOfWords } from "../hashes.ts";
import { form, id, language, words } from "../inputs.ts";
import { asLine, mergerLine, mergerView, readMerger } from "../merger-view.ts";
import { commonText, lockMerger, lockTwo, notRecusedFromTwo, textOf, unite } from "../merging.ts";
import { notRecused } from "../recusal.ts";
import { rulesOf } from "../rules.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

/** How many proposals are offered to merge into. */
const offered = 20;

const asking = { fromId: id, intoId: id, why: words(limits.reason), ...commonText };
const saying = { mergerId: id, forResident: id.optional() };

export const mergersRouter = router({
  /** A merger with its common text beside both proposals, for everybody to read. */
  read: publicProcedure
    .input(z.strictObject({ mergerId: id }))
    .output(mergerView)
    .query(({ ctx, input }) => readMerger(ctx, input.mergerId)),

  /** The mergers of a proposal, the newest first; who of its forerunners is not counted; and what the asker is asked and may. */
  ofProposal: publicProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(
      z.object({
        mergers: z.array(mergerLine),
        uncounted: z.number(),
        mine: z
          .object({ asked: z.boolean(), declined: z.boolean(), mayAsk: z.boolean(), maySuggest: z.boolean() })
          .nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { tx, now, asker } = ctx;
      const read = await proposals.read(tx, input.proposalId);
      const proposal = found(read?.openedAt ? read : null);
      const { proposalId } = proposal;
      const lines = await store.ofProposal(tx, proposalId);
      const mergeable = isMergeable(proposal, now);
      const residentId = asker?.residentId;
      const none = { asked: false, declined: false };
      return {
        mergers: lines.map((one) => asLine(one, now)),
        uncounted: await store.countUncounted(tx, proposalId),
        mine: asker && {
          ...(residentId ? await store.askedOf(tx, proposalId, residentId) : none),
          mayAsk: mergeable && proposal.authorId === residentId,
          maySuggest:
            mergeable &&
            mayTake("mergers.suggest", asker.posts) &&
            !(await isRecused(tx, proposalId, asker.memberId)),
        },
      };
    }),

  /** What a proposal might be merged into, the likest first, with its text to begin the common one from. */
  offers: memberProcedure.input(z.strictObject({ proposalId: id })).query(async ({ ctx, input }) => {
    const proposal = await proposals.read(ctx.tx, input.proposalId);
    const { proposalId } = found(proposal?.openedAt ? proposal : null);
    return store.likest(ctx.tx, proposalId, offered);
  }),

  /** The author of one asks to merge it into another, with a common text: their own yes to it. */
  ask: memberProcedure.input(form({ ...asking, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const two = await lockTwo(ctx.tx, input.fromId, input.intoId);
      found(two.from.authorId === who.standing.subjectId ? two.from : null);
      if (who.standing.channel === "desk") await notRecusedFromTwo(ctx, two);
      return begin(ctx, two, { ...input, suggestedAs: null }, who.standing);
    }),
  ),

  /** A reviewer, or somebody of the committee, suggests it of two proposals of others. */
  suggest: holderProcedure("mergers.suggest")
    .input(form(asking))
    .mutation(
      once(async ({ ctx, input }) => {
        const two = await lockTwo(ctx.tx, input.fromId, input.intoId);
        await notRecusedFromTwo(ctx, two);
        const suggestedAs = isFromCommittee(ctx.asker.posts) ? "committee" : "reviewer";
        return begin(ctx, two, { ...input, suggestedAs }, inPost(ctx));
      }),
    ),

  /** One of both authors says yes to the common text that they read; the second yes makes one of the two. */
  agree: memberProcedure.input(form({ ...saying, version: z.int().min(1) })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const { two, merger } = await lockMerger(ctx.tx, input.mergerId);
      if (who.standing.channel === "desk") await notRecusedFromTwo(ctx, two);
      const text = await textOf(ctx.tx, merger);
      const asked = { two, version: input.version, ...hashed(text), holidays: ctx.services.holidays };
      const agreed = accept(rules.agree(merger, asked, who.standing));
      const next = rules.apply(merger, agreed.merger);
      await store.save(ctx.tx, next, agreed.merger);
      await unite(ctx.tx, two, agreed.united, text);
      return { status: next.status };
    }),
  ),

  /** One of both authors mends the common text; the other one is asked anew. */
  mend: memberProcedure.input(form({ ...saying, version: z.int().min(1), ...commonText })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const { two, merger } = await lockMerger(ctx.tx, input.mergerId);
      if (who.standing.channel === "desk") await notRecusedFromTwo(ctx, two);
      const text = textIn(input);
      const { hash } = hashed(text);
      const same = hashed(await textOf(ctx.tx, merger)).hash === hash;
      const { holidays } = ctx.services;
      const asked = { two, version: input.version, hash, same, rules: await rulesOf(ctx.tx), holidays };
      const mended = accept(rules.mend(merger, asked, who.standing));
      const next = rules.apply(merger, mended.merger);
      await store.save(ctx.tx, next, mended.merger);
      const { mergerId, version } = next;
      await store.keepWords(ctx.tx, { ...text, mergerId, version, hash: hashOfWords(text) });
      await unite(ctx.tx, two, mended.united, text);
      return { status: next.status, version };
    }),
  ),

  /** An author who has not said yes says no, and why. */
  decline: memberProcedure
    .input(form({ ...saying, version: z.int().min(1), why: words(limits.reason), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await standing(ctx, input.forResident);
        const { two, merger } = await lockMerger(ctx.tx, input.mergerId);
        if (who.standing.channel === "desk") await notRecusedFromTwo(ctx, two);
        const fact = accept(rules.decline(merger, { two, version: input.version }, who.standing));
        const no = { reason: input.why, reasonLang: input.lang };
        await store.save(ctx.tx, rules.apply(merger, fact), fact, no);
        return { status: "refused" as const };
      }),
    ),

  /** An author takes their yes back, as long as the other one has not said it too. */
  takeBack: memberProcedure.input(form(saying)).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const { two, merger } = await lockMerger(ctx.tx, input.mergerId);
      if (who.standing.channel === "desk") await notRecusedFromTwo(ctx, two);
      const fact = accept(rules.takeBack(merger, two, who.standing));
      await store.save(ctx.tx, rules.apply(merger, fact), fact);
      return { status: "takenBack" as const };
    }),
  ),

  /** Whoever supported what was merged into a proposal says whether they support the common one too. */
  answer: memberProcedure
    .input(
      form({ proposalId: id, supports: z.boolean(), namePublic: z.boolean(), forResident: id.optional() }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { proposalId, supports, namePublic } = input;
        const { standing: at } = await standing(ctx, input.forResident);
        const locked = await proposals.lock(ctx.tx, proposalId);
        const proposal = found(locked?.openedAt ? locked : null);
        if (at.channel === "desk") await notRecused(ctx, proposalId);
        const { subjectId: residentId, channel } = at;
        const already = await proposals.hasCosponsored(ctx.tx, proposalId, residentId);
        const asked = { ...(await store.askedOf(ctx.tx, proposalId, residentId)), already };
        const kept = { proposalId, residentId, supports, channel };
        if (!supports) {
          const factId = await keepFact(ctx.tx, accept(declineSupport(proposal, asked, at)));
          await store.keepAnswer(ctx.tx, { ...kept, factId });
          return { cosponsors: proposal.cosponsors, status: proposal.status };
        }
        const { holidays } = ctx.services;
        const fact = accept(carrySupport(proposal, { ...asked, holidays }, at));
        const next = applyToProposal(proposal, fact);
        const factId = await proposals.save(ctx.tx, next, fact);
        await proposals.keepCosponsor(ctx.tx, { proposalId, residentId, namePublic, channel });
        const choice = { residentId, objectId: proposalId, given: namePublic };
        await noteConsent(ctx.tx, { ...choice, purpose: "cosponsorName" }, at);
        await store.keepAnswer(ctx.tx, { ...kept, factId });
        return { cosponsors: next.cosponsors, status: next.status };
      }),
    ),
});

type Text = proposals.Words;
type Written = Text & { readonly why: string; readonly suggestedAs: rules.Suggester | null };

/** Enters a merger with its first text; where both proposals are the asker's own, they are one at once. */
async function begin(
  ctx: Parameters<typeof inPost>[0] & { readonly services: { readonly holidays: HolidaysOf } },
  two: rules.Two,
  { why, suggestedAs, ...input }: Written,
  at: Parameters<typeof rules.ask>[2],
) {
  const text = textIn(input);
  const { from, into } = two;
  const already = await store.isWaiting(ctx.tx, from.proposalId, into.proposalId);
  const { holidays } = ctx.services;
  const given = { mergerId: newId(), ...hashed(text), suggestedAs, already };
  const asked = accept(rules.ask(two, { ...given, rules: await rulesOf(ctx.tx), holidays }, at));
  const merger = begun(null, asked.merger);
  const { mergerId, version } = merger;
  await store.begin(ctx.tx, merger, { why, lang: text.lang }, asked.merger);
  await store.keepWords(ctx.tx, { ...text, mergerId, version, hash: hashOfWords(text) });
  await unite(ctx.tx, two, asked.united, text);
  return { mergerId, status: merger.status };
}
type HolidaysOf = Parameters<typeof rules.agree>[1]["holidays"];

/** The common text of a form, its parts in the order in which a hash remembers them. */
function textIn({ title, problem, wish, touches, cost, lang }: Text): Text {
  return { title, problem, wish, touches, cost, lang };
}

function hashed(text: Text): { readonly hash: string } {
  return { hash: hashOfWords(textIn(text)).toString("hex") };
}
