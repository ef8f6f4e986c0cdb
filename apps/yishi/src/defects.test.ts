import { expect, test } from "vitest";
import { defectWords } from "./defects.ts";

test("a defect tells what broke, where and why, and nothing that people wrote", () => {
  const cause = new Error('column "x" does not exist');
  const words = defectWords(
    new Error("Failed query: insert into residents\nparams: 石桂兰,1948-02-03", { cause }),
  );
  expect(words).toContain("Failed query: insert into residents");
  expect(words).toContain("defects.test.ts");
  expect(words).toContain('caused by Error: column "x" does not exist');
  expect(words).not.toContain("石桂兰");
  expect(words).not.toContain("1948");
});

test("what is thrown and is no error is told by its kind alone", () => {
  expect(defectWords("石桂兰")).not.toContain("石桂兰");
});
