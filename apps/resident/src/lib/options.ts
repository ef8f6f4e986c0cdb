/** The options of a question, and what was chosen of them, in words. */
import type { ProposalView } from "@yishi/api/proposal-view";
import { byHands, placesIn } from "@yishi/domain/ballots";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";

type Motion = NonNullable<ProposalView["motion"]>;
type Option = Motion["options"][number];

/** What an option says beside its name, and what it costs. */
export function optionMore({ sentence, costYuan, text }: Option): readonly string[] {
  const cost =
    costYuan === null
      ? []
      : [costYuan === 0 ? m["options.free"]() : m["options.yuan"]({ yuan: count(costYuan) })];
  return [...(sentence === null ? [] : [sentence]), ...(text === undefined ? [] : [text]), ...cost];
}

/** The name of an option, by its place from 1. */
export function optionName({ options }: Pick<Motion, "options">, place: number): string {
  return options[place - 1]?.name ?? m["options.nth"]({ at: place });
}

/** What was chosen: 赞成; 早上六点; 早上六点、晚上八点. */
export function choiceWords(motion: Pick<Motion, "options">, choice: string): string {
  const names = placesIn(choice).map((place) => optionName(motion, place));
  return names.length > 0 ? namesWords(names) : (say(`choice.${choice}`) ?? choice);
}

/** The same on the named list, on which a seat may stand that raised a hand. */
export function namedWords(motion: Pick<Motion, "options">, kept: string): string {
  const choice = kept.trim();
  return choice === byHands ? m["recounts.named.hands"]() : choiceWords(motion, choice);
}

/** Names one after the other. */
export function namesWords(names: readonly string[]): string {
  return names.join(m["options.and"]());
}
