import { refuse, type Refusal } from "./outcome.ts";

/** The parts of what somebody is writing. */
export const draftParts = ["title", "problem", "wish", "touches", "cost"] as const;
export type DraftPart = (typeof draftParts)[number];

/** What somebody is writing: any part may be empty or half a sentence still. */
export type DraftWords = Readonly<Record<DraftPart, string>> & { readonly named: boolean | null };

/** So many drafts may somebody have at once. */
export const mostDrafts = 20;

/** What is kept of a draft: how often it was saved, and at which saving it was last read over as a whole. */
export interface Draft {
  readonly draftId: string;
  readonly revision: number;
  readonly finishedRevision: number | null;
}

/**
 * Whether words may be saved over what is kept. Whoever writes says which saving they began from: where another window
 * or another device saved meanwhile, nothing is overwritten in silence. The same words again are no other words.
 */
export function saving(
  kept: { readonly revision: number; readonly words: DraftWords } | null,
  asked: { readonly from: number; readonly words: DraftWords },
): { readonly revision: number; readonly changed: boolean } | Refusal {
  if (!kept) return { revision: asked.from + 1, changed: true };
  if (sameWords(kept.words, asked.words)) return { revision: kept.revision, changed: false };
  if (kept.revision !== asked.from) return refuse("draft-changed-elsewhere");
  return { revision: kept.revision + 1, changed: true };
}

/** Whether what is kept was read over as a whole since it last changed; without a working copy the last version was. */
export function isFinished(draft: Draft | null): boolean {
  return draft === null || draft.revision === draft.finishedRevision;
}

/** Only what its author has read as neighbours will read it becomes public. */
export function notFinished(draft: Draft | null): Refusal | null {
  return isFinished(draft) ? null : refuse("draft-changed-since");
}

/** Whether two writings say the same. */
export function sameWords(one: DraftWords, other: DraftWords): boolean {
  return one.named === other.named && draftParts.every((part) => one[part] === other[part]);
}
