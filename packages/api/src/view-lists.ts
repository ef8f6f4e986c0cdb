import type { Tx } from "@yishi/db/client";
import * as proposals from "@yishi/db/proposals";
import * as lists from "@yishi/db/view-lists";
import { amendable, amendmentStates } from "@yishi/domain/amendments";
import { moderationRules } from "@yishi/domain/moderation";
import { isFromCommittee } from "@yishi/domain/posts";
import { mayTake } from "@yishi/domain/roles";
import {
  clerkWays,
  editableUntil,
  notOpen,
  roles,
  sayingKinds,
  viewKinds,
  viewRules,
  viewStatuses,
  type ViewKind,
} from "@yishi/domain/views";
import { z } from "zod";
import { found } from "./accept.ts";
import { stageNow } from "./deliberation.ts";
import { day, language } from "./inputs.ts";
import { rulesOf } from "./rules.ts";
import type { Asker } from "./trpc.ts";

const text = z.string().nullable();
const date = z.date().nullable();

/** Everything that may come back of what somebody said; `own` is for its writer alone. */
const line = z.object({
  ...{ viewId: z.string(), kind: z.enum(sayingKinds), status: z.enum(viewStatuses), role: z.enum(roles) },
  ...{ building: z.string(), name: text, channel: z.enum(["app", ...clerkWays]), saidAt: z.date() },
  ...{ editedAt: date, text, lang: language, waiting: z.boolean(), answerDue: day.nullable() },
  rule: z.enum(moderationRules).nullable(),
  amendment: z
    .object({
      ...{ field: z.enum(amendable), state: z.enum(amendmentStates), ofVersion: z.number() },
      ...{ current: z.boolean(), before: text, wording: text, reason: text },
      becameVersion: z.number().nullable(),
    })
    .nullable(),
  own: z
    .object({
      ...{ text, namePublic: z.boolean(), editableUntil: date, reason: text, appeal: text },
      ...{ appealDue: day.nullable(), decision: text, outcome: text },
    })
    .nullable(),
  hiddenByMe: z.boolean(),
});
const thread = line.extend({ replies: z.array(line) });
const counted = z.object({
  ...{ for: z.number(), against: z.number(), suggestion: z.number(), question: z.number() },
  waiting: z.number(),
});
export const viewsPage = z.object({
  version: z.number(),
  counts: counted,
  /** The questions that wait, the oldest first; on the first page alone. */
  waiting: z.array(thread),
  views: z.array(thread),
  next: z.object({ saidAt: z.date(), viewId: z.string() }).nullable(),
  perDay: z.number(),
  editMinutes: z.number(),
  may: z.object({
    ...{ say: z.boolean(), answer: z.boolean(), answerInPost: z.boolean(), amend: z.boolean() },
    ...{ decide: z.boolean(), moderate: z.boolean() },
  }),
});
export type ViewsPage = z.infer<typeof viewsPage>;
export type ViewThread = z.infer<typeof thread>;
export type ViewLine = z.infer<typeof line>;

export const viewsSummary = z.object({
  counts: counted,
  newest: z.array(
    z.object({
      ...{ viewId: z.string(), kind: z.enum(viewKinds), text: z.string(), lang: language },
      ...{ role: z.enum(roles), building: z.string(), name: text, saidAt: z.date() },
    }),
  ),
});
export type ViewsSummary = z.infer<typeof viewsSummary>;

const pageSize = 20;
const waitingShown = 20;

interface Reader {
  readonly tx: Tx;
  readonly now: Date;
  readonly asker: Asker | null;
}

