import type { ProposalView } from "@yishi/api/proposal-view";
import type { Unit } from "@yishi/domain/electorates";
import { whenWords } from "#lib/meetings.ts";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";

type Motion = NonNullable<ProposalView["motion"]>;

/** So many households, or people: what a hand stands for. */
export function handsWords(unit: Unit, hands: number): string {
  return m[`result.came.${unit}`]({ count: count(hands) });
}

/** Where and when a vote is taken in a meeting, as its notice says it; nothing where it is taken in none. */
export function atMeetingWords({ meeting }: Pick<Motion, "meeting">, now: Date): string | null {
  if (!meeting) return null;
  return m["hands.atMeeting"]({ when: whenWords(now, meeting.startsAt), place: meeting.place });
}
