import { error } from "@sveltejs/kit";
import { mostVotes } from "@yishi/domain/motions/several";
import type { ProposalView } from "@yishi/api/proposal-view";
import { m } from "#lib/paraglide/messages.js";

/** The public number of a proposal, and which of its motions is meant; the first, where nothing is said. */
export interface Numbered {
  readonly year: number;
  readonly number: number;
  readonly ordinal?: number | null | undefined;
}

/** The number as people say and write it: 2026-7, and of its second motion 2026-7-2. */
export function numberWords({ year, number, ordinal }: Numbered): string {
  return `${year}-${number}${ordinal && ordinal > 1 ? `-${ordinal}` : ""}`;
}

/** The path of a proposal's page, or of a page below it, without the language. */
export function proposalPath(slug: string, proposal: Numbered, ...below: readonly string[]): string {
  return [`/${slug}/proposals/${numberWords(proposal)}`, ...below].join("/");
}

/** The path on which a further motion of a proposal is drawn. */
export function furtherPath(slug: string, { year, number }: Numbered): string {
  return `${proposalPath(slug, { year, number }, "motion")}?further=yes`;
}

/** Reads the number in an address; there is no page where it is none. */
export function numberIn(address: string): { readonly year: number; readonly number: number } {
  const { year, number, ordinal } = motionIn(address);
  if (ordinal !== undefined) error(404);
  return { year, number };
}

/** Reads the number in the address of a proposal, with the motion that is meant: 2026-7-2 is its second one. */
export function motionIn(address: string): {
  readonly year: number;
  readonly number: number;
  readonly ordinal?: number;
} {
  const written = /^(20\d{2}|21\d{2})-([1-9]\d{0,5})(?:-([2-9]))?$/.exec(address);
  if (!written || Number(written[3] ?? 1) > mostVotes) error(404);
  const [, year, number, ordinal] = written;
  return {
    ...{ year: Number(year), number: Number(number) },
    ...(ordinal !== undefined && { ordinal: Number(ordinal) }),
  };
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
