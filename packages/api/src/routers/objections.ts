import { newId } from "@yishi/db/ids";
import * as motions from "@yishi/db/motions";
import * as store from "@yishi/db/objections";
import * as proposals from "@yishi/db/proposals";
import { standingOf } from "@yishi/db/recounts";
import { apply } from "@yishi/domain/motions";
import * as rules from "@yishi/domain/objections";
import { courtEnds, objectionCodes, objectionGrounds } from "@yishi/domain/resolutions/steps";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { notRecused } from "../recusal.ts";
import { inPost, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router, type Asker } from "../trpc.ts";
import type { Tx } from "@yishi/db/client";

const code = z.enum([...objectionCodes.law, ...objectionCodes.procedure]);
const objected = z.object({
  objectionId: z.string(),
  by: z.enum(["resident", "supervisor"]),
  building: z.string(),
  ground: z.enum(objectionGrounds),
  code,
  text: z.string().nullable(),
  lang: language,
  status: z.enum(["open", "rejected", "upheld"]),
  filedAt: z.date(),
  dueOn: day,
  late: z.boolean(),
  answeredAt: z.date().nullable(),
  answer: z.string().nullable(),
  answerLang: language.nullable(),
  answeredBy: z.string().nullable(),
  own: z.boolean(),
});
const courtCase = z.object({
  court: z.string(),
  acceptedOn: day,
  reference: z.string(),
  endedOn: day.nullable(),
  endedHow: z.enum(courtEnds).nullable(),
  endedReference: z.string().nullable(),
});

export const objectionsRouter = router({
  /** The objections to a decision with their answers, by building and role, and what a court has to do with it. */
  of: publicProcedure
    .input(z.strictObject({ motionId: id }))
    .output(z.object({ objections: z.array(objected), courtCases: z.array(courtCase) }))
    .query(async ({ ctx, input }) => {
      found(found(await motions.read(ctx.tx, input.motionId)).noticedAt);
      const kept = await store.ofMotion(ctx.tx, input.motionId);
      return {
        objections: kept.map(({ residentId, memberId, asSupervisor, ...one }) => ({
          ...one,
          by: asSupervisor ? ("supervisor" as const) : ("resident" as const),
          late: rules.isLate(one, ctx.now),
          own: isOwn(ctx.asker, { residentId, memberId }),
        })),
        courtCases: await store.courtCasesOf(ctx.tx, input.motionId),
      };
    }),

  /** Objects to a decision while it is on notice: a resident, in the app or at the desk, or a supervisor. */
  file: memberProcedure
    .input(
      form({
        ...{ motionId: id, ground: z.enum(objectionGrounds), code },
        ...{ text: words(limits.reason), lang: language, forResident: id.optional() },
      }).refine((input) => rules.fits(input.ground, input.code), {
        path: ["code"],
        message: "not-offered",
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { motionId, ground, text, lang } = input;
        const who = await objector(ctx, input.forResident);
        const motion = found(await motions.lock(ctx.tx, motionId));
        found(motion.noticedAt);
        const objectionId = newId();
        const already = await store.hasObjected(ctx.tx, motionId, who.personId);
        const { holidays } = ctx.services;
        const asked = { objectionId, ground, code: input.code, already, holidays };
        const fact = accept(rules.object(motion, asked, who.standing));
        const row = { ...who.row, text, lang };
        await store.keep(ctx.tx, apply(motion, fact), row, fact);
        return { objectionId, dueOn: fact.body.dueOn };
      }),
    ),

  /** Answers an objection with its reason: rejected, or upheld, and then the decision is set aside. */
  answer: holderProcedure("objections.answer")
    .input(
      form({
        ...{ objectionId: id, verdict: z.enum(["rejected", "upheld"]) },
        ...{ answer: words(limits.reason), lang: language },
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { motionId } = found(await store.read(ctx.tx, input.objectionId));
        const motion = found(await motions.lock(ctx.tx, motionId));
        await notRecused(ctx, motion.proposalId);
        const objection = found(await store.read(ctx.tx, input.objectionId));
        const { authorId } = found(await proposals.read(ctx.tx, motion.proposalId));
        const othersWaiting = await store.othersWaiting(ctx.tx, objection);
        const { recounted } = await standingOf(ctx.tx, motionId);
        const asked = { verdict: input.verdict, authorId, othersWaiting, recounted };
        const fact = accept(rules.answer(motion, objection, asked, inPost(ctx)));
        await store.keepAnswer(ctx.tx, apply(motion, fact), input, fact);
        return { objectionId: input.objectionId };
      }),
    ),

  /** Records that a court has taken a case against the decision. */
  recordCourtCase: holderProcedure("objections.courtCase")
    .input(form({ motionId: id, court: line(limits.place), on: day, reference: line(limits.reference) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        const caseId = newId();
        const already = (await store.openCase(ctx.tx, motion.motionId)) !== null;
        const fact = accept(rules.recordCourtCase(motion, { caseId, on: input.on, already }, inPost(ctx)));
        await store.keepCase(ctx.tx, apply(motion, fact), input, fact);
        return { motionId: motion.motionId };
      }),
    ),

  /** Records how the case ended; what the court revokes is set aside. */
  endCourtCase: holderProcedure("objections.courtCase")
    .input(form({ motionId: id, on: day, end: z.enum(courtEnds), reference: line(limits.reference) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = found(await motions.lock(ctx.tx, input.motionId));
        const { caseId, acceptedOn } = found(await store.openCase(ctx.tx, motion.motionId));
        const asked = { caseId, acceptedOn, on: input.on, end: input.end };
        const fact = accept(rules.endCourtCase(motion, asked, inPost(ctx)));
        await store.keepCaseEnd(ctx.tx, apply(motion, fact), input.reference, fact);
        return { motionId: motion.motionId };
      }),
    ),
});

/** Who objects: a resident of voting age, themselves or at the desk, or a supervisor, who need not be on the roll. */
async function objector(ctx: { readonly tx: Tx; readonly asker: Asker }, forResident: string | undefined) {
  const { asker } = ctx;
  if (forResident === undefined && asker.posts.has("supervisor")) {
    const { memberId, residentId } = asker;
    const row = { residentId, memberId, asSupervisor: true, building: "", channel: "app" as const };
    return { standing: inPost(ctx), personId: residentId ?? memberId, row };
  }
  const { standing: stood, subject } = await standing(ctx, forResident);
  const { channel, subjectId: residentId } = stood;
  const memberId = channel === "app" ? asker.memberId : null;
  const row = { residentId, memberId, asSupervisor: false, building: subject.building, channel };
  if (!residentId) throw refuseAtDoor("not-on-the-roll");
  return { standing: stood, personId: residentId, row };
}

function isOwn(
  asker: Asker | null,
  by: { readonly residentId: string | null; readonly memberId: string | null },
): boolean {
  if (!asker) return false;
  return by.residentId ? by.residentId === asker.residentId : by.memberId === asker.memberId;
}
