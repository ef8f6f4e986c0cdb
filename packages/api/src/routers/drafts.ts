import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/drafts";
import { newId } from "@yishi/db/ids";
import * as proposals from "@yishi/db/proposals";
import * as sponsors from "@yishi/db/sponsors";
import { isFinished, mostDrafts, saving, type DraftWords } from "@yishi/domain/drafts";
import { refuse } from "@yishi/domain/outcome";
import { steps } from "@yishi/domain/proposals";
import { languages, limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { asAuthor, asWriting, writeVersion } from "../drafting.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { memberProcedure, once, router } from "../trpc.ts";

/** Half a sentence is kept too, and nothing at all. */
const half = ({ max }: { readonly max: number }) => ({ min: 0, max });
const unfinished = {
  title: line(half(limits.title)),
  problem: words(half(limits.problem)),
  wish: words(half(limits.wish)),
  touches: words(half(limits.touches)),
  cost: words(half(limits.cost)),
  named: z.boolean().nullable(),
};
const whole = {
  title: line(limits.title),
  problem: words(limits.problem),
  wish: words(limits.wish),
  touches: words(limits.touches),
  cost: words(limits.cost),
  named: z.boolean(),
};
const from = { draftId: id, revision: z.int().min(0).max(1_000_000), lang: language };
const wordsOut = z.object({
  ...{ title: z.string(), problem: z.string(), wish: z.string(), touches: z.string(), cost: z.string() },
  named: z.boolean().nullable(),
});

/** What somebody is writing: theirs alone, changed in place, and from time to time read over as a whole. */
export const draftsRouter = router({
  /** One's own drafts and what was returned, the latest first; and what one is asked to propose together with somebody under age. */
  mine: memberProcedure
    .output(
      z.object({
        drafts: z.array(
          z.object({
            ...{ draftId: z.string(), title: z.string(), lang: z.enum(languages), savedAt: z.date() },
            ...{ finished: z.boolean(), files: z.number() },
            ...{ year: z.number().nullable(), number: z.number().nullable() },
          }),
        ),
        asked: z.array(
          z.object({
            ...{ proposalId: z.string(), title: z.string(), lang: z.enum(languages), askedAt: z.date() },
            ...{ authorName: z.string().nullable(), state: z.enum(["asked", "agreed"]) },
          }),
        ),
      }),
    )
    .query(async ({ ctx }) => {
      const { residentId } = ctx.asker;
      if (!residentId) return { drafts: [], asked: [] };
      return {
        drafts: [...(await store.draftLines(ctx.tx, residentId))],
        asked: [...(await sponsors.askedOf(ctx.tx, residentId))],
      };
    }),

  /** What one is writing, as it was last saved, here or on another device. */
  read: memberProcedure
    .input(z.strictObject({ draftId: id }))
    .output(
      z.object({
        ...{ draftId: z.string(), revision: z.number(), savedAt: z.date().nullable(), finished: z.boolean() },
        ...{ words: wordsOut, lang: z.enum(languages), returned: z.boolean(), underAge: z.boolean() },
      }),
    )
    .query(async ({ ctx, input }) => {
      const { standing, underAge } = await asAuthor(ctx, undefined);
      const kept = await store.readDraft(ctx.tx, input.draftId);
      const own = found(await ownWriting(ctx.tx, input.draftId, standing.subjectId, kept));
      return {
        ...{ draftId: input.draftId, revision: kept?.revision ?? 0, savedAt: kept?.savedAt ?? null },
        ...{ finished: isFinished(kept), words: own.words, lang: own.lang, underAge },
        returned: own.proposal?.status === "returned",
      };
    }),

  /** Begins a draft with its title. */
  begin: memberProcedure.input(form({ title: line(limits.title), lang: language })).mutation(
    once(async ({ ctx, input }) => {
      const { standing } = await asAuthor(ctx, undefined);
      await store.takeTurn(ctx.tx, standing.subjectId);
      if ((await store.countDrafts(ctx.tx, standing.subjectId)) >= mostDrafts)
        accept(refuse("drafts-full", { most: mostDrafts }));
      const draftId = newId();
      const empty = { problem: "", wish: "", touches: "", cost: "", named: null };
      const { title, lang } = input;
      await store.keepDraft(ctx.tx, {
        ...{ draftId, authorId: standing.subjectId, revision: 1, lang },
        words: { title, ...empty },
      });
      return { draftId };
    }),
  ),

  /** Saves what was written so far. The same words twice are one saving; other words from an older one are refused. */
  save: memberProcedure
    .input(z.strictObject({ ...from, ...unfinished }))
    .output(z.object({ revision: z.number(), savedAt: z.date() }))
    .mutation(async ({ ctx, input }) => {
      const { standing } = await asAuthor(ctx, undefined);
      const { draftId, revision, lang, ...said } = input;
      const { next } = await saved(ctx.tx, { draftId, revision, lang, said }, standing.subjectId);
      return { revision: next.revision, savedAt: next.savedAt };
    }),

  /** Saves the whole and keeps it as a version, to be read as neighbours will read it. What is missing is told by its part. */
  finish: memberProcedure.input(form({ ...from, ...whole })).mutation(
    once(async ({ ctx, input }) => {
      const who = await asAuthor(ctx, undefined);
      const { key: _key, draftId, revision, lang, ...said } = input;
      const { next, proposal } = await saved(
        ctx.tx,
        { draftId, revision, lang, said },
        who.standing.subjectId,
      );
      const { named, ...parts } = said;
      const before = proposal && found(await proposals.lock(ctx.tx, draftId));
      const same = before && next.finishedRevision === next.revision;
      if (!same) {
        const written = { proposalId: draftId, said: { ...parts, lang }, authorNamed: named };
        await writeVersion(ctx.tx, before, written, who);
      }
      await store.markFinished(ctx.tx, draftId);
      return { draftId, revision: next.revision };
    }),
  ),
});

/** What of a draft there is for its author: the working copy, or the last version; to everybody else nothing. */
async function ownWriting(tx: Tx, draftId: string, authorId: string, kept: store.KeptDraft | null) {
  const proposal = await proposals.read(tx, draftId);
  if ((proposal ?? kept)?.authorId !== authorId) return null;
  const writable: readonly string[] = steps.write;
  if (proposal && !writable.includes(proposal.status)) return null;
  if (kept) return { words: kept.words, lang: kept.lang, proposal };
  if (!proposal) return null;
  const version = await proposals.wordsOf(tx, draftId, proposal.version);
  if (!version?.title) return null;
  return { words: asWriting(version, proposal.authorNamed), lang: version.lang, proposal };
}

/** Saves over what is kept, where nobody saved meanwhile. */
async function saved(
  tx: Tx,
  asked: {
    readonly draftId: string;
    readonly revision: number;
    readonly lang: store.KeptDraft["lang"];
    readonly said: DraftWords;
  },
  authorId: string,
) {
  const { draftId, lang, said } = asked;
  await store.takeTurn(tx, draftId);
  const kept = await store.lockDraft(tx, draftId);
  const { proposal } = found(await ownWriting(tx, draftId, authorId, kept));
  const { revision, changed } = accept(saving(kept, { from: asked.revision, words: said }));
  if (changed) await store.keepDraft(tx, { draftId, authorId, revision, words: said, lang });
  const next = found(await store.readDraft(tx, draftId));
  return { next, proposal };
}
