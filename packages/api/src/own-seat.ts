import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import { draftOf, opinionsOf } from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import { statuses } from "@yishi/domain/consultations";
import { isSilent, seatStatuses, spoken } from "@yishi/domain/consultations/panels";
import { z } from "zod";
import { found } from "./accept.ts";
import { day, language } from "./inputs.ts";

/** A seat as whoever was asked sees it. */
export const ownSeatLine = z.object({
  seatId: z.string(),
  consultationId: z.string(),
  name: z.string(),
  /** Silent: the days to answer are over. */
  status: z.enum([...seatStatuses, "silent"]),
  consultation: z.enum(statuses),
  spoke: z.enum(spoken).nullable(),
  replyBy: day,
  decideBy: day.nullable(),
  opinionDue: day.nullable(),
  question: z.string(),
  why: z.string(),
  lang: language,
  buildings: z.array(z.string()),
  year: z.number(),
  number: z.number(),
  title: z.string().nullable(),
  titleLang: language,
});
export type OwnSeatLine = z.infer<typeof ownSeatLine>;

export const ownSeat = ownSeatLine.extend({
  /** Whether the asker is who was asked, and no clerk at the desk. */
  own: z.boolean(),
  /** Who sits at the desk before the clerk who asks; nothing for who was asked. */
  deskFor: z.string().nullable(),
  /** Who else sits; not before one sits oneself and the panel is complete. */
  others: z.array(z.string()),
  otherSeats: z.array(z.string()),
  /** The opinion that can be signed, with the hash of its text. */
  opinionHash: z.string().nullable(),
  draft: z
    .object({
      facts: z.string(),
      advice: z.array(z.string()),
      risk: z.string(),
      unknown: z.string(),
      lang: language,
    })
    .nullable(),
});
export type OwnSeat = z.infer<typeof ownSeat>;

/** Where somebody was asked, the newest first. */
export async function seatLines(
  tx: Tx,
  memberId: string | null,
  residentId: string | null = null,
): Promise<OwnSeatLine[]> {
  const seats = await panels.seatsOfPerson(tx, { memberId, residentId });
  const lines: OwnSeatLine[] = [];
  for (const seat of seats) lines.push(lineOf(tx, seat, found(await store.read(tx, seat.consultationId))));
  return lines;
}

/** One seat with all that its holder may see; the draft for the holder alone. */
export async function readSeat(tx: Tx, seat: panels.SeatLine, own: boolean): Promise<OwnSeat> {
  const consultation = found(await store.read(tx, seat.consultationId));
  const together = seat.status === "sitting" && consultation.status !== "choosing";
  const seats = together ? await panels.seatsOf(tx, seat.consultationId) : [];
  const filed = together ? await opinionsOf(tx, seat.consultationId) : [];
  const draft = own ? await draftOf(tx, seat.seatId) : null;
  const others = seats.filter((one) => one.status === "sitting" && one.seatId !== seat.seatId);
  return {
    ...lineOf(tx, seat, consultation),
    ...{ own, deskFor: own ? null : seat.residentId },
    others: others.map(({ name }) => name),
    otherSeats: own ? others.map(({ seatId }) => seatId) : [],
    opinionHash: filed.find(({ spoke }) => spoke === "opinion")?.hash ?? null,
    draft: draft && { ...draft, advice: [...draft.advice] },
  };
}

function lineOf(tx: Tx, seat: panels.SeatLine, consultation: store.ConsultationLine): OwnSeatLine {
  const { seatId, consultationId, name, spoke, replyBy, decideBy } = seat;
  const { opinionDue, question, why, lang, year, number, title, titleLang } = consultation;
  return {
    ...{
      seatId,
      consultationId,
      name,
      spoke,
      replyBy,
      decideBy,
      opinionDue,
      question,
      why,
      lang,
      year,
      number,
      title,
      titleLang,
    },
    status: isSilent(seat, tx.now) ? "silent" : seat.status,
    consultation: consultation.status,
    buildings: [...consultation.buildings],
  };
}
