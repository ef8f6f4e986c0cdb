/** Who votes, in words. */
import { meanings, type Electorate } from "@yishi/domain/electorates";
import { m } from "#lib/paraglide/messages.js";

/** The words in which an electorate is counted: owners by heads, members by members, households by households. */
export type Counted = "household" | "groupHousehold" | "person" | "groupPerson" | "member" | "owner";

/** What the sentences about the roll of an electorate count. */
export function unitOf(electorate: Electorate): Counted {
  return electorate === "representative" || electorate === "committee" ? "member" : electorate;
}

/** Who votes over a motion: 居民会议，每户一票; 5号楼的业主，看人数，也看面积. */
export function whoWords(motion: { readonly electorate: Electorate; readonly scope: string | null }): string {
  const { electorate, scope } = motion;
  if (scope === null)
    return m[`deciders.who.${electorate === "owner" ? "ownerAll" : electorate}`]({ scope: "" });
  return m[`deciders.who.${electorate}`]({ scope });
}

/** Whose ballot it is, at its head: a household's, a person's, a member's, an owner's. */
export function ballotOf(electorate: Electorate): "household" | "person" | "owner" {
  return electorate === "owner" ? "owner" : meanings[electorate].unit;
}
