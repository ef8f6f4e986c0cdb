import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type PartialRuleBook,
  type RuleSetting,
  type ShareValue,
  citationText,
  isStricter,
  setting,
} from "./rulebook.ts";
import { cnUrban2018 } from "./rulebook/cn-urban-2018.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { type RuleKey, ruleKeys } from "./rulebook/keys.ts";
import { readSnapshot, snapshot } from "./rulebook/snapshot.ts";
import { atLeast, choice, days, integer, moreThan, range } from "./rulebook/writing.ts";
import type { Share } from "./shares.ts";
import { needed } from "./shares.ts";

function isRuleKey(key: string): key is RuleKey {
  return Object.hasOwn(ruleKeys, key);
}

function entriesOf(settings: PartialRuleBook["settings"]) {
  return Object.entries<RuleSetting>(settings).flatMap(([key, rule]) =>
    isRuleKey(key) ? [{ key, rule, stricter: ruleKeys[key].stricter }] : [],
  );
}

const allKeys = Object.keys(ruleKeys).filter(isRuleKey);
const entriesOf2018 = entriesOf(cnUrban2018.settings);
const everySetting = [...entriesOf(cnUrban2025.settings), ...entriesOf2018];

describe("reading a setting", () => {
  test("two thirds of the households are a share over households, by type as well as by value", () => {
    const share = setting(cnUrban2025, "meeting.residents.quorum.households");
    expectTypeOf(share).toEqualTypeOf<ShareValue<"households">>();
    expectTypeOf(share).toExtend<Share>();
    expect(share).toEqual({ kind: "share", cmp: "atLeast", num: 2, den: 3, base: "households" });
    expect(needed(share, 1_486)).toBe(991);
  });

  test("the law of 2018 asks for more than half of the households", () => {
    const share = setting(cnUrban2018, "meeting.residents.quorum.households");
    expectTypeOf(share).toEqualTypeOf<ShareValue<"households">>();
    expect(needed(share, 1_486)).toBe(744);
  });

  test("days, working days, ranges and choices carry their unit in their type", () => {
    expect(setting(cnUrban2025, "proposal.windowDays").days).toBe(30);
    expect(setting(cnUrban2025, "admissibility.workingDays").workingDays).toBe(5);
    expect(setting(cnUrban2025, "proposal.cosponsors").integer).toBe(10);
    expect(setting(cnUrban2025, "vote.windowDays")).toEqual({ kind: "range", min: 3, max: 15 });
    expect(setting(cnUrban2025, "vote.open.namesShown").boolean).toBe(false);
    const form = setting(cnUrban2025, "meeting.residents.form").choice;
    expectTypeOf(form).toEqualTypeOf<"person" | "household">();
    expect(form).toBe("household");
  });

  test("a key that the law of 2018 does not speak to cannot be asked of it", () => {
    // @ts-expect-error the law of 2018 has no such key
    expect(() => setting(cnUrban2018, "meeting.reps.quorum")).toThrow(TypeError);
  });
});

