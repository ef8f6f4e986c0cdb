import { fileLimits, type FileKind } from "../files.ts";
import { refuse, type Refusal } from "../outcome.ts";

/** What a file is by its content. Its name and what a browser calls it are never asked. */
export const contents = ["jpeg", "png", "webp", "pdf"] as const;
export type Content = (typeof contents)[number];

/** Looks at what came in: which of the few kinds it is, whether it is only that, and not larger than is taken. */
export function recognise(
  bytes: Uint8Array,
): { readonly content: Content; readonly kind: FileKind } | Refusal {
  const content = contentOf(bytes);
  if (!content) return refuse("file-kind-unknown");
  const kind = content === "pdf" ? "paper" : "picture";
  const most = fileLimits.bytes[kind];
  if (bytes.byteLength > most) return refuse("file-too-large", { megabytes: most / 1024 / 1024 });
  if (isTwoThings(bytes, content)) return refuse("file-is-two-things");
  if (content === "pdf" && !isWhole(bytes)) return refuse("file-broken");
  if (content === "pdf" && acts(bytes)) return refuse("paper-acts");
  return { content, kind };
}

/** Reads the first bytes, from the very first: what begins later is no beginning. */
export function contentOf(bytes: Uint8Array): Content | null {
  const begins = (...wanted: readonly number[]) => wanted.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return "jpeg";
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  const first = latin(bytes, 0, 16);
  if (first.startsWith("RIFF") && first.startsWith("WEBP", 8)) return "webp";
  return /^%PDF-[12]\.\d/.test(first) ? "pdf" : null;
}

/** An archive's end, a paper's beginning or a page's markup in a picture: a file that is two things tells two stories. */
function isTwoThings(bytes: Uint8Array, content: Content): boolean {
  const beginning = latin(bytes, 0, 4096);
  const end = latin(bytes, Math.max(0, bytes.byteLength - 66_000), bytes.byteLength);
  if (endsAsArchive(end) || beginning.includes("PK\u0003\u0004", content === "pdf" ? 8 : 0)) return true;
  if (content === "pdf") return false;
  if (/%PDF-[12]\.\d/.test(latin(bytes, 0, 1024 + 8))) return true;
  return markup.test(beginning) || markup.test(end.slice(-4096));
}

const markup = /<(?:!doctype|html|head|body|script|svg|iframe|object|embed)[\s>/]/i;

/** The last record of a zip says how long the comment is that follows it, up to the end of the file. */
function endsAsArchive(end: string): boolean {
  for (let at = end.indexOf("PK\u0005\u0006"); at >= 0; at = end.indexOf("PK\u0005\u0006", at + 1)) {
    const said = end.charCodeAt(at + 20) + 256 * end.charCodeAt(at + 21);
    if (at + 22 + said <= end.length) return true;
  }
  return false;
}

/** A paper ends with its mark, and nothing is hung on behind it. */
function isWhole(bytes: Uint8Array): boolean {
  const end = latin(bytes, Math.max(0, bytes.byteLength - 1024), bytes.byteLength);
  const mark = end.lastIndexOf("%%EOF");
  return mark >= 0 && /^[\s\u0000]*$/.test(end.slice(mark + 5));
}

/** Whether a paper runs something, opens something or carries other files, as far as its open parts say. */
function acts(bytes: Uint8Array): boolean {
  const words = latin(bytes, 0, bytes.byteLength).replaceAll(/#([\da-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])/.test(
    words,
  );
}

/** Bytes as characters, one for each. */
function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  const end = Math.min(to, bytes.byteLength);
  for (let at = from; at < end; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, end)));
  return text;
}
