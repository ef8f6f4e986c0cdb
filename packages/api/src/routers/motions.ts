import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as charters from "@yishi/db/charters";
import { citedOf } from "@yishi/db/citations";
import { hold } from "@yishi/db/meetings";
import * as hands from "@yishi/db/meetings/hands";
import * as store from "@yishi/db/motions";
import { holders } from "@yishi/db/posts";
import { memberOfResident } from "@yishi/db/privacy";
import * as proposals from "@yishi/db/proposals";
import { freezeRoll, scopesOf, sizeOf } from "@yishi/db/seats";
import { electorates } from "@yishi/domain/electorates";
import { dayOf, instantAt, startOf, type Day, type Holidays } from "@yishi/domain/calendar";
import * as votes from "@yishi/domain/meetings/vote";
import * as rules from "@yishi/domain/motions";
import { apply } from "@yishi/domain/motions";
import { agreeByFrom } from "@yishi/domain/motions/agreement";
import { forms, option } from "@yishi/domain/motions/forms";
import { isRepeatable, lastAnnouncement, lastOpening, repeat } from "@yishi/domain/motions/repeat";
import type { VoteRules } from "@yishi/domain/motions/rules";
import { mostMotions } from "@yishi/domain/motions/several";
import { earliestOpening } from "@yishi/domain/motions/window";
import { isFromCommittee } from "@yishi/domain/posts";
import { postsHeld } from "@yishi/domain/roles";
import { setting } from "@yishi/domain/rulebook";
import { needed } from "@yishi/domain/shares";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { citedNumbers, citing } from "../citing.ts";
import { advisedFor } from "../consulting.ts";
import { electors } from "../electors.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, timeOfDay, words } from "../inputs.ts";
import { lockMotion } from "../motion-lock.ts";
import { notRecused } from "../recusal.ts";
import { onlyOfRepresentatives } from "../representatives.ts";
import { rulesForOpening, rulesOf, voteRules } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router, type Asker } from "../trpc.ts";

const yuan = z.int().min(0).max(1_000_000_000);

