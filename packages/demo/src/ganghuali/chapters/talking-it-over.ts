import { on, type Scene } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import type { Followed } from "../proposals.ts";
import { besides, discuss } from "../views.ts";

/** What neighbours say of the benches: reasons on both sides, two questions, a better wording, and words that went too far. */
export function aboutBenches(teller: Teller, proposal: Followed): readonly Scene[] {
  const { author } = proposal;
  const talk = discuss(teller, proposal);
  return [
    on(19, "19:20", () =>
      talk.say("passing", "陈志强", "for", "我天天路过3号楼，真有老人扶着墙站着歇。两把椅子花不了多少钱。"),
    ),
    on(18, "10:05", () =>
      talk.tell(
        "window",
        "phone",
        besides(author, 3),
        "against",
        "椅子正对我家窗户。夏天晚上坐一堆人说话，孩子第二天要上学，睡不着。",
      ),
    ),
    on(18, "15:40", () => talk.say("arms", "石桂兰", "question", "椅子有没有扶手？我站起来要撑一下。")),
    on(17, "09:30", () =>
      talk.answer("arms", "有扶手。我去看过，带靠背和扶手的一把800元，两把1600元，和写的一样。"),
    ),
    on(16, "20:10", () =>
      talk.say(
        "base",
        "王建民",
        "suggestion",
        "树根会把地面顶起来，椅子放不稳。要固定在水泥底座上，再离窗户远一点，晚上就吵不着人。",
        "在3号楼前的树下放两把带靠背和扶手的长椅，固定在水泥底座上，离一楼窗户8米以上。",
      ),
    ),
    on(16, "21:00", () =>
      talk.reply("window", "李秀英", "放到树的东边，离窗户就远了。晚上十点以后，大家也别坐了。"),
    ),
    on(15, "11:15", () =>
      talk.tell("gossip", "phone", besides(author, 5), "against", "那几个老太太就是闲得慌，成天坐着嚼舌根。"),
    ),
    on(14, "09:00", () =>
      talk.hide("gossip", "孙伟", "insult", "“嚼舌根”是骂人的话。反对的理由可以再说一遍，请不要骂人。"),
    ),
    on(7, "10:20", () => talk.takeUp("base")),
    on(6, "14:30", () =>
      talk.tell(
        "market",
        "visit",
        besides(author, 7),
        "for",
        "我八十三了，下楼一趟要歇三回。有椅子，我就能自己去买菜。",
      ),
    ),
    on(3, "18:40", () => talk.say("repair", "陈志强", "question", "椅子坏了谁来修？修的钱从哪里出？")),
  ];
}

/** What neighbours say of the large letters. */
export function aboutLargeLetters(teller: Teller, proposal: Followed): readonly Scene[] {
  const talk = discuss(teller, proposal);
  return [
    on(11, "08:50", () =>
      talk.say("eyes", "石桂兰", "for", "我老花，公告要让孙女念给我听。大字我自己就能看。"),
    ),
    on(10, "19:30", () => talk.say("translate", "陈志强", "question", "蒙文请谁来翻译？翻错了怎么办？")),
    on(9, "10:40", () =>
      talk.answerInPost(
        "translate",
        "赵丽娜",
        "请社区里两位会蒙文的老师翻译。印好以后，请他们再看一遍才贴。",
      ),
    ),
    on(5, "16:10", () =>
      talk.tell(
        "glass",
        "paper",
        { building: "7", nth: 2 },
        "suggestion",
        "公告栏的玻璃反光，字再大也看不清。请把玻璃一起换了。",
      ),
    ),
  ];
}
