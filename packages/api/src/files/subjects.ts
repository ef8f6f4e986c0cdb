import type { Tx } from "@yishi/db/client";
import { readDraft } from "@yishi/db/drafts";
import * as proposals from "@yishi/db/proposals";
import { residentById } from "@yishi/db/roll";
import * as sponsors from "@yishi/db/sponsors";
import { dayOf } from "@yishi/domain/calendar";
import type { Subject, SubjectKind } from "@yishi/domain/files";
import { canTakeFiles } from "@yishi/domain/files/proposals";
import { notElectorBecause } from "@yishi/domain/roll/residence";
import { electorRules } from "../electors.ts";
import { ofConsultation, ofOpinion } from "./expert-subjects.ts";

/**
 * How each room describes a thing of its own that files hang on; nothing where there is none. A room that takes files
 * enters itself here, and its kind in the domain.
 */
const rooms: Readonly<Record<SubjectKind, (tx: Tx, id: string) => Promise<Subject | null>>> = {
  proposal: ofProposal,
  opinion: ofOpinion,
  consultation: ofConsultation,
};

/** The thing that files hang on, by its kind and number. */
export async function subjectOf(tx: Tx, kind: SubjectKind, id: string): Promise<Subject | null> {
  return rooms[kind](tx, id);
}

/** A proposal, or what will be one: its author's alone until it is public, and its grown neighbour's who was asked. */
async function ofProposal(tx: Tx, id: string): Promise<Subject | null> {
  const [proposal, draft, sponsorship] = [
    await proposals.read(tx, id),
    await readDraft(tx, id),
    await sponsors.read(tx, id),
  ];
  const ownerId = proposal?.authorId ?? draft?.authorId;
  if (!ownerId) return null;
  const asked = sponsorship?.state === "asked" || sponsorship?.state === "agreed";
  const isPublic = proposal !== null && proposal.openedAt !== null;
  return {
    ...{ kind: "proposal", id, ownerId, isPublic },
    readers: asked ? [sponsorship.sponsorId] : [],
    takes: canTakeFiles(proposal?.status ?? "draft", isPublic && (await isUnderAge(tx, ownerId))),
  };
}

async function isUnderAge(tx: Tx, residentId: string): Promise<boolean> {
  const resident = await residentById(tx, residentId);
  if (!resident) return false;
  return notElectorBecause(resident, dayOf(tx.now), await electorRules(tx)) === "under-voting-age";
}
