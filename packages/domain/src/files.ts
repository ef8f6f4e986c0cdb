import { record, type Recorded, type Standing } from "./facts.ts";
import type { ModerationRule } from "./moderation.ts";
import { refuse, type Refusal } from "./outcome.ts";
import { isFromCommittee } from "./posts.ts";
import type { Post } from "./roles.ts";

/** What files can hang on. A room that takes files enters its kind here and says what its things are (`Subject`). */
export const subjectKinds = ["proposal", "opinion", "consultation"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const fileKinds = ["picture", "paper"] as const;
export type FileKind = (typeof fileKinds)[number];

/** All limits on what comes in and on what is kept, in one place. */
export const fileLimits = {
  /** How many hang on one thing, and how many one resident may bring in a day. */
  each: 6,
  aDay: 30,
  bytes: { picture: 15 * 1024 * 1024, paper: 10 * 1024 * 1024 },
  /** A picture of more points than this is not opened at all: a small file can hold a picture as large as a field. */
  pixels: 60_000_000,
  /** The longest side of what is kept, and of the small picture beside it. */
  side: { whole: 2000, preview: 480 },
} as const;

/** A thing that files hang on, as its own room describes it. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  /** The resident whose thing it is: they alone add to it. */
  readonly ownerId: string;
  /** Whether everybody may read it. */
  readonly isPublic: boolean;
  /** Residents who read it beside its owner before it is public. */
  readonly readers: readonly string[];
  /** Whether files may be added now. */
  readonly takes: boolean;
}

/** A file as it stands. Its bytes lie elsewhere and are gone where it was hidden. */
export interface KeptFile {
  readonly fileId: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly authorId: string;
  readonly kind: FileKind;
  readonly rule: ModerationRule | null;
  /** Of an opinion: for the panel alone, also when the opinion is public. */
  readonly panelOnly: boolean;
}

export type FileFact =
  | Recorded<
      "file.added",
      {
        subjectKind: SubjectKind;
        subjectId: string;
        fileKind: FileKind;
        size: number;
        hash: string;
        /** Absent where it is for everybody who may know of the thing. */
        panelOnly?: true;
      }
    >
  | Recorded<"file.removed", { subjectKind: SubjectKind; subjectId: string }>
  | Recorded<"file.hidden", { subjectKind: SubjectKind; subjectId: string; rule: ModerationRule }>;

/** Whether somebody may know of a thing's files: everybody once it is public, until then its owner and its readers. */
export function mayRead({ isPublic, ownerId, readers }: Subject, residentId: string | null): boolean {
  return isPublic || (residentId !== null && (residentId === ownerId || readers.includes(residentId)));
}

/** Whether somebody may know of one of them: what is for the panel alone stays with its owner and its readers. */
export function mayReadFile(
  subject: Subject,
  { panelOnly }: Pick<KeptFile, "panelOnly">,
  residentId: string | null,
): boolean {
  return mayRead(panelOnly ? { ...subject, isPublic: false } : subject, residentId);
}

/** Whether the owner may add one more file now, before anybody looks into it. */
export function mayAdd(
  subject: Subject,
  already: { readonly there: number; readonly today: number },
  standing: Standing,
): Refusal | null {
  if (standing.subjectId !== subject.ownerId) return refuse("only-the-author");
  if (!subject.takes) return refuse("files-not-now");
  if (already.there >= fileLimits.each) return refuse("files-full", { most: fileLimits.each });
  if (already.today >= fileLimits.aDay) return refuse("files-of-today-used", { most: fileLimits.aDay });
  return null;
}

/** The owner adds a file; the fact keeps its hash, so that what was there can be told when it is gone. */
export function add(
  subject: Subject,
  asked: {
    readonly fileId: string;
    readonly kind: FileKind;
    readonly size: number;
    readonly hash: string;
    readonly panelOnly: boolean;
    readonly already: { readonly there: number; readonly today: number };
  },
  standing: Standing,
): Extract<FileFact, { readonly kind: "file.added" }> | Refusal {
  const { fileId, kind, size, hash, panelOnly, already } = asked;
  const refusal = mayAdd(subject, already, standing);
  if (refusal) return refusal;
  const confined = panelOnly ? { panelOnly } : {};
  return record(standing, "file.added", fileId, { ...of(subject), fileKind: kind, size, hash, ...confined });
}

/** The owner takes a file away again, as long as nobody else could see it; what was public is moderated. */
export function remove(
  subject: Subject,
  file: KeptFile,
  standing: Standing,
): Extract<FileFact, { readonly kind: "file.removed" }> | Refusal {
  if (standing.subjectId !== subject.ownerId) return refuse("only-the-author");
  if (subject.isPublic) return refuse("file-is-public");
  return record(standing, "file.removed", file.fileId, of(subject));
}

/**
 * A moderator takes a file of something public away under a published rule. Its bytes are erased, the line that there was
 * one stays. Neither its owner does that nor anybody of the committee: the criticised don't judge their critics.
 */
export function hide(
  subject: Subject,
  file: KeptFile,
  asked: { readonly rule: ModerationRule; readonly posts: ReadonlySet<Post> },
  standing: Standing,
): Extract<FileFact, { readonly kind: "file.hidden" }> | Refusal {
  if (standing.subjectId === subject.ownerId || isFromCommittee(asked.posts))
    return refuse("moderator-interested");
  if (file.rule) return refuse("file-already-hidden");
  return record(standing, "file.hidden", file.fileId, { ...of(subject), rule: asked.rule });
}

/** The file after a fact that leaves one. */
export function apply(file: KeptFile | null, fact: Exclude<FileFact, { kind: "file.removed" }>): KeptFile {
  if (fact.kind === "file.added") {
    const { subjectKind, subjectId, fileKind: kind, panelOnly = false } = fact.body;
    return {
      ...{ fileId: fact.objectId, subjectKind, subjectId, kind, authorId: fact.subjectId ?? "", rule: null },
      panelOnly,
    };
  }
  if (!file) throw new TypeError("a file begins by being added");
  return { ...file, rule: fact.body.rule };
}

function of({ kind, id }: Subject) {
  return { subjectKind: kind, subjectId: id } as const;
}
