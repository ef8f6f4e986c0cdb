import { expect, test } from "vitest";
import { clauses, pieces } from "./breaks.ts";

test("a title breaks after its punctuation and before a quotation", () => {
  expect(clauses("11号楼东侧建电动车充电棚，禁止飞线充电")).toEqual([
    "11号楼东侧建电动车充电棚，",
    "禁止飞线充电",
  ]);
  expect(clauses("冬季采暖“先报修、再报12345”流程上墙")).toEqual(["冬季采暖", "“先报修、再报12345”流程上墙"]);
  expect(clauses("活动室钥匙预约制")).toEqual(["活动室钥匙预约制"]);
  expect(clauses("“晚十点后”不放音响")).toEqual(["“晚十点后”不放音响"]);
});

test("dates, hours, telephone numbers and counts are not broken", () => {
  const whole = (text: string) => pieces(text).flatMap((piece) => (piece.whole ? [piece.text] : []));
  expect(whole("11月22日（星期日）18:00前，每户投一票。")).toEqual(["11月22日", "（星期日）", "18:00前"]);
  expect(whole("打电话0472-555 0126")).toEqual(["0472-555 0126"]);
  expect(whole("到会1,012户，要多于506户")).toEqual(["1,012户", "506户"]);
});

test("no word of a sentence is lost by cutting it", () => {
  for (const text of ["", "没有", "还有4天。", "2026年9月2日到9月9日，共7天"]) {
    expect(
      pieces(text)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
    expect(clauses(text).join("")).toBe(text);
  }
});
