import type { Tx } from "@yishi/db/client";
import { dayOf } from "@yishi/domain/calendar";
import { electorLine, type ElectorLine, type ElectorRules } from "@yishi/domain/roll/residence";
import { setting } from "@yishi/domain/rulebook";
import { rulesOf, votingAge } from "./rules.ts";

/** By what one counts among those of voting age here: the law's age, and the months of living here that the community keeps. */
export async function electorRules(tx: Tx): Promise<ElectorRules> {
  return { votingAge, residenceMonths: setting(await rulesOf(tx), "voter.residenceMonths").integer };
}

/** The line, today, between those who count and those who do not. */
export async function electors(tx: Tx): Promise<ElectorLine> {
  return electorLine(dayOf(tx.now), await electorRules(tx));
}
