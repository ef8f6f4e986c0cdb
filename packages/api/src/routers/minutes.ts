import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as meetings from "@yishi/db/meetings";
import * as attendance from "@yishi/db/meetings/attendance";
import { votedItems } from "@yishi/db/meetings/hands";
import * as store from "@yishi/db/meetings/minutes";
import type { Meeting } from "@yishi/domain/meetings/meeting";
import { notTheirs } from "@yishi/domain/meetings";
import { apply } from "@yishi/domain/meetings/facts";
import * as rules from "@yishi/domain/meetings/minutes";
import { acts, mayTake } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { hashOfMinutes, holderOf, readsDraft, runnerOf } from "../meeting-view.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, router, type Asker } from "../trpc.ts";

const votes = z.int().min(0).max(1_000_000);
const entry = z.strictObject({
  item: z.int().min(1).max(100),
  said: words(limits.minutes),
  resolved: z
    .strictObject({
      ...{ resolution: words(limits.minutes), for: votes, against: votes, abstain: votes },
      ...{ carriedOutBy: line(limits.carriedOutBy).optional(), dueOn: day.optional() },
    })
    .optional(),
});
type Written = z.infer<typeof entry>;
const reasoned = { reason: words(limits.reason), lang: language };

export const minutesRouter = router({
  /** What was found wrong in the draft and what came of it, for those who read it; nothing for anybody else. */
  corrections: memberProcedure
    .input(z.strictObject({ meetingId: id }))
    .output(
      z.array(
        z.object({
          ...{ correctionId: z.string(), item: z.number(), wrong: z.string().nullable(), lang: language },
          ...{ status: z.enum(["open", "accepted", "refused"]), askedAt: z.date(), mine: z.boolean() },
          ...{ answeredAt: z.date().nullable(), reason: z.string().nullable() },
          reasonLang: language.nullable(),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      const meeting = await meetings.read(ctx.tx, input.meetingId);
      if (!meeting || !(await readsDraft(ctx, meeting))) return [];
      const lines = await store.correctionsOf(ctx.tx, meeting.meetingId);
      return lines.map(({ askerId, ...one }) => ({ ...one, mine: askerId === ctx.asker.memberId }));
    }),

  /** Lays the draft open to those who were there, item by item. */
  write: holderProcedure("meetings.minute")
    .input(form({ meetingId: id, entries: z.array(entry).min(1).max(100), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx, services } = ctx;
        const meeting = found(await meetings.lock(tx, input.meetingId));
        const agenda = await store.itemsOf(tx, meeting.meetingId);
        const written = agenda.map((one) => ({
          ...{ of: one, entry: found(input.entries.find(({ item }) => item === one.item)) },
        }));
        const voted = await votedItems(tx, meeting.meetingId);
        const entries = written.map(({ of, entry: said }) => entryOf(of, said, voted));
        const present = await attendance.countPresent(tx, meeting.meetingId);
        const kept = written.map(({ entry: said }) => wordsOf(said, 1, input.lang));
        const hash = hashOfWords(kept.map(({ hash: of }) => of.toString("hex"))).toString("hex");
        const minutes = { entries, present, hash, holidays: services.holidays };
        const fact = accept(rules.write(meeting, minutes, await runnerOf(ctx), inPost(ctx)));
        await store.begin(tx, apply(meeting, fact), kept, fact);
        return { status: "minuted" as const };
      }),
    ),

  /** Somebody who was there says what is wrong in the draft of an item. */
  ask: memberProcedure
    .input(
      form({ meetingId: id, item: z.int().min(1).max(100), wrong: words(limits.reason), lang: language }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx, asker } = ctx;
        const meeting = found(await meetings.lock(tx, input.meetingId));
        const { item, wrong, lang } = input;
        const waiting = (await store.correctionsOf(tx, meeting.meetingId)).filter(
          (one) => one.status === "open" && one.item === item && one.askerId === asker.memberId,
        );
        const asked = {
          ...{ correctionId: newId(), item, waits: waiting.length > 0 },
          wasThere: await attendance.wasThere(tx, meeting.meetingId, holderOf(asker)),
          hash: hashOfWords({ wrong, lang }).toString("hex"),
        };
        const fact = accept(rules.ask(meeting, asked, inPost(ctx)));
        found((await store.itemsOf(tx, meeting.meetingId)).find((one) => one.item === item));
        await store.keepCorrection(tx, fact, { item, wrong, lang });
        return { correctionId: fact.body.correctionId };
      }),
    ),

  /** Takes a correction up, with the item as it reads now, or refuses it; either with a reason. */
  answer: holderProcedure("meetings.minute")
    .input(form({ correctionId: id, accepted: z.boolean(), entry: entry.optional(), ...reasoned }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const correction = found(await store.lockCorrection(tx, input.correctionId));
        const meeting = found(await meetings.lock(tx, correction.meetingId));
        const items = await store.itemsOf(tx, meeting.meetingId);
        const now = found(items.find(({ item }) => item === correction.item));
        const { accepted, reason, lang } = input;
        const said = accepted && input.entry ? { ...input.entry, item: now.item } : null;
        const version = (now.version ?? 0) + 1;
        const voted = await votedItems(tx, meeting.meetingId);
        const kept = said && wordsOf(said, version, lang);
        const changed = kept !== null && !sameWords(kept, now);
        const given = {
          ...{ accepted, entry: said && { ...entryOf(now, said, voted), version, changed } },
          hash: hashOfWords({ reason, lang, entry: kept?.hash.toString("hex") ?? null }).toString("hex"),
        };
        const fact = accept(rules.answer(meeting, correction, given, await runnerOf(ctx), inPost(ctx)));
        await store.saveAnswer(tx, fact, { reason, lang }, kept);
        return { status: accepted ? ("accepted" as const) : ("refused" as const) };
      }),
    ),

  /** Signs the minutes as they read: who called the meeting, and one other who was there. */
  sign: memberProcedure.input(form({ meetingId: id })).mutation(
    once(async ({ ctx, input }) => {
      const { tx, asker } = ctx;
      const meeting = found(await meetings.lock(tx, input.meetingId));
      const items = await store.itemsOf(tx, meeting.meetingId);
      const corrections = await store.correctionsOf(tx, meeting.meetingId);
      const asked = {
        isConvener: await standsForConvener(ctx, meeting),
        wasThere: await attendance.wasThere(tx, meeting.meetingId, holderOf(asker)),
        signedBefore: await store.hasSigned(tx, meeting.meetingId, asker.memberId),
        waiting: corrections.filter(({ status }) => status === "open").length,
        hash: hashOfMinutes(meeting, items),
      };
      const fact = accept(rules.sign(meeting, asked, inPost(ctx)));
      const next = apply(meeting, fact);
      await store.saveSignature(tx, next, fact, items);
      return { status: next.status };
    }),
  ),

  /** Adds something below signed minutes, which themselves never change. */
  supplement: holderProcedure("meetings.minute")
    .input(form({ meetingId: id, text: words(limits.minutes), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const meeting = found(await meetings.lock(ctx.tx, input.meetingId));
        const { text, lang } = input;
        const ordinal = (await store.supplementsOf(ctx.tx, meeting.meetingId)).length + 1;
        const added = { ordinal, hash: hashOfWords({ text, lang }).toString("hex") };
        const fact = accept(rules.supplement(meeting, added, await runnerOf(ctx), inPost(ctx)));
        await store.keepSupplement(ctx.tx, fact, { text, lang });
        return { ordinal };
      }),
    ),

  /** Says that what a resolution asked to be done is done. */
  done: holderProcedure("meetings.minute")
    .input(form({ meetingId: id, item: z.int().min(1).max(100), on: day }))
    .mutation(
      once(async ({ ctx, input }) => {
        const meeting = found(await meetings.hold(ctx.tx, input.meetingId));
        const undertaking = found(await store.lockUndertaking(ctx.tx, meeting.meetingId, input.item));
        const fact = accept(rules.carryOut(meeting, undertaking, input.on, await runnerOf(ctx), inPost(ctx)));
        await store.saveDone(ctx.tx, fact);
        return { doneOn: input.on };
      }),
    ),
});

