import { nothing, type AsksOf } from "./ask.ts";

export const searchAsks: AsksOf<"search"> = {
  "search.find": { id: () => "", input: () => ({ words: "楼道", building: "1" }) },
  "search.similar": { id: () => "", input: () => ({ title: "楼道不堆杂物" }) },
  "search.buildings": nothing,
};
