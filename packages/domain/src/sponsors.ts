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
  /** Whether the sponsor agreed to be named. */
  readonly named: boolean;
  readonly answeredAt: Instant | null;
}

export type SponsorFact =
  | Recorded<"sponsor.asked", { proposalId: string }>
  | Recorded<"sponsor.agreed", { proposalId: string; version: number; named: boolean }>
  | Recorded<"sponsor.declined", { proposalId: string }>
  | Recorded<"sponsor.carried", { proposalId: string; version: number }>
  | Recorded<"sponsor.nameShown", { proposalId: string; named: boolean }>;

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
  asked: { readonly version: number; readonly current: number; readonly named: boolean },
  standing: Standing,
): SponsorFact | Refusal {
  const refusal = notAsked(sponsorship, standing);
  if (refusal) return refusal;
  if (asked.version !== asked.current) return refuse("sponsor-read-other-words");
  const { proposalId, sponsorId } = sponsorship;
  const { version, named } = asked;
  return record(standing, "sponsor.agreed", sponsorId, { proposalId, version, named });
}

/** Who was asked says no, or takes a yes back before the proposal is public. No reason is asked for. */
export function decline(sponsorship: Sponsorship, standing: Standing): SponsorFact | Refusal {
  const { proposalId, sponsorId } = sponsorship;
  return notAsked(sponsorship, standing) ?? record(standing, "sponsor.declined", sponsorId, { proposalId });
}

/** Whether a yes holds for what would become public now: the very words, and no file that was added after it. */
export function holds(
  sponsorship: Sponsorship | null,
  now: { readonly version: number; readonly lastFileAt: Instant | null },
): boolean {
  if (sponsorship?.state !== "agreed" || !sponsorship.answeredAt) return false;
  return (
    sponsorship.version === now.version && (!now.lastFileAt || now.lastFileAt <= sponsorship.answeredAt)
  );
}

/** Why somebody under the voting age may not open their draft yet; whoever has come of age meanwhile needs nobody. */
export function notSponsored(
  sponsorship: Sponsorship | null,
  now: { readonly underAge: boolean; readonly version: number; readonly lastFileAt: Instant | null },
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
export function showName(sponsorship: Sponsorship, named: boolean, standing: Standing): SponsorFact | Refusal {
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
      ...{ version: null, named: false, answeredAt: null },
    };
  if (!sponsorship) throw new TypeError("a sponsor is asked first");
  switch (fact.kind) {
    case "sponsor.agreed": {
      const { version, named } = fact.body;
      return { ...sponsorship, state: "agreed", version, named, answeredAt: fact.at };
    }
    case "sponsor.declined":
      return { ...sponsorship, state: "declined", version: null, named: false, answeredAt: fact.at };
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
