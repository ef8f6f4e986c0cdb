import * as store from "@yishi/db/charters";
import { dayOf } from "@yishi/domain/calendar";
import { record } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import { limits } from "@yishi/domain/texts";
import { createHash } from "node:crypto";
import { z } from "zod";
import { refusing } from "../accept.ts";
import { day, form, language, line, words } from "../inputs.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

export const chartersRouter = router({
  /** The charter in force, or none. */
  current: publicProcedure
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
    .query(({ ctx }) => store.current(ctx.tx)),

  /** Enters the charter that the residents' meeting adopted; whether app ballots count stands in it. */
  adopt: holderProcedure("charter.adopt")
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
        const version = ((await store.current(ctx.tx))?.version ?? 0) + 1;
        const hash = createHash("sha256").update(text).digest("hex");
        const fact = record(inPost(ctx), "charter.adopted", ctx.community.committeeId, {
          version,
          appBallotsCount,
          hash,
        });
        await store.adopt(ctx.tx, { version, text, lang, appBallotsCount, adoptedOn, resolution }, fact);
        return { version };
      }),
    ),
});
