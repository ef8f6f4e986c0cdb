import { error } from "@sveltejs/kit";
import type { ProposalView } from "@yishi/api/proposal-view";
import { m } from "#lib/paraglide/messages.js";

/** The public number of a proposal. */
export interface Numbered {
  readonly year: number;
  readonly number: number;
}

/** The number as people say and write it: 2026-7. */
export function numberWords({ year, number }: Numbered): string {
  return `${year}-${number}`;
}

/** The path of a proposal's page, or of a page below it, without the language. */
export function proposalPath(slug: string, proposal: Numbered, ...below: readonly string[]): string {
  return [`/${slug}/proposals/${numberWords(proposal)}`, ...below].join("/");
}

/** Reads the number in an address; there is no page where it is none. */
export function numberIn(address: string): Numbered {
  const written = /^(20\d{2}|21\d{2})-([1-9]\d{0,5})$/.exec(address);
  if (!written) error(404);
  return { year: Number(written[1]), number: Number(written[2]) };
}

/** Whose proposal it is, as everybody may know it: a building, a name that was agreed to, and who stands beside. */
export function authorWords({ name, building, underAge, sponsor }: ProposalView["author"]): string {
  if (!underAge)
    return name ? m["proposal.authorNamed"]({ name, building }) : m["proposal.authorBuilding"]({ building });
  const author = m["proposal.authorUnderAge"]({ building });
  if (!sponsor) return author;
  const beside = sponsor.name
    ? m["proposal.sponsorNamed"]({ name: sponsor.name, building: sponsor.building })
    : m["proposal.sponsorBuilding"]({ building: sponsor.building });
  return m["proposal.authorBeside"]({ author, beside });
}
