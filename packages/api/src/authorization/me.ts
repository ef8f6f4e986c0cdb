import { under } from "./fields.ts";
import { mutation, own, query, type Rows } from "./rows.ts";

const entry = [
  ...["name", "born", "building", "stairwell", "door", "part", "group", "grid", "residence", "livedSince"],
  ...["joinedOn", "household", "ofAgeSince"],
  ...under("openVotes", "year", "number", "question"),
];
const seen = ["name", "post", "what", "times", "lastAt"];
const ledger = ["purpose", "given", "words", "channel", "at", "year", "number"];
const contest = [
  ...["asks", "about", "wrong", "wanted", "lang", "status", "channel", "filedAt", "dueOn", "answeredAt"],
  ...["answer", "answeredBy"],
];

/** All of it is one's own: there is no id to ask for somebody else's by, but for whom a clerk acts at the desk. */
export const meRows = {
  "me.periods": {
    ...query("anyone"),
    fields: [
      ...["readingDays", "slipDays", "sightingMonths", "leftMonths", "draftMonths", "contestMonths"],
      ...["correct", "delete"],
    ],
  },
  "me.entry": { ...query("member"), subject: "selfOrDesk", fields: entry },
  "me.kept": { ...query("member"), subject: "selfOrDesk", fields: ["what", "count", "since", "goes"] },
  "me.seen": { ...query("member"), subject: "selfOrDesk", fields: seen },
  "me.copy": {
    ...query("member"),
    subject: "selfOrDesk",
    fields: [
      "madeAt",
      ...under("entry", ...entry),
      ...under("changes", "kind", "onDay", "reference", "beforeName", "beforeBorn"),
      ...under("account", "name", "createdAt", "sessions"),
      ...under("posts", "post", "appointedBy", "fromAt", "untilAt"),
      ...under(
        "words",
        ...["year", "number", "status", "title", "problem", "wish", "touches", "cost", "lang", "writtenAt"],
        "named",
      ),
      ...under("writings", "title", "problem", "wish", "touches", "cost", "lang", "savedAt"),
      ...under("files", "kind", "says", "lang", "addedAt", "rule", "reason"),
      ...under("sponsoring", "as", "state", "named", "askedAt", "answeredAt", "year", "number"),
      ...under(
        "views",
        ...["year", "number", "kind", "status", "text", "wording", "lang", "saidAt", "channel", "named"],
      ),
      ...under(
        "seats",
        ...["year", "number", "question", "seat", "kind", "opensAt", "closesAt", "countedAt", "givenAt"],
        ...["givenThrough", "binding", "choice", "chosen"],
      ),
      ...under("consents", ...ledger),
      ...under("contests", ...contest),
      ...under("seen", ...seen),
      ...under("facts", "kind", "channel", "at"),
    ],
  },
  "me.membership": {
    ...query("member"),
    fields: [
      "madeAt",
      ...under("member", "name", "servesAs", "joinedAt"),
      ...under("account", "name", "createdAt", "sessions"),
      ...under("posts", "post", "appointedBy", "fromAt", "untilAt"),
      ...under("kept", "what", "count", "since", "goes"),
    ],
  },
  "me.closing": { ...query("member"), fields: ["communities", ...under("posts", "post", "untilAt")] },
  "me.close": { ...mutation("member"), fields: [] },
  "me.eraseDraft": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["proposalId"],
  },
  "consents.mine": {
    ...query("member"),
    subject: "selfOrDesk",
    fields: [
      ...under("names", "purpose", "proposalId", "year", "number", "title", "lang", "given"),
      ...under("ledger", ...ledger),
    ],
  },
  "consents.change": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("proposal"),
    fields: ["given"],
  },
  "contests.mine": {
    ...query("member"),
    subject: "selfOrDesk",
    fields: ["contestId", ...contest, "late"],
  },
  "contests.file": { ...mutation("member"), subject: "selfOrDesk", fields: ["contestId", "dueOn"] },
  "contests.withdraw": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("contest"),
    fields: ["contestId"],
  },
  "contests.waiting": { ...query("roll.answerContests"), fields: ["count", "dueOn"] },
  "contests.open": {
    ...query("roll.answerContests"),
    fields: [
      ...["contestId", "asks", "about", "wrong", "wanted", "lang", "status", "channel", "filedAt", "dueOn"],
      ...["answeredAt", "answer", "name", "building", "stairwell", "door", "own", "late"],
    ],
  },
  "contests.answer": {
    ...mutation("roll.answerContests"),
    object: { of: "contest", absent: "not-found" },
    fields: ["contestId"],
  },
} as const satisfies Rows;
