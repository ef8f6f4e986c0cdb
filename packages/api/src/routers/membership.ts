import * as invitations from "@yishi/auth/invitations";
import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/membership";
import * as rolls from "@yishi/db/rolls";
import { addMonths, dayOf, startOf } from "@yishi/domain/calendar";
import { record } from "@yishi/domain/facts";
import * as rules from "@yishi/domain/membership";
import { compareRoll, readRoll } from "@yishi/domain/membership/roll";
import { refuse } from "@yishi/domain/outcome";
import { posts } from "@yishi/domain/roles";
import { limits, plainName } from "@yishi/domain/texts";
import { createHash } from "node:crypto";
import { z } from "zod";
import { accept, found, refuseAtDoor, refusing } from "../accept.ts";
import { hashOfRoll } from "../hashes.ts";
import { day, form, id, language, line, words } from "../inputs.ts";
import { readRollFile, maxFileBytes } from "../roll-files.ts";
import { slipValidDays, termYears, votingAge } from "../rules.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

export const membershipRouter = router({
  /** The figures of the roll, which anyone may know: they are the bases of every vote. */
  figures: publicProcedure
    .output(
      z.object({
        residents: z.number(),
        ofVotingAge: z.number(),
        households: z.number(),
        buildings: z.number(),
      }),
    )
    .query(({ ctx }) => store.rollFigures(ctx.tx, rules.bornUntil(dayOf(ctx.now), votingAge))),

  /** Reads a roll file and shows what importing it would do. Nothing is changed before somebody says yes. */
  readRoll: holderProcedure("roll.import")
    .input(
      z.strictObject({
        fileName: z.string().max(255),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxFileBytes),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const file = await readRollFile(input.bytes);
      if ("unreadable" in file) return { unreadable: file.unreadable };
      const reading = readRoll(file.cells, dayOf(ctx.now));
      if (reading.problems.length > 0) return { problems: reading.problems };
      const roll = await store.lockRoll(ctx.tx);
      const change = compareRoll(roll, reading.lines);
      const importId = newId();
      const fileName = plainName(input.fileName) ?? "";
      await rolls.keepReading(ctx.tx, {
        importId,
        memberId: ctx.asker.memberId,
        fileName,
        fileHash: file.hash,
        rollHash: hashOfRoll(roll),
        lines: reading.lines,
      });
      return {
        importId,
        fileName,
        ignored: reading.ignored,
        first: reading.lines.slice(0, 5),
        added: change.added.length,
        removed: change.removed.length,
        unchanged: change.unchanged,
        households: new Set(reading.lines.map((one) => `${one.building}\n${one.stairwell}\n${one.door}`))
          .size,
        buildings: new Set(reading.lines.map((one) => one.building)).size,
      };
    }),

  /** Makes the file that was shown the roll: all of it or nothing, and only what was shown. */
  importRoll: holderProcedure("roll.import")
    .input(form({ importId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const reading = found(await rolls.lockReading(ctx.tx, input.importId, ctx.asker.memberId));
        if (reading.appliedAt || !reading.lines) throw refuseAtDoor("import-already-applied");
        const on = dayOf(ctx.now);
        const roll = await store.lockRoll(ctx.tx);
        if (!reading.rollHash || !hashOfRoll(roll).equals(reading.rollHash))
          throw refuseAtDoor("roll-changed-meanwhile");
        const change = compareRoll(roll, reading.lines);
        const counts = {
          added: change.added.length,
          removed: change.removed.length,
          unchanged: change.unchanged,
        };
        const file = Buffer.from(reading.fileHash).toString("hex");
        const fact = record(inPost(ctx), "roll.imported", reading.importId, { ...counts, file });
        await store.saveRoll(ctx.tx, { ...change, on }, fact);
        await rolls.markApplied(ctx.tx, reading.importId);
        return counts;
      }),
    ),

  /** Finds people by building and the beginning of their name, for the desk. */
  findResidents: holderProcedure("roll.search")
    .input(z.strictObject({ building: z.string().max(20), name: z.string().max(60) }))
    .query(async ({ ctx, input }) => {
      const building = (plainName(input.building) ?? "").replace(/(?:号楼|栋|幢|楼)$/u, "");
      const name = plainName(input.name) ?? "";
      if (building === "" && name === "") return [];
      return (await store.findResidents(ctx.tx, { building, name })).map(({ accountId, ...resident }) => ({
        ...resident,
        hasAccount: accountId !== null,
      }));
    }),

  /** The resident at the window, for whom a clerk acts. */
  resident: holderProcedure("desk.actFor")
    .input(z.strictObject({ residentId: id }))
    .output(
      z.object({
        residentId: z.string(),
        name: z.string(),
        building: z.string(),
        stairwell: z.string(),
        door: z.string(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const resident = found(await store.residentById(ctx.tx, input.residentId));
      return { ...resident, name: found(resident.name) };
    }),

  /** Makes an invitation slip for a resident, to be handed over in person. Its code is shown this once. */
  issueSlip: holderProcedure("slips.issue")
    .input(z.strictObject({ residentId: id }))
    .mutation(async ({ ctx, input }) => {
      const resident = found(await store.residentById(ctx.tx, input.residentId));
      const name = found(resident.name);
      const memberId = await store.memberForResident(ctx.tx, resident.residentId, name);
      const { committeeId } = ctx.community;
      const slip = await invitations.issue(ctx.tx.raw, { committeeId, memberId, validDays: slipValidDays });
      const fact = record(inPost(ctx), "slip.issued", memberId, {
        memberId,
        expiresAt: slip.expiresAt.toISOString(),
      });
      await store.note(ctx.tx, fact);
      const { building, stairwell, door } = resident;
      return {
        name,
        building,
        stairwell,
        door,
        code: invitations.spaced(slip.code),
        expiresAt: slip.expiresAt,
      };
    }),

  /** Who holds which post, and until when: anyone may know. */
  posts: publicProcedure
    .output(z.array(z.object({ name: z.string(), post: z.enum(posts), fromAt: z.date(), untilAt: z.date() })))
    .query(({ ctx }) => store.holders(ctx.tx)),

  /** Gives a resident a post with its term, with the body that appointed and the paper that proves it. */
  appoint: holderProcedure("posts.appoint")
    .input(
      form({
        residentId: id,
        post: z.enum(posts),
        appointedBy: line(limits.reference),
        appointedOn: day,
        reference: line(limits.reference),
        untilDay: day,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        if (input.appointedOn > dayOf(ctx.now))
          throw refusing(refuse("day-in-the-future", { day: input.appointedOn }));
        const resident = found(await store.residentById(ctx.tx, input.residentId));
        const memberId = await store.memberForResident(ctx.tx, resident.residentId, found(resident.name));
        const { post, appointedBy, appointedOn, reference } = input;
        const row = {
          postId: newId(),
          memberId,
          post,
          appointedBy,
          appointedOn,
          reference,
          fromAt: ctx.now,
          untilAt: startOf(input.untilDay),
        };
        const termEnds = startOf(addMonths(dayOf(ctx.now), 12 * termYears));
        const standing = inPost(ctx);
        const fact = accept(rules.appoint(row, termEnds, standing));
        await store.appoint(ctx.tx, row, fact);
        if (rules.endsRegistrar(post)) {
          const ended = record(standing, "post.ended", row.postId, {
            post: "registrar",
            at: ctx.now.toISOString(),
          } as const);
          await store.endPosts(ctx.tx, "registrar", ctx.now, ended);
        }
        return { postId: row.postId };
      }),
    ),

  /** The charter in force, or none. */
  charter: publicProcedure
    .output(
      z
        .object({
          version: z.number(),
          text: z.string(),
          lang: language,
          appBallotsCount: z.boolean(),
          adoptedOn: z.string(),
          resolution: z.string(),
        })
        .nullable(),
    )
    .query(({ ctx }) => store.currentCharter(ctx.tx)),

  /** Enters the charter that the residents' meeting adopted; whether app ballots count stands in it. */
  adoptCharter: holderProcedure("charter.adopt")
    .input(
      form({
        text: words(limits.charter),
        lang: language,
        appBallotsCount: z.boolean(),
        adoptedOn: day,
        resolution: line(limits.reference),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { text, lang, appBallotsCount, adoptedOn, resolution } = input;
        if (adoptedOn > dayOf(ctx.now)) throw refusing(refuse("day-in-the-future", { day: adoptedOn }));
        const version = ((await store.currentCharter(ctx.tx))?.version ?? 0) + 1;
        const hash = createHash("sha256").update(text).digest("hex");
        const fact = record(inPost(ctx), "charter.adopted", ctx.community.committeeId, {
          version,
          appBallotsCount,
          hash,
        });
        await store.adoptCharter(
          ctx.tx,
          { version, text, lang, appBallotsCount, adoptedOn, resolution },
          fact,
        );
        return { version };
      }),
    ),
});