export const motionsRouter = router({
  /** The groups and the buildings to whose people a motion can be put. */
  scopes: holderProcedure("motions.draft")
    .output(z.object({ groups: z.array(z.string()).readonly(), buildings: z.array(z.string()).readonly() }))
    .query(({ ctx }) => scopesOf(ctx.tx)),

  /** Draws the motion from an admitted proposal: one question, its exact text, cost, money, who, by when, and otherwise what. */
  draft: holderProcedure("motions.draft")
    .input(
      form({
        proposalId: id,
        /** Which of the proposal's motions it is; the one after the last begins a further one. */
        ordinal: z.int().min(1).max(mostMotions).default(1),
        electorate: z.enum(electorates),
        /** The group or the building whose vote it is; nothing where it is the whole community's. */
        scope: line({ min: 1, max: 40 }).optional(),
        special: z.boolean().optional(),
        question: line(limits.question),
        text: words(limits.motionText),
        costYuan: yuan,
        moneySource: words(limits.moneySource),
        carriedOutBy: line(limits.carriedOutBy),
        doneBy: day,
        ifRejected: words(limits.ifRejected),
        /** How it is answered, and what can be chosen between where that is not by yes or no. */
        form: z.enum(forms).default("yesNo"),
        options: z
          .array(
            z.strictObject({
              name: line(limits.optionName),
              sentence: line(limits.optionSentence).optional(),
              costYuan: yuan.optional(),
            }),
          )
          .max(20)
          .default([]),
        /** Of a further motion: why this body is asked as well, to be read by everybody. */
        why: words(limits.why).optional(),
        /** The numbers of the experts' advice on which it stands. */
        cited: citedNumbers,
        lang: language,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const {
          key: _key,
          proposalId,
          ordinal,
          electorate,
          scope = null,
          special = null,
          form: answered,
          options: written,
          why,
          cited,
          ...rest
        } = input;
        const options = written.map(({ name, ...more }) => option(name, more));
        const said = {
          ...rest,
          ...(ordinal > 1 && why !== undefined && { why }),
          ...(answered !== "yesNo" && { options }),
        };
        const proposal = found(await proposals.lock(ctx.tx, proposalId));
        found(proposal.openedAt);
        await notRecused(ctx, proposalId);
        const drawn = await store.ofProposal(ctx.tx, proposalId);
        if (ordinal > drawn.length + 1) throw refuseAtDoor("not-found");
        const own = drawn.find((one) => one.ordinal === ordinal);
        const before = own ? await store.lock(ctx.tx, own.motionId) : null;
        const cites = await citing(ctx.tx, proposalId, cited);
        const hash = hashOfWords({ ...said, ...cites.hashed });
        const motionId = before?.motionId ?? newId();
        const asked = {
          motionId,
          proposalId,
          proposalStatus: proposal.status,
          ...{ firstYes: proposal.firstYes, electorate, scope, special, ordinal },
          ...{ form: answered, options: options.map(({ name }) => name) },
          agreeBy: await askedUntil(ctx, proposal),
          others: drawn.filter((one) => one !== own),
          explained: why !== undefined,
          hash: hash.toString("hex"),
        };
        const fact = accept(rules.draft(before, asked, inPost(ctx)));
        const next = rules.apply(before, fact);
        const { seats } = await sizeOf(ctx.tx, next, await electors(ctx.tx));
        if (seats === 0) throw refuseAtDoor("nobody-votes-there");
        await store.save(ctx.tx, next, fact);
        await store.keepWords(ctx.tx, { ...said, motionId, version: next.version, hash });
        await cites.keep({ motionId, version: next.version });
        return { motionId, version: next.version };
      }),
    ),

  /** Records that the community's Party organisation studied it: the fact, its date and the paper's reference. */
  recordPriorStudy: holderProcedure("motions.recordPriorStudy")
    .input(form({ motionId: id, on: day, reference: line(limits.reference) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = await lockMotion(ctx.tx, input.motionId);
        await notRecused(ctx, motion.proposalId);
        const fact = accept(rules.recordPriorStudy(motion, input.on, inPost(ctx)));
        await store.save(ctx.tx, rules.apply(motion, fact), fact, { priorStudyReference: input.reference });
        return { motionId: motion.motionId };
      }),
    ),

  /** What a vote announced today has to keep to: the earliest day, the bounds, how many seats, whether app ballots count. */
  scheduling: holderProcedure("motions.schedule")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        earliest: day,
        noticeDays: z.number(),
        windowDays: z.object({ min: z.number(), max: z.number() }),
        seats: z.number(),
        quorumNeeded: z.number(),
        area: z.object({ all: z.number(), needed: z.number() }).nullable(),
        appBallotsCount: z.boolean(),
        /** The meetings to which the vote can be put: called, of this very body, with the matter on their agenda. */
        meetings: z
          .array(
            z.object({
              ...{ meetingId: z.string(), year: z.number(), number: z.number(), title: z.string() },
              ...{ lang: language, startsAt: z.date(), place: z.string() },
            }),
          )
          .readonly(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const motion = found(await store.read(ctx.tx, input.motionId));
      const today = dayOf(ctx.now);
      const asked = voteRules(await rulesOf(ctx.tx), motion);
      const { seats, areaSquareCentimetres: all } = await sizeOf(ctx.tx, motion, await electors(ctx.tx));
      return {
        earliest: earliestOpening(today, asked),
        noticeDays: asked.noticeDays,
        windowDays: asked.windowDays,
        seats,
        quorumNeeded: needed(asked.quorum, seats),
        area: all === null ? null : { all, needed: needed(asked.quorum, all) },
        appBallotsCount: await charters.appBallotsCount(ctx.tx),
        meetings: await meetingsToPut(ctx.tx, motion),
      };
    }),

  /** Announces the vote: notice, window, frozen roll, and the rules as they stand today. */
  schedule: holderProcedure("motions.schedule")
    .input(form({ motionId: id, opensOn: day, closesOn: day, closesAt: timeOfDay, meetingId: id.optional() }))
    .mutation(
      once(async ({ ctx, input }) => {
        const motion = await lockMotion(ctx.tx, input.motionId);
        await notRecused(ctx, motion.proposalId);
        const proposal = found(await proposals.read(ctx.tx, motion.proposalId));
        const book = await rulesForOpening(ctx.tx);
        if (motion.electorate === "representative") await onlyOfRepresentatives(ctx.tx, book);
        const line = await electors(ctx.tx);
        const size = await sizeOf(ctx.tx, motion, line);
        const asked = {
          rules: { ...voteRules(book, motion), namesShown: await charters.namesShown(ctx.tx) },
          opensAt: startOf(input.opensOn),
          closesAt: instantAt(input.closesOn, input.closesAt),
          ...size,
          appBallotsCount: await charters.appBallotsCount(ctx.tx),
          notYetAdvised: await advisedFor(ctx.tx, motion.proposalId, book),
          firstYes: proposal.firstYes,
        };
        const fact = accept(rules.schedule(motion, asked, inPost(ctx)));
        await store.save(ctx.tx, rules.apply(motion, fact), fact, { convenerId: ctx.asker.memberId });
        await freezeRoll(ctx.tx, motion.motionId, motion, line);
        if (input.meetingId) await putTo(ctx, input.meetingId, motion, asked);
        return { seats: size.seats };
      }),
    ),

  /** Once more, after too few took part: until when it can be announced and opened, and what it has to keep to. */
  repeating: holderProcedure("motions.schedule")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        earliest: day,
        latest: day.nullable(),
        announceBy: day.nullable(),
        open: z.boolean(),
        noticeDays: z.number(),
        windowDays: z.object({ min: z.number(), max: z.number() }),
        seats: z.number(),
        quorumNeeded: z.number(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const first = found(await store.read(ctx.tx, input.motionId));
      const asked = await rulesOfFirst(ctx.tx, first);
      const already = await isRepeated(ctx.tx, first);
      const { seats } = await sizeOf(ctx.tx, first, await electors(ctx.tx));
      const today = dayOf(ctx.now);
      return {
        earliest: earliestOpening(today, asked),
        latest: lastOpening(first, asked),
        announceBy: lastAnnouncement(first, asked),
        open: isRepeatable(first, already, asked, today),
        ...{ noticeDays: asked.noticeDays, windowDays: asked.windowDays, seats },
        quorumNeeded: needed(asked.quorum, seats),
      };
    }),

  /** Announces it once more: the same text, the same people and rules, a roll frozen anew. */
  repeat: holderProcedure("motions.schedule")
    .input(form({ motionId: id, opensOn: day, closesOn: day, closesAt: timeOfDay }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const first = await lockMotion(tx, input.motionId);
        await notRecused(ctx, first.proposalId);
        const line = await electors(tx);
        const motionId = newId();
        const asked = {
          ...{ motionId, already: await isRepeated(tx, first) },
          ordinal: (await store.ofProposal(tx, first.proposalId)).length + 1,
          rules: await rulesOfFirst(tx, first),
          opensAt: startOf(input.opensOn),
          closesAt: instantAt(input.closesOn, input.closesAt),
          ...(await sizeOf(tx, first, line)),
        };
        const fact = accept(repeat(first, asked, inPost(ctx)));
        const next = apply(null, fact);
        await store.save(tx, next, fact, { convenerId: ctx.asker.memberId });
        await store.copyWords(tx, first, next);
        const cites = await citing(tx, first.proposalId, await citedOf(tx, first.motionId, first.version));
        await cites.keep({ motionId, version: next.version });
        await freezeRoll(tx, motionId, next, line);
        return { motionId, ordinal: next.ordinal, seats: asked.seats };
      }),
    ),
});

