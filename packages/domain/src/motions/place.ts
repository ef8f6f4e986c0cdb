import { dayOf, type Instant } from "../calendar.ts";
import type { Electorate } from "../electorates.ts";
import { notElectorBecause, type Candidate, type ElectorRules } from "../roll/residence.ts";

/** Why somebody is not on a frozen roll; `unknown` is that they seem to belong there: then they say so. */
export const absences = [
  "struck",
  "noPost",
  "noUnit",
  "otherGroup",
  "under-voting-age",
  "residence-too-short",
  "unknown",
] as const;
export type Absence = (typeof absences)[number];

/** Why a resident has no seat in a vote, by what was asked of those on its roll on the day on which it was frozen. */
export function absentBecause(
  motion: { readonly electorate: Electorate; readonly scope: string | null; readonly noticedAt: Instant },
  resident: Candidate & { readonly struck: boolean; readonly group: string | null; readonly owns: boolean },
  rules: ElectorRules,
): Absence {
  const { electorate, scope, noticedAt } = motion;
  if (resident.struck) return "struck";
  if (electorate === "owner") return resident.owns ? "unknown" : "noUnit";
  if (electorate === "representative" || electorate === "committee") return "noPost";
  const no = notElectorBecause(resident, dayOf(noticedAt), rules);
  if (no) return no;
  return scope !== null && resident.group !== scope ? "otherGroup" : "unknown";
}
