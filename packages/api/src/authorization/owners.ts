import { under } from "./fields.ts";
import { mutation, query, type Rows } from "./rows.ts";

const door = ["building", "stairwell", "door"];
const area = ["areaSquareCentimetres", "areaSource"];
const figures = ["units", "heads", "areaSquareCentimetres"];
const counts = ["added", "removed", "changed", "unchanged"];
const line = [...door, "areaSquareCentimetres", "owners"];

export const ownersRows = {
  "owners.figures": { ...query("anyone"), fields: figures },
  // Of those who own it together with the asker, how many they are and nothing else.
  "owners.mine": { ...query("member"), fields: [...door, ...area, "owners"] },
  "owners.ofBuilding": {
    ...query("owners.see"),
    fields: [...door, ...area, ...under("owners", "name", "kind", "number")],
  },
  "owners.read": {
    ...mutation("owners.import"),
    fields: [
      ...["importId", "fileName", "ignored", "unreadable"],
      ...under("after", ...figures),
      ...under("namesakes", "name", "units"),
      ...under("counts", ...counts),
      ...under("added", ...line),
      ...under("removed", ...line),
      ...under("changed", ...under("before", ...line), ...under("after", ...line)),
      ...under("problems", "row", "column", "code", "found"),
    ],
  },
  "owners.import": {
    ...mutation("owners.import"),
    // Who was shown what importing would do says yes to it, and nobody else does.
    object: { of: "ownerImport", whose: "reader", absent: "not-found" },
    fields: counts,
  },
  "owners.export": {
    ...mutation("owners.import"),
    fields: [...door, ...area, ...under("owners", "name", "kind", "number")],
  },
} as const satisfies Rows;
