import * as invitations from "@yishi/auth/invitations";
import * as communities from "@yishi/db/communities";
import { newId } from "@yishi/db/ids";
import { keepFact } from "@yishi/db/facts";
import { addMember } from "@yishi/db/members";
import * as posts from "@yishi/db/posts";
import { addMonths, dayOf, startOf, type Day } from "@yishi/domain/calendar";
import { record, type Standing } from "@yishi/domain/facts";
import * as rules from "@yishi/domain/posts";
import { accept } from "./accept.ts";
import { slipValidDays, termYears } from "./rules.ts";
import type { Services } from "./services.ts";

export interface Founding {
  readonly slug: string;
  readonly name: string;
  readonly subdistrict: string;
  readonly district: string;
  readonly phone: string;
  readonly windowPlace: string;
  /** Who prepares the first roll and posts, and by which recorded election: date, body, paper. */
  readonly registrar: {
    readonly name: string;
    readonly electedBy: string;
    readonly electedOn: Day;
    readonly reference: string;
  };
}

/** Makes a community with its registrar, whose post lapses when a chair is in office. Answers with the registrar's slip. */
export async function founding(
  services: Services,
  { registrar, ...community }: Founding,
): Promise<{ code: string }> {
  const committeeId = newId();
  return services.db.transaction(committeeId, async (tx) => {
    await communities.add(tx, community);
    const memberId = await addMember(tx, registrar.name);
    const standing: Standing = { actorId: memberId, subjectId: null, channel: "paper", at: tx.now };
    await keepFact(tx, record(standing, "community.founded", committeeId, { slug: community.slug }));
    const termEnds = startOf(addMonths(dayOf(tx.now), 12 * termYears));
    const post = { postId: newId(), memberId, post: "registrar", fromAt: tx.now, untilAt: termEnds } as const;
    const fact = accept(rules.appoint(post, termEnds, standing));
    const { electedBy: appointedBy, electedOn: appointedOn, reference } = registrar;
    await posts.appoint(tx, { ...post, appointedBy, appointedOn, reference }, fact);
    return invitations.issue(tx.raw, { committeeId, memberId, validDays: slipValidDays });
  });
}
