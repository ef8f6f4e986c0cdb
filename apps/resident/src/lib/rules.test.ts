import { readFileSync } from "node:fs";
import { cnUrban2018 } from "@yishi/domain/rulebook/cn-urban-2018";
import { cnUrban2025 } from "@yishi/domain/rulebook/cn-urban-2025";
import { isRuleKey } from "@yishi/domain/rulebook/changes";
import type { RuleSetting } from "@yishi/domain/rulebook";
import { ruleKeys } from "@yishi/domain/rulebook/keys";
import { describe, expect, test } from "vitest";
import { exampleWords, grouped, quorumRule, ruleWords, sourceWords, valueWords, wayWords } from "./rules.ts";

const keys = Object.keys(ruleKeys).filter(isRuleKey);
const figures = { of: "share", base: "households", count: 1486, needed: 991 } as const;

/** A rule as the door shows it, with nothing changed. */
function shown(key: (typeof keys)[number]) {
  const { value, citation, provenance }: RuleSetting = cnUrban2025.settings[key];
  return {
    ...{ key, value, original: value, strictest: value, provenance, example: null, former: null },
    ...{ stricter: ruleKeys[key].stricter, changeable: true, repealed: false, used: true, changes: [] },
    citation: citation
      ? { law: citation.law, article: citation.article ?? "", note: citation.note ?? "" }
      : null,
  };
}

describe("the rule book in words", () => {
  test.for(["zh-CN", "en"])("every key has its sentence with its number in %s", (language) => {
    const file = new URL(`../../messages/${language}.json`, import.meta.url);
    const { rules } = JSON.parse(readFileSync(file, "utf8")) as { rules: { say: object } }; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- the file is ours, and what is missing fails below
    for (const key of keys) {
      const sentence = key
        .split(".")
        .reduce<unknown>(
          (part, name) => (part instanceof Object ? Reflect.get(part, name) : null),
          rules.say,
        );
      expect([key, typeof sentence === "string" && sentence.includes("{n}")]).toEqual([key, true]);
    }
  });

  test("every rule that is used stands in exactly one part", () => {
    const { parts, unused } = grouped(keys.map(shown));
    expect(parts.flatMap((part) => part.rules.map((rule) => rule.key)).toSorted()).toEqual(keys.toSorted());
    expect(unused).toEqual([]);
  });

  test("a number is said with its unit, a share as a fraction, in whichever book it stands", () => {
    expect(ruleWords(shown("meeting.residents.quorum.households"))).toBe(
      "每户一票的，到会的要有全部户数的三分之二以上。",
    );
    expect(ruleWords(shown("admissibility.workingDays"))).toBe("审查要在5个工作日以内说清楚。");
    expect(ruleWords(shown("committee.termYears"))).toBe("居委会一届任期5年。");
    expect(valueWords("disclosure.general.months", { kind: "integer", integer: 3 })).toBe("3个月");
    const { value } = cnUrban2018.settings["meeting.residents.quorum.households"];
    expect(valueWords("meeting.residents.quorum.households", value)).toBe("超过一半");
  });

  test("an example is told with the figures that it was computed from, or that there are none", () => {
    expect(exampleWords(figures)).toBe("本社区1,486户，需要991户。");
    expect(
      exampleWords({
        ...{ of: "owners", base: "areaAndHeads", units: 1_500 },
        heads: { count: 1_487, needed: 992 },
        area: { count: 1_203_456_789, needed: 802_304_526 },
      }),
    ).toBe(
      "本社区1,500套，业主1,487人，120,345.68平方米。需要992人并且80,230.46平方米参加。面积向上取到两位小数。",
    );
    expect(exampleWords({ of: "unknown" })).toBe("本社区还没有这个数，不举例。");
    expect(exampleWords({ of: "earliest", day: "2026-12-06", provisional: false })).toBe(
      "今天发出通知，最早2026年12月6日（星期日）开始表决。",
    );
    expect(exampleWords({ ...figures, base: "ballotsCast" })).toBe("本社区还没有这个数，不举例。");
    expect(exampleWords(null)).toBeNull();
  });

  test("two laws are told as two, several articles as several, and a platform's own rule names none", () => {
    expect(sourceWords(shown("mediation.confirmDays"))).toBe("出处：人民调解法第33条，民事诉讼法第205条");
    expect(sourceWords(shown("mediation.anyPartyMayEnd"))).toBe("出处：人民调解法第17、23条");
    expect(sourceWords(shown("committee.size"))).toBe(
      "出处：居委会组织法（2018）第7条，居委会组织法（2025）",
    );
    expect(sourceWords(shown("supervision.size"))).toBe("出处：未见出处，通常三至五人");
    expect(sourceWords(shown("proposal.cosponsors"))).toBe("");
  });

  test("which way a number may move is said with how far, and what is fixed is said to be", () => {
    expect(wayWords(shown("vote.windowDays"))).toBe("现在是3到15，只能在里面缩小。");
    expect(wayWords(shown("voter.age"))).toBe("不能改。");
    expect(wayWords({ ...shown("vote.noticeDays"), changeable: false })).toBe("已经最严，不能再改。");
  });

  test("a vote by household and one by person each lead to their own quorum", () => {
    expect(quorumRule("household")).toBe("meeting.residents.quorum.households");
    expect(quorumRule("person")).toBe("meeting.residents.quorum.persons");
  });
});
