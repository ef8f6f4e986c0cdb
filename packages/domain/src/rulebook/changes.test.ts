import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal, refuse } from "../outcome.ts";
import { isStricter, setting, type RuleSetting, type RuleValue } from "../rulebook.ts";
import {
  bookOn,
  change,
  isChangeable,
  isRuleKey,
  limitsOf,
  readChange,
  valueFor,
  withChanges,
  type AskedChange,
  type RuleChange,
} from "./changes.ts";
import { cnUrban2025 } from "./cn-urban-2025.ts";
import { ruleKeys, type RuleKey } from "./keys.ts";
import { atLeast, boolean, days, integer, moreThan, range } from "./writing.ts";

const now = new Date("2026-08-03T02:00:00Z");
const standing = { actorId: "chair", subjectId: null, channel: "app", at: now } as const;
const said = {
  changeId: "c",
  adoptedOn: "2026-08-01",
  effectiveFrom: "2026-08-04",
  resolutionId: null,
} as const;
const keys = Object.keys(ruleKeys).filter(isRuleKey);
const noticeDays = "meeting.residents.noticeDays";

function ask(key: RuleKey, value: RuleValue<RuleKey>, more: Partial<AskedChange> = {}) {
  return change(cnUrban2025, { ...said, ...more, key, value }, standing);
}
function adopted(
  changeId: string,
  key: RuleKey,
  value: RuleValue<RuleKey>,
  effectiveFrom: RuleChange["effectiveFrom"],
): RuleChange {
  return { changeId, key, value, adoptedOn: "2026-08-01", effectiveFrom };
}

/** Any value that a key can mean. */
function anyValue(key: RuleKey): fc.Arbitrary<RuleValue<RuleKey>> {
  const meaning = ruleKeys[key];
  const count = fc.integer({ min: 0, max: 400 });
  switch (meaning.kind) {
    case "share":
      return fc
        .tuple(fc.constantFrom("atLeast", "moreThan"), fc.nat(30), fc.integer({ min: 1, max: 30 }))
        .map(([cmp, num, den]): unknown => ({ kind: "share", cmp, num, den, base: meaning.base }))
        .map((value) => valueFor(key, value))
        .filter((value) => value !== null);
    case "range":
      return fc
        .tuple(fc.oneof(count, fc.nat(16)), fc.oneof(count, fc.nat(16)))
        .map(([one, other]) => range(Math.min(one, other), Math.max(one, other)));
    case "boolean":
      return fc.boolean().map(boolean);
    case "choice":
      return fc.constantFrom(...meaning.of).map((choice) => ({ kind: "choice", choice }));
    case "integer":
      return count.map(integer);
    case "days":
      return count.map(days);
    case "workingDays":
      return count.map((workingDays) => ({ kind: "workingDays", workingDays }));
  }
}

describe("a change of a rule", () => {
  test("is recorded with what it was before, what it is, by what, and from when on", () => {
    expect(ask(noticeDays, days(15), { resolutionId: "r" })).toMatchObject({
      kind: "rule.changed",
      objectId: "c",
      body: {
        key: noticeDays,
        before: days(10),
        value: days(15),
        adoptedOn: "2026-08-01",
        effectiveFrom: "2026-08-04",
        resolutionId: "r",
      },
    });
  });

  test.each([
    [noticeDays, days(10), { way: "higher", value: 10 }],
    [noticeDays, days(9), { way: "higher", value: 10 }],
    ["proposal.cosponsors", integer(11), { way: "lower", value: 10 }],
    ["vote.windowDays", range(2, 15), { way: "narrower", value: "3–15" }],
    ["meeting.residents.quorum.households", moreThan(1, 2, "households"), { way: "higher", value: "2/3" }],
  ] as const)(
    "of %s to something that is not stricter is refused, and told what would be",
    (key, value, told) => {
      expect(ask(key, value)).toEqual(refuse("rule-not-stricter", told));
    },
  );

  test("of what the law fixes, of what has no stricter side, and of what is as strict as can be is refused", () => {
    const fixed = refuse("rule-fixed");
    expect(ask("voter.age", integer(16))).toEqual(fixed);
    expect(ask("mediation.fee", integer(0))).toEqual(fixed);
    expect(ask("vote.rollFreezeDays", days(9))).toEqual(fixed);
    expect(ask("meeting.priorStudy.required", boolean(false))).toEqual(fixed);
    expect(ask("vote.open.namesShown", boolean(true))).toEqual(fixed);
  });

  test("to nothing at all, or to more than anybody can mean, is a slip of the pen and refused", () => {
    const told = (key: RuleKey) => refuse("rule-past-sense", limitsOf(key));
    expect(ask("proposal.cosponsors", integer(0))).toEqual(told("proposal.cosponsors"));
    expect(ask(noticeDays, days(1_000))).toEqual(told(noticeDays));
    const nobody = atLeast(0, 10, "residents18");
    expect(ask("meeting.residents.petition.persons", nobody)).toEqual(
      told("meeting.residents.petition.persons"),
    );
  });

  test("takes effect tomorrow at the earliest", () => {
    expect(ask(noticeDays, days(15), { effectiveFrom: "2026-08-03" })).toEqual(
      refuse("rule-too-early", { day: "2026-08-04" }),
    );
    expect(ask(noticeDays, days(15), { effectiveFrom: "2026-08-04" })).toHaveProperty("kind");
  });

  test("that has not been adopted yet is none", () => {
    expect(ask(noticeDays, days(15), { adoptedOn: "2026-08-04" })).toEqual(
      refuse("day-in-the-future", { day: "2026-08-04" }),
    );
  });

  test("is measured against what was adopted before, even if that is not in effect yet", () => {
    const later = withChanges(cnUrban2025, [adopted("1", noticeDays, days(20), "2027-01-01")]);
    const asked = { ...said, key: noticeDays, value: days(15) } as const;
    expect(change(later, asked, standing)).toEqual(refuse("rule-not-stricter", { way: "higher", value: 20 }));
  });
});

