import { under } from "./fields.ts";
import { mutation, query, type Rows } from "./rows.ts";

const resolution = under("resolution", "year", "number");
const example = under(
  "example",
  ...["of", "base", "count", "needed", "day", "provisional", "opens", "shortest", "longest"],
  ...["units", ...under("heads", "count", "needed"), ...under("area", "count", "needed")],
  ...under("largest", "building", "count", "needed"),
  ...under("smallest", "building", "count", "needed"),
);
const value = (name: string) =>
  under(
    name,
    ...["kind", "cmp", "num", "den", "base", "integer", "days", "workingDays", "min", "max"],
    ...["boolean", "choice"],
  );

export const rulesRows = {
  "rules.book": {
    ...query("anyone"),
    fields: [
      ...["name", "inForceFrom", "today", "households", "residents18"],
      ...under(
        "rules",
        ...["key", "stricter", "changeable", "provenance", "repealed", "used"],
        ...[...value("value"), ...value("original"), ...value("strictest"), ...example],
        ...under("citation", "law", "article", "note"),
        ...under("former", "article", ...value("value"), ...example),
        ...under(
          "changes",
          ...["paper", "adoptedOn", "effectiveFrom", "inEffect"],
          ...[...value("value"), ...resolution],
        ),
      ),
    ],
  },
  "rules.change": { ...mutation("rules.change"), fields: ["changeId"] },
} as const satisfies Rows;
