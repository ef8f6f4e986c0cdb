import * as store from "@yishi/db/agreements";
import { citedOf } from "@yishi/db/citations";
import type { Tx } from "@yishi/db/client";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import { apply, type Motion } from "@yishi/domain/motions";
import * as rules from "@yishi/domain/motions/agreement";
import type { Option } from "@yishi/domain/motions/forms";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { citing } from "../citing.ts";
import { hashOfWords } from "../hashes.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { lockMotion } from "../motion-lock.ts";
import { notRecused } from "../recusal.ts";
import { inPost, onTheRoll } from "../standing.ts";
import { holderProcedure, memberProcedure, once, router, type Asker } from "../trpc.ts";

/** Of which version it is said: what was read, and not what was drafted meanwhile. */
const version = z.int().min(1);
const saying = { motionId: id, version, forResident: id.optional() };

export const agreementsRouter = router({
  /** The proposer agrees to the words that somebody else drew from their proposal. */
  agree: memberProcedure.input(form(saying)).mutation(
    once(async ({ ctx, input }) => {
      const { motion, standing } = await ownMotion(ctx, input);
      const fact = accept(rules.agree(motion, input, standing));
      await motions.save(ctx.tx, apply(motion, fact), fact);
      return { motionId: motion.motionId };
    }),
  ),

  /** The proposer puts a text of their own beside the one that was drafted, for everybody to read. */
  put: memberProcedure
    .input(
      form({
        ...saying,
        question: line(limits.question),
        text: words(limits.motionText),
        lang: language,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { motion, standing } = await ownMotion(ctx, input);
        const own = { question: input.question, text: input.text, lang: input.lang };
        const hash = hashOfWords(own);
        const asked = { version: input.version, hash: hash.toString("hex") };
        const fact = accept(rules.putOwnText(motion, asked, standing));
        await store.putOwnText(ctx.tx, apply(motion, fact), { ...own, hash }, fact);
        return { motionId: motion.motionId };
      }),
    ),

  /** The drafter takes the proposer's text over: it is the next version, and agreed. */
  takeOver: holderProcedure("motions.draft")
    .input(form({ motionId: id, version }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { motion, drafted, own, cites } = await twoTexts(ctx, input);
        const { options, why, ...rest } = drafted;
        const said = { ...rest, ...(why !== null && { why }), ...(options && { options }), ...own };
        const hash = hashOfWords({ ...said, ...cites.hashed });
        const fact = accept(rules.takeOver(motion, hash.toString("hex"), inPost(ctx)));
        return keep(ctx.tx, { motion, fact, said, hash, cites });
      }),
    ),

  /** Neither gives way: both texts are put to the vote, at the same size. */
  letBothGo: holderProcedure("motions.draft")
    .input(form({ motionId: id, version }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { motion, drafted, own, cites } = await twoTexts(ctx, input);
        const { why, ...rest } = drafted;
        const { form: answered, ...both } = rules.bothTexts(
          { ...rest, form: motion.form, options: drafted.options ?? [] },
          own,
        );
        const said = { ...rest, ...(why !== null && { why }), ...both };
        const hash = hashOfWords({ ...said, ...cites.hashed });
        const options = both.options.map(({ name }) => name);
        const asked = { form: answered, options, hash: hash.toString("hex") };
        const fact = accept(rules.letBothGo(motion, asked, inPost(ctx)));
        return keep(ctx.tx, { motion, fact, said, hash, cites });
      }),
    ),
});

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** The motion of the asker's own proposal, or at the desk of the proposal of whom they act for. */
async function ownMotion(
  ctx: Acting,
  asked: { readonly motionId: string; readonly forResident?: string | undefined },
) {
  const { standing } = await onTheRoll(ctx, asked.forResident);
  const motion = await lockMotion(ctx.tx, asked.motionId);
  const { authorId } = found(await proposals.read(ctx.tx, motion.proposalId));
  found(authorId === standing.subjectId ? authorId : null);
  if (standing.channel === "desk") await notRecused(ctx, motion.proposalId);
  return { motion, standing };
}

/** A motion beside which its proposer put another text, with both; as the drafter read it. */
async function twoTexts(ctx: Acting, asked: { readonly motionId: string; readonly version: number }) {
  const motion = await lockMotion(ctx.tx, asked.motionId);
  await notRecused(ctx, motion.proposalId);
  const own = await store.ownTextOf(ctx.tx, motion.motionId, motion.version);
  if (!own || motion.version !== asked.version) throw refuseAtDoor("texts-do-not-differ");
  const drafted = found(await motions.wordsOf(ctx.tx, motion.motionId, motion.version));
  // What the drafter's text rests on, whichever text comes of it.
  const cites = await citing(
    ctx.tx,
    motion.proposalId,
    await citedOf(ctx.tx, motion.motionId, motion.version),
  );
  return { motion, drafted: whole(drafted), own, cites };
}

type Drafted = NonNullable<Awaited<ReturnType<typeof motions.wordsOf>>>;

/** The words of a version that is not erased: nothing is put to the vote that cannot be read. */
function whole({ question, text, moneySource, carriedOutBy, ifRejected, ...rest }: Drafted) {
  return {
    ...{ question: found(question), text: found(text), moneySource: found(moneySource) },
    ...{ carriedOutBy: found(carriedOutBy), ifRejected: found(ifRejected) },
    ...rest,
  };
}

/** Keeps the next version with its words. */
async function keep(
  tx: Tx,
  made: {
    readonly motion: Motion;
    readonly fact: rules.AgreementFact;
    readonly said: Omit<motions.MotionWords, "options"> & { readonly options?: readonly Option[] };
    readonly hash: Buffer;
    readonly cites: Awaited<ReturnType<typeof citing>>;
  },
) {
  const next = apply(made.motion, made.fact);
  const { motionId, version: now } = next;
  await motions.save(tx, next, made.fact);
  await motions.keepWords(tx, { ...made.said, motionId, version: now, hash: made.hash });
  await made.cites.keep({ motionId, version: now });
  return { motionId, version: now };
}