/** Who called the meeting; where they serve no more, whoever calls such meetings now. */
async function standsForConvener(
  ctx: { readonly tx: Tx; readonly asker: Asker },
  meeting: Meeting,
): Promise<boolean> {
  if (meeting.convenerId === ctx.asker.memberId) return true;
  if (!mayTake("meetings.call", ctx.asker.posts) || notTheirs(meeting, await runnerOf(ctx))) return false;
  return !(await meetings.convenerServes(ctx.tx, meeting.convenerId, acts["meetings.call"]));
}

/** An entry as far as rules speak of it. */
function entryOf(
  { item, proposalId }: store.Item,
  { resolved }: Written,
  voted: ReadonlySet<number>,
): rules.Entry {
  return {
    ...{ item, ofProposal: proposalId !== null, votedOn: voted.has(item) },
    resolved: resolved ? { hands: resolved, dueOn: resolved.dueOn ?? null } : null,
  };
}

/** An entry as it is kept, with the hash of its words. */
function wordsOf({ item, said, resolved }: Written, version: number, lang: "zh-CN" | "en") {
  const kept = {
    ...{ item, said, resolution: resolved?.resolution ?? null, votesFor: resolved?.for ?? null },
    ...{ votesAgainst: resolved?.against ?? null, votesAbstain: resolved?.abstain ?? null },
    ...{ carriedOutBy: resolved?.carriedOutBy ?? null, dueOn: resolved?.dueOn ?? null, lang },
  };
  return { ...kept, version, hash: hashOfWords(kept) };
}

/** Whether an entry says word for word what stood there before. */
function sameWords(kept: ReturnType<typeof wordsOf>, now: store.Item): boolean {
  return (
    kept.said === now.said &&
    kept.resolution === now.resolution &&
    kept.votesFor === now.votesFor &&
    kept.votesAgainst === now.votesAgainst &&
    kept.votesAbstain === now.votesAbstain &&
    kept.carriedOutBy === now.carriedOutBy &&
    kept.dueOn === now.dueOn
  );
}
