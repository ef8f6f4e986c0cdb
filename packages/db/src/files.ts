import type { FileFact, FileKind, KeptFile, SubjectKind } from "@yishi/domain/files";
import type { ModerationRule } from "@yishi/domain/moderation";
import type { Language } from "@yishi/domain/texts";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { fileBytes, files } from "./schema/papers.ts";

/** The two forms in which a picture is kept; a paper is kept whole alone. */
export const parts = ["whole", "preview"] as const;
export type Part = (typeof parts)[number];

const state = {
  fileId: files.fileId,
  subjectKind: files.subjectKind,
  subjectId: files.subjectId,
  authorId: files.authorId,
  kind: files.kind,
  rule: files.rule,
  panelOnly: files.panelOnly,
};

/** A file's state, to be shown. */
export async function read(tx: Tx, fileId: string): Promise<KeptFile | null> {
  const [found] = await tx.sql.select(state).from(files).where(is(tx, fileId));
  return found ?? null;
}

/** A file's state, locked until the transaction ends. */
export async function lock(tx: Tx, fileId: string): Promise<KeptFile | null> {
  const [found] = await tx.sql.select(state).from(files).where(is(tx, fileId)).for("update");
  return found ?? null;
}

/** Whoever adds to a thing takes turns with the others: two at once never make one too many. */
export async function takeTurn(tx: Tx, kind: SubjectKind, subjectId: string): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('files ' || $1), hashtext($2))", [
    tx.committeeId,
    `${kind} ${subjectId}`,
  ]);
}

/** What is kept of a file beside its bytes. */
export interface Description {
  readonly says: string;
  readonly lang: Language;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly hash: Uint8Array;
}

/** Enters a file with its bytes and the fact that it was added. */
export async function begin(
  tx: Tx,
  file: KeptFile,
  kept: Description & { readonly bytes: Readonly<Partial<Record<Part, Uint8Array>>> },
  fact: FileFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { bytes, ...described } = kept;
  const { committeeId } = tx;
  const { fileId } = file;
  await tx.sql.insert(files).values({ ...file, ...described, committeeId, addedAt: tx.now, factId });
  for (const part of parts) {
    const of = bytes[part];
    if (of) await tx.sql.insert(fileBytes).values({ committeeId, fileId, part, bytes: of });
  }
}

/** Erases the bytes and what was said of them; the line that there was a file stays, under the fact that says why. */
export async function hide(
  tx: Tx,
  file: KeptFile,
  by: { readonly hiderId: string; readonly reason: string },
  fact: FileFact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(files)
    .set({ rule: file.rule, says: null, ...by, hiddenAt: tx.now, factId })
    .where(is(tx, file.fileId));
  await tx.sql
    .delete(fileBytes)
    .where(and(eq(fileBytes.committeeId, tx.committeeId), eq(fileBytes.fileId, file.fileId)));
}

/** Erases a file that was never public: nothing of it stays but the fact that there was one. */
export async function drop(tx: Tx, fileId: string, fact: FileFact): Promise<void> {
  await keepFact(tx, fact);
  await tx.sql.delete(files).where(is(tx, fileId));
}

/** Erases every file of things that were never public. */
export async function dropOf(tx: Tx, kind: SubjectKind, subjectIds: readonly string[]): Promise<void> {
  await tx.raw.query(
    "delete from files where committee_id = $1 and subject_kind = $2 and subject_id = any($3)",
    [tx.committeeId, kind, subjectIds],
  );
}

/** A file as its page shows it. */
export interface FileLine {
  readonly fileId: string;
  readonly kind: FileKind;
  readonly says: string | null;
  readonly lang: Language;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly addedAt: Date;
  readonly rule: ModerationRule | null;
  readonly hiddenAt: Date | null;
  readonly reason: string | null;
  readonly panelOnly: boolean;
}

