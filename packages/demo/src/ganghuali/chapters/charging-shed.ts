import { on, type Chapter, type Scene } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { aboutTheShed } from "../consulted.ts";
import { ask, type Asked } from "../motions.ts";
import { follow, type Followed } from "../proposals.ts";
import { besides, discuss } from "../views.ts";
import { follow as followVote } from "../votes.ts";

/**
 * A shed in which electric bicycles are charged: talked over, looked at by somebody who knows of fires, with a dissent,
 * and answered. Two questions are being voted on: residents on the clause of the covenant, owners on the ground.
 */
export function chargingShed(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "刘洋",
    written: {
      title: "11号楼东侧建电动车充电棚，禁止飞线充电",
      problem: "11号楼有人从三楼拉线下来给电动车充电，夜里吓人。附近没有能充电的车棚。",
      wish: "在11号楼东侧的空地建一个充电棚。棚建好以后，公约写明不许飞线充电。",
      touches: "有电动车的人家，11号楼东侧一楼的住户",
      cost: "约58000元，消防的意见出来再细算",
    },
  });
  const talk = discuss(teller, proposal);
  const [clause, ground] = motionsOf(teller, proposal);
  const { author } = proposal;
  return {
    title: "电动车充电棚",
    english: "A shed for charging electric bicycles",
    scenes: [
      on(56, "18:50", () => proposal.open()),
      on(55, "10:50", () => proposal.supportAtDesk(8)),
      on(54, "20:10", () => proposal.support("陈志强", "高德胜")),
      on(50, "09:30", () => proposal.review("刘建军", "admit")),
      on(49, "10:20", () => proposal.review("李秀英", "admit")),
      on(47, "19:40", () =>
        talk.say("wires", "陈志强", "for", "线就从我家窗外垂下来，下雨天我都不敢开窗。有棚就不用拉线了。"),
      ),
      on(46, "10:00", () =>
        talk.tell(
          "near",
          "phone",
          besides(author, 4),
          "against",
          "棚离我家窗户只有几米。万一着火，先烧到我家。请离楼远一点。",
        ),
      ),
      on(44, "11:10", () => talk.say("distance", "石桂兰", "question", "棚和楼要隔多远？夜里有人看着吗？")),
      on(42, "15:35", () =>
        talk.tell(
          "price",
          "paper",
          besides(author, 6),
          "suggestion",
          "充一次多少钱要写明，不能比自家的电贵太多。",
        ),
      ),
      ...aboutTheShed(teller, proposal),
      ...put(clause, ground),
      ...voted(teller, clause, ground),
    ],
  };
}

/** What is put to whom: the covenant is the residents' own, and the ground is the owners'. */
function motionsOf(teller: Teller, proposal: Followed): readonly [clause: Asked, ground: Asked] {
  const clause = ask(teller, proposal, {
    question: "社区公约增加一条“电动车不得飞线充电”，您同意吗？",
    text: "社区公约增加一条：电动车不得从窗户拉线充电，也不得推进楼道充电。\n充电棚没有建好以前，先好好提醒。棚建好满一个月，再按公约办。",
    costYuan: 0,
    moneySource: "不用另外花钱",
    carriedOutBy: "白志刚（居委会委员）",
    doneInDays: 120,
    ifRejected: "公约不改，照旧逐户提醒。",
  });
  const ground = ask(
    teller,
    proposal,
    {
      question: "11号楼东侧的空地建一座电动车充电棚，花47500元，您同意吗？",
      text: "在11号楼东侧的空地建充电棚，二十个车位，离最近的阳台六米二。\n棚顶和隔板用不燃的材料。每个插座单独跳闸，充满自己断电。\n装烟感，放两具灭火器。充电一次不超过两元，收支每季度贴出来。",
      costYuan: 47_500,
      moneySource: "小区公共收益",
      carriedOutBy: "白志刚（居委会委员）",
      doneInDays: 120,
      ifRejected: "空地照旧，再找别的地方。",
      cited: [1, 2, 3, 4],
    },
    { electorate: "owner", special: true, ordinal: 2, why: "建棚的空地是业主共有的，只有业主能定。" },
  );
  return [clause, ground];
}

/** Drawn, studied, and announced for the same days. */
function put(clause: Asked, ground: Asked): readonly Scene[] {
  const window = { opensDaysAgo: 4, closesDaysAgo: -5, closesAt: "18:00" } as const;
  return [
    on(27, "10:10", () => clause.draft()),
    on(27, "10:50", () => ground.draft()),
    on(24, "16:20", () => clause.study("支部会议记录第11号")),
    on(21, "09:20", () => clause.announce(window)),
    on(21, "09:40", () => ground.announce(window)),
  ];
}

/** So far: some in the app, more on paper. Whoever owns where they live gives both, each by itself. */
function voted(teller: Teller, clause: Asked, ground: Asked): readonly Scene[] {
  const onTheClause = followVote(teller, clause, { seed: 2, for: 162, against: 61, abstain: 20, invalid: 4 });
  const onTheGround = followVote(teller, ground, {
    seed: 22,
    for: 118,
    against: 49,
    abstain: 12,
    invalid: 3,
  });
  return [
    on(4, "08:10", () => onTheClause.give("陈志强", "for", "app")),
    on(4, "08:20", () => onTheGround.give("陈志强", "for", "app")),
    on(3, "16:20", () => onTheClause.papers("desk", 118)),
    on(3, "16:50", () => onTheGround.papers("desk", 96)),
    on(2, "16:40", () => onTheClause.papers("homeBox", 70)),
    on(2, "16:50", () => onTheGround.papers("homeBox", 47)),
    on(1, "19:30", () => onTheClause.give("高德胜", "for", "app")),
  ];
}
