import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import * as panels from "@yishi/db/panels";
import { z } from "zod";
import { language } from "./inputs.ts";

/** Somebody on a panel, to whom it can still be objected. All of it stands on the panel's page. */
export const objectableSeat = z.object({
  ...{ seatId: z.string(), name: z.string(), formerPost: z.string().nullable(), objections: z.number() },
  ...{ year: z.number(), number: z.number(), title: z.string().nullable(), titleLang: language },
});
export type ObjectableSeat = z.infer<typeof objectableSeat>;

/** Everybody on a panel whose names are public and who has not spoken, the earliest request first. */
export async function objectableSeats(tx: Tx): Promise<ObjectableSeat[]> {
  const found: ObjectableSeat[] = [];
  for (const { consultationId, status, year, number, title, titleLang } of await store.underway(tx)) {
    const seats = await panels.seatsOf(tx, consultationId);
    // While a panel is being chosen its names are nobody's yet, unless one of it spoke already.
    if (status === "answering" || (status === "choosing" && !seats.some(({ spoke }) => spoke))) continue;
    for (const { seatId, name, formerPost, objections, status: stands, spoke } of seats)
      if (stands === "sitting" && !spoke)
        found.push({ ...{ seatId, name, formerPost, objections }, ...{ year, number, title, titleLang } });
  }
  return found;
}
