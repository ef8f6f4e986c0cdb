/** Fields that lie under another: `under("author", "name")` is `author.name`. */
export function under(parent: string, ...names: readonly string[]): readonly string[] {
  return [parent, ...names.map((name) => `${parent}.${name}`)];
}

const share = ["cmp", "num", "den"];
const citation = ["law", "article", "provenance"];
const papers = ["desk", "homeBox", "meeting"];

const weighed = [
  ...under("quorum", "base", "present", "needed", "met", ...under("share", ...share)),
  ...under(
    "majority",
    ...["for", "against", "abstain", "invalid", "present", "portion", "needed", "passed"],
    ...under("share", ...share),
  ),
  ...under(
    "options",
    ...["abstain", "invalid", "present", "portion", "needed", "winner", "tied"],
    ...under("options", "count", "reached"),
    ...under("share", ...share),
  ),
];
const figures = [
  ...["result", ...weighed, ...under("area", ...weighed)],
  ...under("channels", "app", ...papers),
  ...under("papers", ...papers),
  ...["advisory", "hands"],
];

/** What anyone may know of a motion. The choices of single ballots are never among it. */
const motion = [
  ...[
    "motionId",
    "repeats",
    "status",
    "version",
    "electorate",
    "scope",
    "special",
    "unit",
    "question",
    "text",
    "costYuan",
    "moneySource",
  ],
  ...[
    "ordinal",
    "why",
    "cited",
    "form",
    ...under("options", "name", "sentence", "costYuan", "text"),
    ...under("agreement", "state", "open", "by", ...under("own", "question", "text", "lang")),
    "carriedOutBy",
    "doneBy",
    "ifRejected",
    "lang",
    "priorStudyOn",
    "noticedAt",
    "opensAt",
    "closesAt",
  ],
  ...["seats", "quorumNeeded", "turnout", "appBallotsCount", "namesShown", "countedAt", "publicationDue"],
  ...under("buildings", "buildings", "seats", "given"),
  ...under("area", "all", "needed"),
  ...under("box", "rounds", "seats"),
  ...under("meeting", "year", "number", "status", "startsAt", "place", "lang", "openedAt", "hands"),
  ...under("outcome", ...figures),
  ...under("shares", ...under("quorum", ...share), ...under("majority", ...share)),
  ...under("citations", ...under("quorum", ...citation), ...under("majority", ...citation)),
];

/** What anyone may know of a public proposal, and under `mine` what the asker alone may. */
export const proposalFields = [
  ...[
    "proposalId",
    "year",
    "number",
    "stage",
    "step",
    "steps",
    "title",
    "problem",
    "wish",
    "touches",
    "cost",
  ],
  ...["lang", "openedAt", "windowEnds", "reviewDue", "cosponsors", "cosponsorsNeeded", "followers"],
  ...under("author", "name", "building", "underAge", ...under("sponsor", "name", "building")),
  ...under("cosponsorNames", "name", "building"),
  ...under("returned", "ground", "reason", "at"),
  ...under("decider", "firstYes", "body", ...citation, "advisory", "electorates", "by"),
  ...under(
    "appeal",
    ...["reason", "lang", "filedAt", "decideBy", "late"],
    ...under(
      "decision",
      ...["decides", "metOn", "members", "present", "quorumNeeded", "for", "against", "forNeeded"],
      ...["reference", "reason", "lang", "recorder"],
    ),
  ),
  ...under("motions", "ordinal", "repeats", "electorate", "scope", "question", "lang", "stage", "advisory"),
  ...["ordinal", "whole", "further"],
  ...under("again", "announceBy", "openBy", "ordinal"),
  ...under("motion", ...motion),
  ...under("resolution", "year", "number", "publishedAt", "noticeEnds", "publisher"),
  ...under(
    "milestones",
    ...[
      "ordinal",
      "title",
      "lang",
      "responsible",
      "dueOn",
      "doneOn",
      "workingDaysLate",
      "flagged",
      "provisional",
    ],
    ...["expectedOn", "costFen", "spentFen", "reference"],
    ...under("changes", "from", "to", "reason", "lang", "at"),
  ),
  ...under("money", "plannedFen", "spentFen", "decidedFen", "overFen"),
  ...under("timeline", "kind", "at", "motion", "figures", "figures.*"),
  ...under(
    "mine",
    ...[
      "author",
      "cosponsored",
      "following",
      "reviewed",
      "seat",
      "sheetFiled",
      "acts",
      "recused",
      "appealUntil",
    ],
    ...under("tooFew", "act", "left", "needed"),
    ...under("given", "at", "channel", "binding"),
    ...under("ballot", "choice", "channel", "at"),
  ),
];

/** A line of the list of public proposals. */
export const listedFields = [
  ...["proposalId", "year", "number", "title", "lang", "stage", "openedAt", "windowEnds", "cosponsors"],
  ...["lead", "cosponsorsNeeded", "electorate", "opensAt", "closesAt", "noticeEnds", "body", "advisory"],
];
