import { under } from "./fields.ts";
import { forMinorsToo, mutation, one, query, type Rows } from "./rows.ts";

const challenge = [
  ...["challengeId", "ground", "words", "lang", "status", "filedAt", "dueAt", "late"],
  ...["verdict", "answer", "answerLang", "answeredAt"],
];
const toAnswer = [
  ...challenge,
  ...[
    "proposer",
    "answerer",
    "differs",
    "own",
    "mine",
    "residentId",
    "name",
    "building",
    "stairwell",
    "door",
  ],
  ...under("of", "name", "building", "stairwell", "door"),
];

export const challengesRows = {
  // How many there were and what came of them is public; who said what of whom is not.
  "challenges.roll": {
    ...query("anyone"),
    object: one("motion"),
    fields: [
      ...["frozenAt", "seats", "until", "open", "filed", "waiting"],
      ...["added", "struck", "corrected", "refused", "tooLate"],
    ],
  },
  "challenges.own": {
    ...query("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: one("motion"),
    fields: [
      ...under("place", "seat", "kind", "building", "recused", "names", "units"),
      "absent",
      ...under("given", "at", "channel", "binding"),
      ...under("challenges", ...challenge),
    ],
  },
  "challenges.file": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: one("motion"),
    fields: ["challengeId", "dueAt"],
  },
  "challenges.withdraw": {
    ...mutation("member"),
    ...forMinorsToo,
    subject: "selfOrDesk",
    object: { of: "challenge", whose: "author", absent: "not-found" },
    fields: ["challengeId"],
  },
  "challengeAnswers.open": {
    ...query("challenges.answer"),
    object: one("motion", "nothing"),
    fields: toAnswer,
  },
  "challengeAnswers.proposed": {
    ...query("challenges.confirm"),
    object: one("motion", "nothing"),
    fields: toAnswer,
  },
  "challengeAnswers.candidates": {
    ...query("challenges.answer"),
    object: one("motion", "nothing"),
    fields: ["residentId", "unitId", "name", "says", "voted"],
  },
  "challengeAnswers.propose": {
    ...mutation("challenges.answer"),
    object: one("challenge"),
    fields: ["challengeId"],
  },
  "challengeAnswers.confirm": {
    ...mutation("challenges.confirm"),
    object: one("challenge"),
    fields: ["challengeId", "verdict"],
  },
  "challengeAnswers.differ": {
    ...mutation("challenges.confirm"),
    object: one("challenge"),
    fields: ["challengeId"],
  },
} as const satisfies Rows;
