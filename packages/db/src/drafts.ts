import type { Draft, DraftWords } from "@yishi/domain/drafts";
import type { Language } from "@yishi/domain/texts";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { drafts } from "./schema/papers.ts";

/** What somebody is writing, as it was last saved. */
export interface KeptDraft extends Draft {
  readonly authorId: string;
  readonly words: DraftWords;
  readonly lang: Language;
  readonly savedAt: Date;
}

const columns = {
  draftId: drafts.draftId,
  authorId: drafts.authorId,
  revision: drafts.revision,
  finishedRevision: drafts.finishedRevision,
  title: drafts.title,
  problem: drafts.problem,
  wish: drafts.wish,
  touches: drafts.touches,
  cost: drafts.cost,
  named: drafts.named,
  lang: drafts.lang,
  savedAt: drafts.savedAt,
};

function read(row: DraftWords & Omit<KeptDraft, "words">): KeptDraft {
  const { title, problem, wish, touches, cost, named, ...rest } = row;
  return { ...rest, words: { title, problem, wish, touches, cost, named } };
}

/** What is kept of a draft, to be shown. */
export async function readDraft(tx: Tx, draftId: string): Promise<KeptDraft | null> {
  const [found] = await tx.sql.select(columns).from(drafts).where(is(tx, draftId));
  return found ? read(found) : null;
}

/** The same, locked until the transaction ends: two windows save one after the other. */
export async function lockDraft(tx: Tx, draftId: string): Promise<KeptDraft | null> {
  const [found] = await tx.sql.select(columns).from(drafts).where(is(tx, draftId)).for("update");
  return found ? read(found) : null;
}

/** Takes turns with everybody who saves this draft, also while no row of it is there to be locked. */
export async function takeTurn(tx: Tx, draftId: string): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('draft ' || $1), hashtext($2))", [
    tx.committeeId,
    draftId,
  ]);
}

/** Keeps what was written under its number and its author. */
export async function keepDraft(
  tx: Tx,
  draft: Pick<KeptDraft, "draftId" | "authorId" | "revision" | "words" | "lang">,
): Promise<void> {
  const { words, ...rest } = draft;
  const row = { ...rest, ...words, savedAt: tx.now };
  await tx.sql
    .insert(drafts)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({ target: [drafts.committeeId, drafts.draftId], set: row });
}

/** What is kept was read over as a whole. */
export async function markFinished(tx: Tx, draftId: string): Promise<void> {
  await tx.sql
    .update(drafts)
    .set({ finishedRevision: sql`${drafts.revision}` })
    .where(is(tx, draftId));
}

/** A version was written elsewhere, at the desk: what is kept becomes that, and other windows learn of it. */
export async function supersede(
  tx: Tx,
  draftId: string,
  written: { readonly words: DraftWords; readonly lang: Language },
): Promise<void> {
  await tx.sql
    .update(drafts)
    .set({
      ...{ ...written.words, lang: written.lang, savedAt: tx.now },
      ...{ revision: sql`${drafts.revision} + 1`, finishedRevision: sql`${drafts.revision} + 1` },
    })
    .where(is(tx, draftId));
}

/** The writing is over: it became public, or is wanted no more. */
export async function dropDrafts(tx: Tx, draftIds: readonly string[]): Promise<void> {
  await tx.raw.query("delete from drafts where committee_id = $1 and draft_id = any($2)", [
    tx.committeeId,
    draftIds,
  ]);
}

/** A draft in the list of one's own. */
export interface DraftLine {
  readonly draftId: string;
  readonly title: string;
  readonly lang: Language;
  readonly savedAt: Date;
  readonly finished: boolean;
  readonly files: number;
  readonly year: number | null;
  readonly number: number | null;
}

/** What a resident is writing, the latest first: with and without a version that was read over, and what was returned to them. */
export async function draftLines(tx: Tx, authorId: string): Promise<readonly DraftLine[]> {
  const { rows } = await tx.raw.query<DraftLine>(
    `select coalesce(d.draft_id, p.proposal_id) as "draftId", coalesce(d.title, v.title, '') as title,
       coalesce(d.lang, v.lang) as lang, greatest(d.saved_at, p.changed_at) as "savedAt",
       coalesce(d.revision = d.finished_revision, d.draft_id is null) as finished, p.year, p.number,
       (select count(*)::int from files f where f.committee_id = $1 and f.subject_kind = 'proposal'
         and f.subject_id = coalesce(d.draft_id, p.proposal_id)) as files
     from (select * from drafts where committee_id = $1 and author_id = $2) d
     full join (select * from proposals where committee_id = $1 and author_id = $2 and status in ('draft', 'returned')) p
       on p.proposal_id = d.draft_id
     left join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
     where d.draft_id is not null or v.erased_at is null
     order by "savedAt" desc limit 100`,
    [tx.committeeId, authorId],
  );
  return rows;
}

/** How many somebody is writing at once. */
export async function countDrafts(tx: Tx, authorId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>(
    "select count(*)::int as count from drafts where committee_id = $1 and author_id = $2",
    [tx.committeeId, authorId],
  );
  return rows[0]?.count ?? 0;
}

/** What nobody has written on since an instant and what no version was made of: at most so many. */
export async function idleWritings(
  tx: Tx,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ draftId: string }>(
    `select d.draft_id as "draftId" from drafts d where d.committee_id = $1 and d.saved_at < $2
       and not exists (select from proposals p where p.committee_id = d.committee_id and p.proposal_id = d.draft_id)
     order by d.saved_at limit $3 for update of d`,
    [tx.committeeId, before, limit],
  );
  return rows.map(({ draftId }) => draftId);
}

function is(tx: Tx, draftId: string) {
  return and(eq(drafts.committeeId, tx.committeeId), eq(drafts.draftId, draftId));
}
