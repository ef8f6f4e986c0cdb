import { createHash } from "node:crypto";

/** The hash of a version's words: what a fact remembers of them when they are gone. */
export function hashOfWords(words: object): Buffer {
  return createHash("sha256").update(JSON.stringify(words)).digest();
}