/** The files of a thing, in the order in which they came. */
export async function linesOf(tx: Tx, kind: SubjectKind, subjectId: string): Promise<readonly FileLine[]> {
  return tx.sql
    .select({
      fileId: files.fileId,
      kind: files.kind,
      says: files.says,
      lang: files.lang,
      size: files.size,
      width: files.width,
      height: files.height,
      addedAt: files.addedAt,
      rule: files.rule,
      hiddenAt: files.hiddenAt,
      reason: files.reason,
      panelOnly: files.panelOnly,
    })
    .from(files)
    .where(
      and(eq(files.committeeId, tx.committeeId), eq(files.subjectKind, kind), eq(files.subjectId, subjectId)),
    )
    .orderBy(files.addedAt, files.fileId);
}

/** How many there are of a thing, and how many its owner added since an instant; and when the last one came. */
export async function countsOf(
  tx: Tx,
  kind: SubjectKind,
  subjectId: string,
  by: { readonly authorId: string; readonly since: Date },
): Promise<{ readonly there: number; readonly today: number }> {
  const { rows } = await tx.raw.query<{ there: number; today: number }>(
    `select (select count(*)::int from files where committee_id = $1 and subject_kind = $2 and subject_id = $3 and rule is null) as there,
       (select count(*)::int from facts where committee_id = $1 and subject_id = $4 and kind = 'file.added' and at >= $5) as today`,
    [tx.committeeId, kind, subjectId, by.authorId, by.since],
  );
  return rows[0] ?? { there: 0, today: 0 };
}

/** The files that anybody who reads the thing sees. */
export async function shownIds(tx: Tx, kind: SubjectKind, subjectId: string): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ fileId: string }>(
    `select file_id as "fileId" from files
     where committee_id = $1 and subject_kind = $2 and subject_id = $3 and rule is null order by added_at, file_id`,
    [tx.committeeId, kind, subjectId],
  );
  return rows.map(({ fileId }) => fileId);
}

/** The hashes of the files of a thing, in the order in which they came. */
export async function hashesOf(tx: Tx, kind: SubjectKind, subjectId: string): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from files
     where committee_id = $1 and subject_kind = $2 and subject_id = $3 order by added_at, file_id`,
    [tx.committeeId, kind, subjectId],
  );
  return rows.map(({ hash }) => hash);
}

/** The bytes of one part, with the hash by which a reader knows that they are the same. */
export async function bytesOf(
  tx: Tx,
  fileId: string,
  part: Part,
): Promise<{ readonly bytes: Uint8Array; readonly hash: Uint8Array } | null> {
  const [found] = await tx.sql
    .select({ bytes: fileBytes.bytes, hash: files.hash })
    .from(fileBytes)
    .innerJoin(files, and(eq(files.committeeId, fileBytes.committeeId), eq(files.fileId, fileBytes.fileId)))
    .where(
      and(eq(fileBytes.committeeId, tx.committeeId), eq(fileBytes.fileId, fileId), eq(fileBytes.part, part)),
    );
  return found ?? null;
}

/** Everything a resident added and that is kept, the latest first, whole. */
export async function filesBy(tx: Tx, authorId: string) {
  return tx.sql
    .select({
      kind: files.kind,
      says: files.says,
      lang: files.lang,
      addedAt: files.addedAt,
      rule: files.rule,
      reason: files.reason,
      base64: sql<string | null>`encode(${fileBytes.bytes}, 'base64')`,
    })
    .from(files)
    .leftJoin(
      fileBytes,
      and(
        eq(fileBytes.committeeId, files.committeeId),
        eq(fileBytes.fileId, files.fileId),
        eq(fileBytes.part, "whole"),
      ),
    )
    .where(and(eq(files.committeeId, tx.committeeId), eq(files.authorId, authorId)))
    .orderBy(sql`${files.addedAt} desc`)
    .limit(200);
}

function is(tx: Tx, fileId: string) {
  return and(eq(files.committeeId, tx.committeeId), eq(files.fileId, fileId));
}
