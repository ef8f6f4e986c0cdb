import type { Tx } from "@yishi/db/client";
import { residentById } from "@yishi/db/roll";
import * as sponsors from "@yishi/db/sponsors";
import { ageOn, dayOf } from "@yishi/domain/calendar";
import type { Proposal } from "@yishi/domain/proposals";
import { z } from "zod";
import { votingAge } from "./rules.ts";

/** Whose proposal it is, as anybody may know it: a building, and a name where its bearer agreed to it. */
export const authorView = z.object({
  name: z.string().nullable(),
  building: z.string(),
  /** Opened by somebody under the voting age, with a grown neighbour beside them. */
  underAge: z.boolean(),
  sponsor: z.object({ name: z.string().nullable(), building: z.string() }).nullable(),
});

/** Reads who proposed it. Who is under the voting age is never named, whatever is written about it. */
export async function readAuthor(
  tx: Tx,
  { proposalId, authorId, authorNamed }: Proposal,
): Promise<z.infer<typeof authorView>> {
  const author = await residentById(tx, authorId);
  const ofAge = author?.born != null && ageOn(author.born, dayOf(tx.now)) >= votingAge;
  const sponsorship = await sponsors.read(tx, proposalId);
  const carried = sponsorship?.state === "carried" ? sponsorship : null;
  const sponsor = carried && (await residentById(tx, carried.sponsorId));
  const name = authorNamed && ofAge ? (author.name ?? null) : null;
  return {
    ...{ name, building: author?.building ?? "", underAge: carried !== null && name === null },
    sponsor: carried && {
      name: carried.named ? (sponsor?.name ?? null) : null,
      building: sponsor?.building ?? "",
    },
  };
}
