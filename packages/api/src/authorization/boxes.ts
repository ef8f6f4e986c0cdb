import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const boxesRows = {
  "boxes.ofMotion": {
    ...query("ballots.transcribe"),
    object: one("motion"),
    fields: [...under("rounds", "on", "names", "seats"), ...under("carriers", "memberId", "name")],
  },
  "boxes.enter": { ...mutation("ballots.transcribe"), object: one("motion"), fields: ["seats"] },
} as const satisfies Rows;
