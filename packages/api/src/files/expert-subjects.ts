import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import { memberById } from "@yishi/db/members";
import * as panels from "@yishi/db/panels";
import type { Subject } from "@yishi/domain/files";
import { opinionIsPublic, opinionTakesFiles, requestTakesFiles } from "@yishi/domain/files/opinions";

/**
 * What an expert writes: the expert's and the panel's until it is filed, and then everybody's. While a panel is still
 * being chosen nobody on it knows of the others, so that nobody reads beside its owner.
 */
export async function ofOpinion(tx: Tx, seatId: string): Promise<Subject | null> {
  const seat = await panels.seat(tx, seatId);
  const consultation = seat && (await store.read(tx, seat.consultationId));
  if (!seat?.residentId || !consultation) return null;
  const together = seat.status === "sitting" && consultation.status !== "choosing";
  const seats = together ? await panels.seatsOf(tx, seat.consultationId) : [];
  return {
    ...{ kind: "opinion", id: seatId, ownerId: seat.residentId, isPublic: opinionIsPublic(seat) },
    readers: seats.flatMap(({ status, residentId }) =>
      status === "sitting" && residentId ? [residentId] : [],
    ),
    takes: opinionTakesFiles(seat, consultation.status),
  };
}

/** What experts are asked: public, with papers that whoever asked puts to it. */
export async function ofConsultation(tx: Tx, consultationId: string): Promise<Subject | null> {
  const consultation = await store.read(tx, consultationId);
  const residentId = consultation && (await memberById(tx, consultation.askerId))?.residentId;
  if (!consultation || !residentId) return null;
  return {
    ...{ kind: "consultation", id: consultationId, ownerId: residentId, isPublic: true, readers: [] },
    takes: requestTakesFiles(consultation.status),
  };
}
