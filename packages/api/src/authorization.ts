import type { RefusalCode } from "@yishi/domain/refusals";
import type { Act } from "@yishi/domain/roles";
import { listedFields, proposalFields, under } from "./authorization/fields.ts";

/** Whom a procedure lets in: anyone, an account, a member of the community, or a member whose live post permits the act. */
export type Who = "anyone" | "signedIn" | "member" | Act;

/** What an input may point at. */
export type Thing =
  "resident" | "import" | "proposal" | "proposalNumber" | "draft" | "motion" | "milestone" | "slip";

/** The one object of a procedure. */
export interface Target {
  readonly of: Thing;
  /** Whom it answers to among those who were let in; everybody where nothing is said. */
  readonly whose?: "author" | "reader" | "elector";
  /**
   * What is told of an object that is not here: of another community, of nobody, or not to be known by the asker.
   * One answer for all of them, so that ids cannot be tried out. "nothing" is null, empty lists and zeros.
   */
  readonly absent: RefusalCode | "nothing";
}

/** Who may call one procedure, on which object, and which fields may come back. */
export interface Authorization {
  readonly kind: "query" | "mutation";
  /** Open procedures belong to no community; the others see the one that the address names and no other. */
  readonly line: "open" | "tenant";
  readonly who: Who;
  /** For whom one acts, where a rule judges a resident: oneself, or at the desk of a clerk somebody else as well. */
  readonly subject?: "self" | "selfOrDesk";
  readonly object?: Target;
  /** Names of fields; nested ones by their path, lists left out, `.*` for any name. */
  readonly fields: readonly string[];
}

const open = (kind: Authorization["kind"]) => ({ kind, line: "open" }) as const;
const query = (who: Who) => ({ kind: "query", line: "tenant", who }) as const;
const mutation = (who: Who) => ({ kind: "mutation", line: "tenant", who }) as const;
const one = (of: Thing, absent: Target["absent"] = "not-found") => ({ of, absent }) as const;
const own = (of: Thing) => ({ of, whose: "author", absent: "not-found" }) as const;

const community = ["slug", "name", "subdistrict", "district", "phone", "windowPlace"];
const session = ["token", "expiresAt"];

const accounts = {
  "accounts.signIn": { ...open("mutation"), who: "anyone", fields: session },
  "accounts.signOut": { ...open("mutation"), who: "signedIn", fields: [] },
  "accounts.me": { ...open("query"), who: "anyone", fields: ["name"] },
  // Who holds a slip's code may use it, once: the code is the right itself.
  "accounts.redeem": {
    ...open("mutation"),
    who: "anyone",
    object: one("slip", "slip-unknown"),
    fields: ["slug", ...session],
  },
  "accounts.join": {
    ...open("mutation"),
    who: "signedIn",
    object: one("slip", "slip-unknown"),
    fields: ["slug"],
  },
  "accounts.personas": { ...open("query"), who: "anyone", fields: ["name", "slug", "signInName", "role"] },
  "accounts.signInAs": { ...open("mutation"), who: "anyone", fields: session },
  "communities.all": { ...open("query"), who: "anyone", fields: community },
} as const satisfies Record<string, Authorization>;

const membership = {
  "communities.current": {
    ...query("anyone"),
    fields: [
      ...under("community", ...community),
      ...under("asker", "name", "onRoll", "posts"),
      "signedIn",
      "now",
    ],
  },
  "membership.figures": {
    ...query("anyone"),
    fields: ["residents", "ofVotingAge", "households", "buildings"],
  },
  "membership.posts": { ...query("anyone"), fields: ["name", "post", "fromAt", "untilAt"] },
  "membership.charter": {
    ...query("anyone"),
    fields: ["version", "text", "lang", "appBallotsCount", "adoptedOn", "resolution"],
  },
  "membership.readRoll": {
    ...mutation("roll.import"),
    fields: [
      ...["importId", "fileName", "ignored", "added", "removed", "unchanged", "households", "buildings"],
      ...under("first", "building", "stairwell", "door", "name", "born"),
      ...under("problems", "row", "column", "code", "found"),
      "unreadable",
    ],
  },
  "membership.importRoll": {
    ...mutation("roll.import"),
    // Who was shown what importing would do says yes to it, and nobody else does.
    object: { of: "import", whose: "reader", absent: "not-found" },
    fields: ["added", "removed", "unchanged"],
  },
  "membership.findResidents": {
    ...query("roll.search"),
    fields: [
      ...["residentId", "householdId", "name", "born", "building", "stairwell", "door", "memberId"],
      "hasAccount",
    ],
  },
  "membership.resident": {
    ...query("desk.actFor"),
    object: one("resident"),
    fields: ["residentId", "name", "building", "stairwell", "door"],
  },
  "membership.issueSlip": {
    ...mutation("slips.issue"),
    object: one("resident"),
    fields: ["name", "building", "stairwell", "door", "code", "expiresAt"],
  },
  "membership.appoint": { ...mutation("posts.appoint"), object: one("resident"), fields: ["postId"] },
  "membership.adoptCharter": { ...mutation("charter.adopt"), fields: ["version"] },
} as const satisfies Record<string, Authorization>;

