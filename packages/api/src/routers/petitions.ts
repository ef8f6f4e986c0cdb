import type { Tx } from "@yishi/db/client";
import { nextNumber } from "@yishi/db/facts";
import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/petitions";
import { idByNumber } from "@yishi/db/proposals";
import { rollFigures } from "@yishi/db/roll";
import { countInOffice } from "@yishi/db/rules";
import { dayOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/petitions";
import { apply } from "@yishi/domain/petitions";
import { mayTake } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { electors } from "../electors.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { lineOf, petitionLine, petitionView, readPetition } from "../petition-view.ts";
import { petitionRules, rulesForOpening } from "../rules.ts";
import { seen } from "../sight.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const pageSize = 20;
const numbered = { year: z.int().min(2000).max(2200), number: z.int().min(1).max(1_000_000) };
const named = form({ petitionId: id, forResident: id.optional() });
const answered = { petitionId: id, answer: words(limits.reason), lang: language };

export const petitionsRouter = router({
  /** Petitions, newest first, a page at a time. */
  list: publicProcedure
    .input(
      z.strictObject({ after: z.strictObject({ openedAt: z.coerce.date(), petitionId: id }).optional() }),
    )
    .output(
      z.object({
        petitions: z.array(petitionLine),
        next: z.object({ openedAt: z.date(), petitionId: z.string() }).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const lines = await store.page(ctx.tx, { after: input.after ?? null, limit: pageSize + 1 });
      const shown = lines.slice(0, pageSize);
      const last = lines.length > pageSize ? shown.at(-1) : undefined;
      return {
        petitions: shown.map((one) => lineOf(one, ctx.now)),
        next: last ? { openedAt: last.openedAt, petitionId: last.petitionId } : null,
      };
    }),

  /** One petition with everything the public may know of it, and what the asker has done. */
  byNumber: publicProcedure
    .input(z.strictObject(numbered))
    .output(petitionView)
    .query(async ({ ctx, input }) => {
      const petition = found(await store.byNumber(ctx.tx, input.year, input.number));
      return readPetition(ctx, petition, dayOf(ctx.now));
    }),

  /** Asks for a meeting and signs first. From here on the text is public and stays as it is. */
  open: memberProcedure
    .input(
      form({
        ...{ meeting: z.enum(rules.meetings), title: line(limits.title), asks: words(limits.asks) },
        ...{ lang: language, about: z.strictObject(numbered).optional(), forResident: id.optional() },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { subject, standing: at } = await standing(ctx, input.forResident);
        const { meeting, title, asks, lang, about } = input;
        const proposalId = about && found(await idByNumber(ctx.tx, about.year, about.number));
        const representative = await store.isRepresentative(ctx.tx, subject.residentId);
        const year = Number(dayOf(ctx.now).slice(0, 4));
        const hash = hashOfWords({ meeting, title, asks, lang });
        const asked = {
          ...{ petitionId: newId(), meeting, year, hash: hash.toString("hex"), representative },
          number: await nextNumber(ctx.tx, "petition", year),
          bases: await basesNow(ctx.tx),
          rules: petitionRules(await rulesForOpening(ctx.tx)),
          holidays: ctx.services.holidays,
        };
        const fact = accept(rules.open(asked, at));
        const petition = apply(null, fact);
        const text = { title, asks, lang, hash, proposalId: proposalId ?? null };
        await store.begin(ctx.tx, petition, text, fact);
        await signed(ctx, petition, { subject, standing: at });
        return { year, number: petition.number };
      }),
    ),

  /** Puts a resident's name to it: one's own, or at the desk a neighbour's from a signed sheet. */
  sign: memberProcedure.input(named).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const petition = found(await store.lock(ctx.tx, input.petitionId));
      return signed(ctx, petition, who);
    }),
  ),

  /** Takes a resident's name off again, as long as the meeting is not a duty yet. */
  unsign: memberProcedure.input(named).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, input.forResident);
      const petition = found(await store.lock(ctx.tx, input.petitionId));
      const { petitionId } = petition;
      const already = await store.hasSigned(ctx.tx, petitionId, who.subject.residentId);
      await store.dropSignature(ctx.tx, petitionId, who.subject.residentId);
      const counts = await store.countsOf(ctx.tx, petitionId);
      const fact = accept(rules.unsign(petition, { already, counts }, who.standing));
      await store.save(ctx.tx, rules.apply(petition, fact), fact);
      return { signed: false };
    }),
  ),

  /** Whoever opened it takes it back, as long as the meeting is not a duty yet. */
  withdraw: memberProcedure.input(form({ petitionId: id })).mutation(
    once(async ({ ctx, input }) => {
      const who = await standing(ctx, undefined);
      const petition = await store.lock(ctx.tx, input.petitionId);
      const own = found(petition?.authorId === who.standing.subjectId ? petition : null);
      const fact = accept(rules.withdraw(own, who.standing));
      await store.save(ctx.tx, rules.apply(own, fact), fact);
      return { status: "withdrawn" as const };
    }),
  ),

  /** Who signed, for the committee, which has to check the names; it is written down who looked. */
  signers: holderProcedure("petitions.check")
    .input(z.strictObject({ petitionId: id }))
    .query(async ({ ctx, input }) => {
      const signers = await store.signersOf(ctx.tx, input.petitionId);
      await seen(
        ctx,
        "petitions.check",
        "namedList",
        signers.map(({ residentId }) => residentId),
      );
      return signers.map(({ residentId: _residentId, ...signer }) => signer);
    }),

  /** The duties to convene that await the asker, the earliest date first. */
  awaiting: memberProcedure.output(z.array(petitionLine)).query(async ({ ctx }) => {
    if (!mayTake("petitions.answer", ctx.asker.posts)) return [];
    return (await store.waiting(ctx.tx)).map((one) => lineOf(one, ctx.now));
  }),

  /** The committee names the day of the meeting and publishes its notice. */
  convene: holderProcedure("petitions.answer")
    .input(form({ ...answered, meetingOn: day }))
    .mutation(
      once(async ({ ctx, input }) => {
        const petition = found(await store.lock(ctx.tx, input.petitionId));
        const { meetingOn, answer, lang } = input;
        const noticeHash = hashOfWords({ answer, lang }).toString("hex");
        const fact = accept(rules.convene(petition, { meetingOn, noticeHash }, inPost(ctx)));
        const given = { answer, answerLang: lang, answeredBy: ctx.asker.memberId, ground: null };
        await store.save(ctx.tx, rules.apply(petition, fact), fact, given);
        return { status: "convened" as const };
      }),
    ),

  /** The committee says on which ground of law it does not convene, and why. */
  decline: holderProcedure("petitions.answer")
    .input(form({ ...answered, ground: z.enum(rules.declineGrounds) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const petition = found(await store.lock(ctx.tx, input.petitionId));
        const { ground, answer, lang } = input;
        const fact = accept(rules.decline(petition, ground, inPost(ctx)));
        const given = { answer, answerLang: lang, answeredBy: ctx.asker.memberId, ground };
        await store.save(ctx.tx, rules.apply(petition, fact), fact, given);
        return { status: "declined" as const };
      }),
    ),
});

