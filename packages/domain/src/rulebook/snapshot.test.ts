import { describe, expect, expectTypeOf, test } from "vitest";
import { type ShareValue, setting } from "../rulebook.ts";
import { cnUrban2018 } from "./cn-urban-2018.ts";
import { cnUrban2025 } from "./cn-urban-2025.ts";
import { type RuleKey, ruleKeys } from "./keys.ts";
import { readSnapshot, snapshot } from "./snapshot.ts";

const keys = ["meeting.residents.quorum.households", "vote.windowDays", "meeting.residents.form"] as const;
const allKeys = Object.keys(ruleKeys).filter((key): key is RuleKey => Object.hasOwn(ruleKeys, key));

describe("a snapshot of the rule book", () => {
  test("holds its own keys, each with its citation, and the name of the book", () => {
    const kept = snapshot(cnUrban2025, keys);
    expect(kept.name).toBe("cn-urban-2025");
    expect(Object.keys(kept.settings)).toEqual(keys);
    expect(kept.settings["meeting.residents.quorum.households"].citation).toEqual({
      law: "参照村委会组织法",
      article: "22",
    });
  });

  test("is read back from JSON as it was kept, and typed as it was kept", () => {
    const read = readSnapshot(JSON.parse(JSON.stringify(snapshot(cnUrban2025, keys))), keys);
    expect(read).toStrictEqual(snapshot(cnUrban2025, keys));
    const share = setting(read, "meeting.residents.quorum.households");
    expectTypeOf(share).toEqualTypeOf<ShareValue<"households">>();
    expect(share).toMatchObject({ num: 2, den: 3 });
    // @ts-expect-error this key was not kept
    expect(() => setting(read, "proposal.cosponsors")).toThrow(TypeError);
  });

  test("can hold every key, and be taken of a law that speaks to some, or of another snapshot", () => {
    expect(readSnapshot(JSON.parse(JSON.stringify(cnUrban2025)), allKeys)).toStrictEqual({ ...cnUrban2025 });
    const old = snapshot(cnUrban2018, ["meeting.residents.majority"]);
    expect(old.inForce.until).toBe("2025-12-31");
    expect(snapshot(old, ["meeting.residents.majority"])).toEqual(old);
  });
});

describe("something kept that is no snapshot", () => {
  const kept = () => snapshot(cnUrban2025, keys);
  const quorum = "meeting.residents.quorum.households";
  const withQuorum = (changes: object) => {
    const rule = { ...cnUrban2025.settings[quorum], ...changes };
    return { ...kept(), settings: { ...kept().settings, [quorum]: rule } };
  };
  const share = setting(cnUrban2025, quorum);

  test.each([
    ["nothing", null],
    ["a list", []],
    ["no name", { ...kept(), name: "" }],
    ["no day from which it was law", { ...kept(), inForce: { from: "2026-02-30" } }],
    ["no settings", { ...kept(), settings: undefined }],
    ["a key missing", { ...kept(), settings: { [quorum]: cnUrban2025.settings[quorum] } }],
    ["another base", withQuorum({ value: { ...share, base: "residents18" } })],
    ["another kind", withQuorum({ value: { kind: "days", days: 3 } })],
    ["a share that no count meets", withQuorum({ value: { ...share, num: 4 } })],
    ["a fraction of a fraction", withQuorum({ value: { ...share, num: 0.5 } })],
    ["a number as text", withQuorum({ value: { ...share, num: "2" } })],
    ["a bound of another base", withQuorum({ bound: { min: { ...share, base: "present" } } })],
    ["no citation", withQuorum({ citation: undefined })],
    ["a citation without its law", withQuorum({ citation: { article: "22" } })],
    ["an unknown provenance", withQuorum({ provenance: "rumour" })],
    ["an unknown status", withQuorum({ lawStatus: "ignored" })],
    ["a lock that is neither on nor off", withQuorum({ locked: "yes" })],
    [
      "a range from high to low",
      {
        ...kept(),
        settings: {
          ...cnUrban2025.settings,
          "vote.windowDays": { value: { kind: "range", min: 9, max: 3 }, provenance: "design" },
        },
      },
    ],
    [
      "a choice that is not offered",
      {
        ...kept(),
        settings: {
          ...cnUrban2025.settings,
          "meeting.residents.form": { value: { kind: "choice", choice: "chair" }, provenance: "design" },
        },
      },
    ],
  ])("with %s is a defect", (_, wrong) => {
    expect(() => readSnapshot(wrong, keys)).toThrow(TypeError);
  });

  test("is named by the keys that are wrong", () => {
    expect(() => readSnapshot(withQuorum({ provenance: "rumour" }), keys)).toThrow(quorum);
  });
});
