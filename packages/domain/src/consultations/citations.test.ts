import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verdicts } from "../consultations.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { citable, cite, type AnsweredAdvice } from "./citations.ts";

const advice = (number: number, verdict: AnsweredAdvice["verdict"]): AnsweredAdvice => ({
  ...{ consultationId: "consultation", number, verdict },
});
const answered = [advice(1, "adopted"), advice(2, "notAdopted"), advice(3, "partly")];

describe("a motion that cites advice", () => {
  test("names what was taken up, all of it or in part, in the order of its numbers", () => {
    expect(citable(answered).map(({ number }) => number)).toEqual([1, 3]);
    expect(cite(answered, [3, 1])).toEqual([answered[0], answered[2]]);
    expect(cite(answered, [3])).toEqual([answered[2]]);
    expect(cite(answered, [])).toEqual([]);
  });

  test("is refused a number that nobody gave, and one that was not adopted", () => {
    expect(cite(answered, [1, 2])).toEqual(refuse("advice-not-adopted", { number: 2 }));
    expect(cite(answered, [4])).toEqual(refuse("advice-not-adopted", { number: 4 }));
    expect(cite([], [1])).toEqual(refuse("advice-not-adopted", { number: 1 }));
  });

  test("never cites what was not adopted, whatever is asked", () => {
    const some = fc.uniqueArray(
      fc.record({ number: fc.integer({ min: 1, max: 9 }), verdict: fc.constantFrom(...verdicts) }),
      { selector: ({ number }) => number },
    );
    fc.assert(
      fc.property(some, fc.uniqueArray(fc.integer({ min: 1, max: 9 })), (given, wanted) => {
        const said = given.map(({ number, verdict }) => advice(number, verdict));
        const cited = cite(said, wanted);
        const all = wanted.every((number) =>
          said.some((one) => one.number === number && one.verdict !== "notAdopted"),
        );
        expect(isRefusal(cited)).toBe(!all);
        if (!isRefusal(cited))
          expect(cited.map(({ number }) => number)).toEqual([...wanted].sort((a, b) => a - b));
      }),
    );
  });
});
