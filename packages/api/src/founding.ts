import { holders } from "@yishi/auth/holders";
import * as invitations from "@yishi/auth/invitations";
import * as setupLinks from "@yishi/auth/setup-links";
import type { Tx } from "@yishi/db/client";
import * as communities from "@yishi/db/communities";
import { keepFact } from "@yishi/db/facts";
import { newId } from "@yishi/db/ids";
import { addMember } from "@yishi/db/members";
import * as posts from "@yishi/db/posts";
import { addMonths, dayOf, startOf, type Day } from "@yishi/domain/calendar";
import { registrarRefusal, slugRefusal } from "@yishi/domain/communities";
import { record, type Standing } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import * as rules from "@yishi/domain/posts";
import { accept, found, refusing } from "./accept.ts";
import { rulesOf, slipValidDays, termYears } from "./rules.ts";
import type { Services } from "./services.ts";

/** Where a community lies, how its address is written, and how it is reached. */
export interface Place {
  readonly slug: string;
  readonly name: string;
  readonly subdistrict: string;
  readonly district: string;
  readonly phone: string;
  readonly windowPlace: string;
}

/** Who prepares the first roll and posts, and by which recorded election: date, body, paper. */
export interface Registrar {
  readonly name: string;
  readonly electedBy: string;
  readonly electedOn: Day;
  readonly reference: string;
}

export interface Founding extends Place {
  readonly registrar: Registrar;
}

/** Makes a community with its registrar, whose post lapses when a chair is in office. Answers with the registrar's slip. */
export async function founding(
  services: Services,
  { registrar, ...place }: Founding,
): Promise<{ code: string }> {
  const committeeId = newId();
  return services.db.transaction(committeeId, async (tx) => {
    const memberId = newId();
    await enterCommunity(tx, place, memberId);
    await addMember(tx, registrar.name, memberId);
    await enterRegistrar(tx, registrar, memberId);
    return invitations.issue(tx.raw, { committeeId, memberId, validDays: slipValidDays(await rulesOf(tx)) });
  });
}

/** Enters a community into the list, under an address that is neither taken nor needed by the house itself. */
export async function enterCommunity(tx: Tx, place: Place, memberId: string): Promise<void> {
  accept(slugRefusal(place.slug));
  accept(await communities.add(tx, place));
  await keepFact(
    tx,
    record(onPaper(tx, memberId), "community.founded", tx.committeeId, { slug: place.slug }),
  );
}

/** Gives a member the registrar's post, by the election that the paper records. */
export async function enterRegistrar(tx: Tx, registrar: Registrar, memberId: string): Promise<void> {
  const { electedBy: appointedBy, electedOn: appointedOn, reference } = registrar;
  if (appointedOn > dayOf(tx.now)) throw refusing(refuse("day-in-the-future", { day: appointedOn }));
  const termEnds = startOf(addMonths(dayOf(tx.now), 12 * termYears));
  const post = { postId: newId(), memberId, post: "registrar", fromAt: tx.now, untilAt: termEnds } as const;
  const fact = accept(rules.appoint(post, termEnds, onPaper(tx, memberId)));
  await posts.appoint(tx, { ...post, record: "election", appointedBy, appointedOn, reference }, fact);
}

/** A set-up link, for the operator's terminal alone: for a new community, or for a registrar where nobody may appoint any more. */
export async function setupLink(
  services: Services,
  slug: string | null,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  if (slug === null) return setupLinks.issue(services.db.pool, { committeeId: null });
  const { committeeId } = found(await services.community(slug));
  return services.db.transaction(committeeId, async (tx) => {
    accept(registrarRefusal(await holders(tx)));
    return setupLinks.issue(tx.raw, { committeeId });
  });
}

function onPaper(tx: Tx, memberId: string): Standing {
  return { actorId: memberId, subjectId: null, channel: "paper", at: tx.now };
}
