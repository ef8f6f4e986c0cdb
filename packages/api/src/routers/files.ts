import * as store from "@yishi/db/files";
import { newId } from "@yishi/db/ids";
import { dayOf, startOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/files";
import { apply as begun } from "@yishi/domain/files";
import { recognise } from "@yishi/domain/files/content";
import { moderationRules } from "@yishi/domain/moderation";
import { limits } from "@yishi/domain/texts";
import { createHash } from "node:crypto";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { awake } from "../awake.ts";
import { asAuthor } from "../drafting.ts";
import { fileLine } from "../files/lines.ts";
import { drawAnew } from "../files/pictures.ts";
import { subjectOf } from "../files/subjects.ts";
import { form, id, language, line, words } from "../inputs.ts";
import { inPost, onTheRoll } from "../standing.ts";
import { seen } from "../sight.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const thing = { kind: z.enum(rules.subjectKinds), subjectId: id };
const mostBytes = Math.max(...Object.values(rules.fileLimits.bytes));

/** Pictures and papers on a thing of some room. Who may not know of the thing knows of none of its files. */
export const filesRouter = router({
  /** The files of a thing; of one that a moderator took away only that it was, and why to its owner. */
  of: publicProcedure
    .input(z.strictObject(thing))
    .output(
      z.object({
        files: z.array(fileLine),
        ...{ mine: z.boolean(), takes: z.boolean(), removable: z.boolean() },
      }),
    )
    .query(async ({ ctx, input }) => {
      const residentId = ctx.asker?.residentId ?? null;
      const subject = found(await readable(ctx.tx, input.kind, input.subjectId, residentId));
      const mine = subject.ownerId === residentId;
      const lines = await store.linesOf(ctx.tx, input.kind, input.subjectId);
      const known = lines.filter((one) => rules.mayReadFile(subject, one, residentId));
      return {
        files: known.map((one) => ({ ...one, reason: mine ? one.reason : null })),
        ...{ mine, takes: mine && subject.takes, removable: mine && !subject.isPublic },
      };
    }),

  /** The bytes of a file, for whoever may know of it. What a moderator took away has none. */
  bytes: publicProcedure
    .input(z.strictObject({ fileId: id, part: z.enum(store.parts) }))
    .output(
      z.object({
        ...{
          bytes: z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array),
          hash: z.string(),
          kind: z.enum(rules.fileKinds),
        },
        isPublic: z.boolean(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const file = found(await store.read(ctx.tx, input.fileId));
      const residentId = ctx.asker?.residentId ?? null;
      const subject = found(await readable(ctx.tx, file.subjectKind, file.subjectId, residentId));
      found(rules.mayReadFile(subject, file, residentId) ? file : null);
      const kept = found(await store.bytesOf(ctx.tx, file.fileId, input.part));
      const hash = Buffer.from(kept.hash).toString("hex");
      const isPublic = subject.isPublic && !file.panelOnly;
      return { bytes: kept.bytes, hash, kind: file.kind, isPublic };
    }),

  /** Adds a picture, drawn anew, or a paper as it is, with a sentence that says what is on it. */
  add: memberProcedure
    .input(
      form({
        ...thing,
        says: line(limits.fileSays),
        lang: language,
        bytes: z
          .instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array)
          .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= mostBytes),
        /** Of an opinion: for the panel alone. */
        panelOnly: z.boolean().default(false),
        forResident: id.optional(),
      }).refine(({ kind, panelOnly }) => kind === "opinion" || !panelOnly),
    )
    .mutation(
      // The bytes stay out of the hash: they are large, and the key alone decides.
      once(async ({ ctx, input }) => {
        const { kind, subjectId, panelOnly } = input;
        const who = kind === "proposal" ? asAuthor : onTheRoll;
        const { standing: at } = await who(ctx, input.forResident);
        await store.takeTurn(ctx.tx, kind, subjectId);
        const subject = found(await readable(ctx.tx, kind, subjectId, at.subjectId));
        const since = startOf(dayOf(ctx.now));
        const already = await store.countsOf(ctx.tx, kind, subjectId, { authorId: at.subjectId, since });
        const no = rules.mayAdd(subject, already, at);
        if (no) accept(no);
        const kept = accept(await awake(ctx.tx, asKept(input.bytes)));
        const fileId = newId();
        const hash = createHash("sha256").update(kept.bytes.whole).digest();
        const size = kept.bytes.whole.byteLength;
        const asked = { fileId, kind: kept.kind, size, hash: hash.toString("hex"), panelOnly, already };
        const fact = accept(rules.add(subject, asked, at));
        const { says, lang } = input;
        await store.begin(ctx.tx, begun(null, fact), { ...kept, says, lang, size, hash }, fact);
        return { fileId };
      }, "bytes"),
    ),

  /** Takes a file of one's own away again, as long as nobody else could see it. */
  remove: memberProcedure.input(form({ fileId: id, forResident: id.optional() })).mutation(
    once(async ({ ctx, input }) => {
      const { standing: at } = await onTheRoll(ctx, input.forResident);
      const { subjectKind, subjectId } = found(await store.read(ctx.tx, input.fileId));
      // Whoever signs what hangs there comes before this, or after it.
      await store.takeTurn(ctx.tx, subjectKind, subjectId);
      const file = found(await store.lock(ctx.tx, input.fileId));
      const subject = found(await readable(ctx.tx, subjectKind, subjectId, at.subjectId));
      const fact = accept(rules.remove(subject, file, at));
      await store.drop(ctx.tx, file.fileId, fact);
      return { fileId: file.fileId };
    }),
  ),

  /** Takes a file of something public away under a published rule: its bytes are erased, the line stays. */
  hide: holderProcedure("views.moderate")
    .input(form({ fileId: id, rule: z.enum(moderationRules), why: words(limits.reason) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const file = found(await store.lock(ctx.tx, input.fileId));
        const subject = await subjectOf(ctx.tx, file.subjectKind, file.subjectId);
        const open = found(subject?.isPublic && !file.panelOnly ? subject : null);
        const asked = { rule: input.rule, posts: ctx.asker.posts };
        const fact = accept(rules.hide(open, file, asked, inPost(ctx)));
        const by = { hiderId: ctx.asker.memberId, reason: input.why };
        await store.hide(ctx.tx, rules.apply(file, fact), by, fact);
        return { fileId: file.fileId };
      }),
    ),

  /** Everything one added and that is kept, whole, for the copy of one's own data. */
  mine: memberProcedure
    .input(z.strictObject({ forResident: id.optional() }))
    .query(async ({ ctx, input }) => {
      const { subject } = await onTheRoll(ctx, input.forResident);
      await seen(ctx, "desk.actFor", "copyMade", [subject.residentId]);
      return store.filesBy(ctx.tx, subject.residentId);
    }),
});

type Tx = Parameters<typeof subjectOf>[0];

/** The thing, where this resident may know of its files. */
async function readable(tx: Tx, kind: rules.SubjectKind, subjectId: string, residentId: string | null) {
  const subject = await subjectOf(tx, kind, subjectId);
  return subject && rules.mayRead(subject, residentId) ? subject : null;
}

/** What is kept of what came in: of a picture two drawn anew, of a paper itself. */
async function asKept(bytes: Uint8Array) {
  const known = recognise(bytes);
  if ("refused" in known) return known;
  if (known.kind === "paper") return { kind: known.kind, width: null, height: null, bytes: { whole: bytes } };
  const drawn = await drawAnew(bytes);
  if ("refused" in drawn) return drawn;
  const { whole, preview, width, height } = drawn;
  return { kind: known.kind, width, height, bytes: { whole, preview } };
}
