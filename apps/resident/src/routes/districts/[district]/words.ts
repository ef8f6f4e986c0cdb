import type { Caller } from "@yishi/api/door";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { dayWords } from "#lib/when.ts";

type Progress = Awaited<ReturnType<Caller["districts"]["progress"]>>[number];

/** How far a community has come, in a phrase: its first vote, or what it waits for. */
export function stateOf({ firstVoteOn, ready, missing }: Progress): string {
  if (firstVoteOn) {
    return m["districts.one.first"]({ day: dayWords(firstVoteOn, { year: true, weekday: false }) });
  }
  return ready ? m["districts.one.ready"]() : m["districts.one.missing"]({ count: missing });
}

/** The same in figures, a name for each. */
export function factsOf(one: Progress) {
  const none = m["districts.one.none"]();
  const charter = one.appBallotsCount
    ? m["districts.one.charterCounts"]()
    : m["districts.one.charterAdvisory"]();
  return [
    {
      name: m["districts.one.households"](),
      value: one.households > 0 ? m["districts.one.householdsWords"]({ count: count(one.households) }) : none,
    },
    { name: m["districts.one.chair"](), value: one.chairInOffice ? m["districts.one.chairYes"]() : none },
    { name: m["districts.one.charter"](), value: one.charterAdopted ? charter : none },
    {
      name: m["districts.one.proposals"](),
      value: m["districts.one.count"]({ count: count(one.proposals) }),
    },
    {
      name: m["districts.one.decisions"](),
      value: m["districts.one.count"]({ count: count(one.decisions) }),
    },
    {
      name: m["districts.one.late"](),
      value: m["districts.one.steps"]({ count: count(one.milestonesLate) }),
    },
  ];
}
