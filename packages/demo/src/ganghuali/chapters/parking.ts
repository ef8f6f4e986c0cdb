import { doorsOf } from "../../roll/roll.ts";
import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { ganghuali } from "../estate.ts";
import { ask, type Asked } from "../motions.ts";
import { follow } from "../proposals.ts";
import { follow as followVote, type Paper } from "../votes.ts";

/** The owners of building 1: of the heads enough were for it, 68 of 90; of the area that took part not, and both are needed. */
export function parking(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "王永强",
    firstYes: "ownersBusiness",
    written: {
      title: "1号楼南侧的草地改成三个车位",
      problem: "1号楼晚上没有地方停车。南侧的草地踩秃了，下雨都是泥。",
      wish: "把南侧的草地铺上砖，画三个车位，先到先停。",
      touches: "1号楼的业主，南侧一楼的住户",
      cost: "约9800元",
    },
  });
  const motion = ask(
    teller,
    proposal,
    {
      question: "1号楼南侧的草地改成三个车位，花9800元，您同意吗？",
      text: "1号楼南侧的草地铺透水砖，画三个车位，先到先停，不收钱。\n离一楼窗户三米以内不铺，种一排冬青。",
      costYuan: 9800,
      moneySource: "1号楼的公共收益",
      carriedOutBy: "张慧（居委会委员）",
      doneInDays: 60,
      ifRejected: "草地照旧，春天补种。",
    },
    { electorate: "owner", scope: "1", special: true },
  );
  const vote = followVote(teller, motion, { seed: 1, for: 0, against: 0, abstain: 0, invalid: 0 });
  const papers = async () => {
    const [smaller, middle, larger] = await seatsBySize(teller, motion);
    return {
      yes: [...smaller.slice(0, 34), ...middle.slice(0, 34)].map((seat): Paper => ({ seat, choice: "for" })),
      no: larger.slice(0, 22).map((seat): Paper => ({ seat, choice: "against" })),
    };
  };
  return {
    title: "1号楼的草地和车位",
    english: "Grass or parking at building 1",
    scenes: [
      on(54, "11:13", () => proposal.open()),
      on(53, "09:23", () => proposal.supportAtDesk(9)),
      on(53, "19:33", () => proposal.support("周敏")),
      on(50, "09:13", () => proposal.review("刘建军", "admit")),
      on(49, "10:33", () => proposal.review("李秀英", "admit")),
      on(46, "14:13", () => motion.draft()),
      on(45, "09:33", () => motion.announce({ opensDaysAgo: 28, closesDaysAgo: 26, closesAt: "18:00" })),
      on(28, "16:13", async () => vote.these("desk", (await papers()).yes)),
      on(27, "16:23", async () => vote.these("homeBox", (await papers()).no)),
      on(25, "09:43", () => vote.count()),
      on(25, "15:23", () => motion.publish()),
    ],
  };
}

type Seats = readonly number[];

/** The seats behind the doors of building 1, by how large the flat is, without those of whoever owns several or works at the table. */
async function seatsBySize(teller: Teller, motion: Asked): Promise<readonly [Seats, Seats, Seats]> {
  const clerk = await teller.as("周敏");
  const own = await clerk.ballots.seat({ motionId: motion.id() });
  const at = new Map<string, number[]>();
  const times = new Map<number, number>();
  for (const door of ganghuali.buildings.filter(({ building }) => building === "1").flatMap(doorsOf)) {
    const { seats } = await clerk.ballots.atDoor({ motionId: motion.id(), ...door });
    const flat = door.door.slice(-1);
    for (const { seat } of seats) {
      at.set(flat, [...(at.get(flat) ?? []), seat]);
      times.set(seat, (times.get(seat) ?? 0) + 1);
    }
  }
  const alone = (flat: string) =>
    (at.get(flat) ?? []).filter((seat) => times.get(seat) === 1 && seat !== own?.seat);
  return [alone("2"), alone("1"), alone("3")];
}
