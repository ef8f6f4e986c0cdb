import { listedFields, under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

export const followRows = {
  "follow.start": { ...mutation("member"), object: one("proposal"), fields: ["following"] },
  "follow.stop": { ...mutation("member"), object: one("proposal"), fields: ["following"] },
  "follow.look": { ...mutation("member"), object: one("proposal"), fields: [] },
  "follow.mine": {
    ...query("member"),
    fields: [...listedFields, ...under("changes", "kind", "at", "figures", "figures.*")],
  },
} as const satisfies Rows;