/** How many there are now of those who may ask: of age, households, representatives in office. */
async function basesNow(tx: Tx): Promise<rules.Counts> {
  const figures = await rollFigures(tx, await electors(tx));
  return {
    persons: figures.ofVotingAge,
    households: figures.households,
    representatives: await countInOffice(tx, ["representative"]),
  };
}

type Signer = Awaited<ReturnType<typeof standing>>;

/** Signs a petition that is locked: the name is put down first, so that it is counted with the others. */
async function signed(
  ctx: { readonly tx: Tx; readonly services: { readonly holidays: Parameters<typeof rules.conveneBy>[2] } },
  petition: rules.Petition,
  { subject, standing: at }: Signer,
) {
  const { petitionId } = petition;
  const { residentId, householdId } = subject;
  const already = await store.hasSigned(ctx.tx, petitionId, residentId);
  const representative = await store.isRepresentative(ctx.tx, residentId);
  const channel = at.channel === "desk" ? "desk" : "app";
  if (!already)
    await store.keepSignature(ctx.tx, { petitionId, residentId, householdId, representative, channel });
  const counts = await store.countsOf(ctx.tx, petitionId);
  const asked = { already, representative, counts, holidays: ctx.services.holidays };
  const fact = accept(rules.sign(petition, asked, at));
  const next = rules.apply(petition, fact);
  await store.save(ctx.tx, next, fact);
  return { status: next.status };
}
