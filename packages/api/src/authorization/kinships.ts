import { mutation, one, query, type Rows } from "./rows.ts";

export const kinshipsRows = {
  "kinships.of": {
    ...query("posts.appoint"),
    object: one("resident"),
    fields: ["kinshipId", "name", "relation", "declaredOn"],
  },
  "kinships.declare": { ...mutation("posts.appoint"), object: one("resident"), fields: ["kinshipId"] },
  "kinships.strike": { ...mutation("posts.appoint"), object: one("kinship"), fields: ["kinshipId"] },
} as const satisfies Rows;
