import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "../calendar.ts";
import {
  changeKinds,
  compareRoll,
  completeLines,
  removesMany,
  type RollChange,
  importerStays,
} from "./compare.ts";
import { refuse } from "../outcome.ts";
import { householdOf, plainPlace, type RollLine, type RollPerson } from "./lines.ts";

const line = (name: string, change: Partial<RollLine> = {}): RollLine => ({
  building: "1",
  stairwell: "1",
  door: "101",
  part: "",
  group: null,
  grid: null,
  name,
  born: "1960-05-01",
  residence: "registered",
  livedSince: null,
  ...change,
});
const known = (name: string, change: Partial<RollPerson> = {}): RollPerson => ({
  ...line(name, change),
  residentId: change.residentId ?? name,
  householdId: householdOf(line(name, change)),
});
/** What a change says, in words short enough to read. */
const said = ({ added, changed, removed, unchanged }: RollChange<RollPerson>) => ({
  added: added.map(({ name }) => name),
  changed: changed.map(({ kind, person, line: after }) => `${person.residentId} ${kind} ${after.name}`),
  removed: removed.map(({ residentId }) => residentId),
  unchanged,
});
const nothing = { added: [], changed: [], removed: [], unchanged: 0 };

describe("who is meant by a line", () => {
  test("the same name and birthday at another door has moved", () => {
    const change = compareRoll([known("甲")], [line("甲", { door: "202" })]);
    expect(said(change)).toEqual({ ...nothing, changed: ["甲 moved 甲"] });
  });

  test("another part of the same door is another household", () => {
    const change = compareRoll([known("甲"), known("乙")], [line("甲"), line("乙", { part: "2" })]);
    expect(said(change)).toEqual({ ...nothing, changed: ["乙 moved 乙"], unchanged: 1 });
  });

  test("the same door and birthday with another name has had the name corrected", () => {
    const change = compareRoll([known("石桂蓝")], [line("石桂兰")]);
    expect(said(change)).toEqual({ ...nothing, changed: ["石桂蓝 name 石桂兰"] });
  });

  test("the same door and name with another birthday has had the birthday corrected", () => {
    const change = compareRoll([known("甲")], [line("甲", { born: "1960-06-01" })]);
    expect(said(change)).toEqual({ ...nothing, changed: ["甲 born 甲"] });
  });

  test("who begins to live here another way has another residence and is who they were", () => {
    const living = { residence: "living", livedSince: "2026-01-01" } as const;
    expect(said(compareRoll([known("甲")], [line("甲", living)]))).toEqual({
      ...nothing,
      changed: ["甲 residence 甲"],
    });
  });

  test("a household in another group is told once, and its people stay as they are", () => {
    const change = compareRoll(
      [known("甲", { group: "一组" }), known("乙", { group: "一组" })],
      [line("甲", { group: "二组" }), line("乙", { group: "二组" })],
    );
    expect(said(change)).toEqual({ ...nothing, unchanged: 2 });
    expect(change.regrouped).toMatchObject([{ before: { group: "一组" }, group: "二组" }]);
  });
});

