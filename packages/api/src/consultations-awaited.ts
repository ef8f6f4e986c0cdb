import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import { opinionsOf } from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import { isRecused } from "@yishi/db/recusals";
import { dayOf } from "@yishi/domain/calendar";
import { canBeAnswered } from "@yishi/domain/consultations/opinions";
import { isSilent, live } from "@yishi/domain/consultations/panels";
import { mayTake } from "@yishi/domain/roles";
import { z } from "zod";
import { day, language } from "./inputs.ts";
import type { Asker } from "./trpc.ts";

/** What somebody may be awaited for. */
export const awaitedFor = ["reply", "write", "decide", "choose", "respond"] as const;

export const consultationAwaited = z.object({
  what: z.enum(awaitedFor),
  /** By which day, and whether that is over. */
  by: day.nullable(),
  late: z.boolean(),
  consultationId: z.string(),
  seatId: z.string().nullable(),
  year: z.number(),
  number: z.number(),
  title: z.string().nullable(),
  lang: language,
});
export type ConsultationAwaited = z.infer<typeof consultationAwaited>;

/** What of the consultations awaits somebody, the nearest date first. */
export async function awaitedOf(tx: Tx, asker: Asker): Promise<ConsultationAwaited[]> {
  const found: ConsultationAwaited[] = [];
  for (const line of await store.underway(tx)) {
    const recused = await isRecused(tx, line.proposalId, asker.memberId);
    found.push(...(await ofOne(tx, line, asker, recused)));
  }
  return found.toSorted((one, other) => (one.by ?? "9").localeCompare(other.by ?? "9"));
}

async function ofOne(tx: Tx, line: store.ConsultationLine, asker: Asker, recused: boolean) {
  const seats = await panels.seatsOf(tx, line.consultationId);
  const { consultationId, year, number, title, titleLang: lang } = line;
  const today = dayOf(tx.now);
  const entry = (
    what: ConsultationAwaited["what"],
    by: ConsultationAwaited["by"],
    seatId: string | null = null,
  ): ConsultationAwaited => ({
    ...{ what, by, late: by !== null && today > by, consultationId, seatId, year, number, title, lang },
  });
  const mine = seats.find(({ memberId }) => memberId === asker.memberId);
  const others = seats.filter((seat) => seat.status === "declared" && seat.memberId !== asker.memberId);
  const may = (act: "consultations.decide" | "consultations.choose" | "consultations.respond") =>
    !recused && mayTake(act, asker.posts);
  const filed = line.status === "studying" && (await opinionsOf(tx, consultationId)).length > 0;
  const lacks = line.status === "choosing" && live(seats, tx.now).length < line.size;
  return [
    ...(mine?.status === "asked" && !isSilent(mine, tx.now)
      ? [entry("reply", mine.replyBy, mine.seatId)]
      : []),
    ...(mine?.status === "sitting" && line.status === "studying" && !mine.spoke
      ? [entry("write", line.opinionDue, mine.seatId)]
      : []),
    ...(may("consultations.decide") ? others.map((seat) => entry("decide", seat.decideBy, seat.seatId)) : []),
    ...(lacks && may("consultations.choose") ? [entry("choose", line.chooseBy)] : []),
    ...(canBeAnswered(line, filed, tx.now) && may("consultations.respond")
      ? [entry("respond", line.responseDue)]
      : []),
  ];
}
