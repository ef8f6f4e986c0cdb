import { listedFields, under } from "./fields.ts";
import { forMinorsToo, mutation, one, own, query, type Rows } from "./rows.ts";

const words = ["title", "problem", "wish", "touches", "cost"];

/** What is being written is its author's alone; its files too, until it is public. */
export const papersRows = {
  "drafts.mine": {
    ...query("member"),
    ...forMinorsToo,
    fields: [
      ...under("drafts", "draftId", "title", "lang", "savedAt", "finished", "files", "year", "number"),
      ...under("asked", "proposalId", "title", "lang", "askedAt", "authorName", "state"),
    ],
  },
  "drafts.read": {
    ...query("member"),
    ...forMinorsToo,
    subject: "self",
    object: own("draft"),
    fields: [
      ...["draftId", "revision", "savedAt", "finished", "lang", "returned", "underAge"],
      ...under("words", ...words, "named"),
    ],
  },
  "drafts.begin": { ...mutation("member"), ...forMinorsToo, subject: "self", fields: ["draftId"] },
  "drafts.save": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "self",
    object: own("draft"),
    fields: ["revision", "savedAt"],
  },
  "drafts.finish": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "self",
    object: own("draft"),
    fields: ["draftId", "revision"],
  },
  "sponsors.of": {
    ...query("member"),
    ...forMinorsToo,
    subject: "self",
    object: own("draft"),
    fields: ["underAge", "state", "name", "holds", ...under("home", "building", "stairwell", "door")],
  },
  "sponsors.ask": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "self",
    object: { of: "minorDraft", whose: "minor", absent: "not-found" },
    fields: ["proposalId"],
  },
  "sponsors.read": {
    ...query("member"),
    ...forMinorsToo,
    subject: "self",
    object: { of: "sponsored", whose: "sponsor", absent: "not-found" },
    fields: [
      ...["proposalId", "version", "state", "authorName", "building", "named", "holds"],
      ...under("words", ...words, "lang"),
    ],
  },
  "sponsors.answer": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "self",
    object: { of: "sponsored", whose: "sponsor", absent: "not-found" },
    fields: ["agreed"],
  },
  "files.of": {
    ...query("anyone"),
    object: one("fileSubject"),
    fields: [
      ...under(
        "files",
        ...["fileId", "kind", "says", "lang", "size", "addedAt", "width", "height", "rule", "hiddenAt"],
        ...["reason", "panelOnly"],
      ),
      ...["mine", "takes", "removable"],
    ],
  },
  "files.bytes": {
    ...query("anyone"),
    object: one("file"),
    fields: ["bytes", "bytes.*", "hash", "kind", "isPublic"],
  },
  "files.add": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["fileId"],
  },
  "files.remove": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: own("draftFile"),
    fields: ["fileId"],
  },
  "files.hide": { ...mutation("views.moderate"), object: one("file"), fields: ["fileId"] },
  "files.mine": {
    ...query("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    fields: ["kind", "says", "lang", "addedAt", "rule", "reason", "base64"],
  },
  "search.similar": { ...query("anyone"), fields: under("proposals", ...listedFields) },
} as const satisfies Rows;
