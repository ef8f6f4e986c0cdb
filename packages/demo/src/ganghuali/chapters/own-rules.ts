import { addDays } from "@yishi/domain/calendar";
import { on, type Chapter } from "../../telling/scenes.ts";
import { newKey, type Teller } from "../../telling/teller.ts";
import { covenants } from "../covenant.ts";

const [first, amended] = covenants;

/** What the residents' meeting gave itself on paper: a covenant, its amendment, and one rule stricter than the book's. */
export function ownRules(teller: Teller): Chapter {
  return {
    title: "居民公约，和一条改严的规则",
    english: "The covenant, and a rule made stricter",
    scenes: [
      on(161, "10:20", () => adopt(teller, first, 164, 161)),
      on(57, "15:10", () => adopt(teller, amended, 60, 57)),
      on(56, "09:40", () => flagEarlier(teller)),
    ],
  };
}

async function adopt(teller: Teller, text: string, adoptedDaysAgo: number, filedDaysAgo: number) {
  const secretary = await teller.as("韩雪梅");
  await secretary.charters.adopt({
    key: newKey(),
    document: "covenant",
    text,
    lang: "zh-CN",
    adoptedOn: teller.day(adoptedDaysAgo),
    resolution: "居民会议通过公约的决定（纸质会议记录）",
    filedOn: teller.day(filedDaysAgo),
  });
}

/** Steps of carrying out are flagged after five working days of lateness instead of ten; the fire lane keeps its ten. */
async function flagEarlier(teller: Teller) {
  const chair = await teller.as("赵丽娜");
  await chair.rules.change({
    key: newKey(),
    rule: "milestone.lateFlagWorkingDays",
    value: { kind: "workingDays", workingDays: 5 },
    effectiveFrom: addDays(teller.day(56), 10),
    adoptedOn: teller.day(60),
    resolution: "居民会议关于落实期限的决定（纸质会议记录）",
  });
}