describe("where two people could be meant, nobody is taken for another", () => {
  test.each([
    [
      "two of one name and birthday, of whom one moves",
      [known("甲"), known("甲", { residentId: "甲2", door: "102" })],
      [line("甲"), line("甲", { door: "103" })],
      { added: ["甲"], changed: [], removed: ["甲2"], unchanged: 1 },
    ],
    [
      "a twin whose name would be corrected",
      [known("甲"), known("乙")],
      [line("甲"), line("丙")],
      { added: ["丙"], changed: [], removed: ["乙"], unchanged: 1 },
    ],
    [
      "a name and a birthday that would both be corrected",
      [known("甲")],
      [line("乙"), line("甲", { born: "1961-05-01" })],
      { added: ["乙", "甲"], changed: [], removed: ["甲"], unchanged: 0 },
    ],
    [
      "a correction into somebody who lives elsewhere",
      [known("甲"), known("乙", { door: "102" }), known("乙", { residentId: "乙2", door: "103" })],
      [line("乙")],
      { added: ["乙"], changed: [], removed: ["甲", "乙", "乙2"], unchanged: 0 },
    ],
    [
      "father and grandson of one name behind one door",
      [known("甲"), known("甲", { residentId: "孙", born: "2000-01-01" })],
      [line("甲"), line("甲", { born: "2000-01-02" })],
      { added: ["甲"], changed: [], removed: ["孙"], unchanged: 1 },
    ],
  ] as const)("%s", (_, before, after, expected) => {
    expect(said(compareRoll(before, after))).toEqual(expected);
  });

  test("who leaves and who moves into the same door are two, whatever the birthday", () => {
    const change = compareRoll([known("甲"), known("乙", { door: "102" })], [line("乙")]);
    expect(said(change)).toEqual({ ...nothing, changed: ["乙 moved 乙"], removed: ["甲"] });
  });
});

// Few names, days and doors, so that everything collides that can.
const anyLine = fc.record({
  door: fc.constantFrom("101", "102", "103"),
  part: fc.constantFrom("", "2"),
  name: fc.constantFrom("甲", "乙", "丙", "丁"),
  born: fc.constantFrom<Day[]>("1960-05-01", "1960-05-02", "1985-01-01"),
  since: fc.constantFrom<(Day | null)[]>(null, "2026-01-01"),
});
const whole = (one: RollLine) => [householdOf(one), one.name, one.born].join();
/** Each household has its group: a file in which it has two is not read at all. */
const roll = fc
  .tuple(
    fc.uniqueArray(anyLine, {
      selector: (one) => [one.door, one.part, one.name, one.born].join(),
      maxLength: 14,
    }),
    fc.array(fc.constantFrom(null, "一组", "二组"), { minLength: 6, maxLength: 6 }),
  )
  .map(([lines, groups]) =>
    lines.map(({ since, ...one }) =>
      line(one.name, {
        ...one,
        group: groups[["101", "102", "103"].indexOf(one.door) * 2 + (one.part === "" ? 0 : 1)] ?? null,
        residence: since ? "living" : "registered",
        livedSince: since,
      }),
    ),
  );
const people = roll.map((lines) =>
  lines.map((one, index) => ({ ...one, residentId: `id${index}`, householdId: householdOf(one) })),
);
const sorted = (lines: readonly RollLine[]) =>
  lines.map((one) => JSON.stringify([whole(one), one.group, one.residence, one.livedSince])).toSorted();

/** Does to a roll what a change says, and nothing else. */
function apply(before: readonly RollPerson[], change: RollChange<RollPerson>): readonly RollPerson[] {
  const gone = new Set(change.removed);
  const after = new Map(change.changed.map(({ person, line: now }) => [person, now]));
  const stayed = before.filter((one) => !gone.has(one)).map((one) => ({ ...one, ...after.get(one) }));
  const came = change.added.map((one, index) => ({
    ...one,
    residentId: `new${index}`,
    householdId: householdOf(one),
  }));
  return [...stayed, ...came].map((one) => {
    const now = change.regrouped.find((household) => householdOf(household) === householdOf(one));
    return now ? { ...one, group: now.group, grid: now.grid } : one;
  });
}

