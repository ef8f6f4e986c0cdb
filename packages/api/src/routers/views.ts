import * as moderation from "@yishi/db/moderation";
import * as lists from "@yishi/db/view-lists";
import { newest } from "@yishi/db/view-lists";
import * as proposals from "@yishi/db/proposals";
import { residentById } from "@yishi/db/roll";
import * as store from "@yishi/db/views";
import { amendable } from "@yishi/domain/amendments";
import { limits } from "@yishi/domain/texts";
import * as rules from "@yishi/domain/views";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { keepWording } from "../amending.ts";
import {
  asWriter,
  keepAnswer,
  keepSaid,
  lockPublic,
  lockView,
  noteName,
  noteShown,
} from "../deliberation.ts";
import { hashOfWords } from "../hashes.ts";
import { form, id, language, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { rulesOf } from "../rules.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";
import { readViews, viewsPage, viewsSummary } from "../view-lists.ts";

/** How many of the newest views the proposal's own page shows. */
const newestShown = 3;

const said = {
  proposalId: id,
  kind: z.enum([...rules.viewKinds, "reply"]),
  /** To what a reply is said. */
  parentId: id.optional(),
  said: words(limits.view),
  lang: language,
  namePublic: z.boolean(),
  /** Nothing is kept of anybody who has not agreed to it being shown under building and role. */
  agreed: z.literal(true),
  /** Another wording of one part of the proposal. */
  amendment: z.strictObject({ field: z.enum(amendable), wording: words(limits.wish) }).optional(),
};

/** A reply names what it is said to, and nothing else does; a wording is as long as the part that it would replace. */
function whole(input: {
  readonly kind: string;
  readonly parentId?: string | undefined;
  readonly amendment?: { readonly field: (typeof amendable)[number]; readonly wording: string } | undefined;
}): readonly string[] {
  const { kind, parentId, amendment } = input;
  const limit = amendment && limits[amendment.field];
  const length = amendment ? [...amendment.wording].length : 0;
  return [
    ...((kind === "reply") === (parentId !== undefined) ? [] : ["parentId"]),
    ...(limit && (length < limit.min || length > limit.max) ? ["amendment"] : []),
    ...(amendment?.field === "title" && amendment.wording.includes("\n") ? ["amendment"] : []),
  ];
}

const saying = form(said).superRefine((input, context) => {
  for (const field of whole(input))
    context.addIssue({ code: "custom", path: [field], message: "does-not-fit" });
});
const entering = form({ ...said, forResident: id, through: z.enum(rules.clerkWays) }).superRefine(
  (input, context) => {
    for (const field of whole(input))
      context.addIssue({ code: "custom", path: [field], message: "does-not-fit" });
  },
);
const own = { viewId: id, forResident: id.optional() };

export const viewsRouter = router({
  /** What neighbours think of a proposal: the questions that wait, then the newest views, a page at a time. */
  ofProposal: publicProcedure
    .input(
      z.strictObject({
        proposalId: id,
        only: z.enum([...rules.viewKinds, "waiting"]).optional(),
        /** One thread alone, with everything in it. */
        thread: id.optional(),
        after: z.strictObject({ saidAt: z.coerce.date(), viewId: id }).optional(),
      }),
    )
    .output(viewsPage)
    .query(({ ctx, input }) => readViews(ctx, input)),

  /** How many views of each kind there are, and the newest three. */
  summary: publicProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(viewsSummary)
    .query(async ({ ctx, input }) => {
      const proposal = await proposals.read(ctx.tx, input.proposalId);
      const { proposalId } = found(proposal?.openedAt ? proposal : null);
      return {
        counts: await lists.counts(ctx.tx, proposalId),
        newest: [...(await newest(ctx.tx, proposalId, newestShown))],
      };
    }),

  /** Says what one thinks, or replies to a neighbour, for oneself. */
  say: memberProcedure.input(saying).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, undefined);
      const place = { ...(await lockPublic(ctx.tx, input.proposalId)), building: who.subject.building };
      const view = await keepSaid(ctx, wordsIn(input), place, who.standing);
      await keepWording(ctx.tx, { view, amendment: input.amendment, ...place }, who.standing);
      return { viewId: view.viewId };
    }),
  ),

  /** Enters what a resident says at the window, on the phone, on paper or at home; a clerk says through which. */
  enter: holderProcedure("desk.actFor")
    .input(entering)
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await standing(ctx, input.forResident);
        const place = { ...(await lockPublic(ctx.tx, input.proposalId)), building: who.subject.building };
        const ofOneself = who.standing.channel === "app";
        if (!ofOneself) await notRecused(ctx, input.proposalId);
        const at = { ...who.standing, channel: ofOneself ? ("app" as const) : input.through };
        const view = await keepSaid(ctx, wordsIn(input), place, at);
        await keepWording(ctx.tx, { view, amendment: input.amendment, ...place }, at);
        return { viewId: view.viewId };
      }),
    ),

  /** The proposer answers a question, in the app or at the desk. */
  answer: memberProcedure.input(form({ ...own, said: words(limits.view), lang: language })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const { view: question, ...place } = await lockView(ctx.tx, input.viewId);
      const mine = who.standing.subjectId === place.proposal.authorId;
      const role = mine ? "proposer" : "resident";
      const { building } = who.subject;
      const told = { text: input.said, lang: input.lang };
      const answer = await keepAnswer(ctx.tx, told, { question, role, building, ...place }, who.standing);
      return { viewId: answer.viewId };
    }),
  ),

  /** The committee answers a question, by name. */
  answerInPost: holderProcedure("views.answer")
    .input(form({ viewId: id, said: words(limits.view), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { view: question, ...place } = await lockView(ctx.tx, input.viewId);
        await notRecused(ctx, place.proposal.proposalId);
        const { residentId } = ctx.asker;
        const building = residentId ? ((await residentById(ctx.tx, residentId))?.building ?? "") : "";
        const role = rules.roleOf(residentId === place.proposal.authorId, ctx.asker.posts);
        const told = { text: input.said, lang: input.lang };
        const answer = await keepAnswer(ctx.tx, told, { question, role, building, ...place }, inPost(ctx));
        return { viewId: answer.viewId };
      }),
    ),

  /** Mends one's own words, for a few minutes. */
  edit: memberProcedure.input(form({ ...own, said: words(limits.view), lang: language })).mutation(
    once(async ({ ctx, input }) => {
      const { at, view, stage } = await ownView(ctx, input);
      const { said: text, lang } = input;
      const { wording } = found(await store.wordsOf(ctx.tx, view.viewId, view.version));
      const hash = hashOfWords({ text, wording, lang });
      const repliedTo = await store.isRepliedTo(ctx.tx, view.viewId);
      const asked = { stage, repliedTo, rules: rules.viewRules(await rulesOf(ctx.tx)) };
      const fact = accept(rules.edit(view, { ...asked, hash: hash.toString("hex") }, at));
      const next = rules.apply(view, fact);
      await store.save(ctx.tx, next, fact);
      await store.keepWords(ctx.tx, {
        ...{ viewId: next.viewId, version: next.version },
        ...{ text, wording, lang, hash },
      });
      return { version: next.version };
    }),
  ),

  /** Shows one's name beside one's words, or takes it back. */
  showName: memberProcedure.input(form({ ...own, namePublic: z.boolean() })).mutation(
    once(async ({ ctx, input }) => {
      const { at, view } = await ownView(ctx, input);
      const fact = accept(rules.showName(view, input.namePublic, at));
      await store.save(ctx.tx, rules.apply(view, fact), fact);
      await noteName(ctx.tx, view, input.namePublic, at);
      return { namePublic: input.namePublic };
    }),
  ),

  /** Takes back what one said: the words go, the trace stays. */
  takeBack: memberProcedure.input(form(own)).mutation(
    once(async ({ ctx, input }) => {
      const { at, view } = await ownView(ctx, input);
      const fact = accept(rules.takeBack(view, at));
      const factId = await store.save(ctx.tx, rules.apply(view, fact), fact);
      await store.eraseWords(ctx.tx, view.viewId, "takenBack");
      await moderation.eraseWords(ctx.tx, view.viewId, factId);
      await noteShown(ctx.tx, view, false, at);
      await noteName(ctx.tx, view, false, at);
      return { viewId: view.viewId };
    }),
  ),
});

function wordsIn(input: z.infer<typeof saying>) {
  const { kind, parentId, said: text, lang, namePublic, amendment } = input;
  return { kind, parentId, text, lang, namePublic, wording: amendment?.wording ?? null };
}

/** What somebody said, both locked, for whoever asks as its writer. */
async function ownView(ctx: Parameters<typeof asWriter>[0], asked: Parameters<typeof asWriter>[1]) {
  const at = await asWriter(ctx, asked);
  return { at, ...(await lockView(ctx.tx, asked.viewId)) };
}
