import * as auth from "@yishi/auth/privacy";
import { ownBallot } from "@yishi/db/ballots";
import type { Tx } from "@yishi/db/client";
import { ledgerOf } from "@yishi/db/consents";
import { ofResident } from "@yishi/db/contests";
import { filesBy } from "@yishi/db/files";
import * as store from "@yishi/db/privacy";
import { sightingsOf } from "@yishi/db/sightings";
import { placesIn } from "@yishi/domain/ballots";
import { addMonths, dayOf, type Day } from "@yishi/domain/calendar";
import { periodsOf } from "@yishi/domain/privacy/periods";
import { classOf, type DataClassName } from "@yishi/domain/privacy/register";
import { goesOn, type Periods } from "@yishi/domain/privacy/retention";
import { found } from "./accept.ts";
import { rulesOf, votingAge } from "./rules.ts";

/** Whose data is gathered, and whose account may see their own ballots; at the desk nobody's. */
export interface Whose {
  readonly residentId: string;
  readonly accountId: string | null;
}

/** One's own line of the roll, with the day on which one comes of age and the votes that are open to one. */
export async function readEntry(tx: Tx, residentId: string) {
  const entry = found(await store.ownEntry(tx, residentId));
  const open = (await store.seatsOf(tx, residentId)).filter(
    ({ closesAt, countedAt }) => closesAt && closesAt > tx.now && !countedAt,
  );
  return {
    ...entry,
    ofAgeSince: entry.born && addMonths(entry.born, 12 * votingAge),
    openVotes: distinct(open.map(({ year, number, question }) => ({ year, number, question }))),
  };
}

/** What exists about a person, class by class: how many, since when, and when it goes. */
export async function readKept(tx: Tx, residentId: string) {
  const member = await store.memberOfResident(tx, residentId);
  return keptOf(tx, { residentId, memberId: member?.memberId ?? null }, member?.accountId ?? null);
}

/** Everything that is kept about a member who lives elsewhere, in one: there is no entry of theirs, and no vote. */
export async function readMembership(tx: Tx, memberId: string, accountId: string) {
  const account = await auth.keptOf(tx.raw, accountId);
  return {
    madeAt: tx.now,
    member: found(await store.membershipOf(tx, memberId)),
    account: account && { name: account.name, createdAt: account.createdAt, sessions: account.sessions },
    posts: await store.postsOf(tx, memberId),
    kept: await keptOf(tx, { residentId: null, memberId }, accountId),
  };
}

async function keptOf(tx: Tx, person: store.Person, accountId: string | null) {
  const kept = [...(await store.keptOf(tx, person))];
  const account = accountId ? await auth.keptOf(tx.raw, accountId) : null;
  if (account) {
    kept.push({ what: "account", count: 1, since: account.createdAt, latest: account.createdAt });
    if (account.sessions > 0)
      kept.push({
        ...{ what: "sessions", count: account.sessions },
        ...{ since: account.sessionsSince, latest: account.sessionsUntil },
      });
  }
  const periods = periodsOf(await rulesOf(tx));
  return kept.map(({ what, count, since, latest }) => {
    const from = { first: since, last: latest };
    return { what, count, since, goes: goes(what, from, periods) };
  });
}

/** The day on which the oldest of a class goes; null where no timer runs yet, or none ever does. */
function goes(
  what: DataClassName,
  { first, last }: { readonly first: Date | null; readonly last: Date | null },
  periods: Periods,
): Day | null {
  const { keeping } = classOf(what);
  if (keeping.until !== "swept" || !first || !last) return null;
  switch (keeping.what) {
    case "sightings":
    case "readings":
      return goesOn(keeping.what, dayOf(first), periods);
    case "sessions":
    case "idleDrafts":
      return goesOn(keeping.what, dayOf(last), periods);
    default:
      return null; // begins when somebody leaves, a slip is used, a contest is answered
  }
}

/** Everything that is kept about a person, in one: theirs alone, and of their ballots what they say once counted. */
export async function readCopy(tx: Tx, { residentId, accountId }: Whose) {
  const member = await store.memberOfResident(tx, residentId);
  const account = accountId ? await auth.keptOf(tx.raw, accountId) : null;
  const seats = [];
  for (const { motionId, options, ...seat } of await store.seatsOf(tx, residentId)) {
    const counted = accountId && seat.countedAt && seat.binding !== false;
    const ballot = counted ? await ownBallot(tx, accountId, motionId) : null;
    const places = ballot ? placesIn(ballot.choice) : [];
    const chosen = places.flatMap((place) => options?.[place - 1]?.name ?? []);
    seats.push({ ...seat, choice: ballot?.choice ?? null, chosen });
  }
  const words = await store.wordsBy(tx, residentId);
  return {
    madeAt: tx.now,
    entry: await readEntry(tx, residentId),
    changes: await store.entriesOf(tx, residentId),
    account: account && { name: account.name, createdAt: account.createdAt, sessions: account.sessions },
    posts: member ? await store.postsOf(tx, member.memberId) : [],
    writings: await store.writingsBy(tx, residentId),
    files: (await filesBy(tx, residentId)).map(({ base64: _bytes, ...file }) => file),
    sponsoring: await store.sponsoringOf(tx, residentId),
    words: words.map(({ proposalId: _id, ...version }) => version),
    views: await store.saidBy(tx, residentId),
    seats,
    consents: await ledgerOf(tx, residentId),
    contests: (await ofResident(tx, residentId)).map(({ contestId: _id, ...contest }) => contest),
    seen: await sightingsOf(tx, residentId),
    facts: await store.factsFor(tx, residentId),
  };
}

function distinct<T extends object>(things: readonly T[]): readonly T[] {
  return [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
}