describe("the books", () => {
  test("the book of 2025 has every key and no other", () => {
    expect(Object.keys(cnUrban2025.settings).sort()).toEqual([...allKeys].sort());
  });

  test("every setting has the kind and the base that its key means, and a citation unless it is the platform's own", () => {
    expect(() => snapshot(cnUrban2025, allKeys)).not.toThrow();
    for (const { key, rule } of entriesOf2018) {
      expect(() => readSnapshot({ ...cnUrban2018, settings: { [key]: rule } }, [key])).not.toThrow();
    }
    const uncited = everySetting.filter(({ rule }) => !rule.citation?.law);
    expect(uncited.filter(({ rule }) => rule.provenance !== "design")).toEqual([]);
  });

  test("every share names the base it is a share of", () => {
    const shares = everySetting.flatMap(({ rule }) => (rule.value.kind === "share" ? [rule.value] : []));
    expect(shares.length).toBeGreaterThan(20);
    for (const share of shares) expect(share.base).toMatch(/^[a-z]+/);
  });

  test("a bound stands on the side from which the stricter direction leads away", () => {
    const sides = { higher: ["min"], lower: ["max"], narrower: ["max"], neither: ["min", "max"] };
    for (const { key, rule, stricter } of everySetting) {
      if (rule.bound) expect([key, Object.keys(rule.bound)]).toEqual([key, sides[stricter]]);
    }
  });

  test("a number of law that has a stricter direction is bounded by the law", () => {
    const unbounded = everySetting.filter(({ rule, stricter }) => stricter !== "neither" && !rule.bound);
    expect(unbounded.filter(({ rule }) => !["design", "memory"].includes(rule.provenance))).toEqual([]);
  });

  test("the law of 2018 was read in the text itself and is repealed", () => {
    for (const { rule } of entriesOf2018) {
      expect(rule).toMatchObject({ provenance: "confirmed", lawStatus: "repealed" });
    }
    expect(cnUrban2018.inForce.until).toBe("2025-12-31");
  });

  test("no setting of 2025 is looser than it was in 2018", () => {
    for (const { key, rule } of entriesOf2018) {
      const since = cnUrban2025.settings[key].value;
      expect([key, isStricter(key, rule.value, since)]).toEqual([key, false]);
    }
  });

  test("the quorum of households is stricter than in 2018, and the petition has the lower hurdle", () => {
    const quorum = "meeting.residents.quorum.households";
    expect(isStricter(quorum, setting(cnUrban2025, quorum), setting(cnUrban2018, quorum))).toBe(true);
    const petition = "meeting.residents.petition.persons";
    expect(needed(setting(cnUrban2025, petition), 2_932)).toBe(294);
    expect(needed(setting(cnUrban2018, petition), 2_932)).toBe(587);
  });

  test("citations are printed as the law is cited, with a mark for what was only seen, borrowed or remembered", () => {
    const rules: Record<RuleKey, RuleSetting> = cnUrban2025.settings;
    const printed = (key: RuleKey) => {
      const { citation, provenance, lawStatus } = rules[key];
      return [citation && citationText(citation), provenance, lawStatus];
    };
    expect(printed("meeting.residents.quorum.persons")).toEqual([
      "居委会组织法(2018)9",
      "confirmed",
      "repealed",
    ]);
    expect(printed("meeting.residents.quorum.households")).toEqual([
      "参照村委会组织法22",
      "analogy",
      undefined,
    ]);
    expect(printed("meeting.residents.petition.reps")).toEqual(["居委会组织法(2025)", "fragment", undefined]);
    expect(printed("committee.size")).toEqual(["居委会组织法(2018)7;(2025)", "confirmed", undefined]);
    expect(printed("mediation.confirmDays")).toEqual(["人民调解法33;民事诉讼法205", "confirmed", undefined]);
    expect(printed("mediation.usualDays")).toEqual(["人民调解工作若干规定33", "confirmed", "repealed"]);
    expect(printed("supervision.size")).toEqual(["未见出处", "memory", undefined]);
    expect(printed("vote.noticeDays")).toEqual([undefined, "design", undefined]);
  });

  test("what no committee may change is locked", () => {
    const locked = everySetting.filter(({ rule }) => rule.locked);
    expect(locked.map(({ key }) => key)).toEqual([
      "mediation.fee",
      "mediation.anyPartyMayEnd",
      "mediation.inviteNeedsConsent",
      "mediation.confirmDays",
    ]);
  });

  test("a book cannot be changed, at any depth", () => {
    const frozenThrough = (thing: unknown): boolean =>
      typeof thing !== "object" ||
      thing === null ||
      (Object.isFrozen(thing) && Object.values(thing).every(frozenThrough));
    for (const book of [cnUrban2025, cnUrban2018]) expect(frozenThrough(book)).toBe(true);
  });
});

describe("which value is stricter", () => {
  test("a quorum is stricter when it asks for more, a petition when it asks for fewer", () => {
    const quorum = "meeting.reps.quorum";
    expect(isStricter(quorum, atLeast(3, 4, "repsMeetingMembers"), atLeast(2, 3, "repsMeetingMembers"))).toBe(
      true,
    );
    expect(isStricter(quorum, atLeast(2, 3, "repsMeetingMembers"), atLeast(3, 4, "repsMeetingMembers"))).toBe(
      false,
    );
    const petition = "meeting.reps.petition";
    expect(isStricter(petition, atLeast(1, 10, "repsInOffice"), atLeast(1, 5, "repsInOffice"))).toBe(true);
    expect(isStricter(petition, atLeast(1, 3, "repsInOffice"), atLeast(1, 5, "repsInOffice"))).toBe(false);
  });

  test("more than half is stricter than half or more", () => {
    const majority = "meeting.residents.majority";
    expect(isStricter(majority, moreThan(1, 2, "present"), atLeast(1, 2, "present"))).toBe(true);
    expect(isStricter(majority, moreThan(2, 4, "present"), moreThan(1, 2, "present"))).toBe(false);
  });

  test("a longer notice, an earlier answer, a larger cell and a narrower range are stricter", () => {
    expect(isStricter("meeting.residents.noticeDays", days(15), days(10))).toBe(true);
    expect(isStricter("delib.feedbackDays", days(20), days(30))).toBe(true);
    expect(isStricter("privacy.minCell", integer(10), integer(5))).toBe(true);
    expect(isStricter("privacy.minCell", integer(4), integer(5))).toBe(false);
    expect(isStricter("committee.size", range(5, 7), range(5, 9))).toBe(true);
    expect(isStricter("committee.size", range(3, 7), range(5, 9))).toBe(false);
    expect(isStricter("committee.size", range(8, 10), range(5, 9))).toBe(false);
    expect(isStricter("committee.size", range(5, 9), range(5, 9))).toBe(false);
  });

  test("neither choice, nor a term that the law fixes, is stricter than another", () => {
    expect(isStricter("meeting.residents.form", choice("person"), choice("household"))).toBe(false);
    expect(isStricter("committee.termYears", integer(3), integer(5))).toBe(false);
    expect(isStricter("committee.termYears", integer(7), integer(5))).toBe(false);
  });
});
