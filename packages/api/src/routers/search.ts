import * as store from "@yishi/db/proposal-search";
import { similarTo } from "@yishi/db/similar";
import { electorates } from "@yishi/domain/electorates";
import { hitIn, readQuery } from "@yishi/domain/search";
import { mostSimilar, soundsAlike } from "@yishi/domain/similar";
import { plainName } from "@yishi/domain/texts";
import { z } from "zod";
import { advisoryOf, asListed, cursor, listed, listState, listStates, pageSize } from "../listed.ts";
import { headProcedure, publicProcedure, router } from "../trpc.ts";

/** Counted up to here; what is more is only said to be more. */
const counted = 100;

const hit = z.object({
  part: z.enum(["title", "problem", "wish"]),
  pieces: z.array(z.object({ text: z.string(), marked: z.boolean() })).readonly(),
});

export const searchRouter = router({
  /** Public proposals with all of the words that were typed, narrowed to what was chosen, newest first, a page at a time. */
  find: publicProcedure
    .input(
      z.strictObject({
        words: z.string().max(200).optional(),
        state: listState.optional(),
        electorate: z.enum(electorates).optional(),
        building: z.string().min(1).max(20).optional(),
        after: cursor.optional(),
      }),
    )
    .output(
      z.object({
        /** Whether the words were too short to be looked for: one character stands nearly everywhere. */
        short: z.boolean(),
        numbered: z.array(listed),
        proposals: z.array(listed.extend({ hit: hit.nullable() })),
        count: z.object({ found: z.number(), more: z.boolean() }).nullable(),
        next: z.object({ openedAt: z.date(), proposalId: z.string() }).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const query = input.words === undefined ? null : readQuery(input.words);
      const first = input.after === undefined;
      const numbers = query?.number && first ? await store.byNumber(ctx.tx, query.number) : [];
      const numbered = numbers.map((one) => asListed(one, ctx.now));
      if (query?.short) return { short: true, numbered, proposals: [], count: null, next: null };
      const wanted = {
        words: query?.words ?? [],
        statuses: input.state ? listStates[input.state] : null,
        advisory: (input.state && advisoryOf[input.state]) ?? null,
        electorate: input.electorate ?? null,
        building: input.building ?? null,
      };
      const page = { after: input.after ?? null, limit: pageSize + 1 };
      const lines = await store.found(ctx.tx, wanted, page);
      const shown = lines.slice(0, pageSize);
      const last = lines.length > pageSize ? shown.at(-1) : undefined;
      return {
        short: false,
        numbered,
        proposals: shown.map((one) => ({
          ...asListed(one, ctx.now),
          hit: wanted.words.length > 0 ? hitIn(wanted.words, one) : null,
        })),
        count: first ? await countOf(ctx.tx, wanted, last ? null : shown.length) : null,
        next: last ? { openedAt: last.openedAt, proposalId: last.proposalId } : null,
      };
    }),

  /** Public proposals that a title sounds like, so that nobody writes what a neighbour has written. */
  similar: publicProcedure
    .input(z.strictObject({ title: z.string().max(400) }))
    .output(z.object({ proposals: z.array(listed) }))
    .query(async ({ ctx, input }) => {
      const title = plainName(input.title) ?? "";
      const lines = (await similarTo(ctx.tx, title)).filter(soundsAlike).slice(0, mostSimilar);
      return {
        proposals: lines.map(({ shared: _shared, pairs: _pairs, ...one }) => asListed(one, ctx.now)),
      };
    }),

  /** The buildings of the community, among which the page lets one choose. */
  buildings: headProcedure
    .output(z.array(z.string()).readonly())
    .query(({ ctx }) => ctx.services.buildings(ctx.community.committeeId)),
});

/** How many were found: the page itself says it where there is no other. */
async function countOf(
  tx: Parameters<typeof store.count>[0],
  wanted: store.Wanted,
  whole: number | null,
): Promise<{ readonly found: number; readonly more: boolean }> {
  if (whole !== null) return { found: whole, more: false };
  const found = await store.count(tx, wanted, counted + 1);
  return { found: Math.min(found, counted), more: found > counted };
}
