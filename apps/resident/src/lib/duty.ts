import { error } from "@sveltejs/kit";
import type { ProposalView } from "@yishi/api/proposal-view";
import type { Caller } from "@yishi/api/door";
import { mayTake, posts, type Act } from "@yishi/domain/roles";
import { m } from "#lib/paraglide/messages.js";
import { motionIn } from "#lib/proposals.ts";

interface Member {
  readonly posts: readonly string[];
}

/** Whether a member's posts let them take this act; the door asks again when they do. */
export function may(member: Member | null | undefined, act: Act): boolean {
  return mayTake(act, new Set(posts.filter((post) => member?.posts.includes(post))));
}

/** A page of those whose post lets them take this act; everyone else is told, as the door would, why it is not for them. */
export async function holder(api: Caller, act: Act) {
  const { asker, signedIn } = await api.communities.current();
  if (!signedIn) error(401);
  if (!asker) notForYou(m["refused.not-a-member"]());
  if (!may(asker, act)) notForYou(m["refused.post-needed"]());
  return asker;
}

/** The proposal of an address, for one whose post lets them take this act with it. */
export async function proposalFor(api: Caller, act: Act, number: string): Promise<ProposalView> {
  await holder(api, act);
  const proposal = await api.proposals.byNumber(motionIn(number));
  if (proposal.mine?.recused) notForYou(m["refused.recused"]());
  return proposal;
}

function notForYou(sentence: string): never {
  error(403, { message: sentence, sentence });
}
