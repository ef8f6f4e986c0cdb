import type { Caller } from "@yishi/api/door";
import { tenths } from "@yishi/domain/follow-ups";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { dayWordsFrom } from "#lib/when.ts";

type FollowUp = NonNullable<Awaited<ReturnType<Caller["followUps"]["of"]>>>;
type Round = FollowUp["rounds"][number];

/** Which round it is, and on which days. */
export function roundWords(round: Round, now: Date): string {
  return m["followUp.round"]({
    round: round.round,
    from: dayWordsFrom(now, round.from),
    until: dayWordsFrom(now, round.until),
  });
}

/** What came of a round: its mean of five, or why none is told. */
export function scoreWords(round: Round, followUp: FollowUp): string {
  if (round.mean) return m["followUp.mean"]({ mean: tenths(round.mean), count: count(round.mean.den) });
  if (round.over) return m["followUp.few"]({ min: count(followUp.minCell) });
  return round.round === followUp.open ? m["followUp.open"]() : m["followUp.later"]();
}
