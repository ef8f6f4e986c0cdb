import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/roll";
import * as imports from "@yishi/db/roll/imports";
import { whatLeavesWith } from "@yishi/db/roll/leaving";
import { saveRoll } from "@yishi/db/roll/save";
import { dayOf } from "@yishi/domain/calendar";
import { keepFact } from "@yishi/db/facts";
import { record } from "@yishi/domain/facts";
import { compareRoll, completeLines, importerStays, removesMany } from "@yishi/domain/roll/compare";
import { plainName } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { awake } from "../awake.ts";
import { hashOfRoll } from "../hashes.ts";
import { form, id } from "../inputs.ts";
import { maxFileBytes, readRollOf } from "../roll-files.ts";
import { exportKinds, writeRoll } from "../roll-files/write.ts";
import { countsOf, linesOf, previewKinds, sizeOf } from "../roll-preview.ts";
import { seen } from "../sight.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, type Asker } from "../trpc.ts";

/** So many lines of each kind stand in a preview; a list has so many to a page. */
const firstLines = 10;
const pageLines = 100;

const owner = ({
  community,
  asker,
}: {
  readonly community: { readonly committeeId: string };
  readonly asker: Asker;
}) => ({
  committeeId: community.committeeId,
  memberId: asker.memberId,
});

