import * as communities from "@yishi/db/communities";
import { progress } from "@yishi/db/readiness";
import { dayOf, type Day } from "@yishi/domain/calendar";
import { isReady } from "@yishi/domain/readiness";
import { isFlagged, workingDaysLate } from "@yishi/domain/resolutions";
import { standOf } from "./readiness.ts";
import type { Services } from "./services.ts";

/** How far a community has come, in what anyone may know of it (decision 13): counts and days, and nobody's name. */
export interface Progress {
  readonly slug: string;
  readonly name: string;
  readonly subdistrict: string;
  readonly households: number;
  readonly chairInOffice: boolean;
  /** How many of the lines that a first vote waits for are still missing. */
  readonly missing: number;
  readonly ready: boolean;
  readonly charterAdopted: boolean;
  readonly appBallotsCount: boolean;
  readonly firstVoteOn: Day | null;
  readonly proposals: number;
  readonly decisions: number;
  readonly milestonesLate: number;
}

const keptMilliseconds = 60_000;
const known = new WeakMap<
  Services,
  Map<string, { readonly making: Promise<Progress>; readonly until: number }>
>();

/**
 * The communities of a district, each read in a transaction that sees that one alone, one after the other. What was
 * read is kept for a minute: however many ask, no community is counted more often.
 */
export async function progressOf(services: Services, district: string): Promise<readonly Progress[]> {
  const there = (await communities.all(services.db)).filter((one) => one.district === district);
  const counted: Progress[] = [];
  for (const community of there) counted.push(await remembered(services, community));
  return counted;
}

function remembered(services: Services, community: communities.Community): Promise<Progress> {
  const ofServices = known.get(services) ?? new Map<string, { making: Promise<Progress>; until: number }>();
  known.set(services, ofServices);
  const kept = ofServices.get(community.committeeId);
  if (kept && kept.until > performance.now()) return kept.making;
  const making = count(services, community);
  ofServices.set(community.committeeId, { making, until: performance.now() + keptMilliseconds });
  making.catch(() => ofServices.delete(community.committeeId));
  return making;
}

async function count(services: Services, community: communities.Community): Promise<Progress> {
  return services.db.transaction(community.committeeId, async (tx) => {
    const { situation, lines } = await standOf(tx, community);
    const { firstVoteAt, proposals, decisions, openMilestones } = await progress(tx);
    const late = openMilestones.filter(({ dueOn, lateFlagWorkingDays }) =>
      isFlagged(workingDaysLate({ dueOn, doneOn: null }, tx.now, services.holidays), { lateFlagWorkingDays }),
    );
    return {
      slug: community.slug,
      name: community.name,
      subdistrict: community.subdistrict,
      households: situation.households,
      chairInOffice: situation.holders.some(({ post }) => post === "chair"),
      missing: lines.filter((line) => line.needed && !line.done).length,
      ready: isReady(lines),
      charterAdopted: situation.appBallotsCount !== null,
      appBallotsCount: situation.appBallotsCount ?? false,
      firstVoteOn: firstVoteAt && dayOf(firstVoteAt),
      proposals,
      decisions,
      milestonesLate: late.length,
    };
  });
}
