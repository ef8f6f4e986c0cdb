import { isReady, readinessLines, readinessRules } from "@yishi/domain/readiness";
import type { RuleSetting } from "@yishi/domain/rulebook";
import { z } from "zod";
import { standOf } from "../readiness.ts";
import { publicProcedure, router } from "../trpc.ts";

const line = z.object({
  what: z.enum(readinessLines),
  needed: z.boolean(),
  done: z.boolean(),
  have: z.number(),
  want: z.number(),
  waiting: z.number(),
  citation: z.object({ law: z.string(), article: z.string(), provenance: z.string() }).nullable(),
});

export const readyRouter = router({
  /** What is there and what is missing until the community can hold its first vote: counts, and no names. */
  now: publicProcedure
    .output(
      z.object({
        ready: z.boolean(),
        lines: z.array(line),
        appBallotsCount: z.boolean().nullable(),
        ofVotingAge: z.number(),
        coveredUntil: z.string(),
      }),
    )
    .query(async ({ ctx }) => {
      const { situation, lines, book } = await standOf(ctx.tx, ctx.community);
      const citationOf = (what: (typeof lines)[number]["what"]) => {
        const key = readinessRules[what];
        if (!key) return null;
        const { citation, provenance }: RuleSetting = book.settings[key];
        return { law: citation?.law ?? "", article: citation?.article ?? "", provenance };
      };
      return {
        ready: isReady(lines),
        lines: lines.map((one) => ({ ...one, citation: citationOf(one.what) })),
        appBallotsCount: situation.appBallotsCount,
        ofVotingAge: situation.ofVotingAge,
        coveredUntil: situation.holidaysCoveredUntil,
      };
    }),
});
