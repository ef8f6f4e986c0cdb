import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/experts";
import { memberById } from "@yishi/db/members";
import * as rules from "@yishi/domain/experts";
import type { Standing } from "@yishi/domain/facts";
import { z } from "zod";
import { refuseAtDoor } from "./accept.ts";
import { day, language } from "./inputs.ts";
import { notToTake, type Asker } from "./trpc.ts";

/** What anyone may know of an expert: what they know and from where. Where they live, and how they are, is not among it. */
export const expertProfile = z.object({
  expertId: z.string(),
  name: z.string(),
  fields: z.array(z.string()),
  formerPost: z.string().nullable(),
  years: z.number().nullable(),
  motto: z.string().nullable(),
  lang: language.nullable(),
  stage: z.enum(rules.stages),
});
export type ExpertProfile = z.infer<typeof expertProfile>;

/** What an expert sees of their own entry, and a clerk who helps them. */
export const ownEntry = expertProfile.extend({
  confirmBy: day.nullable(),
  termEnds: day.nullable(),
  missing: z.array(z.object({ asOf: z.enum(rules.checkers), missing: z.number() })),
});
export type OwnEntry = z.infer<typeof ownEntry>;

export const ownField = z.object({ fieldId: z.string(), name: z.string(), lang: language });

/** The public side of an entry. */
export function profileOf(line: store.ExpertLine, now: Date): ExpertProfile {
  const { expertId, name, fields, formerPost, years, motto, lang } = line;
  return {
    ...{ expertId, name, fields: [...fields], formerPost, years, motto, lang },
    stage: rules.stageOf(line, now),
  };
}

/** The entry as its owner sees it: with its days, and with how many checks it still waits for. */
export async function entryOf(
  tx: Tx,
  line: store.ExpertLine | null,
  book: rules.ExpertRules,
): Promise<OwnEntry | null> {
  if (!line) return null;
  const { confirmBy, termEnds } = line;
  const missing = line.status === "applied" ? rules.checksMissing(await store.checksOf(tx, line), book) : [];
  return { ...profileOf(line, tx.now), confirmBy, termEnds, missing };
}

/** Refuses a field that is neither one of the common ones nor one that the committee added. */
export async function knownFields(tx: Tx, fields: readonly string[]): Promise<readonly string[]> {
  const own = (await store.ownFields(tx)).map(({ fieldId }) => fieldId);
  const known = new Set<string>([...rules.commonFields, ...own]);
  if (!fields.every((field) => known.has(field))) throw refuseAtDoor("field-unknown");
  return [...new Set(fields)];
}

/**
 * How somebody stands to what is an expert's own: it is theirs, or they are a clerk at the desk and the expert sits
 * before them. To everybody else it is not there.
 */
export async function forExpert(
  { tx, asker }: { readonly tx: Tx; readonly asker: Asker },
  memberId: string,
): Promise<Standing> {
  if (asker.memberId === memberId)
    return { actorId: memberId, subjectId: asker.residentId, channel: "app", at: tx.now };
  const no = notToTake("desk.actFor", asker, tx.now);
  if (no) throw refuseAtDoor(no === "sign-in-again" ? no : "not-found");
  const member = await memberById(tx, memberId);
  if (!member) throw refuseAtDoor("not-found");
  return { actorId: asker.memberId, subjectId: member.residentId, channel: "desk", at: tx.now };
}
