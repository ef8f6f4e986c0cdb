import { on, type Chapter } from "../../telling/scenes.ts";
import { newKey, type Teller } from "../../telling/teller.ts";
import { homeOf, neighbours, residentNamed } from "../neighbours.ts";

/** Neighbours ask for a residents' meeting: names are gathered on a phone and on paper, and there are not enough yet. */
export function petition(teller: Teller): Chapter {
  let petitionId = "";
  const clerk = () => teller.as("周敏");
  const sign = async (...names: readonly string[]) => {
    for (const name of names) await (await teller.as(name)).petitions.sign({ key: newKey(), petitionId });
  };
  const onPaper = async (building: string, count: number) => {
    const desk = await clerk();
    for (const forResident of await neighbours(desk, { building, count, today: teller.today }))
      await desk.petitions.sign({ key: newKey(), petitionId, forResident });
  };
  return {
    title: "要求开居民会议",
    english: "Neighbours ask for a residents' meeting",
    scenes: [
      on(17, "10:20", async () => {
        const desk = await clerk();
        const opened = await desk.petitions.open({
          ...{ key: newKey(), meeting: "residents", lang: "zh-CN", title: "开会议，定中心花园怎么停车" },
          asks: "中心花园南侧白天黑夜停满车，救护车来过进不去，孩子也没有地方跑。\n我们要求居委会召集居民会议，把这几件事定下来：\n一、南侧哪些地方能停，哪些地方不许停；\n二、来看老人的亲戚临时停多久；\n三、谁来管，停错了怎么办。",
          forResident: await residentNamed(desk, "贾秀荣"),
        });
        ({ petitionId } = await desk.petitions.byNumber(opened));
      }),
      on(16, "19:10", () => sign("陈志强", "王建民")),
      on(14, "15:30", () => onPaper(homeOf("贾秀荣").building, 14)),
      on(9, "16:20", () => onPaper("2", 11)),
      on(5, "09:40", () => sign("石桂兰", "李秀英")),
      on(4, "16:50", () => onPaper("9", 8)),
    ],
  };
}
