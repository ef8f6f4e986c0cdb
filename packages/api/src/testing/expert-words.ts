/** What an expert writes, declares and is asked in the tests. */
export const opinionWords = {
  facts: "看了11号楼东侧，离墙六米，地面平。",
  advice: ["棚顶用不燃的材料。", "每个插座单独跳闸。"],
  risk: "大约四万元。材料不对，会着火。",
  unknown: "地下的管线没有图，我不知道。",
  lang: "zh-CN",
} as const;
export const noConflict = {
  livesThere: "no",
  kin: "no",
  contract: "no",
  investment: "no",
  vendor: "no",
  publicStand: "unknown",
} as const;
export const question = {
  question: "这样建，防火够不够？",
  why: "充电会着火，要懂消防的人看。",
  lang: "zh-CN",
  fields: ["heating"],
  hazards: [],
  buildings: [],
  workingDays: 10,
} as const;