/** A roll comes in as a file, is looked at, and is taken; and it is taken out again. */
export const rollFiles = {
  /**
   * Reads a roll file and shows what importing it would do. Nothing is changed before somebody says yes. Whoever names
   * the reading beforehand can ask meanwhile how far it is.
   */
  read: holderProcedure("roll.import")
    .input(
      z.strictObject({
        fileName: z.string().max(255),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxFileBytes),
        importId: id.optional(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { inHand } = ctx.services;
      const importId = input.importId ?? newId();
      const tell = (stage: "reading" | "checking" | "comparing") =>
        inHand.tell(owner(ctx), importId, { stage, done: 0, total: 0 });
      tell("reading");
      const file = await awake(
        ctx.tx,
        readRollOf(input.bytes, dayOf(ctx.now), () => tell("checking")),
      );
      if ("unreadable" in file) {
        inHand.fail(owner(ctx), importId, file);
        return { unreadable: file.unreadable, sheets: file.sheets };
      }
      const { problems, wrong, notes, ignored, columns } = file.reading;
      if (problems.length > 0) {
        inHand.fail(owner(ctx), importId, { problems, wrong });
        return { problems, wrong };
      }
      tell("comparing");
      const roll = await store.lockRoll(ctx.tx);
      const lines = completeLines(roll, file.reading.lines, new Set(columns));
      const change = compareRoll(roll, lines);
      const fileName = plainName(input.fileName) ?? "";
      const kept = await imports.keepReading(ctx.tx, {
        ...{ importId, memberId: ctx.asker.memberId, fileName, fileHash: file.hash },
        ...{ rollHash: hashOfRoll(roll), lines, notes, ignored },
      });
      if (!kept) throw refuseAtDoor("form-reused");
      const { added, removed, moved, corrected, regrouped, unchanged } = countsOf(change);
      const { people, households, buildings } = sizeOf(lines);
      return {
        importId,
        fileName,
        ignored,
        notes,
        people,
        households,
        buildings,
        added,
        removed,
        moved,
        corrected,
        regrouped,
        unchanged,
      };
    }),

  /** How far a file of one's own is, or what was wrong with it; nothing once it is read or written. */
  underway: holderProcedure("roll.import")
    .input(z.strictObject({ importId: id }))
    .query(async ({ ctx, input }) => {
      const { inHand } = ctx.services;
      const entry = inHand.of(owner(ctx), input.importId);
      if (!entry || "failure" in entry) return entry;
      // It is over when its transaction is, and not a moment before: only then its outcome can be seen.
      const kept = await imports.stateOf(ctx.tx, input.importId, ctx.asker.memberId);
      const over = kept && (entry.underway.stage !== "writing" || kept.appliedAt !== null);
      if (!over) return entry;
      inHand.end(owner(ctx), input.importId);
      return null;
    }),

  /** What a file that was read would change, by name: the first lines of each kind, or one page of one kind. */
  preview: holderProcedure("roll.import")
    .input(
      z.strictObject({
        importId: id,
        list: z.enum(previewKinds).nullable(),
        page: z.int().min(1).max(10_000),
      }),
    )
    .query(async ({ ctx, input }) => {
      const reading = found(await imports.readingOf(ctx.tx, input.importId, ctx.asker.memberId));
      const { importId, fileName, ignored } = reading;
      const told = { importId, fileName, ignored, notes: reading.notes ?? [] };
      if (reading.appliedAt || !reading.lines) return { ...told, applied: found(reading.counts) };
      const roll = await store.wholeRoll(ctx.tx);
      const change = compareRoll(roll, reading.lines);
      const lines = linesOf(change);
      const removed = new Map(change.removed.map((person) => [person.residentId, person]));
      const lost = await whatLeavesWith(ctx.tx, [...removed.keys()]);
      const list = input.list && lines[input.list];
      return {
        ...told,
        applied: null,
        stale: !reading.rollHash || !hashOfRoll(roll).equals(reading.rollHash),
        counts: countsOf(change),
        ...sizeOf(reading.lines),
        many: removesMany(change.removed.length, roll.length),
        before: roll.length,
        lost: lost.map(({ residentId, posts, votes }) => {
          const { name, building, stairwell, door, part } = found(removed.get(residentId));
          return { name, building, stairwell, door, part, posts, votes };
        }),
        totals: Object.fromEntries(previewKinds.map((kind) => [kind, lines[kind].length])),
        lines: list
          ? list.slice((input.page - 1) * pageLines, input.page * pageLines)
          : previewKinds.flatMap((kind) => lines[kind].slice(0, firstLines)),
        pages: list ? Math.max(1, Math.ceil(list.length / pageLines)) : 1,
      };
    }),

  /** Makes the file that was shown the roll: all of it or nothing, and only what was shown. */
  import: holderProcedure("roll.import")
    .input(form({ importId: id, sure: z.boolean().default(false) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { inHand } = ctx.services;
        inHand.tell(owner(ctx), input.importId, { stage: "writing", done: 0, total: 0 });
        try {
          const reading = found(await imports.lockReading(ctx.tx, input.importId, ctx.asker.memberId));
          if (reading.appliedAt || !reading.lines) throw refuseAtDoor("import-already-applied");
          const roll = await store.lockRoll(ctx.tx);
          if (!reading.rollHash || !hashOfRoll(roll).equals(reading.rollHash))
            throw refuseAtDoor("roll-changed-meanwhile");
          const change = compareRoll(roll, reading.lines);
          const gone = change.removed.map(({ residentId }) => residentId);
          accept(importerStays(change.removed, ctx.asker.residentId));
          if (!input.sure && (removesMany(gone.length, roll.length) || (await holdsPost(ctx.tx, gone))))
            throw refuseAtDoor("removals-not-confirmed");
          const counts = countsOf(change);
          const fileHash = Buffer.from(reading.fileHash).toString("hex");
          const standing = inPost(ctx);
          const fact = record(standing, "roll.imported", reading.importId, { ...counts, file: fileHash });
          const onWritten = (done: number, total: number) =>
            inHand.tell(owner(ctx), input.importId, { stage: "writing", done, total });
          await saveRoll(ctx.tx, change, fact, { on: dayOf(ctx.now), standing, onWritten });
          await imports.markApplied(ctx.tx, reading.importId, counts);
          return counts;
        } catch (thrown) {
          inHand.end(owner(ctx), input.importId);
          throw thrown;
        }
      }),
    ),

  /** Takes the whole roll out as a file in the columns of the import. Who took it is written down with everyone on it. */
  export: holderProcedure("roll.export")
    .input(z.strictObject({ kind: z.enum(exportKinds) }))
    .mutation(async ({ ctx, input }) => {
      const roll = await store.wholeRoll(ctx.tx);
      const body = { residents: roll.length, kind: input.kind };
      await keepFact(ctx.tx, record(inPost(ctx), "roll.exported", newId(), body));
      await seen(
        ctx,
        "roll.export",
        "rollExported",
        roll.map(({ residentId }) => residentId),
      );
      const base64 = Buffer.from(writeRoll(roll, input.kind)).toString("base64");
      return { fileName: `${ctx.community.name}名册${dayOf(ctx.now)}.${input.kind}`, base64 };
    }),
};

async function holdsPost(tx: Tx, residentIds: readonly string[]): Promise<boolean> {
  return (await whatLeavesWith(tx, residentIds)).some(({ posts }) => posts.length > 0);
}
