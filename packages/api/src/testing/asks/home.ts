import { nothing, type AsksOf } from "./ask.ts";

export const homeAsks: AsksOf<"home"> = {
  "home.awaiting": nothing,
};
