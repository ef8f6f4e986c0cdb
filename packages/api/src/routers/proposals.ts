import { newId } from "@yishi/db/ids";
import { noteConsent } from "@yishi/db/consents";
import { supersede, takeTurn } from "@yishi/db/drafts";
import { nextNumber } from "@yishi/db/facts";
import { countOfBuilding } from "@yishi/db/roll";
import { answerOf, dropAnswer } from "@yishi/db/deciders";
import { tookInAnothers } from "@yishi/db/mergers";
import * as lists from "@yishi/db/proposal-lists";
import * as store from "@yishi/db/proposals";
import { dayOf } from "@yishi/domain/calendar";
import { isFromCommittee } from "@yishi/domain/posts";
import { opening } from "@yishi/domain/deciders";
import { mostVotes } from "@yishi/domain/motions/several";
import * as rules from "@yishi/domain/proposals";
import { review as reviewing } from "@yishi/domain/proposals/review";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import {
  asAuthor,
  endWriting,
  lockForAuthor,
  mustBeFinished,
  noteAuthorName,
  notDraft,
  takeSponsor,
  writeVersion,
} from "../drafting.ts";
import { electors } from "../electors.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { advisoryOf, asListed, cursor, listed, listState, listStates, pageSize } from "../listed.ts";
import { readProposal, proposalView } from "../proposal-view.ts";
import { proposalRules, rulesForOpening } from "../rules.ts";
import { notRecused } from "../recusal.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const written = {
  title: line(limits.title),
  problem: words(limits.problem),
  wish: words(limits.wish),
  touches: words(limits.touches),
  cost: words(limits.cost),
  lang: language,
};