describe("of any roll and any file", () => {
  test("doing what a comparison says makes the roll equal the file", () => {
    fc.assert(
      fc.property(people, roll, (before, after) => {
        expect(sorted(apply(before, compareRoll(before, after)))).toEqual(sorted(after));
      }),
      { numRuns: 2_000 },
    );
  });

  test("nobody is lost, nobody is doubled, and who stays keeps their id", () => {
    fc.assert(
      fc.property(people, roll, (before, after) => {
        const change = compareRoll(before, after);
        expect(change.added.length + change.changed.length + change.unchanged).toBe(after.length);
        expect(change.removed.length + change.changed.length + change.unchanged).toBe(before.length);
        const ids = apply(before, change).map(({ residentId }) => residentId);
        expect(new Set(ids).size).toBe(ids.length);
        const removed = new Set(change.removed.map(({ residentId }) => residentId));
        for (const { residentId } of before) expect(ids.includes(residentId)).toBe(!removed.has(residentId));
      }),
      { numRuns: 2_000 },
    );
  });

  test("the order of lines never matters", () => {
    const told = (change: RollChange<RollPerson>) => ({
      added: sorted(change.added),
      changed: change.changed
        .map(({ kind, person, line: now }) => `${person.residentId} ${kind} ${whole(now)}`)
        .toSorted(),
      removed: change.removed.map(({ residentId }) => residentId).toSorted(),
      regrouped: change.regrouped.map((one) => JSON.stringify(one)).toSorted(),
    });
    fc.assert(
      fc.property(people, roll, (before, after) => {
        const here = compareRoll(before, after);
        expect(told(compareRoll(before.toReversed(), after.toReversed()))).toEqual(told(here));
      }),
      { numRuns: 1_000 },
    );
  });

  test("whoever is taken to have moved is the only one of that name and birthday, before and after", () => {
    fc.assert(
      fc.property(people, roll, (before, after) => {
        for (const { kind, person } of compareRoll(before, after).changed) {
          expect(changeKinds).toContain(kind);
          const same = (one: RollLine) => one.name === person.name && one.born === person.born;
          if (kind === "moved")
            expect([before.filter(same).length, after.filter(same).length]).toEqual([1, 1]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("a file that does not speak of parts, groups and residence changes none of them", () => {
    const needed = new Set(["building", "stairwell", "door", "name", "born"] as const);
    fc.assert(
      fc.property(people, (before) => {
        // Two of one name and birthday behind one door cannot be told apart by such a file, and it is not read.
        const once = [...new Map(before.map((one) => [[one.door, one.name, one.born].join(), one])).values()];
        const bare = once.map((one) => line(one.name, { door: one.door, born: one.born }));
        const change = compareRoll(once, completeLines(once, bare, needed));
        expect(said(change)).toEqual({ ...nothing, unchanged: once.length });
        expect(change.regrouped).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("a tenth and ten people is when one asks again", () => {
  expect([removesMany(9, 20), removesMany(10, 100), removesMany(10, 99), removesMany(2000, 20_000)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

describe("a place is one place however people write it", () => {
  test.each([
    [
      "building",
      "1",
      ["1号楼", "１号楼", "1#", "1#楼", "1栋", "第一栋", "一号楼", "01幢", " 1\u00a0号 楼 ", "1\u200b号楼"],
    ],
    ["stairwell", "12", ["12单元", "十二单元", "012单元", "第12单元"]],
    ["door", "0101", ["0101室", "0101号", "０１０１"]],
    ["part", "", ["1", "主户", "第一户", "1户"]],
    ["part", "2", ["2户", "第二户", "二户"]],
    ["building", "-1", ["'-1", "-1号楼"]],
    ["door", "-", ["第'-号"]],
  ] as const)("%s %s", (kind, kept, written) => {
    for (const one of written) expect([one, plainPlace(one, kind)]).toEqual([one, kept]);
  });

  test("what was kept is kept the same when it is read again", () => {
    const kinds = ["building", "stairwell", "door", "part"] as const;
    const word = fc
      .array(fc.constantFrom(..."号楼#栋幢单元门洞室房户第一二十01２9AＡ' -="), { maxLength: 8 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(word, fc.constantFrom(...kinds), (written, kind) => {
        const once = plainPlace(written, kind);
        expect(plainPlace(once, kind)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });
});

test("nobody takes a file that would remove themselves (import-removes-importer), but whoever is not on the roll", () => {
  const removed = [{ residentId: "r1" }, { residentId: "r2" }];
  expect(importerStays(removed, "r2")).toEqual(refuse("import-removes-importer"));
  expect(importerStays(removed, "r3")).toBeNull();
  expect(importerStays(removed, null)).toBeNull();
});
