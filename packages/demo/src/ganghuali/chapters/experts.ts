import { on, type Chapter } from "../../telling/scenes.ts";
import type { Teller } from "../../telling/teller.ts";
import { apply, six } from "../experts.ts";

/** Six neighbours who know a trade offer it, and their papers are seen. */
export function register(teller: Teller): Chapter {
  return {
    title: "六位老专家",
    english: "The six experts",
    scenes: six.map((one, index) => on(70 - index, "11:07", () => apply(teller, one))),
  };
}
