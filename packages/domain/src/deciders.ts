import type { Provenance } from "./rulebook.ts";

/** Who may decide, or who is called on instead of a vote (§4b "Decision-body router"). */
export const bodies = [
  "emergency",
  "mediation",
  "referral",
  "owners",
  "residentsMeeting",
  "representativesMeeting",
  "group",
  "committee",
] as const;
export type Body = (typeof bodies)[number];

/** The questions that are asked before a proposal is opened, in their order. The first yes wins. */
export const questions = [
  "danger",
  "privateDispute",
  "departmentDuty",
  "ownersBusiness",
  "residentsMoney",
  "allResidents",
  "delegated",
  "oneGroup",
] as const;
export type Question = (typeof questions)[number];
/** Which question was the first with a yes; `none` where there was no yes at all. */
export type FirstYes = Question | "none";

/** Who decides, by what, and how sure that source is. Where no law is named, nothing is decided at all. */
export interface Decider {
  readonly body: Body;
  readonly law: string | null;
  readonly article: string | null;
  readonly provenance: Provenance;
}

/**
 * The router as data (§4b), with its sources (§3). Mediation rests on the parties' own will (人民调解法 17);
 * owners decide together over what they own (民法典 278); the residents' meeting decides what touches all (居委会组织法
 * 2018, 10, repealed: its successor has not been read); a meeting of one group decides for that group (村委会组织法 28).
 */
export const router = {
  danger: { body: "emergency", law: null, article: null, provenance: "design" },
  privateDispute: { body: "mediation", law: "人民调解法", article: "17", provenance: "confirmed" },
  departmentDuty: { body: "referral", law: "居委会组织法(2018)", article: "3", provenance: "memory" },
  ownersBusiness: { body: "owners", law: "民法典", article: "278", provenance: "confirmed" },
  residentsMoney: {
    body: "residentsMeeting",
    law: "居委会组织法(2018)",
    article: "16",
    provenance: "confirmed",
  },
  allResidents: {
    body: "residentsMeeting",
    law: "居委会组织法(2018)",
    article: "10",
    provenance: "confirmed",
  },
  delegated: {
    body: "representativesMeeting",
    law: "参照村委会组织法",
    article: "25",
    provenance: "memory",
  },
  oneGroup: { body: "group", law: "参照村委会组织法", article: "28", provenance: "analogy" },
  none: { body: "committee", law: "居委会组织法(2018)", article: "11", provenance: "confirmed" },
} as const satisfies Record<FirstYes, Decider>;

/** The answers of which the database learns nothing: with a danger one calls, and a dispute stays between its parties. */
export const untold = ["danger", "privateDispute"] as const satisfies readonly FirstYes[];
/** The answers with which a proposal is opened. */
export const opening = [
  "ownersBusiness",
  "residentsMoney",
  "allResidents",
  "delegated",
  "oneGroup",
  "none",
] as const satisfies readonly FirstYes[];
export type Opening = (typeof opening)[number];
/** The answers that are kept with a draft. */
export const kept = ["departmentDuty", ...opening] as const satisfies readonly FirstYes[];
export type Kept = (typeof kept)[number];

/** The departments to which a duty is most often referred; all of them are reached over 12345. */
export const departments = [
  "housing",
  "cityManagement",
  "heating",
  "roads",
  "police",
  "fire",
  "market",
  "subdistrict",
] as const;
export type Department = (typeof departments)[number];

export type Answers = Readonly<Partial<Record<Question, boolean>>>;

/** The first question answered with yes, or `none`; what was answered after it never matters. */
export function firstYes(answers: Answers): FirstYes {
  return questions.find((question) => answers[question] === true) ?? "none";
}

/** Who decides, for these answers. No yes at all: the committee (§4b). */
export function decide(answers: Answers): Decider {
  return router[firstYes(answers)];
}

/** The first question that has to be answered still: none is left open before the first yes. */
export function unanswered(answers: Answers): Question | null {
  const open = questions.find((question) => answers[question] !== false);
  return open !== undefined && answers[open] !== true ? open : null;
}

/** Whether a proposal may be opened with this answer. */
export function opens(answer: FirstYes): answer is Opening {
  const those: readonly FirstYes[] = opening;
  return those.includes(answer);
}

/** What a proposal goes by that was opened before anybody was asked: then only the residents' meeting had votes. */
export const before: Opening = "allResidents";

/** Who decides over a proposal. */
export function deciderOf(proposal: { readonly firstYes: Opening | null }): Decider {
  return router[proposal.firstYes ?? before];
}
