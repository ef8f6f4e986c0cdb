import { describe, expect, test } from "vitest";
import type { RuleSetting } from "@yishi/domain/rulebook";
import { cnUrban2025 } from "@yishi/domain/rulebook/cn-urban-2025";
import { classOf, dataClasses } from "@yishi/domain/privacy/register";
import { citedWords } from "./citations.ts";

describe("a citation", () => {
  test.each([
    ["居委会组织法(2018)", "9", "居委会组织法（2018）第9条"],
    ["居委会组织法(2018)", "7;(2025)", "居委会组织法（2018）第7条，居委会组织法（2025）"],
    ["居委会组织法", "(2025)", "居委会组织法（2025）"],
    ["人民调解法", "33;民事诉讼法205", "人民调解法第33条，民事诉讼法第205条"],
    ["人民调解法", "17,23", "人民调解法第17、23条"],
    ["个人信息保护法", "14, 15, 25", "个人信息保护法第14、15、25条"],
    ["个人信息保护法", "13(1)(2)", "个人信息保护法第13条第1款第2项"],
    ["未见出处", "", "未见出处"],
  ])("of %s %s reads as people write it", (law, article, words) => {
    expect(citedWords({ law, article })).toBe(words);
  });

  test("no number stands bare behind a law, wherever one is cited", () => {
    const cited = [
      ...Object.values(cnUrban2025.settings).flatMap(({ citation }: RuleSetting) =>
        citation ? [{ law: citation.law, article: citation.article ?? "" }] : [],
      ),
      ...dataClasses.map((name) => classOf(name).ground),
    ];
    expect(cited.length).toBeGreaterThan(dataClasses.length);
    for (const one of cited) expect(citedWords(one)).not.toMatch(/\d(?!\d|条|款|项|、|）)|[();]/u);
  });
});
