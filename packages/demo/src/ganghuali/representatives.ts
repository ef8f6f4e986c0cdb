import type { Building } from "../roll/roll.ts";
import { homeOf } from "./neighbours.ts";
import type { Appointment } from "./posts.ts";

/** Those of the story whom their residents' groups chose; nobody of them reviews, counts, reads papers or oversees. */
const ofTheStory = [
  "石桂兰",
  "陈志强",
  "贾秀荣",
  "周启明",
  "王淑琴",
  "田玉梅",
  "乌兰其木格",
  "陈淑芬",
  "刘洋",
];
const ofEach = 4;
/** Building 5 is small, and has one fewer. */
const fewer: Readonly<Record<string, number>> = { "5": 3 };

/** How each residents' group came to its representatives: by its own choice, on paper, for a whole term. */
export function byGroups(building: string): Omit<Appointment, "name"> {
  return {
    post: "representative",
    record: "paper",
    appointedBy: `第${building}居民小组`,
    reference: `居民小组推选记录第${building}号`,
    years: 5,
  };
}

/** The 43 representatives of 钢花里, building by building: whom the story names, and how many others beside them. */
export function representativesOf(buildings: readonly Building[]) {
  return buildings.map(({ building }) => {
    const known = ofTheStory.filter((name) => homeOf(name).building === building);
    return { building, known, others: (fewer[building] ?? ofEach) - known.length };
  });
}