/** Gathers one page of what neighbours think of a proposal. */
export async function readViews(
  { tx, now, asker }: Reader,
  wanted: {
    readonly proposalId: string;
    readonly only?: ViewKind | "waiting" | undefined;
    readonly thread?: string | undefined;
    readonly after?: lists.ViewCursor | undefined;
  },
): Promise<ViewsPage> {
  const proposal = await proposals.read(tx, wanted.proposalId);
  const { proposalId, version, authorId, ...rest } = found(proposal?.openedAt ? proposal : null);
  const { perDay, editMinutes } = viewRules(await rulesOf(tx));
  const stage = await stageNow(tx, { proposalId, version, authorId, ...rest });
  const reader = { memberId: asker?.memberId ?? null, residentId: asker?.residentId ?? null };
  const { only = null, after = null, thread: one = null } = wanted;
  const listed = await lists.threads(tx, { proposalId, only, one, after, limit: pageSize + 1 }, reader);
  const first = !after && !only && !one;
  const waiting = first
    ? await lists.threads(
        tx,
        { proposalId, only: "waiting", one: null, after: null, limit: waitingShown },
        reader,
      )
    : { heads: [], lines: [] };
  const shaped = { version, now, editMinutes, open: !notOpen("edit", stage) };
  const heads = listed.heads.slice(0, pageSize);
  const last = listed.heads.length > pageSize ? heads.at(-1) : undefined;
  const end = listed.lines.find((one) => one.viewId === last);
  const author = asker !== null && asker.residentId === authorId;
  const posts = asker?.posts ?? new Set();
  return {
    ...{ version, perDay, editMinutes, counts: await lists.counts(tx, proposalId) },
    waiting: threadsOf(waiting.heads, waiting.lines, shaped),
    views: threadsOf(heads, listed.lines, shaped),
    next: end ? { saidAt: end.saidAt, viewId: end.viewId } : null,
    may: {
      say: asker?.residentId !== undefined && asker.residentId !== null && !notOpen("say", stage),
      answer: author && !notOpen("answer", stage),
      answerInPost: mayTake("views.answer", posts) && !author && !notOpen("answer", stage),
      amend: !notOpen("say", stage) && !["drafted", "priorStudied"].includes(stage),
      decide: author && !notOpen("amend", stage),
      moderate: mayTake("views.moderate", posts) && !author && !isFromCommittee(posts),
    },
  };
}

interface Shape {
  readonly version: number;
  readonly now: Date;
  readonly editMinutes: number;
  readonly open: boolean;
}

function threadsOf(heads: readonly string[], lines: readonly lists.ViewLine[], shape: Shape): ViewThread[] {
  return heads.flatMap((viewId) => {
    const head = lines.find((one) => one.viewId === viewId);
    if (!head) return [];
    const replies = lines.filter((one) => one.parentId === viewId);
    const still = replies.filter((one) => one.status !== "withdrawn").length === 0;
    return [
      { ...shapedLine(head, shape, still), replies: replies.map((one) => shapedLine(one, shape, true)) },
    ];
  });
}

function shapedLine(one: lists.ViewLine, shape: Shape, still: boolean): ViewLine {
  const { viewId, kind, status, role, building, name, channel, saidAt, editedAt, lang, rule } = one;
  const { field, state, ofVersion } = one;
  const until = editableUntil(one, shape);
  const editable = status === "shown" && still && shape.open && until > shape.now;
  return {
    ...{ viewId, kind, status, role, building, name, channel, saidAt, editedAt, text: one.text, lang, rule },
    ...{ waiting: one.waiting, answerDue: one.answerDue, hiddenByMe: one.hiddenByMe },
    amendment:
      field && state && ofVersion !== null && status === "shown"
        ? {
            ...{ field, state, ofVersion, current: ofVersion === shape.version, before: one.before },
            ...{ wording: one.wording, reason: one.reason, becameVersion: one.becameVersion },
          }
        : null,
    own: one.own
      ? {
          ...{ text: one.text ?? one.ownText, namePublic: one.namePublic },
          ...{ editableUntil: editable ? until : null, reason: one.ownReason, appeal: one.ownAppeal },
          ...{ appealDue: one.appealDue, decision: one.ownDecision, outcome: one.outcome },
        }
      : null,
  };
}
