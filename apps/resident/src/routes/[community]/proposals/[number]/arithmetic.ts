import type { ProposalView } from "@yishi/api/proposal-view";
import type { Figures } from "@yishi/api/motion-view";
import { citedWords } from "#lib/citations.ts";
import { areaUpWords, areaWords } from "#lib/areas.ts";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { namesWords, optionName } from "#lib/options.ts";
import { say } from "#lib/say.ts";
import { shareWords } from "#lib/shares.ts";

type Motion = NonNullable<ProposalView["motion"]>;
type Unit = Motion["unit"];
type Decided = NonNullable<Figures["options"]>;
type Share = Motion["shares"]["quorum"];

/** The threshold as it stands at the needle: 至少991 where the number itself is enough, 要多于506 where it is not. */
export function thresholdWords(figures: {
  readonly share: Share;
  readonly needed: number;
  readonly portion: number | null;
}): string {
  const { share, needed, portion } = figures;
  return share.cmp === "moreThan" && portion !== null
    ? m["result.moreThan"]({ count: count(portion) })
    : m["result.atLeast"]({ count: count(needed) });
}

/** Whether enough took part, with every number in it. */
export function quorumWords(quorum: Figures["quorum"], unit: Unit): string {
  const figures = {
    base: count(quorum.base),
    share: shareWords(quorum.share),
    needed: count(quorum.needed),
    present: count(quorum.present),
  };
  return quorum.met ? m[`result.quorumMet.${unit}`](figures) : m[`result.quorumMissed.${unit}`](figures);
}

/** Whether enough of those present were for it, with every number in it. */
export function majorityWords(majority: NonNullable<Figures["majority"]>, unit: Unit): string {
  const figures = {
    present: count(majority.present),
    portion: majority.portion === null ? "" : count(majority.portion),
    needed: count(majority.needed),
    for: count(majority.for),
    share: shareWords(majority.share),
  };
  const { cmp, num, den } = majority.share;
  const even = cmp === "moreThan" && num === 1 && den === 2 && majority.portion !== null;
  const result = majority.passed ? "passed" : "failed";
  return even ? m[`result.maj.${result}.${unit}`](figures) : m[`result.majOdd.${result}.${unit}`](figures);
}

/** Where a threshold comes from, and how sure that is; what is the house's own rests on no law. */
export function cited(citation: Motion["citations"]["quorum"]): string {
  const mark = say(`provenance.${citation.provenance}`) ?? "";
  if (!citation.law) return m["result.citedMark"]({ mark });
  return m["result.cited"]({ cited: citedWords(citation), mark });
}

/** Of owners: whether enough heads were for it, which alone decides nothing yet. */
export function headsWords(majority: NonNullable<Figures["majority"]>): string {
  const figures = {
    present: count(majority.present),
    share: shareWords(majority.share),
    needed: count(majority.needed),
    for: count(majority.for),
  };
  return m[`result.headsMaj.${majority.passed ? "passed" : "failed"}`](figures);
}

/** The same of owners' area. */
export function areaQuorumWords(quorum: Figures["quorum"]): string {
  const figures = {
    base: areaWords(quorum.base),
    share: shareWords(quorum.share),
    needed: areaUpWords(quorum.needed),
    present: areaWords(quorum.present),
  };
  return m[`result.areaQuorum.${quorum.met ? "met" : "missed"}`](figures);
}

/** Whether enough of the area that took part was for it. */
export function areaMajorityWords(majority: NonNullable<Figures["majority"]>): string {
  const figures = {
    present: areaWords(majority.present),
    share: shareWords(majority.share),
    needed: areaUpWords(majority.needed),
    for: areaWords(majority.for),
  };
  return m[`result.areaMaj.${majority.passed ? "passed" : "failed"}`](figures);
}

/** By what a motion is decided: a yes by its share, and of several options the one with most where it has that share. */
export function ruleWords({
  form,
  electorate,
  shares,
}: Pick<Motion, "form" | "electorate" | "shares">): string {
  const share = shareWords(shares.majority);
  if (form === "yesNo")
    return m[electorate === "owner" ? "deciders.majorityOwner" : "deciders.majority"]({ share });
  return m[electorate === "owner" ? "options.ruleOwner" : "options.rule"]({ share });
}

/** Whether an option reached it, with every number in it. */
export function optionWords(decided: Decided, at: number, unit: Unit): string {
  const figures = {
    present: count(decided.present),
    share: shareWords(decided.share),
    needed: count(decided.needed),
    count: count(decided.options[at]?.count ?? 0),
  };
  return m[`options.result.${decided.options[at]?.reached === true ? "enough" : "less"}.${unit}`](figures);
}

/** The same of owners' area. */
export function optionAreaWords(decided: Decided, at: number): string {
  const figures = {
    present: areaWords(decided.present),
    share: shareWords(decided.share),
    needed: areaUpWords(decided.needed),
    count: areaWords(decided.options[at]?.count ?? 0),
  };
  return m[`options.result.area.${decided.options[at]?.reached === true ? "enough" : "less"}`](figures);
}

/** What came of the options: the one that was decided, those that tied, or that none reached it. */
export function decidedWords(motion: Pick<Motion, "options">, { winner, tied }: Decided): string {
  if (winner !== null) return m["options.result.decided"]({ name: optionName(motion, winner) });
  if (tied.length === 0) return m["options.result.none"]();
  const names = tied.map((place) => m["options.quoted"]({ name: optionName(motion, place) }));
  return m["options.result.tie"]({ names: namesWords(names) });
}
