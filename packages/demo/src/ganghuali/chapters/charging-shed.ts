import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { aboutTheShed } from "../consulted.ts";
import { follow } from "../proposals.ts";
import { besides, discuss } from "../views.ts";

/**
 * A shed in which electric bicycles are charged: admitted, talked over, and looked at by somebody who knows of fires, with
 * a dissent. Now the owners can vote on the ground, and residents on the clause of the covenant.
 */
export function chargingShed(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "刘洋",
    firstYes: "ownersBusiness",
    written: {
      title: "11号楼东侧建电动车充电棚，禁止飞线充电",
      problem: "11号楼有人从三楼拉线下来给电动车充电，夜里吓人。附近没有能充电的车棚。",
      wish: "在11号楼东侧的空地建一个充电棚。棚建好以后，公约写明不许飞线充电。",
      touches: "有电动车的人家，11号楼东侧一楼的住户",
      cost: "约58000元，消防的意见出来再细算",
    },
  });
  const talk = discuss(teller, proposal);
  const { author } = proposal;
  return {
    title: "电动车充电棚",
    english: "A shed for charging electric bicycles",
    scenes: [
      on(28, "18:50", () => proposal.open()),
      on(27, "10:50", () => proposal.supportAtDesk(8)),
      on(26, "20:10", () => proposal.support("陈志强", "高德胜")),
      on(22, "09:30", () => proposal.review("刘建军", "admit")),
      on(21, "10:20", () => proposal.review("李秀英", "admit")),
      on(19, "19:40", () =>
        talk.say("wires", "陈志强", "for", "线就从我家窗外垂下来，下雨天我都不敢开窗。有棚就不用拉线了。"),
      ),
      on(18, "10:00", () =>
        talk.tell(
          "near",
          "phone",
          besides(author, 4),
          "against",
          "棚离我家窗户只有几米。万一着火，先烧到我家。请离楼远一点。",
        ),
      ),
      on(16, "11:10", () => talk.say("distance", "石桂兰", "question", "棚和楼要隔多远？夜里有人看着吗？")),
      on(14, "15:35", () =>
        talk.tell(
          "price",
          "paper",
          besides(author, 6),
          "suggestion",
          "充一次多少钱要写明，不能比自家的电贵太多。",
        ),
      ),
      ...aboutTheShed(teller, proposal),
    ],
  };
}
