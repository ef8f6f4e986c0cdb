import { openBox } from "@yishi/db/ballots";
import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import * as store from "@yishi/db/recounts";
import { mySeat } from "@yishi/db/ballots";
import { apply, type Motion } from "@yishi/domain/motions";
import { saysTheSame } from "@yishi/domain/motions/count";
import * as rules from "@yishi/domain/recounts";
import { recountKinds } from "@yishi/domain/resolutions/steps";
import { mayTake } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor, refusing } from "../accept.ts";
import { day, form, id, language, words } from "../inputs.ts";
import { notRecused, notRecusedFromMotion } from "../recusal.ts";
import { seen } from "../sight.ts";
import { inPost, onTheRoll } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router, type Asker } from "../trpc.ts";

const papers = z.object({ desk: z.number(), homeBox: z.number(), meeting: z.number() });
const sheets = z.int().min(0).max(1_000_000);
const finding = z.union([
  z.strictObject({ holds: z.boolean() }),
  z.strictObject({ desk: sheets, homeBox: sheets, meeting: sheets }),
]);
const asked = {
  recountId: z.string(),
  kind: z.enum(recountKinds),
  status: z.enum(["open", "done"]),
  askedAt: z.date(),
  dueOn: day,
  late: z.boolean(),
  doneAt: z.date().nullable(),
  wrong: z.number().nullable(),
  same: z.boolean().nullable(),
  turns: z.boolean().nullable(),
};
const pageOf = z.strictObject({ motionId: id, afterSeat: z.int().min(0).max(10_000_000).default(0) });
/** How many seats of the named list come at once. */
const listPage = 200;
const namedLine = z.object({
  seat: z.number(),
  building: z.string(),
  area: z.number().nullable(),
  names: z.array(z.string()).readonly(),
  binding: z.boolean(),
  choice: z.string(),
  channel: z.enum(["app", "desk", "homeBox", "meeting"]),
  at: z.date(),
});

