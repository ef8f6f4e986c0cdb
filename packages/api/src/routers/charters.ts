import * as store from "@yishi/db/charters";
import * as rules from "@yishi/domain/charters";
import { limits } from "@yishi/domain/texts";
import { createHash } from "node:crypto";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { adopted, adoption } from "../adoptions.ts";
import { day, form, language, words } from "../inputs.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, publicProcedure, router } from "../trpc.ts";

const document = z.enum(rules.documents);
const version = z.int().min(1).max(100_000);
const shownLine = z.object({
  version: z.number(),
  lang: language,
  appBallotsCount: z.boolean().nullable(),
  namesShown: z.boolean().nullable(),
  adoptedOn: day,
  paper: z.string().nullable(),
  year: z.number().nullable(),
  number: z.number().nullable(),
  filedOn: day.nullable(),
});
const shownVersion = shownLine.extend({ text: z.string() }).nullable();

export const chartersRouter = router({
  /** The charter or covenant in force, or none. */
  current: publicProcedure
    .input(z.strictObject({ document: document.default("charter") }).default({ document: "charter" }))
    .output(shownVersion)
    .query(({ ctx, input }) => store.read(ctx.tx, input.document)),

  /** Every version there was, newest first, without the words. */
  versions: publicProcedure
    .input(z.strictObject({ document }))
    .output(z.array(shownLine))
    .query(async ({ ctx, input }) => [...(await store.versions(ctx.tx, input.document))]),

  /** One version with its words, or none. */
  version: publicProcedure
    .input(z.strictObject({ document, version }))
    .output(shownVersion)
    .query(({ ctx, input }) => store.read(ctx.tx, input.document, input.version)),

  /** Enters what the residents' meeting adopted; whether app ballots count stands in the charter alone. */
  adopt: holderProcedure("charter.adopt")
    .input(
      form({
        document: document.default("charter"),
        text: words(limits.charter),
        lang: language,
        appBallotsCount: z.boolean().default(false),
        namesShown: z.boolean().default(false),
        follows: z.int().min(0).max(100_000).optional(),
        filedOn: day.optional(),
        ...adoption,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { document: of, text, lang, filedOn } = input;
        await store.lock(ctx.tx, of);
        const current = await read(ctx.tx, of);
        const { paper, resolutionId, adoptedOn } = await adopted(ctx.tx, input);
        const asked: rules.Adopting = {
          objectId: ctx.community.committeeId,
          document: of,
          follows: input.follows ?? null,
          hash: hashOf(text),
          appBallotsCount: input.appBallotsCount,
          namesShown: input.namesShown,
          adoptedOn,
          resolutionId,
        };
        const fact = accept(rules.adopt(current, asked, inPost(ctx)));
        const next = fact.body.version;
        const appBallotsCount = of === "charter" ? input.appBallotsCount : null;
        const namesShown = of === "charter" ? input.namesShown : null;
        const row = {
          document: of,
          version: next,
          text,
          lang,
          appBallotsCount,
          namesShown,
          adoptedOn,
          paper,
          resolutionId,
        };
        await store.adopt(ctx.tx, row, fact);
        if (filedOn) await fileVersion(ctx, of, found(await read(ctx.tx, of)), filedOn);
        return { version: next };
      }),
    ),

  /** Records on which day the newest version was put on file with the street. */
  file: holderProcedure("charter.adopt")
    .input(form({ document, version, on: day }))
    .mutation(
      once(async ({ ctx, input }) => {
        await store.lock(ctx.tx, input.document);
        const filed = found(await read(ctx.tx, input.document, input.version));
        await fileVersion(ctx, input.document, filed, input.on);
        return { version: filed.version };
      }),
    ),
});

type Acting = Parameters<typeof inPost>[0] & { readonly community: { readonly committeeId: string } };

async function fileVersion(
  ctx: Acting,
  of: rules.Document,
  filed: rules.Version,
  on: z.infer<typeof day>,
): Promise<void> {
  const asked = { objectId: ctx.community.committeeId, on };
  const fact = accept(rules.file(filed, asked, inPost(ctx)));
  await store.file(ctx.tx, { document: of, version: filed.version, filedOn: on }, fact);
}

async function read(
  tx: Acting["tx"],
  of: rules.Document,
  wanted: number | null = null,
): Promise<rules.Version | null> {
  const kept = await store.read(tx, of, wanted);
  return kept && { ...kept, hash: hashOf(kept.text) };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
