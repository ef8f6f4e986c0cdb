import type { Tx } from "@yishi/db/client";
import { ofPetition } from "@yishi/db/meetings/lists";
import * as store from "@yishi/db/petitions";
import { isProvisional, type Holidays } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/petitions";
import type { RuleSetting } from "@yishi/domain/rulebook";
import { z } from "zod";
import { day, language } from "./inputs.ts";
import type { Asker } from "./trpc.ts";

const way = z.enum(rules.ways);
const share = z.object({ cmp: z.enum(["moreThan", "atLeast"]), num: z.number(), den: z.number() });

/** A petition as every list shows it: its count, never a name. */
export const petitionLine = z.object({
  petitionId: z.string(),
  year: z.number(),
  number: z.number(),
  meeting: z.enum(rules.meetings),
  stage: z.enum([...rules.statuses, "lapsed"]),
  title: z.string().nullable(),
  lang: language,
  openedAt: z.date(),
  windowEnds: day,
  dueOn: day.nullable(),
  meetingOn: day.nullable(),
  daysLate: z.number(),
  /** Each way with how many there are, of how many, and how many it takes. */
  ways: z.array(
    z.object({
      way,
      count: z.number(),
      base: z.number(),
      needed: z.number(),
      share,
      citation: z.object({ law: z.string(), article: z.string(), provenance: z.string() }),
    }),
  ),
});

/** Everything that may come back of a petition. Who signed is not among it. */
export const petitionView = petitionLine.extend({
  asks: z.string().nullable(),
  building: z.string(),
  metBy: way.nullable(),
  provisional: z.boolean(),
  windowDays: z.number(),
  conveneWithinDays: z.number(),
  noticeDays: z.number(),
  earliestMeeting: day,
  ground: z.enum(rules.declineGrounds).nullable(),
  answer: z.string().nullable(),
  answerLang: language.nullable(),
  answeredAt: z.date().nullable(),
  proposal: z.object({ year: z.number(), number: z.number(), title: z.string().nullable() }).nullable(),
  /** The meeting that was called for it. */
  called: z.object({ year: z.number(), number: z.number(), startsAt: z.date() }).nullable(),
  mine: z.object({ author: z.boolean(), signed: z.boolean(), representative: z.boolean() }).nullable(),
});

export type PetitionView = z.infer<typeof petitionView>;

/** A line of the list. */
export function lineOf(petition: store.PetitionLine, now: Date): z.input<typeof petitionLine> {
  const { petitionId, year, number, meeting, title, lang, openedAt, windowEnds, dueOn, meetingOn } = petition;
  return {
    ...{ petitionId, year, number, meeting, title, lang, openedAt, windowEnds, dueOn, meetingOn },
    stage: rules.stageOf(petition, now),
    daysLate: rules.daysLate(petition, now),
    ways: rules.thresholds(petition).map(({ way: by, key, share: of, base, needed }) => {
      const { citation, provenance }: RuleSetting = petition.rules.settings[key];
      const source = { law: citation?.law ?? "", article: citation?.article ?? "", provenance };
      return { way: by, count: petition[by], base, needed, share: of, citation: source };
    }),
  };
}

/** What the page of a petition shows. */
export async function readPetition(
  reader: {
    readonly tx: Tx;
    readonly asker: Asker | null;
    readonly services: { readonly holidays: Holidays };
  },
  petition: store.PetitionLine,
  today: Parameters<typeof rules.earliestMeeting>[1],
): Promise<z.input<typeof petitionView>> {
  const { tx, asker } = reader;
  const { settings } = petition.rules;
  const { metBy, dueOn, asks, ground, answer, answerLang, answeredAt } = petition;
  const { proposalYear: year, proposalNumber: number, proposalTitle: title } = petition;
  return {
    ...lineOf(petition, tx.now),
    ...{ metBy, asks, ground, answer, answerLang, answeredAt, building: petition.building ?? "" },
    provisional: isProvisional(dueOn ?? petition.windowEnds, reader.services.holidays),
    windowDays: settings["meeting.petition.windowDays"].value.days,
    conveneWithinDays: settings["meeting.residents.conveneWithinDays"].value.days,
    noticeDays: settings["meeting.residents.noticeDays"].value.days,
    earliestMeeting: rules.earliestMeeting(petition.rules, today),
    proposal: year !== null && number !== null ? { year, number, title } : null,
    called: await ofPetition(tx, petition.petitionId),
    mine: asker && (await mineOf(tx, asker, petition)),
  };
}

async function mineOf(tx: Tx, { residentId }: Asker, petition: store.PetitionLine) {
  if (!residentId) return { author: false, signed: false, representative: false };
  return {
    author: petition.authorId === residentId,
    signed: await store.hasSigned(tx, petition.petitionId, residentId),
    representative: await store.isRepresentative(tx, residentId),
  };
}
