import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doorOf, titleOf } from "../owners.ts";
import { ownerProblemCodes, readOwners, writeOwners, type OwnerProblemCode } from "./file.ts";

const head = ["楼号", "单元", "室号", "建筑面积(㎡)", "业主姓名", "业主编号", "业主类型", "面积来源"];
const line = (changed: Readonly<Record<number, string>> = {}) =>
  ["5号楼", "1单元", "101室", "81.05", "王建民", "", "", ""].map((cell, at) => changed[at] ?? cell);
const codes = (...rows: readonly string[][]) =>
  readOwners([head, ...rows]).problems.map(({ row, column, code }) => ({ row, column, code }));

describe("a line", () => {
  test("says door, area to the square centimetre and owner", () => {
    expect(readOwners([head, line({ 7: "登记" })])).toEqual({
      units: [
        {
          building: "5",
          stairwell: "1",
          door: "101",
          areaSquareCentimetres: 810_500,
          areaSource: "register",
          owners: [{ name: "王建民", kind: "person", number: "" }],
        },
      ],
      problems: [],
      ignored: [],
    });
  });

  test.each([
    ["１号楼", "三单元", "101号房"],
    ["01幢", "3门洞", "101室"],
    ["1#", "第三单元", "101号"],
    ["第一栋", "03", "101"],
  ])("finds the door of %s %s %s as the roll of residents does", (building, stairwell, door) => {
    expect(readOwners([head, line({ 0: building, 1: stairwell, 2: door })]).units).toMatchObject([
      { building: "1", stairwell: "3", door: "101" },
    ]);
  });

  test.each([
    ["81", 810_000],
    ["81.5㎡", 815_000],
    ["１００．１２", 1_001_200],
    ["1,204.3333平方米", 12_043_333],
    ["0.0001", 1],
    ["1000000", 10_000_000_000],
  ])("reads %s as it was measured", (written, squareCentimetres) => {
    expect(readOwners([head, line({ 3: written })]).units[0]?.areaSquareCentimetres).toBe(squareCentimetres);
  });

  test("names several owners with a mark between them, or on several lines", () => {
    const together = readOwners([head, line({ 4: "王建民、刘芳" })]).units;
    const apart = readOwners([head, line(), line({ 4: "刘芳" })]).units;
    expect(together[0]?.owners.map((owner) => owner.name)).toEqual(["王建民", "刘芳"]);
    expect(apart).toEqual(together);
  });

  test("knows an organisation by the end of its name, or because it is said", () => {
    const kinds = (...cells: Readonly<Record<number, string>>[]) =>
      cells.map((cell) => readOwners([head, line(cell)]).units[0]?.owners[0]?.kind);
    expect(
      kinds({ 4: "钢城置业有限公司" }, { 4: "第3建筑队", 6: "单位" }, { 4: "王建民", 6: "个人" }),
    ).toEqual(["organisation", "organisation", "person"]);
  });
});

const spoilt: Readonly<Record<OwnerProblemCode, readonly string[][]>> = {
  "file-empty": [],
  "header-missing": [],
  "no-lines": [],
  "too-many-lines": [],
  empty: [line({ 4: "" })],
  "too-long": [line({ 2: "一".repeat(21) })],
  "not-an-area": [line({ 3: "八十一" })],
  "area-differs": [line(), line({ 3: "80", 4: "刘芳" })],
  "not-a-kind": [line({ 6: "公家" })],
  "not-a-source": [line({ 7: "听说" })],
  "number-in-name": [line({ 4: "王建民150203196801011234" })],
  "not-a-name": [line({ 4: "王建民?" })],
  "id-number": [line({ 5: "150203196801011234" })],
  "one-number-for-several": [line({ 4: "王建民、刘芳", 5: "12" })],
  "owner-twice": [line(), line()],
};

describe("what cannot be taken is said by row and column", () => {
  const whole: readonly OwnerProblemCode[] = ["file-empty", "header-missing", "no-lines", "too-many-lines"];
  const byLine = ownerProblemCodes.filter((code) => !whole.includes(code));

  test.each(byLine)("%s", (code) => {
    const rows = spoilt[code];
    expect(codes(...rows).map((problem) => problem.code)).toContain(code);
    expect(codes(...rows).at(-1)?.row).toBe(rows.length + 1);
  });

  test("of the whole file", () => {
    const first = (cells: readonly (readonly string[])[]) => readOwners(cells).problems[0];
    expect(first([["", " "]])).toMatchObject({ row: 1, code: "file-empty" });
    expect(first([["楼号", "姓名"]])).toMatchObject({ row: 1, code: "header-missing" });
    expect(first([["钢花里产权表"], head])).toMatchObject({ row: 3, code: "no-lines" });
    const many = Array.from({ length: 50_001 }, (_, at) => line({ 2: String(at) }));
    expect(first([head, ...many])).toMatchObject({ code: "too-many-lines", found: "50001" });
  });

  test.each(["0", "0.00000", "-81", "81.12345", "1e3", "1000001", "八十"])("%s is no area", (written) => {
    expect(codes(line({ 3: written }))).toEqual([{ row: 2, column: "area", code: "not-an-area" }]);
  });

  test("the number of an identity card is named without being repeated", () => {
    const [problem] = readOwners([head, line({ 5: "150203196801011234" })]).problems;
    expect(problem?.found).toBe("");
  });
});

test("what is written reads back as the same register", () => {
  const owner = fc.record({
    name: fc.constantFrom("王建民", "刘芳", "乌兰其木格", "钢城置业有限公司"),
    kind: fc.constantFrom("person" as const, "organisation" as const),
    number: fc.constantFrom("", "7", "B-12"),
  });
  const unit = fc.record({
    building: fc.constantFrom("1", "5", "11"),
    stairwell: fc.constantFrom("", "1", "3"),
    door: fc.constantFrom("101", "1601", "一"),
    areaSquareCentimetres: fc.integer({ min: 1, max: 10_000_000_000 }),
    areaSource: fc.constantFrom("register" as const, "survey" as const, "contract" as const, null),
    owners: fc.uniqueArray(owner, {
      minLength: 1,
      maxLength: 3,
      selector: ({ name, number }) => name + number,
    }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(unit, { minLength: 1, selector: doorOf }), (units) => {
      const { units: again, problems } = readOwners(writeOwners(units));
      expect(problems).toEqual([]);
      expect(again.map(titleOf)).toEqual(units.map(titleOf));
    }),
  );
});
