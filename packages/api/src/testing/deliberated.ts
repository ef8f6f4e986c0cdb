import { author, resident, single } from "./actors.ts";
import { second, supporter, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";

const lang = "zh-CN";
const plain = { lang, namePublic: false, agreed: true } as const;

/** What neighbours said of a proposal: a view, a question without an answer, a wording, and words that were hidden twice. */
export async function deliberated({ by }: Cast, proposalId: string) {
  const say = async (name: string, kind: "for" | "against" | "question", text: string) =>
    (await by(name).views.say({ key: newKey(), proposalId, kind, said: text, ...plain })).viewId;
  const hide = (name: string, viewId: string) =>
    by(name).moderation.hide({ key: newKey(), viewId, rule: "offTopic", why: "说的是别的事。" });
  const view = await say(resident, "for", "清走了好，我妈走路就不怕绊倒了。");
  const question = await say(second, "question", "旧家具清走以后放到哪里？");
  const answered = await say(second, "question", "谁来清？");
  await by(author).views.answer({ key: newKey(), viewId: answered, said: "各家清自己的。", lang });
  const { viewId: wording } = await by(supporter).views.say({
    ...{ key: newKey(), proposalId, kind: "suggestion", said: "说清楚期限，好办。", ...plain },
    amendment: { field: "wish", wording: "写进公约，大家一个月里都清走。" },
  });
  const hidden = await say(resident, "against", "楼下的饭馆太吵，先管管饭馆。");
  await hide(single.supervisor, hidden);
  const appealed = await say(resident, "against", "物业的电话总没人接。");
  await hide(supporter, appealed);
  await by(resident).moderation.appeal({ key: newKey(), viewId: appealed, why: "这也和楼道有关。" });
  return { view, question, wording, hidden, appealedView: appealed };
}
