import { randomUUID } from "node:crypto";
import type { Figure } from "../goals.ts";
import { committeeId, idOf, slug, tokenOf } from "../seed.ts";
import { castStatement } from "../statements.ts";
import { contender, inTurn, middle, rateOf, ratio, type Contender } from "../turns.ts";
import { written } from "../workers/http.ts";
import { pace } from "../workers/pace.ts";
import type { Worker } from "../workers/jobs.ts";

const spreadOver = 16;
const poolSize = 16;

/** How many motions the casts of so many rounds need: a voter votes on each once. */
export function motionsNeeded(rounds: number): number {
  return spreadOver + 3 * (rounds + 1);
}

/** Casts over HTTP, with sessions, against the one statement; P1, P3, P4 and P5. */
export async function measureCasts(given: {
  readonly load: Worker;
  readonly limit: Worker;
  readonly port: number;
  readonly ownerUrl: string;
  readonly voters: number;
  readonly rounds: number;
}): Promise<readonly Figure[]> {
  const { load, limit, port, ownerUrl, voters, rounds } = given;
  const everyone = Array.from({ length: voters }, (_, index) => index + 1);
  const overHttp = (clients: number, motionOf: (voter: number, round: number) => number) =>
    contender(`casts by ${clients}`, (round) => {
      const requests = everyone.map((voter) =>
        castRequest(port, { voter, motion: motionOf(voter, round), choice: "for", key: randomUUID() }),
      );
      return load.ask({ port, clients, requests }, pace);
    });
  const own = (place: number) => (round: number) => spreadOver + 3 * round + place;
  const full = overHttp(64, (_, round) => own(1)(round));
  const small = overHttp(poolSize, (_, round) => own(2)(round));
  const spread = overHttp(64, (voter, round) => ((voter + round) % spreadOver) + 1);
  const raw = contender("bare casts", (round) => {
    const motionId = idOf("motion", own(3)(round));
    const values = everyone.map((voter) => [
      committeeId,
      idOf("account", voter),
      motionId,
      "for",
      randomUUID(),
      randomUUID(),
    ]);
    return limit.ask({ url: ownerUrl, clients: 64, statement: castStatement, values }, pace);
  });
  await inTurn(rounds, [full, raw, spread, small]);
  for (const each of [raw, spread, small]) assertNoneFailed(each);
  return figuresOf({ full, small, spread, raw });
}

type Contenders = Readonly<Record<"full" | "small" | "spread" | "raw", Contender>>;

function figuresOf({ full, small, spread, raw }: Contenders): readonly Figure[] {
  const perSecond = (one: Contender) => `${middle(one, rateOf).toFixed(0)}/s`;
  const failures = full.paces.reduce((sum, one) => sum + one.failures, 0);
  const [p50, p99] = [middle(full, (one) => one.p50), middle(full, (one) => one.p99)];
  return [
    { id: "P1", ours: perSecond(full), limit: perSecond(raw), value: ratio(full, raw, rateOf) },
    {
      id: "P3",
      ours: `${p99.toFixed(0)} ms`,
      limit: `${p50.toFixed(0)} ms`,
      value: middle(full, (one) => one.p99 / one.p50),
    },
    { id: "P4 errors", ours: `${failures}`, limit: "0", value: failures },
    {
      id: "P4 throughput",
      ours: perSecond(full),
      limit: perSecond(small),
      value: ratio(full, small, rateOf),
    },
    { id: "P5", ours: perSecond(full), limit: perSecond(spread), value: ratio(full, spread, rateOf) },
  ];
}

/** A voter's form: on which motion, what it says, and the key by which it is known when it is sent again. */
export interface Form {
  readonly voter: number;
  readonly motion: number;
  readonly choice: "for" | "against" | "abstain";
  readonly key: string;
}

/** A cast as another program than a browser sends it: the same procedure, session and rules as the page's form. */
export function castRequest(port: number, { voter, motion, choice, key }: Form): Buffer {
  return written({
    method: "POST",
    path: `/${slug}/trpc/ballots.cast`,
    port,
    headers: {
      cookie: `yishi=${tokenOf(voter)}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
    },
    body: JSON.stringify({ key, motionId: idOf("motion", motion), choice }),
  });
}

/** A figure of work that was refused would say nothing. */
export function assertNoneFailed({ name, paces }: Contender): void {
  const failures = paces.reduce((sum, one) => sum + one.failures, 0);
  if (failures > 0) throw new Error(`${name}: ${failures} of what was to be measured failed`);
}
