import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import * as files from "@yishi/db/files";
import * as motions from "@yishi/db/motions";
import { dropDraft } from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import * as proposals from "@yishi/db/proposals";
import * as rules from "@yishi/domain/consultations";
import { grounds, notYetAdvised } from "@yishi/domain/consultations/need";
import type { Holidays } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import type { Refusal } from "@yishi/domain/outcome";
import type { RuleBook } from "@yishi/domain/rulebook";
import { found } from "./accept.ts";

interface Acting {
  readonly tx: Tx;
  readonly services: { readonly holidays: Holidays };
}

/** A public proposal, locked with its motion: no vote is announced while somebody asks for experts, nor the other way round. */
export async function lockProposal(tx: Tx, proposalId: string) {
  const proposal = found(await proposals.lock(tx, proposalId));
  found(proposal.openedAt);
  for (const { motionId } of await motions.ofProposal(tx, proposalId)) await motions.lock(tx, motionId);
  return found(await proposals.read(tx, proposalId));
}

/** Why the vote on a proposal is not announced yet, as far as experts go. */
export async function advisedFor(tx: Tx, proposalId: string, book: RuleBook): Promise<Refusal | null> {
  return notYetAdvised(await store.advised(tx, proposalId), book);
}

/** Whether the rules require that experts look at a proposal, and why. */
export async function requiredFor(tx: Tx, proposalId: string, book: RuleBook<"expert.costThreshold">) {
  return grounds(await store.advised(tx, proposalId), book);
}

/** A seat with its consultation, locked: whoever chooses, decides, objects and speaks takes turns. */
export async function lockSeat(tx: Tx, seatId: string) {
  const { consultationId } = found(await panels.seat(tx, seatId));
  const consultation = found(await store.lock(tx, consultationId));
  return { consultation, seat: found(await panels.seat(tx, seatId)) };
}

/** Begins the panel's days to write, if the one who sits now was the last who was missing. */
export async function beginIfComplete(
  { tx, services }: Acting,
  consultation: store.ConsultationLine,
  standing: Standing,
): Promise<void> {
  const seats = await panels.seatsOf(tx, consultation.consultationId);
  const fact = rules.panel(consultation, seats, services.holidays, standing);
  if (fact) await store.save(tx, rules.apply(consultation, fact), fact);
}

/** Has somebody chosen in the place of one who is gone. What they had written goes with them, and what hangs on it. */
export async function replaced(
  { tx, services }: Acting,
  consultation: store.ConsultationLine,
  seatId: string,
  standing: Standing,
): Promise<void> {
  await dropDraft(tx, seatId);
  await files.takeTurn(tx, "opinion", seatId);
  await files.dropOf(tx, "opinion", [seatId]);
  const fact = rules.replace(consultation, services.holidays, standing);
  await store.save(tx, rules.apply(consultation, fact), fact);
}
