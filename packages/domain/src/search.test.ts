import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folded, hitIn, marked, queryLimits, readQuery } from "./search.ts";

describe("what somebody types", () => {
  test("is words in one width and one case, parted by whatever is neither letter nor digit", () => {
    expect(readQuery("　垃圾　ＬＥＤ灯，11号楼 ").words).toEqual(["垃圾", "led灯", "11号楼"]);
    expect(readQuery("垃圾 垃圾").words).toEqual(["垃圾"]);
    expect(readQuery("，。 ").words).toEqual([]);
  });

  test("is a number where it could be one, with its year or without", () => {
    const numbers = ["2026-7", "２０２６－７", "2026年第7号", " 7 ", "7号", "#7", "第7号提案"];
    expect(numbers.map((text) => readQuery(text).number)).toEqual([
      ...Array.from({ length: 3 }, () => ({ year: 2026, number: 7 })),
      ...Array.from({ length: 4 }, () => ({ year: null, number: 7 })),
    ]);
    expect(["7号楼", "2026-0", "0", "1234567", "垃圾"].map((text) => readQuery(text).number)).toEqual([
      ...Array.from({ length: 5 }, () => null),
    ]);
  });

  test("is too short where no word has two characters", () => {
    expect(["", "灯", "灯 树", "a", "𠮷"].map((text) => readQuery(text).short)).toEqual(Array(5).fill(true));
    expect(["路灯", "灯 路灯", "11"].map((text) => readQuery(text).short)).toEqual(Array(3).fill(false));
  });

  test("is cut where it is longer than a query may be", () => {
    const words = readQuery(Array.from({ length: 40 }, (_, index) => `字词${index}`).join(" ")).words;
    expect(words).toHaveLength(queryLimits.words);
    expect(readQuery("字".repeat(500)).words).toEqual(["字".repeat(queryLimits.characters)]);
  });
});

describe("where it was found", () => {
  const texts = {
    title: "垃圾房加两组分类桶",
    problem: "夏天味大。桶少两个，垃圾堆到路上！没有人管。",
    wish: "加两组桶，装除味器。",
  };

  test("is the title first, then the sentence that has the most of the words", () => {
    expect(hitIn(["垃圾"], texts)).toEqual({
      part: "title",
      pieces: [
        { text: "垃圾", marked: true },
        { text: "房加两组分类桶", marked: false },
      ],
    });
    expect(hitIn(["路上", "垃圾"], texts)).toMatchObject({ part: "problem" });
    expect(hitIn(["除味"], texts)).toEqual({
      part: "wish",
      pieces: [
        { text: "加两组桶，装", marked: false },
        { text: "除味", marked: true },
        { text: "器。", marked: false },
      ],
    });
    expect(hitIn(["电梯"], texts)).toBeNull();
    expect(hitIn(["垃圾"], { title: null, problem: null, wish: null })).toBeNull();
  });

  test("is marked as it was written, whatever its width and case", () => {
    expect(marked("装ＬＥＤ灯", ["led"])).toEqual([
      { text: "装", marked: false },
      { text: "ＬＥＤ", marked: true },
      { text: "灯", marked: false },
    ]);
    expect(marked("占地㎡很多", ["m2"])).toEqual([
      { text: "占地", marked: false },
      { text: "㎡", marked: true },
      { text: "很多", marked: false },
    ]);
  });

  test("in a long sentence is shown with a little before it", () => {
    const problem = `${"很长的一句话".repeat(20)}电梯${"后面也很长".repeat(30)}`;
    const said = hitIn(["电梯"], { title: "没有", problem, wish: "没有" })?.pieces ?? [];
    expect(said.map((piece) => piece.marked)).toEqual([false, true, false]);
    expect(said[0]?.text).toMatch(/^….{16}$/u);
    expect(said[2]?.text.endsWith("…")).toBe(true);
    expect(said.map(({ text }) => text).join("").length).toBeLessThan(90);
  });

  test("marks every place of every word and nothing else, and loses no character", () => {
    const letters = fc.constantFrom("垃", "圾", "电", "梯", "A", "ａ", "é", "㎡", "1", "，", " ");
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 40 }),
        fc.array(letters, { minLength: 2, maxLength: 3 }),
        (text, word) => {
          const words = readQuery(word.join("")).words;
          const pieces = marked(text.join(""), words);
          expect(pieces.map((piece) => piece.text).join("")).toBe(text.join(""));
          const found = words.some((one) => folded(text.join("")).includes(one));
          expect(pieces.some((piece) => piece.marked)).toBe(found);
          for (const piece of pieces.filter((one) => !one.marked))
            expect(words.some((one) => folded(piece.text).includes(one))).toBe(false);
        },
      ),
    );
  });
});
