import type { ProposalLine } from "@yishi/db/proposal-lists";
import { bodies, deciderOf } from "@yishi/domain/deciders";
import { isAdvisory } from "@yishi/domain/electorates";
import type { Status } from "@yishi/domain/proposals";
import { stageOf } from "@yishi/domain/stages";
import { z } from "zod";
import { day, id, language } from "./inputs.ts";

/** How many proposals a page of a list has. */
export const pageSize = 20;

/** Where a page of a list begins: after this proposal. */
export const cursor = z.strictObject({ openedAt: z.coerce.date(), proposalId: id });

/** A proposal as every list shows it. */
export const listed = z.object({
  proposalId: z.string(),
  year: z.number(),
  number: z.number(),
  title: z.string().nullable(),
  lang: language,
  stage: z.string(),
  openedAt: z.date(),
  windowEnds: day.nullable(),
  cosponsors: z.number(),
  cosponsorsNeeded: z.number(),
  body: z.enum(bodies),
  advisory: z.boolean(),
  electorate: z.string().nullable(),
  opensAt: z.date().nullable(),
  closesAt: z.date().nullable(),
  noticeEnds: day.nullable(),
});

/** What the filter of the list offers, and which kept statuses each means. */
export const listStates = {
  support: ["seekingSupport"],
  review: ["admissibility", "returned", "appealed", "admitted", "drafted", "priorStudied"],
  vote: ["scheduled"],
  decided: ["passed", "noticed", "objected", "setAside", "implementing", "accepted"],
  advisory: ["drafted", "priorStudied", "scheduled", "passed", "rejected", "noQuorum"],
  rejected: ["rejected", "noQuorum"],
  withdrawn: ["withdrawn"],
} as const satisfies Record<string, readonly Status[]>;
export const listState = z.enum([
  "support",
  "review",
  "vote",
  "decided",
  "advisory",
  "rejected",
  "withdrawn",
]);

/** What only opinions were asked on is never found among what was decided. */
export const advisoryOf: Readonly<Partial<Record<z.infer<typeof listState>, boolean>>> = {
  decided: false,
  rejected: false,
  advisory: true,
};

/** A line as every list shows it: where it stands at this moment, who decides it, and whether it is an opinion alone. */
export function asListed<Line extends ProposalLine>(line: Line, now: Date) {
  return { ...line, stage: stageOf(line, now), body: deciderOf(line).body, advisory: isAdvisory(line) };
}
