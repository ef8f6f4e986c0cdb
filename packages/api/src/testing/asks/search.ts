import { nothing, type AsksOf } from "./ask.ts";

export const searchAsks: AsksOf<"search"> = {
  "search.find": { id: () => "", input: () => ({ words: "楼道", building: "1" }) },
  "search.buildings": nothing,
};
