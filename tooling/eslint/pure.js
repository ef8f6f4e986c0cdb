import { builtinModules } from "node:module";
import { restrictedSyntax, tests } from "./base.js";

const clock = "Time is data: take `now` or `today` as an argument.";
const chance = "Chance is data: take the random value as an argument.";
const host =
  "A pure room gives the same answer on every host: convert in calendar, write words in the pages.";

const hostSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.name='Date']", message: clock },
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message: host },
  { selector: "MemberExpression[property.name=/^toLocale|^localeCompare$/]", message: host },
  {
    selector:
      "MemberExpression[property.name=/^[gs]et(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)$|^to(Date|Time)String$/]",
    message: host,
  },
];

/** Rooms that only compute: no clock, no chance, no host, no input or output. */
export function pure(rooms) {
  const files = rooms.map((room) => `${room}/src/**/*.ts`);
  return [
    {
      files,
      rules: {
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: clock },
          { object: "performance", property: "now", message: clock },
          { object: "Math", property: "random", message: chance },
          { object: "crypto", property: "randomUUID", message: chance },
        ],
        "no-restricted-syntax": ["error", ...restrictedSyntax, ...hostSyntax],
        "no-restricted-globals": [
          "error",
          ...["Intl", "navigator"].map((name) => ({ name, message: host })),
          ...[
            "Buffer",
            "console",
            "fetch",
            "global",
            "globalThis",
            "process",
            "setInterval",
            "setTimeout",
          ].map((name) => ({
            name,
            message: "A pure room computes; it neither reads nor writes anything outside itself.",
          })),
        ],
      },
    },
    {
      files,
      ignores: tests,
      rules: {
        "no-restricted-imports": [
          "error",
          {
            paths: builtinModules,
            patterns: [{ group: ["node:*"], message: "A pure room runs in any host." }],
          },
        ],
      },
    },
  ];
}
