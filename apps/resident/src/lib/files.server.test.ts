import { expect, test } from "vitest";
import { csvOf, fileAnswer } from "./files.server.ts";

test("a table begins with the mark of UTF-8 and ends every line as Excel does", () => {
  expect(
    csvOf([
      ["楼号", "姓名"],
      ["1", "王建民"],
    ]),
  ).toBe("\ufeff楼号,姓名\r\n1,王建民\r\n");
});

test("what a table would take for a formula stays words; quotes, commas and lines stay in their cell", () => {
  const cells = ["=1+1", "+86", "-5", "@sum", "\t=1", "a,b", 'a"b', "a\nb", "王=李"];
  expect(csvOf([cells])).toBe(`\ufeff'=1+1,'+86,'-5,'@sum,'\t=1,"a,b","a""b","a\nb",王=李\r\n`);
});

test("a file is kept under its name and is nobody's page", () => {
  const { headers } = fileAnswer("钢花里.csv", "");
  expect(headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''%E9%92%A2%E8%8A%B1%E9%87%8C.csv",
  );
  expect(headers.get("cache-control")).toContain("no-store");
});
