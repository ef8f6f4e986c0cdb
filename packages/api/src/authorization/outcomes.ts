import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

/** Objections, acceptance and follow-up: what comes after a vote. */
export const outcomesRows = {
  "objections.of": {
    ...query("anyone"),
    object: one("motion"),
    fields: [
      ...under(
        "objections",
        ...["objectionId", "by", "building", "ground", "code", "text", "lang", "status", "filedAt", "dueOn"],
        ...["late", "answeredAt", "answer", "answerLang", "answeredBy", "own"],
      ),
      ...under(
        "courtCases",
        ...["court", "acceptedOn", "reference", "endedOn", "endedHow", "endedReference"],
      ),
    ],
  },
  "objections.file": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("motion"),
    fields: ["objectionId", "dueOn"],
  },
  "objections.answer": {
    ...mutation("objections.answer"),
    object: one("objection"),
    fields: ["objectionId"],
  },
  "objections.recordCourtCase": {
    ...mutation("objections.courtCase"),
    object: one("motion"),
    fields: ["motionId"],
  },
  "objections.endCourtCase": {
    ...mutation("objections.courtCase"),
    object: one("motion"),
    fields: ["motionId"],
  },
  "acceptances.of": {
    ...query("anyone"),
    object: one("motion"),
    fields: [
      ...["open", "furtherNeeded", "neighboursNeeded", "standInFrom"],
      ...under("said", "role", "building", "accepted", "missing", "lang", "at", "current", "own"),
    ],
  },
  "acceptances.say": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("motion"),
    fields: ["status"],
  },
  "acceptances.standIn": {
    ...mutation("acceptances.standIn"),
    object: one("motion"),
    fields: ["status"],
  },
  "followUps.of": {
    ...query("anyone"),
    object: one("motion"),
    fields: [
      ...["open", "minCell", "answered"],
      ...under("rounds", "round", "from", "until", "over", "enough", "mean", "mean.num", "mean.den"),
    ],
  },
  "followUps.answer": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("motion"),
    fields: ["round"],
  },
  "followUps.words": {
    ...query("resolutions.carryOut"),
    object: one("motion"),
    fields: ["round", "words", "lang"],
  },
} as const satisfies Rows;
