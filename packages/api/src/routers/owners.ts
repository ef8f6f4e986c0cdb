import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/owners";
import { dayOf } from "@yishi/domain/calendar";
import { record } from "@yishi/domain/facts";
import {
  areaSources,
  compareOwners,
  namesakes,
  ownerFigures,
  ownerKinds,
  type Unit,
} from "@yishi/domain/owners";
import { readOwners } from "@yishi/domain/owners/file";
import { plainPlace } from "@yishi/domain/roll/lines";
import { plainName } from "@yishi/domain/texts";
import { z } from "zod";
import { found, refuseAtDoor } from "../accept.ts";
import { hashOfUnits } from "../hashes.ts";
import { form, id } from "../inputs.ts";
import { maxFileBytes, readRollFile } from "../roll-files.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const unit = z.object({
  building: z.string(),
  stairwell: z.string(),
  door: z.string(),
  areaSquareCentimetres: z.number(),
  areaSource: z.enum(areaSources).nullable(),
});
const owned = unit.extend({
  owners: z.array(z.object({ name: z.string(), kind: z.enum(ownerKinds), number: z.string() })).readonly(),
});
const figures = z.object({ units: z.number(), heads: z.number(), areaSquareCentimetres: z.number() });
/** So many lines of each kind of change are shown; how many there are is said. */
const shownLines = 30;

export const ownersRouter = router({
  /** Units, heads and area, which anyone may know: they are the bases of the owners' decisions. */
  figures: publicProcedure
    .output(figures)
    .query(async ({ ctx }) => ownerFigures(await store.allUnits(ctx.tx))),

  /** What the asker owns here, as the register has it. Of those who own it with them it says only how many. */
  mine: memberProcedure
    .output(z.array(unit.extend({ owners: z.number() })).readonly())
    .query(async ({ ctx }) =>
      ctx.asker.residentId ? store.unitsOfResident(ctx.tx, ctx.asker.residentId) : [],
    ),

  /** The units of a building with their owners, for those who keep the register. */
  ofBuilding: holderProcedure("owners.see")
    .input(z.strictObject({ building: z.string().max(20) }))
    .output(z.array(owned).readonly())
    .query(async ({ ctx, input }) => {
      const building = plainPlace(input.building, "building");
      return store.unitsOfBuilding(ctx.tx, building);
    }),

  /** Reads an owners' file and shows what importing it would do. Nothing is changed before somebody says yes. */
  read: holderProcedure("owners.import")
    .input(
      z.strictObject({
        fileName: z.string().max(255),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxFileBytes),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const file = await readRollFile(input.bytes);
      if ("unreadable" in file) return { unreadable: file.unreadable };
      const reading = readOwners(file.cells);
      if (reading.problems.length > 0) return { problems: reading.problems };
      const register = await store.lockUnits(ctx.tx);
      const change = compareOwners(register, reading.units);
      const importId = newId();
      const fileName = plainName(input.fileName) ?? "";
      await store.keepReading(ctx.tx, {
        importId,
        memberId: ctx.asker.memberId,
        fileName,
        fileHash: file.hash,
        registerHash: hashOfUnits(register),
        units: reading.units,
      });
      return {
        importId,
        fileName,
        ignored: reading.ignored,
        after: ownerFigures(reading.units),
        namesakes: namesakes(reading.units).slice(0, shownLines),
        counts: countsOf(change),
        added: change.added.slice(0, shownLines).map(lineOf),
        removed: change.removed.slice(0, shownLines).map(lineOf),
        changed: change.changed
          .slice(0, shownLines)
          .map(({ before, after }) => ({ before: lineOf(before), after: lineOf(after) })),
      };
    }),

  /** Makes the file that was shown the register: all of it or nothing, and only what was shown. */
  import: holderProcedure("owners.import")
    .input(form({ importId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const reading = found(await store.lockReading(ctx.tx, input.importId, ctx.asker.memberId));
        if (reading.appliedAt || !reading.units) throw refuseAtDoor("import-already-applied");
        const register = await store.lockUnits(ctx.tx);
        if (!hashOfUnits(register).equals(reading.registerHash)) throw refuseAtDoor("roll-changed-meanwhile");
        const change = compareOwners(register, reading.units);
        const counts = countsOf(change);
        const file = Buffer.from(reading.fileHash).toString("hex");
        const fact = record(inPost(ctx), "owners.imported", input.importId, { ...counts, file });
        await store.saveUnits(ctx.tx, { ...change, on: dayOf(ctx.now) }, fact);
        await store.markApplied(ctx.tx, input.importId, ctx.asker.memberId);
        return counts;
      }),
    ),

  /** The whole register, to be kept as a file. That it was taken out is a fact. */
  export: holderProcedure("owners.import")
    .output(z.array(owned).readonly())
    .mutation(async ({ ctx }) => {
      const units = await store.allUnits(ctx.tx);
      const { committeeId } = ctx.community;
      await store.keepExport(
        ctx.tx,
        record(inPost(ctx), "owners.exported", committeeId, { units: units.length }),
      );
      return units;
    }),
});

function countsOf(change: ReturnType<typeof compareOwners>) {
  return {
    added: change.added.length,
    removed: change.removed.length,
    changed: change.changed.length,
    unchanged: change.unchanged,
  };
}

function lineOf({ building, stairwell, door, areaSquareCentimetres, owners }: Unit) {
  return { building, stairwell, door, areaSquareCentimetres, owners: owners.map(({ name }) => name) };
}
