import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/consultations";
import * as opinions from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/consultations";
import { apply } from "@yishi/domain/consultations";
import { hazards, type Ground } from "@yishi/domain/consultations/need";
import { mostAdvice, respond, usefulness } from "@yishi/domain/consultations/opinions";
import { differs, notToAsk } from "@yishi/domain/consultations/panels";
import { mayTake } from "@yishi/domain/roles";
import { setting } from "@yishi/domain/rulebook";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { awaitedOf, consultationAwaited } from "../consultations-awaited.ts";
import { consultationView, viewOf } from "../consultation-view.ts";
import { advisedFor, beginIfComplete, lockProposal, lockSeat, replaced, requiredFor } from "../consulting.ts";
import { knownFields } from "../expert-view.ts";
import { hashOfWords } from "../hashes.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { candidatesFor, countAvailable, hintsOf } from "../panel-choosing.ts";
import { notRecused } from "../recusal.ts";
import { consultationRules, rulesForOpening, rulesOf } from "../rules.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router, type Asker } from "../trpc.ts";

const ground = z.enum(["cost", ...hazards]);
const shortReason = { ...limits.reason, min: 0 };
const answer = z.strictObject({
  number: z.int().min(1).max(100),
  verdict: z.enum(rules.verdicts),
  reason: words(limits.adviceAnswer),
});

