import { expect, test } from "vitest";
import { inOrder, on, type Chapter } from "./scenes.ts";

const happen = () => Promise.resolve();
const chapter = (english: string, ...scenes: Chapter["scenes"]): Chapter => ({ title: "", english, scenes });

test("chapters are woven together by the clock", () => {
  const one = chapter("one", on(9, "10:00", happen), on(2, "10:00", happen));
  const other = chapter("other", on(9, "09:00", happen), on(-1, "08:00", happen));
  const told = inOrder([one, other], "2026-11-25").map(({ chapter: of, scene }) => [
    of.english,
    scene.daysAgo,
  ]);
  expect(told).toEqual([
    ["other", 9],
    ["one", 9],
    ["one", 2],
    ["other", -1],
  ]);
});

test("two scenes at the same minute are a mistake of the writer's, said by both their names", () => {
  const chapters = [chapter("one", on(9, "10:00", happen)), chapter("other", on(9, "10:00", happen))];
  expect(() => inOrder(chapters, "2026-11-25")).toThrow("one and other happen at once");
});
