import type { Tx } from "@yishi/db/client";
import { byNumber } from "@yishi/db/resolutions";
import { dayOf, type Day } from "@yishi/domain/calendar";
import { notInForce } from "@yishi/domain/resolutions";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { refuseAtDoor, refusing } from "./accept.ts";
import { day, line } from "./inputs.ts";

/** With what the residents' meeting adopted something: a resolution of this platform by its number, or a paper and its day. */
export const adoption = {
  published: z
    .strictObject({ year: z.int().min(2000).max(2200), number: z.int().min(1).max(1_000_000) })
    .optional(),
  resolution: line(limits.reference).optional(),
  adoptedOn: day.optional(),
};

export interface Adoption {
  readonly resolutionId: string | null;
  readonly paper: string | null;
  readonly adoptedOn: Day;
}

/** What an adoption rests on: of this platform only a resolution that was passed and is in force, of paper its reference and day. */
export async function adopted(
  tx: Tx,
  given: {
    readonly published?: { readonly year: number; readonly number: number } | undefined;
    readonly resolution?: string | undefined;
    readonly adoptedOn?: Day | undefined;
  },
): Promise<Adoption> {
  if (given.published) {
    const found = await byNumber(tx, given.published.year, given.published.number);
    if (!found?.countedAt) throw refuseAtDoor("resolution-not-in-force");
    const refusal = notInForce(found, tx.now);
    if (refusal) throw refusing(refusal);
    return { resolutionId: found.resolutionId, paper: null, adoptedOn: dayOf(found.countedAt) };
  }
  if (!given.resolution || !given.adoptedOn) throw refuseAtDoor("adoption-needed");
  return { resolutionId: null, paper: given.resolution, adoptedOn: given.adoptedOn };
}