/** What the committee, the proposer, the supervisors and everybody else do with a consultation. */
export const consultationsRouter = router({
  /** The consultations of a proposal with everything public, and whether the rules require one. */
  ofProposal: publicProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(
      z.object({
        required: z.array(ground),
        waits: z.enum(["consultation-underway", "consultation-needed"]).nullable(),
        askedAs: z.enum(rules.askers).nullable(),
        leastDays: z.number(),
        consultations: z.array(consultationView),
      }),
    )
    .query(async ({ ctx: { tx, asker }, input }) => {
      const proposal = found(await proposals.read(tx, input.proposalId));
      found(proposal.openedAt);
      const book = await rulesOf(tx);
      const { proposalId } = proposal;
      const required: readonly Ground[] = await requiredFor(tx, proposalId, book);
      const no = (await advisedFor(tx, proposalId, book))?.refused;
      const lines = await store.ofProposal(tx, proposalId);
      const views: z.infer<typeof consultationView>[] = [];
      for (const one of lines) views.push(await viewOf(tx, one, asker));
      return {
        ...{ required: [...required], askedAs: asker && askedAsOf(asker, proposal.authorId) },
        waits: no === "consultation-underway" || no === "consultation-needed" ? no : null,
        leastDays: setting(book, "expert.opinionWorkingDays").workingDays,
        consultations: views,
      };
    }),

  /** Asks that experts look at a proposal, and says what it touches: such a mark stays. */
  request: memberProcedure
    .input(
      form({
        ...{ proposalId: id, question: line(limits.question), why: words(limits.reason), lang: language },
        ...{ fields: z.array(z.string().max(40)).min(1).max(6), hazards: z.array(z.enum(hazards)).max(5) },
        ...{ buildings: z.array(line(limits.building)).max(40), workingDays: z.int().min(1).max(60) },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx, asker } = ctx;
        const proposal = await lockProposal(tx, input.proposalId);
        const { proposalId, authorId, status } = proposal;
        const askedAs = askedAsOf(asker, authorId);
        const fields = await knownFields(tx, input.fields);
        const { question, why, lang, buildings, workingDays } = input;
        const hash = hashOfWords({ question, why, lang, fields, buildings });
        const book = await rulesForOpening(tx);
        const before = await store.advised(tx, proposalId);
        const required = input.hazards.length > 0 || (await requiredFor(tx, proposalId, book)).length > 0;
        const asked = {
          ...{ consultationId: newId(), proposal: { proposalId, status }, askedAs, required, workingDays },
          ...{ underway: before.underway, hash: hash.toString("hex"), rules: consultationRules(book) },
          holidays: ctx.services.holidays,
        };
        const fact = accept(rules.request(asked, inPost(ctx)));
        const consultation = apply(null, fact);
        await store.markHazards(tx, proposalId, input.hazards, asker.memberId);
        const said = { askedAs: askedAs ?? "committee", fields, buildings, question, why, lang, hash };
        await store.begin(tx, consultation, said, fact);
        return { consultationId: consultation.consultationId, size: consultation.size };
      }),
    ),

  /** Who can be asked onto a panel, what speaks for each, and whom the rules propose. Conflicts are told as a maybe. */
  candidates: holderProcedure("consultations.choose")
    .input(z.strictObject({ consultationId: id }))
    .query(async ({ ctx: { tx, now }, input }) => {
      const consultation = found(await store.read(tx, input.consultationId));
      const choosing = await candidatesFor(tx, consultation);
      return {
        ...{
          places: choosing.places,
          available: countAvailable(choosing, now),
          suggested: [...choosing.suggested],
        },
        candidates: choosing.candidates.map((one) => {
          const {
            expertId,
            name,
            fields,
            formerPost,
            years,
            matches,
            load,
            lastAsked,
            outside,
            mayConflict,
          } = one;
          return {
            ...{ expertId, name, fields: [...fields], formerPost, years, matches, load, lastAsked, outside },
            mayConflict,
          };
        }),
      };
    }),

  /** Asks experts onto the panel: those proposed, or others with the reason why. */
  choose: holderProcedure("consultations.choose")
    .input(
      form({
        ...{
          consultationId: id,
          experts: z.array(id).min(0).max(9),
          reason: words(shortReason),
          lang: language,
        },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx, now } = ctx;
        const consultation = found(await store.lock(tx, input.consultationId));
        await notRecused(ctx, consultation.proposalId);
        accept(rules.notChoosing(consultation) ?? {});
        const { seats, candidates, suggested } = await candidatesFor(tx, consultation);
        const picks = [...new Set(input.experts)].map((expertId) => {
          const one = candidates.find((candidate) => candidate.expertId === expertId);
          return { expertId, available: one !== undefined, outside: one?.outside ?? false };
        });
        const { reason, lang } = input;
        accept(notToAsk(picks, { seats, size: consultation.size, suggested, reason, now }) ?? {});
        const chosen = {
          ...{ asked: picks.length, differs: differs(picks, suggested), reason: reason || null, lang },
          chooserId: ctx.asker.memberId,
        };
        for (const { expertId, outside } of picks) {
          const asked = { seatId: newId(), expertId, outside, holidays: ctx.services.holidays };
          await panels.keepSeat(tx, rules.ask(consultation, asked, inPost(ctx)));
        }
        const fact = rules.chosen(consultation, chosen, inPost(ctx));
        await store.save(tx, rules.apply(consultation, fact), fact);
        await store.keepChoice(tx, consultation.consultationId, chosen);
        return { asked: picks.length };
      }),
    ),

  /** The declarations that wait for a supervisor, each with what is known and may be a conflict. */
  declarations: holderProcedure("consultations.decide").query(async ({ ctx: { tx, asker } }) => {
    const waiting = [];
    for (const consultation of await store.underway(tx)) {
      const seats = (await panels.seatsOf(tx, consultation.consultationId)).filter(
        (seat) => seat.status === "declared" && seat.memberId !== asker.memberId,
      );
      const known = await hintsOf(
        tx,
        consultation,
        seats.map(({ expertId }) => expertId),
      );
      const { year, number, title, titleLang, question, lang } = consultation;
      for (const { seatId, expertId, name, formerPost, declared, decideBy } of seats)
        waiting.push({
          ...{ seatId, name, formerPost, declared, decideBy, hints: [...(known.get(expertId)?.hints ?? [])] },
          ...{ year, number, title, titleLang, question, lang },
        });
    }
    return { waiting };
  }),

  /** A supervisor decides whether somebody who declared sits; the sentence is public beside the declaration. */
  decide: holderProcedure("consultations.decide")
    .input(form({ seatId: id, sits: z.boolean(), decision: words(limits.reason), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { consultation, seat } = await lockSeat(ctx.tx, input.seatId);
        await notRecused(ctx, consultation.proposalId);
        const proposal = found(await proposals.read(ctx.tx, consultation.proposalId));
        const isProposer = proposal.authorId === ctx.asker.residentId;
        const fact = accept(rules.decide(seat, { sits: input.sits, isProposer }, inPost(ctx)));
        const { decision, lang } = input;
        const decided = { deciderId: ctx.asker.memberId, decision, decisionLang: lang };
        await panels.saveSeat(ctx.tx, rules.applySeat(seat, fact), fact, decided);
        if (input.sits) await beginIfComplete(ctx, consultation, inPost(ctx));
        else await replaced(ctx, consultation, seat.seatId, inPost(ctx));
        return { sits: input.sits };
      }),
    ),

  /** The proposer, or a resident, says that somebody should not sit on the panel. */
  object: memberProcedure.input(form({ seatId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const { subject, standing: at } = await standing(ctx, input.forResident);
      const { consultation, seat } = await lockSeat(ctx.tx, input.seatId);
      const proposal = found(await proposals.read(ctx.tx, consultation.proposalId));
      const { residentId } = subject;
      const already = await panels.hasObjected(ctx.tx, seat.seatId, residentId);
      const isProposer = proposal.authorId === residentId;
      const asked = { isProposer, already, objections: seat.objections + 1 };
      const fact = accept(rules.object(consultation, seat, asked, at));
      const channel = at.channel === "desk" ? "desk" : "app";
      await panels.keepObjection(ctx.tx, { seatId: seat.seatId, residentId, channel });
      const next = rules.applySeat(seat, fact);
      await panels.saveSeat(ctx.tx, next, fact);
      if (next.status === "recused") await replaced(ctx, consultation, seat.seatId, at);
      return { recused: next.status === "recused" };
    }),
  ),

  /** The committee answers every numbered advice, those of a dissent as well. */
  respond: holderProcedure("consultations.respond")
    .input(form({ consultationId: id, answers: z.array(answer).max(mostAdvice * 9), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const consultation = found(await store.lock(ctx.tx, input.consultationId));
        await notRecused(ctx, consultation.proposalId);
        const { consultationId } = consultation;
        const advice = (await opinions.adviceOf(ctx.tx, consultationId)).map(({ number }) => number);
        const fact = accept(respond(consultation, { advice, answers: input.answers }, inPost(ctx)));
        await opinions.keepAnswers(ctx.tx, consultationId, input.answers, input.lang);
        await store.save(ctx.tx, rules.apply(consultation, fact), fact, { responderId: ctx.asker.memberId });
        return { status: "answered" as const };
      }),
    ),

  /** Where too few experts are left, or none wrote in time: a professional outside, whose paper is named. */
  goOutside: holderProcedure("consultations.choose")
    .input(form({ consultationId: id, reference: line(limits.reference) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const consultation = found(await store.lock(ctx.tx, input.consultationId));
        await notRecused(ctx, consultation.proposalId);
        const available = countAvailable(await candidatesFor(ctx.tx, consultation), ctx.now);
        const opinion = (await opinions.opinionsOf(ctx.tx, consultation.consultationId)).length > 0;
        const fact = accept(rules.goOutside(consultation, { available, opinion }, inPost(ctx)));
        const outsideReference = input.reference;
        await store.save(ctx.tx, rules.apply(consultation, fact), fact, { outsideReference });
        return { status: "outside" as const };
      }),
    ),

  /** Whoever asked for a consultation takes it back, where the rules do not require it. */
  withdraw: memberProcedure.input(form({ consultationId: id })).mutation(
    once(async ({ ctx, input }) => {
      const consultation = found(await store.lock(ctx.tx, input.consultationId));
      const required = await requiredFor(ctx.tx, consultation.proposalId, consultation.rules);
      const fact = accept(rules.withdraw(consultation, required.length > 0, inPost(ctx)));
      await store.save(ctx.tx, rules.apply(consultation, fact), fact);
      return { status: "withdrawn" as const };
    }),
  ),

  /** What of the consultations awaits the asker, the nearest date first. */
  awaiting: memberProcedure
    .output(z.array(consultationAwaited))
    .query(async ({ ctx: { tx, asker } }) => awaitedOf(tx, asker)),

  /** How useful advice was, field by field; of no person. */
  record: publicProcedure
    .output(
      z.object({
        leastPeople: z.number(),
        lines: z.array(
          z.object({
            ...{ field: z.string().nullable(), consultations: z.number(), medianDays: z.number() },
            ...{ adopted: z.number(), partly: z.number(), notAdopted: z.number() },
          }),
        ),
      }),
    )
    .query(async ({ ctx: { tx } }) => {
      const leastPeople = setting(await rulesOf(tx), "expert.recordPeople").integer;
      return { leastPeople, lines: [...usefulness(await store.answered(tx), leastPeople)] };
    }),
});

/** As what somebody may ask for a consultation: nobody else may. */
function askedAsOf({ residentId, posts }: Asker, authorId: string): rules.AskedAs | null {
  if (residentId === authorId) return "proposer";
  if (mayTake("consultations.choose", posts)) return "committee";
  return mayTake("consultations.decide", posts) ? "supervision" : null;
}
