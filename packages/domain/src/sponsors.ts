import type { Instant } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** Where it stands that a grown neighbour proposes together with somebody under the voting age. */
export const sponsorStates = ["asked", "agreed", "declined", "carried"] as const;
export type SponsorState = (typeof sponsorStates)[number];

/** Who was asked to propose together with an author, for which version of the words, and what they said. */
export interface Sponsorship {
  readonly proposalId: string;
  readonly authorId: string;
  readonly sponsorId: string;
  readonly state: SponsorState;
  /** The version of the words that was agreed to. */
  readonly version: number | null;
  /** The files that hung on it then: each of them was seen. */
  readonly fileIds: readonly string[];
  /** Whether the sponsor agreed to be named. */
  readonly named: boolean;
  readonly answeredAt: Instant | null;
}

export type SponsorFact =
  | Recorded<"sponsor.asked", { proposalId: string }>
  | Recorded<
      "sponsor.agreed",
      { proposalId: string; version: number; fileIds: readonly string[]; named: boolean }
    >
  | Recorded<"sponsor.declined", { proposalId: string }>
  | Recorded<"sponsor.carried", { proposalId: string; version: number }>
  | Recorded<"sponsor.nameShown", { proposalId: string; named: boolean }>;

/** What would become public: the version of the words, and the files that hang on them. */
export interface Shown {
  readonly version: number;
  readonly fileIds: readonly string[];
}

/** An author under the voting age asks one neighbour who has it; who was asked before and has not agreed is asked no more. */
export function ask(
  before: Sponsorship | null,
  asked: {
    readonly proposalId: string;
    readonly sponsorId: string;
    readonly underAge: boolean;
    readonly draft: boolean;
  },
  standing: Standing,
): SponsorFact | Refusal {
  const { proposalId, sponsorId } = asked;
  if (!asked.underAge) return refuse("sponsor-not-needed");
  if (!asked.draft || before?.state === "carried") return refuse("sponsor-only-for-drafts");
  if (sponsorId === standing.subjectId) return refuse("sponsor-is-another");
  return record(standing, "sponsor.asked", sponsorId, { proposalId });
}

/** Who was asked says yes, to these words and no others, and whether their name is shown. */
export function agree(
  sponsorship: Sponsorship,
  asked: { readonly read: Shown; readonly now: Shown; readonly named: boolean },
  standing: Standing,
): SponsorFact | Refusal {
  const refusal = notAsked(sponsorship, standing);
  if (refusal) return refusal;
  const { read, now, named } = asked;
  if (!covers(read, now)) return refuse("sponsor-read-other-words");
  const { proposalId, sponsorId } = sponsorship;
  const { version, fileIds } = now;
  return record(standing, "sponsor.agreed", sponsorId, { proposalId, version, fileIds, named });
}

/** Who was asked says no, or takes a yes back before the proposal is public. No reason is asked for. */
export function decline(sponsorship: Sponsorship, standing: Standing): SponsorFact | Refusal {
  const { proposalId, sponsorId } = sponsorship;
  return notAsked(sponsorship, standing) ?? record(standing, "sponsor.declined", sponsorId, { proposalId });
}

/** Whether a yes holds for what would become public now: the very words, and no file that was not seen. */
export function holds(sponsorship: Sponsorship | null, now: Shown): boolean {
  if (sponsorship?.state !== "agreed" || sponsorship.version === null) return false;
  return covers({ version: sponsorship.version, fileIds: sponsorship.fileIds }, now);
}

function covers(read: Shown, now: Shown): boolean {
  return read.version === now.version && now.fileIds.every((fileId) => read.fileIds.includes(fileId));
}

/** Why somebody under the voting age may not open their draft yet; whoever has come of age meanwhile needs nobody. */
export function notSponsored(
  sponsorship: Sponsorship | null,
  now: Shown & { readonly underAge: boolean },
): Refusal | null {
  if (!now.underAge || holds(sponsorship, now)) return null;
  return refuse(sponsorship?.state === "agreed" ? "sponsor-read-other-words" : "sponsor-needed");
}

/** The draft is opened with this yes. */
export function carry(
  { proposalId, sponsorId }: Sponsorship,
  version: number,
  standing: Standing,
): SponsorFact {
  return record(standing, "sponsor.carried", sponsorId, { proposalId, version });
}

/** The sponsor shows their name or takes it back, at any time (个人信息保护法 15). */
export function showName(
  sponsorship: Sponsorship,
  named: boolean,
  standing: Standing,
): SponsorFact | Refusal {
  const { proposalId, sponsorId } = sponsorship;
  if (standing.subjectId !== sponsorId) return refuse("only-the-sponsor");
  return record(standing, "sponsor.nameShown", sponsorId, { proposalId, named });
}

/** The sponsorship after a fact. */
export function apply(sponsorship: Sponsorship | null, fact: SponsorFact): Sponsorship {
  const { proposalId } = fact.body;
  if (fact.kind === "sponsor.asked")
    return {
      ...{ proposalId, authorId: fact.subjectId ?? "", sponsorId: fact.objectId, state: "asked" },
      ...{ version: null, fileIds: [], named: false, answeredAt: null },
    };
  if (!sponsorship) throw new TypeError("a sponsor is asked first");
  switch (fact.kind) {
    case "sponsor.agreed": {
      const { version, fileIds, named } = fact.body;
      return { ...sponsorship, state: "agreed", version, fileIds, named, answeredAt: fact.at };
    }
    case "sponsor.declined":
      return {
        ...{ ...sponsorship, state: "declined", version: null, fileIds: [], named: false },
        answeredAt: fact.at,
      };
    case "sponsor.carried":
      return { ...sponsorship, state: "carried", version: fact.body.version };
    case "sponsor.nameShown":
      return { ...sponsorship, named: fact.body.named };
  }
}

function notAsked({ sponsorId, state }: Sponsorship, standing: Standing): Refusal | null {
  if (standing.subjectId !== sponsorId) return refuse("only-the-sponsor");
  return state === "asked" || state === "agreed" ? null : refuse("sponsor-already-answered");
}