/** Puts a vote to the meeting that its notice names, which stays as it is until the transaction ends. */
async function putTo(
  ctx: { readonly tx: Tx; readonly asker: Asker },
  meetingId: string,
  motion: rules.Motion,
  window: { readonly opensAt: Date; readonly closesAt: Date },
) {
  const meeting = found(await hold(ctx.tx, meetingId));
  const item = await hands.itemFor(ctx.tx, meetingId, motion.proposalId);
  const fact = accept(votes.put(motion, meeting, { item, window }, inPost(ctx)));
  await hands.keepPut(ctx.tx, fact);
}

async function meetingsToPut(tx: Tx, { electorate, scope: group, proposalId }: rules.Motion) {
  const kind = votes.meetingOf[electorate];
  return kind === null ? [] : hands.meetingsFor(tx, { proposalId, kind, group });
}

interface Drawing {
  readonly tx: Tx;
  readonly asker: Asker;
  readonly now: Date;
  readonly services: { readonly holidays: Holidays };
}

/**
 * Until which day the proposer is asked whether they agree; nothing where they drew it themselves, or are of the
 * committee for which it is drawn.
 */
async function askedUntil(
  { tx, asker, now, services }: Drawing,
  proposal: { readonly authorId: string },
): Promise<Day | null> {
  if (proposal.authorId === asker.residentId) return null;
  const author = await memberOfResident(tx, proposal.authorId);
  const held = (await holders(tx)).filter(({ memberId }) => memberId === author?.memberId);
  if (isFromCommittee(postsHeld(held, now))) return null;
  const { workingDays } = setting(await rulesOf(tx), "motion.agreeWorkingDays");
  return agreeByFrom(now, workingDays, services.holidays);
}

/** The rules of the first vote, never lowered; what was not written down with it is taken from today's. */
async function rulesOfFirst(tx: Tx, first: rules.Motion): Promise<VoteRules> {
  return { ...voteRules(await rulesOf(tx), first), ...first.rules };
}

async function isRepeated(tx: Tx, { proposalId, ordinal }: rules.Motion): Promise<boolean> {
  return (await store.ofProposal(tx, proposalId)).some(({ repeats }) => repeats === ordinal);
}
