import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const handsRows = {
  // How many are there and how many voted by hands is public; how they voted is nobody's before the count.
  "hands.ofMeeting": {
    ...query("anyone"),
    object: one("meeting", "nothing"),
    fields: [
      ...["motionId", "year", "number", "ordinal", "item", "question", "lang", "electorate", "unit"],
      ...["seats", "needed", "present", "voting", "opensAt", "closesAt", "openedAt", "presentThen", "hands"],
      ...under("outcome", "result", "present", "for", "against", "abstain"),
    ],
  },
  "hands.counting": {
    ...query("ballots.count"),
    object: one("motion"),
    fields: ["present", "may", "opened", "mine", "others", "counted"],
  },
  "hands.open": { ...mutation("meetings.vote"), object: one("motion"), fields: ["present"] },
  "hands.count": { ...mutation("ballots.count"), object: one("motion"), fields: ["answer"] },
} as const satisfies Rows;
