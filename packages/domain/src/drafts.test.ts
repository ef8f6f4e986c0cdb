import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFinished, notFinished, sameWords, saving, type DraftWords } from "./drafts.ts";
import { isRefusal, refuse } from "./outcome.ts";

const words: DraftWords = {
  ...{ title: "修好路灯", problem: "东门的路灯坏了。", wish: "", touches: "", cost: "", named: null },
};

describe("saving a draft", () => {
  test("goes on from the saving that it began from", () => {
    expect(saving({ revision: 3, words }, { from: 3, words: { ...words, wish: "修好" } })).toEqual({
      ...{ revision: 4, changed: true },
    });
    expect(saving(null, { from: 0, words })).toEqual({ revision: 1, changed: true });
  });

  test("never writes over what another window saved meanwhile", () => {
    const asked = { from: 2, words: { ...words, wish: "修好" } };
    expect(saving({ revision: 3, words }, asked)).toEqual(refuse("draft-changed-elsewhere"));
  });

  test("with the same words is no other saving, from whichever it began", () => {
    expect(saving({ revision: 3, words }, { from: 1, words: { ...words } })).toEqual({
      ...{ revision: 3, changed: false },
    });
  });

  test("of any two windows that began from the same one, exactly one is kept", () => {
    const part = fc.string({ maxLength: 4 });
    const writing: fc.Arbitrary<DraftWords> = fc.record({
      ...{ title: part, problem: part, wish: part, touches: part, cost: part },
      named: fc.constantFrom(true, false, null),
    });
    fc.assert(
      fc.property(fc.nat(9), writing, writing, writing, (revision, kept, one, other) => {
        fc.pre(!sameWords(kept, one) && !sameWords(one, other));
        const first = saving({ revision, words: kept }, { from: revision, words: one });
        if (isRefusal(first)) throw new Error("the first is kept");
        const second = saving({ revision: first.revision, words: one }, { from: revision, words: other });
        expect(second).toEqual(refuse("draft-changed-elsewhere"));
      }),
    );
  });
});

describe("a draft", () => {
  const draft = { draftId: "d", revision: 4, finishedRevision: 4 };

  test("is read over at its last saving or not at all", () => {
    expect([isFinished(draft), isFinished(null)]).toEqual([true, true]);
    expect(isFinished({ ...draft, finishedRevision: null })).toBe(false);
    expect(notFinished(draft)).toBeNull();
    expect(notFinished({ ...draft, revision: 5 })).toEqual(refuse("draft-changed-since"));
  });
});
