import { deciderOf, type Body, type Opening } from "./deciders.ts";
import { refuse, type Refusal } from "./outcome.ts";
import type { RuleKey } from "./rulebook/keys.ts";
import { meets, needed, type Share } from "./shares.ts";

/**
 * Who votes. A residents' meeting by households or by persons, the residents of one group likewise, the representatives'
 * meeting, the committee, or the owners, of whom each head counts once and with all its area (Civil Code 278).
 */
export const electorates = [
  "household",
  "person",
  "groupHousehold",
  "groupPerson",
  "representative",
  "committee",
  "owner",
] as const;
export type Electorate = (typeof electorates)[number];

/** What is counted in words: households, or people. */
export type Unit = "household" | "person";

interface Meaning {
  readonly unit: Unit;
  /** The one body that decides by this electorate. */
  readonly body: Body;
  readonly quorum: RuleKey;
  readonly majority: RuleKey;
  readonly notice: RuleKey;
  readonly window: RuleKey;
  /** Whether the Party organisation studies it first: what goes to a meeting of residents or of their representatives. */
  readonly studied: boolean;
}

const residents = {
  body: "residentsMeeting",
  majority: "meeting.residents.majority",
  notice: "meeting.residents.noticeDays",
  window: "vote.windowDays",
  studied: true,
} as const;
const group = {
  body: "group",
  majority: "meeting.group.majority",
  notice: "meeting.residents.noticeDays",
  window: "meeting.windowDays",
  studied: false,
} as const;

/** Each electorate, and the rules that its votes go by. */
export const meanings = {
  household: { ...residents, unit: "household", quorum: "meeting.residents.quorum.households" },
  person: { ...residents, unit: "person", quorum: "meeting.residents.quorum.persons" },
  groupHousehold: { ...group, unit: "household", quorum: "meeting.group.quorum.households" },
  groupPerson: { ...group, unit: "person", quorum: "meeting.group.quorum.persons" },
  representative: {
    ...{ unit: "person", body: "representativesMeeting", studied: true },
    ...{ quorum: "meeting.reps.quorum", majority: "meeting.reps.majority" },
    ...{ notice: "meeting.residents.noticeDays", window: "meeting.windowDays" },
  },
  committee: {
    ...{ unit: "person", body: "committee", studied: false },
    ...{ quorum: "committee.quorum", majority: "committee.majority" },
    ...{ notice: "committee.noticeDays", window: "meeting.windowDays" },
  },
  owner: {
    ...{ unit: "person", body: "owners", studied: false },
    ...{ quorum: "owners.participation", majority: "owners.ordinary" },
    ...{ notice: "owners.noticeDays", window: "vote.windowDays" },
  },
} as const satisfies Record<Electorate, Meaning>;

/** By which rule a vote passes: owners ask more of themselves over the matters that the law names (Civil Code 278: 3/4). */
export function majorityRule(
  electorate: Electorate,
  special: boolean | null,
): (typeof meanings)[Electorate]["majority"] | "owners.special" {
  return special ? "owners.special" : meanings[electorate].majority;
}

/** Whether an electorate is a part of the community: one group, or the owners of one building, or all owners. */
export function scopeOf(electorate: Electorate): "group" | "building" | null {
  if (electorate === "groupHousehold" || electorate === "groupPerson") return "group";
  return electorate === "owner" ? "building" : null;
}

/**
 * Who may be asked over a proposal: the body that decides it, and over what owners own the residents' meeting as well,
 * which then gives its opinion alone. Where the residents' meeting decides, a further motion may put to the owners the
 * part that touches what they own together; the first one never. Other bodies decide what is theirs alone, in one motion.
 */
export function electoratesFor(proposal: {
  readonly firstYes: Opening | null;
  /** Which of its motions it is. */
  readonly ordinal?: number;
}): readonly Electorate[] {
  const { body } = deciderOf(proposal);
  const further = (proposal.ordinal ?? 1) > 1;
  const both: readonly Body[] = ["owners", "residentsMeeting"];
  const asked = both.includes(body) ? (further || body === "owners" ? both : [body]) : further ? [] : [body];
  return electorates.filter((electorate) => asked.includes(meanings[electorate].body));
}

/** Whether a vote only asks an opinion: over what owners own, they alone decide (Civil Code 278). */
export function isAdvisory(proposal: {
  readonly firstYes: Opening | null;
  readonly electorate: Electorate | null;
}): boolean {
  const { electorate } = proposal;
  return deciderOf(proposal).body === "owners" && electorate !== null && electorate !== "owner";
}

/**
 * Why a representatives' meeting is none yet: at least `meeting.reps.share` of it are representatives, the rest is the
 * committee. Where there is no representative at all there is no such meeting either, which is said elsewhere.
 */
export function tooFewRepresentatives(
  meeting: { readonly representatives: number; readonly all: number },
  share: Share,
): Refusal | null {
  const { representatives, all } = meeting;
  if (representatives === 0 || meets(share, representatives, all)) return null;
  const { num, den } = share;
  return refuse("representatives-under-share", {
    representatives,
    all,
    needed: needed(share, all),
    num,
    den,
  });
}

/**
 * Whether the Party organisation has to study a motion before it is announced: what goes to a meeting of residents or of
 * their representatives (`meeting.priorStudy.required`).
 */
export function isStudied(electorate: Electorate | null): boolean {
  return electorate === null || meanings[electorate].studied;
}
