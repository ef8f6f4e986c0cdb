import type { RefusalCode } from "@yishi/domain/refusals";
import type { Act } from "@yishi/domain/roles";

/** Whom a procedure lets in: anyone, an account, a member of the community, or a member whose live post permits the act. */
export type Who = "anyone" | "signedIn" | "member" | Act;

/** What an input may point at. */
export type Thing =
  | "resident"
  | "household"
  | "import"
  | "ownerImport"
  | "proposal"
  | "proposalNumber"
  | "petition"
  | "petitionNumber"
  | "meeting"
  | "meetingNumber"
  | "correction"
  | "draft"
  | "file"
  | "draftFile"
  | "fileSubject"
  | "sponsored"
  | "minorDraft"
  | "motion"
  | "milestone"
  | "objection"
  | "recount"
  | "post"
  | "kinship"
  | "guest"
  | "contest"
  | "challenge"
  | "slip"
  | "printedSlip"
  | "slipBatch"
  | "recovery"
  | "recoverySlip"
  | "setupLink"
  | "view"
  | "question"
  | "wording"
  | "hiddenView"
  | "appeal"
  | "merger"
  | "expert"
  | "application"
  | "consultation"
  | "askedSeat"
  | "declaredSeat"
  | "sittingSeat"
  | "signingSeat";

/** The one object of a procedure. */
export interface Target {
  readonly of: Thing;
  /** Whom it answers to among those who were let in; everybody where nothing is said. */
  readonly whose?: "author" | "reader" | "elector" | "sponsor" | "minor" | "expert" | "expertOrDesk";
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
  /** Whether who is under the voting age acts here as a grown resident does; elsewhere the rules ask their age first. */
  readonly minors?: true;
  readonly object?: Target;
  /** Names of fields; nested ones by their path, lists left out, `.*` for any name. */
  readonly fields: readonly string[];
}

export type Rows = Readonly<Record<string, Authorization>>;

/** The beginning of a row of no community. */
export const open = (kind: Authorization["kind"]) => ({ kind, line: "open" }) as const;
/** The beginning of a row that reads one community. */
export const query = (who: Who) => ({ kind: "query", line: "tenant", who }) as const;
/** For whoever lives here, grown or not. */
export const forMinorsToo = { minors: true } as const;
/** The beginning of a row that changes one community. */
export const mutation = (who: Who) => ({ kind: "mutation", line: "tenant", who }) as const;
/** An object that answers to everybody who was let in. */
export const one = (of: Thing, absent: Target["absent"] = "not-found") => ({ of, absent }) as const;
/** An object of which its author alone may know. */
export const own = (of: Thing) => ({ of, whose: "author", absent: "not-found" }) as const;
