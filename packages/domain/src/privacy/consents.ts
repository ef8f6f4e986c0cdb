import type { Recorded } from "../facts.ts";

/** For what a resident may agree to be named, and take it back at any time (个人信息保护法 14, 15, 25). */
export const namePurposes = ["authorName", "cosponsorName", "sponsorName"] as const;
/** And what they agree to with each thing they say of a proposal: that it is shown, and their name beside it. */
export const viewPurposes = ["viewPublic", "viewName"] as const;
export const consentPurposes = [...namePurposes, ...viewPurposes] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** The version of the words with which the question is put; a change of them is a new version. */
export const consentWords = "2026-1";

/** The name that a co-sponsor shows or takes back. It is a fact of the resident, not of the proposal. */
export type ConsentFact = Recorded<
  "consent.given" | "consent.withdrawn",
  { purpose: (typeof namePurposes)[number]; proposalId: string }
>;

/** Whether a choice changes what the ledger says last; what was never given need not be taken back. */
export function changesLedger(last: boolean | null, given: boolean): boolean {
  return (last ?? false) !== given;
}
