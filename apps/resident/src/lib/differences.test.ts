import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differences, isDifferent, type Paragraph } from "./differences.ts";

/** A paragraph as one line: what went in [-…-], what came in {+…+}. */
function marked(paragraphs: readonly Paragraph[]): readonly string[] {
  const marks = { same: ["", ""], deleted: ["[-", "-]"], inserted: ["{+", "+}"] } as const;
  return paragraphs.map(({ pieces }) =>
    pieces.map(({ kind, text }) => marks[kind][0] + text + marks[kind][1]).join(""),
  );
}
const compare = (before: string, after: string) => marked(differences(before, after));
const without = (kind: string, paragraphs: readonly Paragraph[]) =>
  paragraphs
    .map(({ pieces }) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map((piece) => piece.text)
        .join(""),
    )
    .join("")
    .replaceAll("¶", "");

describe("what changed in a Chinese text", () => {
  test("is marked by the character, and nothing else is", () => {
    expect(compare("公示七天后生效。", "公示十天后生效。")).toEqual(["公示[-七-]{+十+}天后生效。"]);
    expect(compare("晚上十点以后不放音响。", "晚上十点以后不放音响，不跳广场舞。")).toEqual([
      "晚上十点以后不放音响{+，不跳广场舞+}。",
    ]);
  });

  test("numbers and foreign words change as wholes", () => {
    expect(compare("提前10天通知，用APP看。", "提前12天通知，用app看。")).toEqual([
      "提前[-10-]{+12+}天通知，用[-APP-]{+app+}看。",
    ]);
    expect(compare("宽2.5米", "宽2.8米")).toEqual(["宽[-2.5-]{+2.8+}米"]);
  });

  test("a sentence written anew is one change, without the few characters that happen to be in both", () => {
    const [before, after] = ["楼道里不堆放杂物，每户自己清理干净。", "公共走廊要保持畅通，由各家轮流打扫。"];
    expect(compare(before, after)).toEqual([`[-${before}-]`, `{+${after}+}`]);
    const kept = "大家一起商量，一起决定，一起办事。";
    const [line = ""] = compare(kept + before, kept + after);
    expect(line.match(/\[-/gu)).toHaveLength(1);
    expect(line.match(/\{\+/gu)).toHaveLength(1);
    expect(line.startsWith(`${kept}[-`)).toBe(true);
  });

  test("but a long stretch that stayed keeps two changes apart", () => {
    expect(compare("甲乙丙丁戊己庚辛", "子乙丙丁戊己庚丑")).toEqual(["[-甲-]{+子+}乙丙丁戊己庚[-辛-]{+丑+}"]);
  });
});

describe("paragraphs", () => {
  const before = "第一条 互相帮助。\n\n第二条 不乱停车。\n\n第三条 爱护花草。";

  test("stay whole where they are the same, and come and go whole", () => {
    const after = "第一条 互相帮助。\n\n第三条 爱护花草。\n\n第四条 遛狗牵绳。";
    expect(differences(before, after).map(({ kind }) => kind)).toEqual([
      "same",
      "deleted",
      "same",
      "inserted",
    ]);
  });

  test("keep to the paragraph that they are a version of, where others came between", () => {
    const given = "第七条 家里有独居老人的，邻居多留心。";
    const then = "第七条 垃圾分开投放，大件约人来收。\n第八条 家里有独居老人的，邻居多留心。";
    expect(compare(given, then)).toEqual([
      "{+第七条 垃圾分开投放，大件约人来收。+}",
      "第[-七-]{+八+}条 家里有独居老人的，邻居多留心。",
    ]);
  });

  test("that were joined or parted show where: the end of a line itself went or came", () => {
    expect(compare("第一条 互相帮助。\n不乱停车。", "第一条 互相帮助。不乱停车。")).toEqual([
      "第一条 互相帮助。[-¶-]",
      "不乱停车。",
    ]);
    expect(compare("互相帮助。不乱停车。", "互相帮助。\n不乱停车。")).toEqual([
      "互相帮助。{+¶+}",
      "不乱停车。",
    ]);
  });

  test("of the same text are all the same, and of an empty one all new", () => {
    expect(isDifferent(differences(before, before))).toBe(false);
    expect(differences("", before).every(({ kind }) => kind === "inserted")).toBe(true);
    expect(differences(before, "").every(({ kind }) => kind === "deleted")).toBe(true);
    expect(differences("", "")).toEqual([]);
  });
});

test("whatever the texts are, without what came it is the old one, and without what went the new one", () => {
  const text = fc
    .array(fc.constantFrom(..."楼道不堆杂物。，12ab\n", "é", "𠮷"), { maxLength: 60 })
    .map((letters) => letters.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const shown = differences(before, after);
      expect(without("inserted", shown)).toBe(before.replaceAll("\n", ""));
      expect(without("deleted", shown)).toBe(after.replaceAll("\n", ""));
    }),
  );
});

test("two long texts with nothing in common are shown one after the other, and do not take for ever", () => {
  const letters = (from: number) =>
    Array.from({ length: 20_000 }, (_, index) => String.fromCodePoint(from + ((index * 7_919) % 8_000))).join(
      "",
    );
  const shown = differences(letters(0x4e00), letters(0x6e00));
  expect(without("inserted", shown)).toBe(letters(0x4e00));
  expect(shown.flatMap(({ pieces }) => pieces)).toHaveLength(2);
});
