import { m } from "#lib/paraglide/messages.js";

/** Whole sentences one after the other: English sets a space between them, Chinese does not. */
export function sentences(...whole: readonly (string | null | undefined | false)[]): string {
  return whole.filter(Boolean).join(m["sentences.between"]());
}
