import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const fileFields = [
  ...["fileId", "kind", "says", "lang", "size", "addedAt", "width", "height", "rule", "hiddenAt"],
  ...["reason", "panelOnly"],
];

/** What anyone may know of a consultation: the panel, what they declared in summary, what they wrote, what was answered. */
const consultation = [
  ...["consultationId", "status", "askedAs", "question", "why", "lang", "fields", "buildings", "size"],
  ...["workingDays", "askedAt", "chooseBy", "opinionDue", "responseDue", "respondedAt", "outsideReference"],
  ...["answerable", "sitting", "missing", "notTaking"],
  ...under(
    "seats",
    ...["seatId", "expertId", "name", "formerPost", "outside", "sits", "decision", "decisionLang", "spoke"],
    ...["objections", ...under("declared", "yes", "unknown")],
  ),
  ...under("choices", "asked", "differs", "reason", "lang", "at"),
  ...under(
    "opinions",
    ...["seatId", "dissent", "name", "facts", "risk", "unknown", "lang", "hash", "filedAt", "signed"],
    ...under("advice", "number", "advice", "verdict", "reason", "reasonLang"),
    ...under("files", ...fileFields),
  ),
  ...under("files", ...fileFields),
  ...under("mine", "asked", "seat", "objected"),
];

const ofProposal = ["year", "number", "title", "titleLang"];

/** A seat of the expert's own, which answers to a clerk at the desk as well; and what answers to the expert alone. */
const ownSeat = (of: "askedSeat" | "sittingSeat" | "signingSeat") =>
  ({ of, whose: "expertOrDesk", absent: "not-found" }) as const;

const seatLine = [
  ...[
    "seatId",
    "consultationId",
    "name",
    "status",
    "consultation",
    "spoke",
    "replyBy",
    "decideBy",
    "opinionDue",
    "question",
  ],
  ...["why", "lang", "buildings", ...ofProposal],
];

export const consultationsRows = {
  "consultations.ofProposal": {
    ...query("anyone"),
    object: one("proposal"),
    fields: ["required", "waits", "askedAs", "leastDays", ...under("consultations", ...consultation)],
  },
  "consultations.request": {
    ...mutation("member"),
    object: one("proposal"),
    fields: ["consultationId", "size"],
  },
  "consultations.candidates": {
    ...query("consultations.choose"),
    object: one("consultation"),
    fields: [
      ...["places", "available", "suggested"],
      ...under(
        "candidates",
        ...["expertId", "name", "fields", "formerPost", "years", "matches", "load", "lastAsked", "outside"],
        "mayConflict",
      ),
    ],
  },
  "consultations.choose": {
    ...mutation("consultations.choose"),
    object: one("consultation"),
    fields: ["asked"],
  },
  // What is known of kin and signatures is for the supervisors who decide, and for nobody else.
  "consultations.declarations": {
    ...query("consultations.decide"),
    fields: under(
      "waiting",
      ...["seatId", "name", "formerPost", "decideBy", "hints", "question", "lang", ...ofProposal],
      ...under("declared", "livesThere", "kin", "contract", "investment", "vendor", "publicStand"),
    ),
  },
  "consultations.decide": {
    ...mutation("consultations.decide"),
    object: one("declaredSeat"),
    fields: ["sits"],
  },
  "consultations.object": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("sittingSeat"),
    fields: ["recused"],
  },
  "consultations.respond": {
    ...mutation("consultations.respond"),
    object: one("consultation"),
    fields: ["status"],
  },
  "consultations.goOutside": {
    ...mutation("consultations.choose"),
    object: one("consultation"),
    fields: ["status"],
  },
  "consultations.withdraw": { ...mutation("member"), object: one("consultation"), fields: ["status"] },
  "consultations.awaiting": {
    ...query("member"),
    fields: ["what", "by", "late", "consultationId", "seatId", "year", "number", "title", "lang"],
  },
  "consultations.record": {
    ...query("anyone"),
    fields: [
      "leastPeople",
      ...under("lines", "field", "consultations", "medianDays", "adopted", "partly", "notAdopted"),
    ],
  },
  "panels.objectable": {
    ...query("anyone"),
    fields: ["seatId", "name", "formerPost", "objections", ...ofProposal],
  },
  "panels.mine": { ...query("member"), fields: seatLine },
  "panels.ofResident": { ...query("desk.actFor"), object: one("resident"), fields: seatLine },
  "panels.seat": {
    ...query("member"),
    object: ownSeat("sittingSeat"),
    fields: [
      ...[...seatLine, "own", "deskFor", "others", "otherSeats", "opinionHash"],
      ...under("draft", "facts", "advice", "risk", "unknown", "lang"),
    ],
  },
  "panels.reply": { ...mutation("member"), object: ownSeat("askedSeat"), fields: ["status"] },
  "panels.stepBack": { ...mutation("member"), object: ownSeat("sittingSeat"), fields: ["status"] },
  "panels.saveDraft": {
    ...mutation("member"),
    object: { of: "sittingSeat", whose: "expert", absent: "not-found" },
    fields: ["seatId"],
  },
  "panels.file": { ...mutation("member"), object: ownSeat("sittingSeat"), fields: ["hash"] },
  "panels.sign": { ...mutation("member"), object: ownSeat("signingSeat"), fields: ["hash"] },
} as const satisfies Rows;
