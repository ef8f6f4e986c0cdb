import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/consultations";
import * as opinions from "@yishi/db/opinions";
import * as panels from "@yishi/db/panels";
import { statuses, askers, verdicts } from "@yishi/domain/consultations";
import { declarations, summary } from "@yishi/domain/consultations/conflicts";
import { canBeAnswered } from "@yishi/domain/consultations/opinions";
import { isSilent, live, spoken } from "@yishi/domain/consultations/panels";
import { z } from "zod";
import { fileLine, publicLines } from "./files/lines.ts";
import { day, language } from "./inputs.ts";

const declaration = z.enum(declarations);

/** One who sits on a panel or was kept from it, with what they declared in summary. Who said no is a number, never a name. */
const panelSeat = z.object({
  seatId: z.string(),
  expertId: z.string(),
  name: z.string(),
  formerPost: z.string().nullable(),
  outside: z.boolean(),
  sits: z.boolean(),
  declared: z.object({ yes: z.array(declaration), unknown: z.array(declaration) }),
  decision: z.string().nullable(),
  decisionLang: language.nullable(),
  spoke: z.enum(spoken).nullable(),
  objections: z.number(),
});

const opinion = z.object({
  seatId: z.string(),
  dissent: z.boolean(),
  name: z.string(),
  facts: z.string(),
  risk: z.string(),
  unknown: z.string(),
  lang: language,
  hash: z.string(),
  filedAt: z.date(),
  /** What hangs on it, but for what is for the panel alone. */
  files: z.array(fileLine),
  /** Whose names stand under it beside the writer's. */
  signed: z.array(z.string()),
  advice: z.array(
    z.object({
      number: z.number(),
      advice: z.string(),
      verdict: z.enum(verdicts).nullable(),
      reason: z.string().nullable(),
      reasonLang: language.nullable(),
    }),
  ),
});

/** Everything that may come back of a consultation. Drafts, who objected and what is known of kin are not among it. */
export const consultationView = z.object({
  consultationId: z.string(),
  status: z.enum(statuses),
  askedAs: z.enum(askers),
  question: z.string(),
  why: z.string(),
  lang: language,
  fields: z.array(z.string()),
  buildings: z.array(z.string()),
  size: z.number(),
  workingDays: z.number(),
  askedAt: z.date(),
  chooseBy: day,
  opinionDue: day.nullable(),
  responseDue: day.nullable(),
  respondedAt: z.date().nullable(),
  outsideReference: z.string().nullable(),
  answerable: z.boolean(),
  /** How many sit, how many places are to be filled still, and how many who were asked do not take part. */
  sitting: z.number(),
  missing: z.number(),
  notTaking: z.number(),
  seats: z.array(panelSeat),
  choices: z.array(
    z.object({
      asked: z.number(),
      differs: z.boolean(),
      reason: z.string().nullable(),
      lang: language,
      at: z.date(),
    }),
  ),
  /** What was put to the question. */
  files: z.array(fileLine),
  opinions: z.array(opinion),
  mine: z
    .object({ asked: z.boolean(), seat: z.string().nullable(), objected: z.array(z.string()) })
    .nullable(),
});
export type ConsultationView = z.infer<typeof consultationView>;

/** What anyone may know of a consultation. Until the panel is complete nobody learns who else is asked. */
export async function viewOf(
  tx: Tx,
  line: store.ConsultationLine,
  asker: { readonly memberId: string; readonly residentId: string | null } | null,
): Promise<ConsultationView> {
  const { consultationId, status, askerId } = line;
  const seats = await panels.seatsOf(tx, consultationId);
  const hidden = status === "choosing" && !seats.some(({ spoke }) => spoke);
  const shown = hidden ? [] : seats.filter(isShown);
  const mine = asker && seats.find(({ memberId }) => memberId === asker.memberId);
  const filed = hidden ? [] : await opinionsOf(tx, consultationId, seats);
  const objected: string[] = [];
  for (const { seatId } of asker?.residentId ? shown : [])
    if (await panels.hasObjected(tx, seatId, asker?.residentId ?? "")) objected.push(seatId);
  return {
    ...publicLine(line),
    answerable: canBeAnswered(line, filed.length > 0, tx.now),
    sitting: seats.filter((seat) => seat.status === "sitting").length,
    missing: status === "choosing" ? Math.max(0, line.size - live(seats, tx.now).length) : 0,
    notTaking: seats.filter((seat) => isGone(seat, tx.now)).length,
    seats: shown.map(publicSeat),
    choices: hidden ? [] : [...(await store.choicesOf(tx, consultationId))],
    files: await publicLines(tx, "consultation", consultationId),
    opinions: filed,
    mine: asker && { asked: askerId === asker.memberId, seat: mine?.seatId ?? null, objected },
  };
}

function publicLine(line: store.ConsultationLine) {
  const { consultationId, status, askedAs, question, why, lang, size, workingDays, askedAt } = line;
  const { chooseBy, opinionDue, responseDue, respondedAt, outsideReference } = line;
  return {
    ...{ consultationId, status, askedAs, question, why, lang, size, workingDays, askedAt },
    ...{ chooseBy, opinionDue, responseDue, respondedAt, outsideReference },
    ...{ fields: [...line.fields], buildings: [...line.buildings] },
  };
}

/** Who sits, and who was kept from it after declaring: they stand in public, for the decision about them does. */
function isShown({ status, declared, decision }: panels.SeatLine): boolean {
  return status === "sitting" || (status === "recused" && declared !== null && decision !== null);
}

/** Who was asked and takes no part, for whatever reason that is nobody's business. */
function isGone(seat: panels.SeatLine, now: Date): boolean {
  return seat.status === "declined" || isSilent(seat, now) || (seat.status === "recused" && !isShown(seat));
}

function publicSeat(seat: panels.SeatLine) {
  const { seatId, expertId, name, formerPost, outside, decision, decisionLang, spoke, objections } = seat;
  const told = seat.declared ? summary(seat.declared) : { yes: [], unknown: [] };
  return {
    ...{ seatId, expertId, name, formerPost, outside, decision, decisionLang, spoke, objections },
    sits: seat.status === "sitting",
    declared: { yes: [...told.yes], unknown: [...told.unknown] },
  };
}

async function opinionsOf(tx: Tx, consultationId: string, seats: readonly panels.SeatLine[]) {
  const advice = await opinions.adviceOf(tx, consultationId);
  const signed = seats.filter(({ spoke }) => spoke === "signature").map(({ name }) => name);
  const filed: ConsultationView["opinions"] = [];
  for (const { spoke, ...words } of await opinions.opinionsOf(tx, consultationId))
    filed.push({
      ...words,
      dissent: spoke === "dissent",
      files: await publicLines(tx, "opinion", words.seatId),
      signed: spoke === "opinion" ? signed : [],
      advice: advice.filter((one) => one.seatId === words.seatId).map(({ seatId: _seatId, ...one }) => one),
    });
  return filed;
}
