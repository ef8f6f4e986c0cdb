import type { Status } from "@yishi/domain/proposals";
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
  electorate: z.string().nullable(),
  opensAt: z.date().nullable(),
  closesAt: z.date().nullable(),
  noticeEnds: day.nullable(),
});

/** What the filter of the list offers, and which kept statuses each means. */
export const listStates = {
  support: ["seekingSupport"],
  review: ["admissibility", "returned", "admitted", "drafted", "priorStudied"],
  vote: ["scheduled"],
  decided: ["passed", "noticed", "objected", "setAside", "implementing", "accepted"],
  rejected: ["rejected", "noQuorum"],
  withdrawn: ["withdrawn"],
} as const satisfies Record<string, readonly Status[]>;
export const listState = z.enum(["support", "review", "vote", "decided", "rejected", "withdrawn"]);