const proposals = {
  "home.awaiting": {
    ...query("member"),
    fields: ["what", "by", "proposalId", "year", "number", "title", "lang", "motionId", "stage"],
  },
  "proposals.list": {
    ...query("anyone"),
    fields: [...under("proposals", ...listedFields), ...under("next", "openedAt", "proposalId")],
  },
  "proposals.byNumber": { ...query("anyone"), object: one("proposalNumber"), fields: proposalFields },
  "proposals.drafts": {
    ...query("member"),
    fields: ["proposalId", "status", "title", "lang", "changedAt"],
  },
  "proposals.draft": {
    ...query("member"),
    object: own("draft"),
    fields: [
      ...["proposalId", "status", "authorNamed", "year", "number"],
      ...under("words", "title", "problem", "wish", "touches", "cost", "lang"),
      ...under("returned", "version", "ground", "reason", "at"),
    ],
  },
  "proposals.write": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["proposalId", "version"],
  },
  "proposals.open": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: own("draft"),
    fields: ["year", "number"],
  },
  "proposals.cosponsor": {
    ...mutation("member"),
    subject: "selfOrDesk",
    object: one("proposal"),
    fields: ["cosponsors", "status"],
  },
  "proposals.review": { ...mutation("proposals.review"), object: one("proposal"), fields: ["status"] },
  "proposals.withdraw": { ...mutation("member"), subject: "self", object: own("draft"), fields: ["status"] },
} as const satisfies Record<string, Authorization>;

const motions = {
  "motions.draft": {
    ...mutation("motions.draft"),
    object: one("proposal"),
    fields: ["motionId", "version"],
  },
  "motions.recordPriorStudy": {
    ...mutation("motions.recordPriorStudy"),
    object: one("motion"),
    fields: ["motionId"],
  },
  "motions.scheduling": {
    ...query("motions.schedule"),
    object: one("motion"),
    fields: [
      ...["earliest", "noticeDays", "seats", "quorumNeeded", "appBallotsCount"],
      ...under("windowDays", "min", "max"),
    ],
  },
  "motions.schedule": { ...mutation("motions.schedule"), object: one("motion"), fields: ["seats"] },
  "resolutions.publish": {
    ...mutation("resolutions.publish"),
    object: one("motion"),
    fields: ["year", "number"],
  },
  "resolutions.plan": {
    ...mutation("resolutions.carryOut"),
    object: one("motion"),
    fields: ["milestones"],
  },
  "resolutions.complete": {
    ...mutation("resolutions.carryOut"),
    object: one("milestone"),
    fields: ["ordinal"],
  },
} as const satisfies Record<string, Authorization>;

const ballots = {
  // When and how a seat's ballot was given; what it says is not among it.
  "ballots.seat": {
    ...query("member"),
    object: { of: "motion", whose: "elector", absent: "nothing" },
    fields: ["seat", "kind", "building", "recused", ...under("given", "at", "channel", "binding")],
  },
  "ballots.cast": {
    ...mutation("signedIn"),
    object: { of: "motion", whose: "elector", absent: "no-seat" },
    fields: ["at", "seat"],
  },
  "ballots.atDoor": {
    ...query("ballots.transcribe"),
    object: one("motion", "nothing"),
    fields: [
      ...under("seats", "seat", "kind", "names", "givenAt", "givenThrough", "readAt", "read"),
      ...under("waiting", "seat", "building", "stairwell", "door", "at"),
    ],
  },
  "ballots.transcribe": {
    ...mutation("ballots.transcribe"),
    object: one("motion", "no-seat"),
    fields: ["answer"],
  },
  "ballots.sheets": {
    ...query("ballots.count"),
    object: one("motion", "nothing"),
    fields: [...under("mine", "desk", "homeBox", "meeting"), "others"],
  },
  "ballots.count": { ...mutation("ballots.count"), object: one("motion"), fields: ["result"] },
} as const satisfies Record<string, Authorization>;

/** One row for each procedure. The matrix that proves them is generated from these rows (authorization.test.ts). */
export const authorization = {
  ...accounts,
  ...membership,
  ...proposals,
  ...motions,
  ...ballots,
} as const satisfies Record<string, Authorization>;

export type ProcedurePath = keyof typeof authorization;

/** The row of a procedure, in the form that they all have. */
export function rowOf(path: ProcedurePath): Authorization {
  return authorization[path];
}
