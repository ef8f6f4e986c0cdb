import type { Caller } from "@yishi/api/door";
import { isDay } from "@yishi/domain/calendar";
import { citedWords } from "#lib/citations.ts";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";
import { sentences } from "#lib/sentences.ts";
import { dayWords } from "#lib/when.ts";

type Now = Awaited<ReturnType<Caller["ready"]["now"]>>;
type Line = Now["lines"][number];

/** How a line stands, in figures; nothing where there is nothing to count. */
export function stateWords(line: Line, now: Now): string | null {
  const { have, want, waiting } = line;
  switch (line.what) {
    case "contact":
      return null;
    case "roll":
      return m["ready.state.roll"]({ households: count(have), adults: count(now.ofVotingAge) });
    case "slips":
      return m["ready.state.slips"]({ have: count(have), households: count(want) });
    case "charter":
      if (now.appBallotsCount === null) return null;
      return now.appBallotsCount ? m["ready.state.charterCounts"]() : m["ready.state.charterAdvisory"]();
    case "holidays":
      return isDay(now.coveredUntil)
        ? m["ready.state.holidays"]({ day: dayWords(now.coveredUntil, { year: true, weekday: false }) })
        : null;
    default:
      return sentences(
        m["ready.state.people"]({ have, want }),
        waiting > 0 && m["ready.state.waiting"]({ waiting }),
      );
  }
}

/** The article that a line rests on, with how surely it was read: 居委会组织法（2025） · 待核对. */
export function ruleWords({ provenance, ...citation }: NonNullable<Line["citation"]>): string {
  return [citedWords(citation), say(`provenance.${provenance}`)].filter(Boolean).join(" · ");
}