export const recountsRouter = router({
  /** What was asked to be looked at again and what came of it, without whose it is; and how the papers compare. */
  of: publicProcedure
    .input(z.strictObject({ motionId: id }))
    .output(
      z.object({
        recounts: z.array(z.object({ ...asked, own: z.boolean() })),
        papers: z.object({ counted: papers, read: papers, readOnce: papers }).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const motion = found(await motions.read(ctx.tx, input.motionId));
      found(motion.noticedAt);
      const kept = await store.ofMotion(ctx.tx, motion.motionId);
      const { outcome } = motion;
      return {
        recounts: kept.map((one) => ({ ...told(one, ctx.now), own: isOwn(ctx.asker, one) })),
        papers: outcome && {
          counted: outcome.papers,
          ...(await store.papersRead(ctx.tx, motion.motionId)),
        },
      };
    }),

  /** The same for who looks into it, with whose ballot it is and what they say of it. */
  toLookInto: holderProcedure("ballots.names")
    .input(z.strictObject({ motionId: id }))
    .output(
      z.array(
        z.object({
          ...asked,
          claim: z.enum(rules.claims).nullable(),
          seat: z.number().nullable(),
          name: z.string().nullable(),
          text: z.string().nullable(),
          lang: language,
          found: z.number(),
          foundByMe: z.boolean(),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      const motion = found(await motions.read(ctx.tx, input.motionId));
      found(motion.countedAt);
      await notRecused(ctx, motion.proposalId);
      const kept = await store.ofMotion(ctx.tx, motion.motionId);
      await seen(
        ctx,
        "ballots.names",
        "namedList",
        kept.flatMap(({ residentId }) => residentId ?? []),
      );
      return kept.map((one) => {
        const { claim, seat, name, text, lang, foundBy } = one;
        return {
          ...told(one, ctx.now),
          ...{ claim, seat, name, text, lang, found: foundBy.length },
          foundByMe: foundBy.includes(ctx.asker.memberId),
        };
      });
    }),

  /** Asks that one's own ballot be looked at, or that all be counted again: in the app, at the desk, or as a supervisor. */
  ask: memberProcedure
    .input(
      form({
        motionId: id,
        kind: z.enum(recountKinds),
        claim: z.enum(rules.claims).optional(),
        text: words(limits.reason),
        lang: language,
        forResident: id.optional(),
      }).refine(({ kind, claim }) => (kind === "ballot") === (claim !== undefined), {
        path: ["claim"],
        message: "needed",
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { motionId, kind, claim = null, text, lang } = input;
        const who = await asking(ctx, input.forResident);
        const motion = found(await motions.lock(ctx.tx, motionId));
        found(motion.noticedAt);
        const own = who.residentId ? await mySeat(ctx.tx, motionId, who.residentId) : null;
        const seat = own?.seat ?? null;
        const fact = accept(
          rules.ask(
            motion,
            {
              ...{ recountId: newId(), kind, claim, seat, supervises: who.supervises },
              given: own?.given.some(({ binding }) => binding) ?? false,
              already: await store.hasAsked(ctx.tx, motionId, { kind, personId: who.personId }),
              holidays: ctx.services.holidays,
            },
            who.standing,
          ),
        );
        const { residentId, memberId } = who;
        const channel = who.standing.channel === "desk" ? "desk" : "app";
        const row = { claim, seat, residentId, memberId, text, lang, channel } as const;
        await store.keep(ctx.tx, apply(motion, fact), row, fact);
        return { recountId: fact.body.recountId, dueOn: fact.body.dueOn };
      }),
    ),

  /** A scrutineer says what they found. With as many as counted who found the same, it is closed. */
  find: holderProcedure("ballots.count")
    .input(form({ recountId: id, found: finding }))
    .output(z.object({ result: z.enum(["waiting", "differ", "stands", "turns"]) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const before = found(await store.read(ctx.tx, input.recountId));
        const motion = found(await motions.lock(ctx.tx, before.motionId));
        await notRecused(ctx, motion.proposalId);
        await notInterested(ctx, motion);
        const recount = found(await store.read(ctx.tx, input.recountId));
        const standing = inPost(ctx);
        const no = rules.notToLookInto(recount, standing);
        if (no) throw refusing(no);
        const mine = findingOf(input.found);
        if ((recount.kind === "count") !== (mine.papers !== null)) throw refuseAtDoor("not-found");
        await store.keepFinding(ctx.tx, recount.recountId, ctx.asker.memberId, mine);
        const filed = await store.findingsOf(ctx.tx, recount.recountId);
        const same = filed.filter((one) => rules.sameFinding(one, mine));
        if (!rules.enoughFound(motion, same))
          return { result: same.length < filed.length ? ("differ" as const) : ("waiting" as const) };
        const fact = accept(await closed(ctx.tx, { motion, recount, found: mine }, standing));
        await store.keepEnd(ctx.tx, apply(motion, fact), fact);
        return { result: fact.body.turns ? ("turns" as const) : ("stands" as const) };
      }),
    ),

  /** Who voted what, seat by seat, once it is counted: for scrutineers and supervisors, who answer for having looked. */
  named: holderProcedure("ballots.names")
    .input(pageOf)
    .output(z.object({ ballots: z.array(namedLine), next: z.number().nullable() }))
    .query(async ({ ctx, input }) => {
      await notRecusedFromMotion(ctx, input.motionId);
      const { ballots, next } = await listOf(ctx, input);
      await seen(
        ctx,
        "ballots.names",
        "namedList",
        ballots.flatMap(({ residentIds }) => residentIds),
      );
      return { ballots: ballots.map(withoutIds), next };
    }),

  /** The same for who has a seat, where the charter said so when the vote was announced; otherwise nothing. */
  shown: memberProcedure
    .input(pageOf)
    .output(z.object({ ballots: z.array(namedLine), next: z.number().nullable() }))
    .query(async ({ ctx, input }) => {
      const motion = await motions.read(ctx.tx, input.motionId);
      if (motion?.rules?.namesShown !== true) return { ballots: [], next: null };
      const { ballots, next } = await listOf(ctx, input);
      return { ballots: ballots.map(withoutIds), next };
    }),
});

type Acting = {
  readonly tx: Tx;
  readonly asker: Asker;
  readonly session: { readonly accountId: string } | null;
};

async function listOf(ctx: Acting, input: z.infer<typeof pageOf>) {
  const accountId = ctx.session?.accountId ?? "";
  const rows = await store.namedBallots(ctx.tx, { ...input, accountId, most: listPage + 1 });
  const ballots = rows.slice(0, listPage);
  return { ballots, next: rows.length > listPage ? (ballots.at(-1)?.seat ?? null) : null };
}

function withoutIds({ residentIds: _ids, ...line }: store.NamedBallot) {
  return line;
}

function findingOf(said: z.infer<typeof finding>): rules.Finding {
  return "holds" in said ? { holds: said.holds, papers: null } : { holds: null, papers: said };
}

/** What comes of it, once enough found the same: the box is counted again, whatever was asked. */
async function closed(
  tx: Tx,
  { motion, recount, found: said }: { motion: Motion; recount: rules.Recount; found: rules.Finding },
  standing: ReturnType<typeof inPost>,
) {
  const box = await openBox(tx, motion);
  const { wrong } = await store.standingOf(tx, motion.motionId);
  const { read } = await store.papersRead(tx, motion.motionId);
  const mostArea = await store.mostArea(tx, motion.motionId);
  const same = saysTheSame(motion, box);
  return rules.close(motion, recount, { found: said, read, same, wrongBefore: wrong, mostArea }, standing);
}

/** Refuses whoever could be interested, as the count itself does. */
async function notInterested(ctx: Acting, motion: Motion): Promise<void> {
  const { authorId } = found(await proposals.read(ctx.tx, motion.proposalId));
  if (ctx.asker.residentId === authorId || mayTake("motions.schedule", ctx.asker.posts))
    throw refuseAtDoor("scrutineer-interested");
}

/** Who asks: somebody on the roll, themselves or at the desk, or a supervisor, who need not be on it. */
async function asking(ctx: Acting, forResident: string | undefined) {
  const { asker } = ctx;
  const supervises = forResident === undefined && asker.posts.has("supervisor");
  if (supervises && !asker.residentId) {
    const { memberId } = asker;
    return { standing: inPost(ctx), supervises, residentId: null, memberId, personId: memberId };
  }
  const { standing, subject } = await onTheRoll(ctx, forResident);
  const memberId = standing.channel === "app" ? asker.memberId : null;
  const { residentId } = subject;
  return { standing, supervises, residentId, memberId, personId: residentId };
}

function told(one: Awaited<ReturnType<typeof store.ofMotion>>[number], now: Date) {
  const { recountId, kind, status, askedAt, dueOn, doneAt, wrong, same, turns } = one;
  const late = rules.isLate(one, now);
  return { recountId, kind, status, askedAt, dueOn, late, doneAt, wrong, same, turns };
}

function isOwn(
  asker: Asker | null,
  by: { readonly residentId: string | null; readonly memberId: string | null },
): boolean {
  if (!asker) return false;
  return by.residentId ? by.residentId === asker.residentId : by.memberId === asker.memberId;
}
