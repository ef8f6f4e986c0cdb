import { under } from "./fields.ts";
import { mutation, one, own, query, type Rows } from "./rows.ts";

const line = [
  ...["petitionId", "year", "number", "meeting", "stage", "title", "lang", "openedAt", "windowEnds"],
  ...["dueOn", "meetingOn", "daysLate"],
  ...under(
    "ways",
    ...["way", "count", "base", "needed"],
    ...under("share", "cmp", "num", "den"),
    ...under("citation", "law", "article", "provenance"),
  ),
];

export const petitionsRows = {
  "petitions.list": {
    ...query("anyone"),
    fields: [...under("petitions", ...line), ...under("next", "openedAt", "petitionId")],
  },
  // How many signed is public; who did is not.
  "petitions.byNumber": {
    ...query("anyone"),
    object: one("petitionNumber"),
    fields: [
      ...line,
      ...["asks", "building", "metBy", "provisional", "windowDays", "conveneWithinDays", "noticeDays"],
      ...["earliestMeeting", "ground", "answer", "answerLang", "answeredAt"],
      ...under("proposal", "year", "number", "title"),
      ...under("called", "year", "number", "startsAt"),
      ...under("mine", "author", "signed", "representative"),
    ],
  },
  "petitions.open": { ...mutation("member"), subject: "selfOrDesk", fields: ["year", "number"] },
  "petitions.sign": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("petition"),
    fields: ["status"],
  },
  "petitions.unsign": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("petition"),
    fields: ["signed"],
  },
  "petitions.withdraw": {
    ...mutation("member"),
    subject: "self",
    object: own("petition"),
    fields: ["status"],
  },
  "petitions.signers": {
    ...query("petitions.check"),
    object: one("petition", "nothing"),
    fields: [...["name", "building", "stairwell", "door", "representative", "onRoll", "channel", "at"]],
  },
  "petitions.awaiting": { ...query("member"), fields: line },
  "petitions.convene": {
    ...mutation("petitions.answer"),
    object: one("petition"),
    fields: ["status"],
  },
  "petitions.decline": {
    ...mutation("petitions.answer"),
    object: one("petition"),
    fields: ["status"],
  },
} as const satisfies Rows;
