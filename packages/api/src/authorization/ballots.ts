import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const ballotsRows = {
  // When and how a seat's ballot was given; what it says is not among it.
  "ballots.seat": {
    ...query("member"),
    object: { of: "motion", whose: "elector", absent: "nothing" },
    fields: ["seat", "kind", "building", "recused", ...under("given", "at", "channel", "binding")],
  },
  "ballots.cast": {
    ...mutation("signedIn"),
    object: { of: "motion", whose: "elector", absent: "no-seat" },
    fields: ["at", "seat"],
  },
  "ballots.atDoor": {
    ...query("ballots.transcribe"),
    object: one("motion", "nothing"),
    fields: [
      ...under("seats", "seat", "kind", "names", "givenAt", "givenThrough", "readAt", "read"),
      ...under("waiting", "seat", "building", "stairwell", "door", "at"),
    ],
  },
  "ballots.transcribe": {
    ...mutation("ballots.transcribe"),
    object: one("motion", "no-seat"),
    fields: ["answer"],
  },
  "ballots.sheets": {
    ...query("ballots.count"),
    object: one("motion", "nothing"),
    fields: [...under("mine", "desk", "homeBox", "meeting"), "others"],
  },
  "ballots.count": { ...mutation("ballots.count"), object: one("motion"), fields: ["result"] },
} as const satisfies Rows;
