import type { Estate, Known } from "../roll/roll.ts";

type At = `${number}-${number}-${number}`;

function woman(name: string, age: number, at: At, adults: number): Known {
  return known(name, true, age, at, adults);
}

function man(name: string, age: number, at: At, adults: number): Known {
  return known(name, false, age, at, adults);
}

function known(name: string, isWoman: boolean, age: number, at: At, adults: number): Known {
  const [building = "", stairwell = "", door = ""] = at.split("-");
  return { name, woman: isWoman, age, building, stairwell, door, adults };
}

/** Everyone of 钢花里 whom the story speaks of, with building, stairwell and door. All of them are invented. */
const people: readonly Known[] = [
  woman("石桂兰", 78, "7-3-502", 1),
  man("陈志强", 41, "11-2-403", 2),
  man("王建民", 69, "8-4-301", 2),
  woman("王淑琴", 66, "5-2-401", 2), // his sister
  woman("李秀英", 66, "6-1-202", 2),
  woman("赵丽娜", 38, "9-3-602", 2),
  man("马国栋", 52, "10-5-403", 3),
  man("刘建军", 49, "4-6-201", 3),
  man("孙伟", 57, "3-2-103", 2),
  woman("王秀珍", 64, "2-4-502", 2),
  woman("周敏", 35, "1-2-401", 2),
  woman("刘芳", 44, "6-7-303", 3),
  man("高德胜", 70, "10-8-102", 2),
  woman("韩雪梅", 46, "8-2-501", 3),
  man("周启明", 72, "4-3-302", 2),
  { ...woman("乌兰其木格", 68, "7-5-101", 2), surname: "" },
  woman("陈淑芬", 65, "3-5-402", 1),
  man("白志刚", 60, "10-1-201", 2),
  man("王永强", 55, "1-5-202", 3),
  { ...man("孟和", 47, "9-7-501", 2), surname: "" },
  woman("张慧", 40, "11-6-302", 3),
  woman("郭淑兰", 61, "2-1-302", 2),
  woman("郝丽萍", 44, "2-6-603", 2),
  man("武志刚", 58, "8-9-402", 2),
  woman("田玉梅", 56, "6-3-501", 2),
  man("刘洋", 26, "11-4-602", 1),
  woman("贾秀荣", 71, "3-8-203", 1),
];

/** The estate of 钢花里: 11 buildings of the eighties, 1,500 flats, 1,486 households, 2,932 people of voting age. */
export const ganghuali = {
  seed: 19_860_501,
  buildings: [
    { building: "1", stairwells: 6, floors: 6, flats: 3 },
    { building: "2", stairwells: 6, floors: 6, flats: 3 },
    { building: "3", stairwells: 8, floors: 6, flats: 3 },
    { building: "4", stairwells: 8, floors: 6, flats: 3 },
    { building: "5", stairwells: 5, floors: 6, flats: 2 },
    { building: "6", stairwells: 8, floors: 6, flats: 3 },
    { building: "7", stairwells: 8, floors: 6, flats: 3 },
    { building: "8", stairwells: 9, floors: 6, flats: 3 },
    { building: "9", stairwells: 9, floors: 6, flats: 3 },
    { building: "10", stairwells: 10, floors: 6, flats: 3 },
    { building: "11", stairwells: 8, floors: 6, flats: 3 },
  ],
  households: [400, 780, 252, 54],
  known: people,
} as const satisfies Estate;
