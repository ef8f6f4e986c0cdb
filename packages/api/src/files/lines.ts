import type { Tx } from "@yishi/db/client";
import { linesOf, type FileLine } from "@yishi/db/files";
import { fileKinds, type SubjectKind } from "@yishi/domain/files";
import { moderationRules } from "@yishi/domain/moderation";
import { languages } from "@yishi/domain/texts";
import { z } from "zod";

/** A file as whoever may know of it sees it. */
export const fileLine = z.object({
  ...{ fileId: z.string(), kind: z.enum(fileKinds), says: z.string().nullable() },
  ...{ lang: z.enum(languages), size: z.number(), addedAt: z.date() },
  ...{ width: z.number().nullable(), height: z.number().nullable() },
  ...{ rule: z.enum(moderationRules).nullable(), hiddenAt: z.date().nullable() },
  ...{ reason: z.string().nullable(), panelOnly: z.boolean() },
});

/** The files of a public thing that everybody may know of; why one was taken away is its owner's to know. */
export async function publicLines(tx: Tx, kind: SubjectKind, id: string): Promise<FileLine[]> {
  const lines = await linesOf(tx, kind, id);
  return lines.filter(({ panelOnly }) => !panelOnly).map((one) => ({ ...one, reason: null }));
}
