import * as auth from "@yishi/auth/privacy";
import type { Tx } from "@yishi/db/client";
import * as communities from "@yishi/db/communities";
import { keepFact } from "@yishi/db/facts";
import { idleWritings } from "@yishi/db/drafts";
import * as proposals from "@yishi/db/proposals";
import * as store from "@yishi/db/retention";
import { record, type Standing } from "@yishi/domain/facts";
import { periodsOf } from "@yishi/domain/privacy/periods";
import { dueBefore, type Retained, type RetentionFact } from "@yishi/domain/privacy/retention";
import { apply } from "@yishi/domain/proposals";
import { eraseDrafts } from "./drafting.ts";
import { rulesOf } from "./rules.ts";
import type { Services } from "./services.ts";

/** How many of each went, over all communities. */
export type Swept = Readonly<Record<Retained, number>>;

const inCommunities = [
  "readings",
  "slips",
  "sightings",
  "leftResidents",
  "idleDrafts",
  "contestWords",
] as const satisfies readonly Retained[];
type InCommunity = (typeof inCommunities)[number];

/**
 * Lets go what has served its time, in small steps. Each step is one transaction with its fact: whoever stops in the
 * middle leaves whole steps behind, and two at once do the work of one.
 */
export async function sweep(services: Pick<Services, "db">, limit = 500): Promise<Swept> {
  const { db } = services;
  const swept = {
    ...{ readings: 0, sessions: 0, slips: 0, sightings: 0 },
    ...{ leftResidents: 0, idleDrafts: 0, contestWords: 0 },
  };
  swept.sessions = await untilFewer(limit, () => auth.removeEndedSessions(db.pool, limit));
  for (const { committeeId } of await communities.all(db))
    for (const what of inCommunities)
      swept[what] += await untilFewer(limit, () =>
        db.transaction(committeeId, (tx) => step(tx, what, limit)),
      );
  return swept;
}

async function untilFewer(limit: number, one: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await one();
    sum += count;
    if (count < limit) return sum;
  }
}

/** One step of one kind in one community: what is due goes, and a fact says how many there were. */
export async function step(tx: Tx, what: InCommunity, limit: number): Promise<number> {
  if (!(await store.mayStep(tx, what))) return 0;
  const before = dueBefore(what, periodsOf(await rulesOf(tx)), tx.now);
  const asked = { before, limit };
  const factOf = (count: number): RetentionFact =>
    record(ofTheHouse(tx), "retention.swept", tx.committeeId, { what, count });
  switch (what) {
    case "contestWords":
      return store.eraseContestWords(tx, asked, factOf);
    case "leftResidents":
      return store.eraseLeft(tx, asked, factOf);
    case "readings":
      return noted(tx, await store.removeReadings(tx, asked), factOf);
    case "sightings":
      return noted(tx, await store.removeSightings(tx, asked), factOf);
    case "slips":
      return noted(tx, await auth.removeSlips(tx.raw, tx.committeeId, asked), factOf);
    case "idleDrafts":
      return noted(tx, await dropIdleDrafts(tx, asked), factOf);
  }
}

async function dropIdleDrafts(tx: Tx, asked: store.Step): Promise<number> {
  const written = await idleWritings(tx, asked);
  await eraseDrafts(tx, written, "period");
  const ids = await store.idleDrafts(tx, asked);
  for (const proposalId of ids) {
    const draft = await proposals.lock(tx, proposalId);
    if (draft?.status !== "draft") continue;
    const standing = { ...ofTheHouse(tx), subjectId: draft.authorId };
    const fact = record(standing, "proposal.withdrawn", proposalId, { from: draft.status });
    await proposals.save(tx, apply(draft, fact), fact);
  }
  await eraseDrafts(tx, ids, "period");
  return ids.length + written.length;
}

async function noted(tx: Tx, count: number, factOf: (count: number) => RetentionFact): Promise<number> {
  if (count > 0) await keepFact(tx, factOf(count));
  return count;
}

/** Nobody acts here: the community itself keeps its promise, by the clock. */
function ofTheHouse(tx: Tx): Standing {
  return { actorId: tx.committeeId, subjectId: null, channel: "app", at: tx.now };
}
