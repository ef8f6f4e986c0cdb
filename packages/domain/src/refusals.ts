/**
 * Every reason for which a rule may say no. Each has a sentence in every language (`refused.<code>` in the
 * messages) and a line in docs/rules.md. `status` is what the door answers over HTTP.
 */
export const refusals = {
  // who
  "not-found": { status: 404 },
  "sign-in-first": { status: 401 },
  "sign-in-wrong": { status: 401 },
  "too-many-attempts": { status: 429 },
  "not-a-member": { status: 403 },
  "post-needed": { status: 403 },
  "only-the-author": { status: 403 },
  "not-on-the-roll": { status: 403 },
  "under-voting-age": { status: 403 },
  // slips and posts
  "slip-unknown": { status: 404 },
  "slip-used": { status: 409 },
  "slip-expired": { status: 409 },
  "name-taken": { status: 409 },
  "already-a-member": { status: 409 },
  "post-ends-before-it-begins": { status: 409 },
  "term-too-long": { status: 409 },
  // forms
  "form-reused": { status: 422 },
  // the roll
  "roll-changed-meanwhile": { status: 409 },
  "roll-empty": { status: 409 },
  "import-already-applied": { status: 409 },
  // proposals
  "proposal-not-at-this-step": { status: 409 },
  "proposal-not-mended": { status: 409 },
  "author-cannot-cosponsor": { status: 409 },
  "already-cosponsored": { status: 409 },
  "support-window-over": { status: 409 },
  "author-cannot-review": { status: 403 },
  "already-reviewed": { status: 409 },
  "ground-needed": { status: 409 },
  // motions and votes
  "day-in-the-future": { status: 409 },
  "notice-too-short": { status: 409 },
  "window-out-of-bounds": { status: 409 },
  "vote-still-open": { status: 409 },
  "vote-closed": { status: 409 },
  "no-seat": { status: 403 },
  "ballot-taken": { status: 409 },
  "paper-own-reading": { status: 409 },
  "scrutineer-interested": { status: 403 },
  "sheets-differ": { status: 409 },
  "already-published": { status: 409 },
  // carrying out
  "notice-still-running": { status: 409 },
  "milestones-needed": { status: 409 },
  "milestone-already-done": { status: 409 },
} as const satisfies Record<string, { readonly status: 401 | 403 | 404 | 409 | 422 | 429 }>;

export type RefusalCode = keyof typeof refusals;
