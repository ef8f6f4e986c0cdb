import { on, type Chapter, type Scene } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { aboutTheLift } from "../consulted.ts";
import { follow, type Followed } from "../proposals.ts";
import { besides, discuss } from "../views.ts";

/** A lift for building 5: talked over first, as its owners alone decide; a reviewer whose sister lives there stepped back. */
export function lift(teller: Teller): Chapter {
  const proposal = follow(teller, {
    author: "王淑琴",
    firstYes: "ownersBusiness",
    written: {
      title: "5号楼加装电梯征求意见（非表决）",
      problem: "5号楼六层，没有电梯。楼里老人多，买菜、看病都要爬楼。",
      wish: "先听5号楼的人怎么说，愿不愿意、担心什么都写下来。定不定，以后由5号楼的业主表决。",
      touches: "5号楼的60户，一楼和二楼影响最大",
      cost: "一部约55万元，钱从哪里来还没有定",
    },
  });
  return {
    title: "5号楼加装电梯",
    english: "A lift for building 5",
    scenes: [
      on(32, "10:40", () => proposal.open()),
      on(30, "09:50", () => proposal.supportAtDesk(6)),
      on(29, "19:10", () => proposal.stepBack("王建民", "nearRelative")),
      on(26, "10:20", () => proposal.review("刘建军", "admit")),
      on(25, "15:20", () => proposal.review("李秀英", "admit")),
      ...about(teller, proposal),
      ...aboutTheLift(teller, proposal),
    ],
  };
}

/** Those upstairs and those downstairs, a question about the money, and what the chair can and cannot say. */
function about(teller: Teller, proposal: Followed): readonly Scene[] {
  const { author } = proposal;
  const talk = discuss(teller, proposal);
  return [
    on(23, "09:40", () =>
      talk.tell(
        "stairs",
        "visit",
        besides(author, 2),
        "for",
        "我住六楼，膝盖换过。一年没下过几次楼，有电梯我愿意多出钱。",
      ),
    ),
    on(22, "10:10", () =>
      talk.tell(
        "light",
        "phone",
        besides(author, 6),
        "against",
        "我家在一楼，电梯井正挡着窗户。屋里要整天开灯，房子也不好卖。",
      ),
    ),
    on(21, "16:00", () =>
      talk.reply("light", "李秀英", "先把井的位置画出来，请一楼和二楼的每一家看过，再往下谈。"),
    ),
    on(17, "20:20", () => talk.say("share", "陈志强", "question", "钱怎么分？一楼和二楼也要出吗？")),
    on(15, "15:00", () =>
      talk.tell(
        "platform",
        "paper",
        besides(author, 9),
        "suggestion",
        "先请懂结构的人看看楼板和地下的管子，再问大家出不出钱。",
      ),
    ),
    on(12, "09:30", () =>
      talk.answerInPost(
        "share",
        "赵丽娜",
        "还没有定。怎么分由5号楼的业主商量，居委会不替大家定。以后真要表决，60位业主、4860平方米里，至少要40位、3240平方米参加；参加的里头，人数和面积都有四分之三同意，才算数。",
      ),
    ),
  ];
}
