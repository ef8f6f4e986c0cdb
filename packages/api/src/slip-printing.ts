import * as invitations from "@yishi/auth/invitations";
import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/slips";
import { dayOf } from "@yishi/domain/calendar";
import { record, type Standing } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import { bornUntil } from "@yishi/domain/roll";
import { revoke, slipsInPart, type Fact } from "@yishi/domain/slips";
import { accept, refuseAtDoor, refusing } from "./accept.ts";
import { rulesOf, slipValidDays, votingAge } from "./rules.ts";

/** A slip as it is printed, once: its code stands here and is kept nowhere. */
export interface PrintedSlip extends store.Chosen {
  readonly slipId: string;
  readonly serial: number;
  readonly code: string;
}

export interface PrintedBatch {
  readonly number: number;
  readonly expiresAt: Date;
  readonly slips: PrintedSlip[];
  /** How many more the same choice asks for: the next part. */
  readonly left: number;
}

export interface Printing {
  readonly choice: store.Choice;
  /** How many slips the preview spoke of, in all its parts. */
  readonly expected: number;
  readonly makerId: string;
  readonly formKey: string;
}

/** The last day on which whoever gets a slip by choice was born. */
export function oldEnough(now: Date): string {
  return bornUntil(dayOf(now), votingAge);
}

/** Prints what was shown, and no more than one part of it: all slips of the part with their facts, or none. */
export async function print(
  { tx, standing }: { readonly tx: Tx; readonly standing: Standing },
  { choice, expected, makerId, formKey }: Printing,
): Promise<PrintedBatch> {
  await store.lockPrinting(tx);
  const limit = { bornUntil: oldEnough(tx.now), most: slipsInPart };
  const { wanted, withAccount } = await store.figuresOf(tx, choice, limit.bornUntil);
  const people = await store.chosen(tx, choice, limit);
  // Asked first, so that a page sent again says what happened to it and not that nobody is left.
  const batch = await store.beginBatch(tx, { makerId, formKey, slips: Math.max(people.length, 1) });
  if (!batch) throw refuseAtDoor("batch-already-printed");
  const named = choice.residentIds.length > 0 && withAccount > 0;
  if (people.length === 0) throw refuseAtDoor(named ? "has-account" : "nobody-needs-a-slip");
  if (wanted !== expected)
    throw refusing(refuse("choice-changed-meanwhile", { shown: expected, count: wanted }));
  const memberIds = await store.membersFor(tx, people);
  const { expiresAt, slips } = await printFor({ tx, standing }, batch, memberIds);
  return {
    ...{ number: batch.number, expiresAt, left: wanted - people.length },
    slips: people.map((person, index) => ({ ...person, ...slipAt(slips, index) })),
  };
}

/** Prints one slip for a member who is not on the roll, in a batch of its own; whatever slip they had is void. */
export async function printForMember(
  { tx, standing }: { readonly tx: Tx; readonly standing: Standing },
  guest: { readonly memberId: string; readonly name: string; readonly hasAccount: boolean },
) {
  if (guest.hasAccount) throw refuseAtDoor("has-account");
  await store.lockPrinting(tx);
  const making = { makerId: standing.actorId, formKey: newId(), slips: 1 };
  const batch = await store.beginBatch(tx, making);
  if (!batch) throw refuseAtDoor("batch-already-printed");
  const { expiresAt, slips } = await printFor({ tx, standing }, batch, [guest.memberId]);
  const nowhere = { building: "", stairwell: "", door: "" };
  return { ...slipAt(slips, 0), name: guest.name, ...nowhere, batch: batch.number, expiresAt };
}

interface Code {
  readonly slipId: string;
  readonly serial: number;
  readonly code: string;
}

function slipAt(slips: readonly Code[], index: number): Code {
  const slip = slips[index];
  if (!slip) throw new Error("not every slip was made");
  return slip;
}

/** Makes the slips of a batch with their facts and codes, one for each of these members, in their order. */
async function printFor(
  { tx, standing }: { readonly tx: Tx; readonly standing: Standing },
  batch: { readonly batchId: string; readonly number: number },
  memberIds: readonly string[],
): Promise<{ readonly expiresAt: Date; readonly slips: readonly Code[] }> {
  await makeVoid(tx, memberIds, standing);
  const slips = memberIds.map((memberId) => ({ slipId: newId(), memberId }));
  const { committeeId } = tx;
  const { codes, expiresAt } = await invitations.issueMany(tx.raw, {
    committeeId,
    validDays: slipValidDays(await rulesOf(tx)),
    slips,
  });
  const kept = slips.map(({ slipId, memberId }, index) => {
    const serial = index + 1;
    const body = { memberId, batch: batch.number, serial, expiresAt: expiresAt.toISOString() };
    const fact = record(standing, "slip.printed", slipId, body);
    return { ...{ slipId, serial, memberId, expiresAt, fact }, state: "printed" as const };
  });
  await store.keepSlips(tx, batch.batchId, kept);
  return {
    expiresAt,
    slips: slips.map(({ slipId }, index) => ({
      slipId,
      serial: index + 1,
      code: invitations.spaced(codes[index] ?? ""),
    })),
  };
}

async function makeVoid(tx: Tx, memberIds: readonly string[], standing: Standing): Promise<void> {
  const earlier = await store.lockOut(tx, memberIds);
  const facts: readonly Fact[] = earlier.map((slip) => accept(revoke(slip, "reprinted", standing)));
  if (facts.length > 0) await store.save(tx, facts);
}
