import type { Post } from "@yishi/domain/roles";
import type { Language } from "@yishi/domain/texts";
import type { View, ViewFact } from "@yishi/domain/views";
import { and, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { views, viewVersions } from "./schema/views.ts";

const state = {
  viewId: views.viewId,
  proposalId: views.proposalId,
  parentId: views.parentId,
  kind: views.kind,
  status: views.status,
  version: views.version,
  authorId: views.authorId,
  memberId: views.memberId,
  role: views.role,
  building: views.building,
  namePublic: views.namePublic,
  channel: views.channel,
  saidAt: views.saidAt,
  answerDue: views.answerDue,
};

/** The words of one version, with the wording that a suggestion carries. */
export interface ViewWords {
  readonly text: string;
  readonly wording: string | null;
  readonly lang: Language;
}

/** A view as it stands, to be looked at. */
export async function read(tx: Tx, viewId: string): Promise<View | null> {
  const [found] = await tx.sql.select(state).from(views).where(is(tx, viewId));
  return found ?? null;
}

/** A view as it stands, locked until the transaction ends. */
export async function lock(tx: Tx, viewId: string): Promise<View | null> {
  const [found] = await tx.sql.select(state).from(views).where(is(tx, viewId)).for("update");
  return found ?? null;
}

/** Saves the next state together with the fact that led to it, and answers with that fact's id. */
export async function save(tx: Tx, next: View, fact: ViewFact): Promise<string> {
  const factId = await keepFact(tx, fact);
  const row = { ...next, factId, ...(fact.kind === "view.edited" && { editedAt: tx.now }) };
  await tx.sql
    .insert(views)
    .values({ ...row, committeeId: tx.committeeId })
    .onConflictDoUpdate({ target: [views.committeeId, views.viewId], set: row });
  return factId;
}

/** Keeps the words of a version with their hash. */
export async function keepWords(
  tx: Tx,
  version: ViewWords & { readonly viewId: string; readonly version: number; readonly hash: Uint8Array },
): Promise<void> {
  await tx.sql.insert(viewVersions).values({ ...version, committeeId: tx.committeeId, writtenAt: tx.now });
}

/** The words of a version, with null where they were erased. */
export async function wordsOf(tx: Tx, viewId: string, version: number) {
  const [found] = await tx.sql
    .select({ text: viewVersions.text, wording: viewVersions.wording, lang: viewVersions.lang })
    .from(viewVersions)
    .where(
      and(
        eq(viewVersions.committeeId, tx.committeeId),
        eq(viewVersions.viewId, viewId),
        eq(viewVersions.version, version),
      ),
    );
  return found ?? null;
}

/** Erases every version of what somebody said: the rows stay, with their hashes and why the words went. */
export async function eraseWords(tx: Tx, viewId: string, erasedGround: string): Promise<void> {
  await tx.sql
    .update(viewVersions)
    .set({ text: null, wording: null, erasedAt: tx.now, erasedGround })
    .where(
      and(
        eq(viewVersions.committeeId, tx.committeeId),
        eq(viewVersions.viewId, viewId),
        isNull(viewVersions.erasedAt),
      ),
    );
}

/** How many times a resident has spoken to a proposal since an instant; what they took back counts, answers do not. */
export async function saidSince(
  tx: Tx,
  { proposalId, authorId }: { readonly proposalId: string; readonly authorId: string },
  since: Date,
): Promise<number> {
  const [found] = await tx.sql
    .select({ count: sql<number>`count(*)::int` })
    .from(views)
    .where(
      and(
        eq(views.committeeId, tx.committeeId),
        eq(views.proposalId, proposalId),
        eq(views.authorId, authorId),
        gte(views.saidAt, since),
        ne(views.kind, "answer"),
      ),
    );
  return found?.count ?? 0;
}

/** Whether anybody said anything to it that still stands there. */
export async function isRepliedTo(tx: Tx, viewId: string): Promise<boolean> {
  const found = await tx.sql
    .select({ viewId: views.viewId })
    .from(views)
    .where(
      and(eq(views.committeeId, tx.committeeId), eq(views.parentId, viewId), ne(views.status, "withdrawn")),
    )
    .limit(1);
  return found.length > 0;
}

/** The posts that a resident holds now, whoever acts for them. */
export async function postsOfResident(tx: Tx, residentId: string): Promise<ReadonlySet<Post>> {
  const { rows } = await tx.raw.query<{ post: Post }>(
    `select distinct p.post from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
     where m.committee_id = $1 and m.resident_id = $2 and m.left_at is null and p.from_at <= $3 and p.until_at > $3`,
    [tx.committeeId, residentId, tx.now],
  );
  return new Set(rows.map(({ post }) => post));
}

function is(tx: Tx, viewId: string) {
  return and(eq(views.committeeId, tx.committeeId), eq(views.viewId, viewId));
}
