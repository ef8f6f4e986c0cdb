import type { Caller } from "@yishi/api/door";
import { subjectKinds, type SubjectKind } from "@yishi/domain/files";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";

/** A file as its thing's page shows it. */
export type FileLine = Awaited<ReturnType<Caller["files"]["of"]>>["files"][number];

/** Where the bytes of a file lie; they are nobody's page and have no language. */
export function filePath(slug: string, fileId: string, part: "whole" | "preview"): string {
  return `/${slug}/file/${fileId}/${part}`;
}

/** How large a file is, in words. */
export function sizeWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024
    ? m["files.kilobytes"]({ count: count(kilobytes) })
    : m["files.megabytes"]({ count: (kilobytes / 1024).toFixed(1) });
}

/** A kind of thing that files hang on, as it stands in an address. */
export function subjectKindIn(written: string): SubjectKind | undefined {
  return subjectKinds.find((kind) => kind === written);
}
