/** Which of a proposal's motions something is of, in words. */
import type { Electorate } from "@yishi/domain/electorates";
import { whoWords } from "#lib/electorates.ts";
import { m } from "#lib/paraglide/messages.js";

/** Which of several motions awaits somebody, and whose vote it is; nothing where the proposal has no other. */
export function severalWords(one: {
  readonly several: boolean;
  readonly ordinal: number | null;
  readonly electorate: Electorate | null;
  readonly scope: string | null;
}): string | null {
  const { several, ordinal, electorate, scope } = one;
  if (!several || ordinal === null || electorate === null) return null;
  return m["home.several"]({ ordinal, who: whoWords({ electorate, scope }) });
}
