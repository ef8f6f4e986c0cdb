import { exponent, median } from "../figures.ts";
import type { Figure } from "../goals.ts";
import { committeeId, idOf, openedAt, slug } from "../seed.ts";
import type { Filled } from "../site.ts";
import { pageStatement } from "../statements.ts";
import { contender, inTurn, middle, rateOf, ratio, type Contender } from "../turns.ts";
import type { Worker } from "../workers/jobs.ts";
import { pace } from "../workers/pace.ts";
import { assertNoneFailed } from "./casts.ts";

/** Where pages of a list begin. */
export interface Place {
  readonly openedAt: Date;
  readonly proposalId: string;
}

/** So many places, spread evenly over the whole list. */
export function places(count: number, { proposals }: Filled, now: Date): readonly Place[] {
  return Array.from({ length: count }, (_, index) =>
    placeOf(40 + Math.floor(((index + 1) * (proposals - 60)) / (count + 1)), proposals, now),
  );
}

function placeOf(proposal: number, proposals: number, now: Date): Place {
  return { openedAt: openedAt(proposal, proposals, now), proposalId: idOf("proposal", proposal) };
}

/** The list through the API's door against the bare statement; P6. */
export async function measureList(given: {
  readonly api: Worker;
  readonly limit: Worker;
  readonly filled: Filled;
  readonly now: Date;
  readonly rounds: number;
  readonly seconds: number;
}): Promise<readonly Figure[]> {
  const { api, limit, filled, now, rounds, seconds } = given;
  const pages = places(1_000, filled, now);
  const ours = contender("pages through the API", () =>
    api.ask({ url: filled.serverUrl, slug, clients: 16, pages, seconds }, pace),
  );
  const values = pages.map((page) => [committeeId, page.openedAt, page.proposalId]);
  const raw = contender("bare pages", () =>
    limit.ask({ url: filled.ownerUrl, clients: 16, statement: pageStatement, values, seconds }, pace),
  );
  await inTurn(rounds, [ours, raw]);
  for (const each of [ours, raw]) assertNoneFailed(each);
  const perSecond = (one: Contender) => `${middle(one, rateOf).toFixed(0)}/s`;
  return [{ id: "P6", ours: perSecond(ours), limit: perSecond(raw), value: ratio(ours, raw, rateOf) }];
}

/** How long one page takes in lists of different lengths, and deep inside the longest; P8, and of a search P7. */
export async function measureGrowth(given: {
  /** A process of its own for each database, from the shortest list to the longest. */
  readonly lists: readonly { readonly api: Worker; readonly filled: Filled }[];
  readonly now: Date;
  readonly rounds: number;
  readonly seconds: number;
  /** What is searched for; nothing for the list itself. */
  readonly words?: string;
}): Promise<readonly Figure[]> {
  const { lists, now, rounds, seconds, words } = given;
  const opening = ({ api, filled }: (typeof lists)[number], pages: readonly (Place | null)[]) =>
    contender(`pages of ${filled.proposals}`, () =>
      api.ask({ url: filled.serverUrl, slug, clients: 1, pages, seconds, words }, pace),
    );
  const firsts = lists.map((list) => opening(list, [null]));
  const longest = lists.at(-1);
  if (!longest) throw new Error("there is no list to measure");
  const { proposals } = longest.filled;
  const deep = opening(longest, [placeOf(proposals - 999 * 20 + 1, proposals, now)]);
  await inTurn(rounds, [...firsts, deep]);
  for (const each of [...firsts, deep]) assertNoneFailed(each);
  const p50 = (one: Contender) => middle(one, (turn) => turn.p50);
  const rounded = Array.from({ length: rounds }, (_, round) =>
    exponent(
      lists.map(({ filled }, list) => ({ x: filled.proposals, y: firsts[list]?.paces[round]?.p50 ?? NaN })),
    ),
  );
  const milliseconds = (values: readonly Contender[]) => values.map((one) => p50(one).toFixed(2)).join(" / ");
  const last = firsts.slice(-1);
  return [
    {
      id: words === undefined ? "P8 rows" : "P7 rows",
      ours: `${milliseconds(firsts)} ms`,
      limit: "flat",
      value: median(rounded),
    },
    {
      id: words === undefined ? "P8 depth" : "P7 depth",
      ours: `${milliseconds([deep])} ms`,
      limit: `${milliseconds(last)} ms`,
      value: median(last.map((first) => ratio(deep, first, (turn) => turn.p50))),
    },
  ];
}
