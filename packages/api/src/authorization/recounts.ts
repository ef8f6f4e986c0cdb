import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const asked = [
  ...["recountId", "kind", "status", "askedAt", "dueOn", "late", "doneAt", "wrong", "same", "turns"],
];
const papers = ["desk", "homeBox", "meeting"];
/** The one place where it stands who voted what. */
const named = [
  ...under("ballots", "seat", "building", "area", "names", "binding", "choice", "channel", "at"),
  "next",
];

export const recountsRows = {
  // Whose ballot it is and what they say of it is not among it.
  "recounts.of": {
    ...query("anyone"),
    object: one("motion"),
    fields: [
      ...under("recounts", ...asked, "own"),
      ...under("papers", ...["counted", "read", "readOnce"].flatMap((of) => under(of, ...papers))),
    ],
  },
  "recounts.toLookInto": {
    ...query("ballots.names"),
    object: one("motion"),
    fields: [...asked, "claim", "seat", "name", "text", "lang", "found", "foundByMe"],
  },
  "recounts.ask": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("motion"),
    fields: ["recountId", "dueOn"],
  },
  "recounts.find": { ...mutation("ballots.count"), object: one("recount"), fields: ["result"] },
  "recounts.named": { ...query("ballots.names"), object: one("motion", "nothing"), fields: named },
  "recounts.shown": {
    ...query("member"),
    object: { of: "motion", whose: "elector", absent: "nothing" },
    fields: named,
  },
} as const satisfies Rows;