describe("whatever is asked of whichever key", () => {
  test.each(keys)("%s becomes stricter and stays within the law, or stays as it is", (key) => {
    const rule: RuleSetting = cnUrban2025.settings[key];
    fc.assert(
      fc.property(anyValue(key), (value) => {
        const answer = ask(key, value);
        if (isRefusal(answer)) return;
        expect(isChangeable(key, rule)).toBe(true);
        expect(isStricter(key, answer.body.value, rule.value)).toBe(true);
        expect([ruleKeys[key].stricter === "neither", rule.locked ?? false]).toEqual([false, false]);
        const { min, max } = rule.bound ?? {};
        if (min) expect(isStricter(key, min, value)).toBe(false);
        if (max) expect(isStricter(key, max, value)).toBe(false);
        const book = withChanges(cnUrban2025, [adopted("1", key, value, "2026-08-04")]);
        expect(book.settings[key]).toMatchObject({ value, provenance: rule.provenance });
      }),
      { numRuns: 60 },
    );
  });

  test("every key that can be changed has a value that is taken", () => {
    const changeable = keys.filter((key) => isChangeable(key, cnUrban2025.settings[key]));
    const taken = changeable.filter((key) =>
      fc.sample(anyValue(key), { numRuns: 400, seed: 7 }).some((value) => !isRefusal(ask(key, value))),
    );
    expect(taken).toEqual(changeable);
    expect(changeable.length).toBeGreaterThan(40);
  });
});

describe("the book of a community on a day", () => {
  const changes = [
    adopted("1", noticeDays, days(12), "2026-09-01"),
    adopted("2", noticeDays, days(15), "2026-08-10"),
    adopted("3", "proposal.cosponsors", integer(5), "2026-08-20"),
  ];
  const noticeOn = (day: RuleChange["effectiveFrom"]) =>
    setting(bookOn(cnUrban2025, changes, day), noticeDays).days;

  test("holds what is in effect by then, and an earlier, looser change never loosens a later one", () => {
    const days = ["2026-08-09", "2026-08-10", "2026-09-01"] as const;
    expect(days.map(noticeOn)).toEqual([10, 15, 15]);
  });

  test("names the change by its id and keeps the citation; the default book stays as it was", () => {
    const book = bookOn(cnUrban2025, changes, "2026-08-20");
    expect(book.settings["proposal.cosponsors"]).toEqual({
      ...cnUrban2025.settings["proposal.cosponsors"],
      value: integer(5),
      adopted: { changeId: "3", adoptedOn: "2026-08-01", effectiveFrom: "2026-08-20" },
    });
    expect(setting(cnUrban2025, "proposal.cosponsors").integer).toBe(10);
    expect(bookOn(cnUrban2025, [], "2026-08-20").settings).toEqual(cnUrban2025.settings);
  });

  test("only ever becomes stricter from day to day, whatever was adopted in whichever order", () => {
    const someDay = fc.integer({ min: 10, max: 28 }).map((day) => `2026-08-${day}` as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), someDay)), (list) => {
        const all = list.map(([count, day], index) => adopted(String(index), noticeDays, days(count), day));
        const numbers = (["2026-08-09", "2026-08-15", "2026-08-20", "2026-08-31"] as const).map(
          (day) => setting(bookOn(cnUrban2025, all, day), noticeDays).days,
        );
        expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
        expect(numbers[0]).toBe(10);
      }),
    );
  });
});

describe("what was kept", () => {
  const kept = { changeId: "1", adoptedOn: "2026-08-01", effectiveFrom: "2026-08-04" } as const;

  test("is read back as its key means it", () => {
    expect(readChange({ ...kept, key: noticeDays, value: { kind: "days", days: 15 } })).toEqual(
      adopted("1", noticeDays, days(15), "2026-08-04"),
    );
  });

  test("of an unknown key, or with a value that its key cannot mean, is a defect", () => {
    expect(() => readChange({ ...kept, key: "vote.luck", value: days(1) })).toThrow(TypeError);
    expect(() => readChange({ ...kept, key: noticeDays, value: integer(15) })).toThrow(TypeError);
    expect(valueFor(noticeDays, { kind: "days", days: -1 })).toBeNull();
    expect(valueFor("meeting.residents.form", { kind: "choice", choice: "chair" })).toBeNull();
  });
});
