import { nothing, type AsksOf } from "./ask.ts";

export const communitiesAsks: AsksOf<"communities"> = {
  "communities.all": nothing,
  "communities.current": nothing,
};