export const proposalsRouter = router({
  /** Public proposals, newest first, a page at a time. */
  list: publicProcedure
    .input(z.strictObject({ state: listState.optional(), after: cursor.optional() }))
    .output(
      z.object({
        proposals: z.array(listed),
        next: z.object({ openedAt: z.date(), proposalId: z.string() }).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const statuses = input.state ? listStates[input.state] : null;
      const lines = await lists.page(ctx.tx, {
        ...{ after: input.after ?? null, statuses, limit: pageSize + 1 },
        advisory: input.state && advisoryOf[input.state],
      });
      const shown = lines.slice(0, pageSize);
      const last = lines.length > pageSize ? shown.at(-1) : undefined;
      return {
        proposals: shown.map((one) => asListed(one, ctx.now)),
        next: last ? { openedAt: last.openedAt, proposalId: last.proposalId } : null,
      };
    }),

  /** One proposal with everything the public may know of it, and what the asker may do. */
  byNumber: publicProcedure
    .input(
      z.strictObject({
        year: z.int().min(2000).max(2200),
        number: z.int().min(1).max(1_000_000),
        /** Which of its motions is shown whole: the first, where none is named. */
        ordinal: z.int().min(1).max(mostVotes).optional(),
      }),
    )
    .output(proposalView)
    .query(async ({ ctx, input }) =>
      readProposal(ctx, found(await lists.byNumber(ctx.tx, input.year, input.number)), input.ordinal),
    ),

  /** A draft or returned proposal as its author left it, with the reasons it was returned for. */
  draft: memberProcedure.input(z.strictObject({ proposalId: id })).query(async ({ ctx, input }) => {
    const proposal = found(await store.read(ctx.tx, input.proposalId));
    const own = found(proposal.authorId === ctx.asker.residentId ? proposal : null);
    const { status, authorNamed, year, number } = own;
    return {
      proposalId: own.proposalId,
      status,
      authorNamed,
      year,
      number,
      words: found(await store.wordsOf(ctx.tx, own.proposalId, own.version)),
      returned: await store.returnedReasons(ctx.tx, own.proposalId),
      // A returned one that nobody answered anew has the answer with which it was opened.
      answer: (await answerOf(ctx.tx, own.proposalId)) ?? { firstYes: own.firstYes, department: null },
    };
  }),

  /** Writes a draft, or the next version of it. */
  write: memberProcedure
    .input(
      form({ ...written, proposalId: id.optional(), authorNamed: z.boolean(), forResident: id.optional() }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { key: _key, proposalId, authorNamed, forResident, ...said } = input;
        const who = await asAuthor(ctx, forResident);
        if (proposalId) await takeTurn(ctx.tx, proposalId);
        const before = proposalId
          ? found(await lockForAuthor(ctx.tx, proposalId, who.standing.subjectId))
          : null;
        if (before && who.standing.channel === "desk") await notRecused(ctx, before.proposalId);
        const written = { proposalId: before?.proposalId ?? newId(), said, authorNamed };
        const next = await writeVersion(ctx.tx, before, written, who);
        const { lang, ...parts } = said;
        const words = { ...parts, named: next.authorNamed };
        await supersede(ctx.tx, next.proposalId, { words, lang });
        return { proposalId: next.proposalId, version: next.version };
      }),
    ),

  /** Makes a draft public and asks for support; from here on it has its number. A mended one goes back to its reviewers. */
  open: memberProcedure.input(form({ proposalId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const who = await asAuthor(ctx, input.forResident);
      const { subject, standing: at } = who;
      await takeTurn(ctx.tx, input.proposalId);
      const proposal = found(await lockForAuthor(ctx.tx, input.proposalId, at.subjectId));
      if (at.channel === "desk") await notRecused(ctx, proposal.proposalId);
      await mustBeFinished(ctx.tx, proposal.proposalId);
      const firstYes = (await answerOf(ctx.tx, proposal.proposalId))?.firstYes ?? null;
      if (proposal.status !== "draft") {
        const [returned] = await store.returnedReasons(ctx.tx, proposal.proposalId);
        const asked = {
          returnedVersion: returned?.version ?? 0,
          holidays: ctx.services.holidays,
          firstYes,
        };
        const fact = accept(rules.resubmit(proposal, asked, at));
        await store.save(ctx.tx, rules.apply(proposal, fact), fact);
        await endWriting(ctx.tx, proposal.proposalId);
        await dropAnswer(ctx.tx, proposal.proposalId);
        return { year: proposal.year, number: proposal.number };
      }
      const today = dayOf(ctx.now);
      const book = proposalRules(await rulesForOpening(ctx.tx));
      const residentsOfBuilding = await countOfBuilding(ctx.tx, subject.building, await electors(ctx.tx));
      const year = Number(today.slice(0, 4));
      const number = await nextNumber(ctx.tx, "proposal", year);
      const asked = { year, number, residentsOfBuilding, rules: book, firstYes };
      const fact = accept(rules.open(proposal, asked, at));
      const next = rules.apply(proposal, fact);
      await takeSponsor(ctx.tx, proposal, who);
      await store.save(ctx.tx, next, fact);
      await endWriting(ctx.tx, proposal.proposalId);
      await dropAnswer(ctx.tx, proposal.proposalId);
      await noteAuthorName(ctx.tx, next, at);
      return { year, number };
    }),
  ),

  /** Puts a resident's name to a proposal: one's own, or at the desk a neighbour's. */
  cosponsor: memberProcedure
    .input(form({ proposalId: id, namePublic: z.boolean(), forResident: id.optional() }))
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await standing(ctx, input.forResident);
        const proposal = found(notDraft(await store.lock(ctx.tx, input.proposalId)));
        if (who.standing.channel === "desk") await notRecused(ctx, proposal.proposalId);
        const already = await store.hasCosponsored(ctx.tx, proposal.proposalId, who.standing.subjectId);
        const asked = { already, holidays: ctx.services.holidays };
        const fact = accept(rules.cosponsor(proposal, asked, who.standing));
        const next = rules.apply(proposal, fact);
        await store.save(ctx.tx, next, fact);
        const { subjectId: residentId, channel } = who.standing;
        await store.keepCosponsor(ctx.tx, {
          proposalId: next.proposalId,
          residentId,
          namePublic: input.namePublic,
          channel,
        });
        const choice = { residentId, objectId: next.proposalId, given: input.namePublic };
        await noteConsent(ctx.tx, { ...choice, purpose: "cosponsorName" }, who.standing);
        return { cosponsors: next.cosponsors, status: next.status };
      }),
    ),

  /** One of two reviewers says whether it may be taken up, on the five grounds only, and who decides it then. */
  review: holderProcedure("proposals.review")
    .input(
      form({
        proposalId: id,
        verdict: z.enum(["admit", "return"]),
        ground: z.enum(rules.grounds).optional(),
        firstYes: z.enum(opening).optional(),
        reason: words({ min: 0, max: limits.reason.max }),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const proposal = found(notDraft(await store.lock(ctx.tx, input.proposalId)));
        await notRecused(ctx, proposal.proposalId);
        const earlier = await store.reviewsOf(ctx.tx, proposal.proposalId, proposal.version);
        const { verdict, reason } = input;
        const ground = verdict === "return" ? (input.ground ?? null) : null;
        const mine = {
          reviewerId: ctx.asker.memberId,
          fromCommittee: isFromCommittee(ctx.asker.posts),
          verdict,
          firstYes: verdict === "admit" ? (input.firstYes ?? null) : null,
        };
        const asked = { mine, ground, earlier, reasoned: reason.length > 0 };
        const fact = accept(reviewing(proposal, asked, inPost(ctx)));
        await store.keepReview(ctx.tx, {
          ...mine,
          proposalId: proposal.proposalId,
          version: proposal.version,
          ground,
          reason,
        });
        const next = rules.apply(proposal, fact);
        await store.save(ctx.tx, next, fact);
        return { status: next.status };
      }),
    ),

  /** The author takes it back, as long as no motion has been drawn from it. */
  withdraw: memberProcedure.input(form({ proposalId: id })).mutation(
    once(async ({ ctx, input }) => {
      const who = await asAuthor(ctx, undefined);
      const proposal = found(await lockForAuthor(ctx.tx, input.proposalId, who.standing.subjectId));
      const tookIn = await tookInAnothers(ctx.tx, proposal.proposalId);
      const fact = accept(rules.withdraw(proposal, who.standing, { tookIn }));
      await store.save(ctx.tx, rules.apply(proposal, fact), fact);
      await dropAnswer(ctx.tx, proposal.proposalId);
      return { status: "withdrawn" as const };
    }),
  ),
});
