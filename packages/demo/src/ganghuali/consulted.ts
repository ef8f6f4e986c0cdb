import { on, type Scene } from "../telling/scenes.ts";
import { newKey, type Teller } from "../telling/teller.ts";
import { consult, type Words } from "./experts.ts";
import { neighbours, residentNamed } from "./neighbours.ts";
import type { Followed } from "./proposals.ts";

const opinion: Words = {
  facts: "看了11号楼东侧。离墙六米，离燃气调压箱十一米，地面平，消防车进得来。",
  advice: [
    "棚顶和隔板用不燃的材料。",
    "每个插座单独跳闸，充满自己断电。",
    "棚里放两具灭火器，装烟感，接到值班室。",
  ],
  risk: "大约四万六千元。用了可燃的彩钢板，烧起来五分钟就过火。",
  unknown: "地下电缆的走向没有图，我不知道。开挖以前要请供电的人看。",
};
const dissent: Words = {
  facts: "同去看过。六米是从棚边量的，从最近的阳台量是五米二。",
  advice: ["往东再退两米，离阳台七米以上。"],
  risk: "多挖两米沟，多花约一千五百元。",
  unknown: "退两米以后挡不挡垃圾车，我不知道。",
};

/** The shed: heard, with a dissent, and answered, before its two questions are put. */
export function aboutTheShed(teller: Teller, proposal: Followed): readonly Scene[] {
  const experts = consult(teller, proposal);
  const took = "申报没有冲突，我们知道的也没有。";
  return [
    on(35, "09:17", () =>
      experts.request({
        question: "棚子建在11号楼东侧，离墙六米，防火够不够？",
        why: "充电会着火，要懂消防的人先看。",
        ...{ fields: ["fire", "electricity"], hazards: ["fire"], buildings: ["11"] },
      }),
    ),
    on(35, "10:37", () =>
      experts.choose(["高德胜", "周启明", "陈淑芬"], "棚子要看结构，花钱要看账，所以请了这两位。"),
    ),
    on(35, "16:07", () => experts.declare("高德胜")),
    on(34, "09:27", () => experts.declare("周启明")),
    on(34, "10:17", () => experts.declare("陈淑芬", { publicStand: "unknown" })),
    on(34, "15:37", async () => {
      for (const name of ["高德胜", "周启明", "陈淑芬"]) await experts.decide(name, true, took);
    }),
    on(32, "10:07", () => experts.file("高德胜", "opinion", opinion)),
    on(32, "15:27", () => experts.sign("陈淑芬")),
    on(31, "09:47", () => experts.file("周启明", "dissent", dissent)),
    on(29, "11:07", () =>
      experts.respond([
        ["adopted", "写进表决稿：用不燃的材料。"],
        ["adopted", "写进表决稿，报价单里单列。"],
        ["partly", "灭火器和烟感都装。值班室夜里没有人，先接到物业的电话。"],
        ["partly", "退一米，再退就挡垃圾车。离阳台六米二。"],
      ]),
    ),
  ];
}

/** The lift: one expert stepped back, for kin of his live there; the panel is not complete yet. */
export function aboutTheLift(teller: Teller, proposal: Followed): readonly Scene[] {
  const experts = consult(teller, proposal);
  const kin = async () => {
    const clerk = await teller.as("周敏");
    const residentId = await residentNamed(clerk, "王建民");
    const [otherId = ""] = await neighbours(clerk, { building: "5", count: 1, today: teller.today });
    const chair = await teller.as("赵丽娜");
    await chair.kinships.declare({ key: newKey(), residentId, otherId, relation: "sibling" });
  };
  return [
    on(5, "09:17", () =>
      experts.request({
        question: "5号楼的墙和基础，加装电梯行不行？",
        why: "动结构的事，要懂结构的人先看。",
        ...{ fields: ["structure"], hazards: ["structure"], buildings: ["5"] },
      }),
    ),
    on(5, "10:47", () =>
      experts.choose(["王建民", "周启明", "陈淑芬"], "要看结构，也要看钱，还要有住得远的，先请这三位。"),
    ),
    on(5, "16:37", kin),
    on(4, "09:37", () => experts.declare("王建民", { kin: "yes" })),
    on(4, "11:27", () => experts.declare("周启明")),
    on(4, "14:17", () => experts.decline("陈淑芬")),
    on(3, "10:37", async () => {
      await experts.decide("王建民", false, "近亲属住5号楼，回避。");
      await experts.decide("周启明", true, "申报没有冲突，我们知道的也没有。");
    }),
  ];
}
