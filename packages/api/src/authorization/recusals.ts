import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const recusalsRows = {
  "recusals.stepBack": { ...mutation("member"), object: one("proposal"), fields: ["proposalId"] },
  "recusals.acting": { ...query("anyone"), object: one("proposal"), fields: ["name", "post"] },
  "recusals.of": {
    ...query("recusals.ask"),
    object: one("proposal"),
    fields: [
      ...under("acting", "memberId", "name", "post"),
      ...under("recused", "name", "post", "reason", "at"),
    ],
  },
  "recusals.ask": { ...mutation("recusals.ask"), object: one("proposal"), fields: ["proposalId"] },
} as const satisfies Rows;
