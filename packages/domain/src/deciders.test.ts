import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  before,
  bodies,
  decide,
  deciderOf,
  firstYes,
  kept,
  opens,
  questions,
  router,
  unanswered,
  untold,
  type Answers,
  type Question,
} from "./deciders.ts";

const no = (...those: readonly Question[]): Answers =>
  Object.fromEntries(those.map((question) => [question, false]));
const anyAnswers = fc
  .array(fc.boolean(), { minLength: questions.length, maxLength: questions.length })
  .map((yes): Answers => Object.fromEntries(questions.map((question, at) => [question, yes[at]])));

describe("who decides", () => {
  test.each([
    ["danger", "emergency", null, null],
    ["privateDispute", "mediation", "人民调解法", "17"],
    ["departmentDuty", "referral", "居委会组织法(2018)", "3"],
    ["ownersBusiness", "owners", "民法典", "278"],
    ["residentsMoney", "residentsMeeting", "居委会组织法(2018)", "16"],
    ["allResidents", "residentsMeeting", "居委会组织法(2018)", "10"],
    ["delegated", "representativesMeeting", "参照村委会组织法", "25"],
    ["oneGroup", "group", "参照村委会组织法", "28"],
  ] as const)("a yes to %s alone is for the %s", (question, body, law, article) => {
    expect(decide({ [question]: true })).toMatchObject({ body, law, article });
  });

  test("no yes at all is for the committee, and every body can be reached", () => {
    expect(decide(no(...questions))).toMatchObject({ body: "committee" });
    expect(new Set(Object.values(router).map(({ body }) => body))).toEqual(new Set(bodies));
  });

  test("the first yes wins over every later one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: questions.length - 1 }), anyAnswers, (at, rest) => {
        const asked: Record<string, boolean> = { ...rest };
        questions.forEach((question, place) => {
          if (place <= at) asked[question] = place === at;
        });
        expect(firstYes(asked)).toBe(questions[at]);
      }),
    );
  });

  test("answers after the first yes never matter, and an answer before it always does", () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (answers, others) => {
        const first = firstYes(answers);
        const place = first === "none" ? questions.length : questions.indexOf(first);
        const mixed = Object.fromEntries(
          questions.map((one, at) => [one, at <= place ? answers[one] : others[one]]),
        );
        expect(decide(mixed)).toBe(decide(answers));
        const [earlier] = questions.slice(0, place);
        if (earlier) expect(firstYes({ ...answers, [earlier]: true })).toBe(earlier);
      }),
    );
  });

  test("every question before the first yes has to be answered, and none after it", () => {
    expect(unanswered({})).toBe("danger");
    expect(unanswered({ danger: false })).toBe("privateDispute");
    expect(unanswered({ privateDispute: true })).toBe("danger");
    expect(unanswered({ danger: true })).toBeNull();
    expect(unanswered(no(...questions))).toBeNull();
  });

  test("what the database learns nothing of is never kept, and only what somebody here decides is opened", () => {
    expect([...untold, ...kept].toSorted()).toEqual([...questions, "none"].toSorted());
    expect(kept.filter((answer) => !opens(answer))).toEqual(["departmentDuty"]);
    expect(untold.some((answer) => opens(answer))).toBe(false);
  });

  test("what was opened before anybody was asked is the residents' meeting's", () => {
    expect(deciderOf({ firstYes: null })).toBe(router[before]);
    expect(deciderOf({ firstYes: null }).body).toBe("residentsMeeting");
  });
});
