import * as store from "@yishi/db/roll";
import { plainPlace } from "@yishi/domain/roll/lines";
import { plainName } from "@yishi/domain/texts";
import { z } from "zod";
import { found } from "../accept.ts";
import { electors } from "../electors.ts";
import { id } from "../inputs.ts";
import { seen } from "../sight.ts";
import { holderProcedure, publicProcedure, router } from "../trpc.ts";
import { rollChanges } from "./roll-changes.ts";
import { rollFiles } from "./roll-files.ts";

export const rollRouter = router({
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
    .query(async ({ ctx }) => store.rollFigures(ctx.tx, await electors(ctx.tx))),

  ...rollFiles,
  ...rollChanges,

  /** Finds people by building and the beginning of their name, for the desk. */
  find: holderProcedure("roll.search")
    .input(z.strictObject({ building: z.string().max(20), name: z.string().max(60) }))
    .query(async ({ ctx, input }) => {
      const building = plainPlace(input.building, "building");
      const name = plainName(input.name) ?? "";
      if (building === "" && name === "") return [];
      const people = await store.findResidents(ctx.tx, { building, name });
      await seen(
        ctx,
        "roll.search",
        "found",
        people.map(({ residentId }) => residentId),
      );
      return people.map(({ accountId, ...resident }) => ({ ...resident, hasAccount: accountId !== null }));
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
      await seen(ctx, "desk.actFor", "opened", [resident.residentId]);
      return { ...resident, name: found(resident.name) };
    }),
});
