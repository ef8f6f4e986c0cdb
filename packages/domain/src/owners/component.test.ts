import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { componentOf, differing } from "./component.ts";

const seat = (name: string, ...doors: readonly string[]) => ({
  name,
  doors,
  units: doors.map((door) => `unit ${door}`),
});

describe("what hangs together with a door", () => {
  test("are the seats and heads that have a unit of one another, and nobody else", () => {
    const seats = [seat("company", "103", "104"), seat("family", "101"), seat("other", "106")];
    const heads = [seat("company", "103"), seat("buyer", "104", "106"), seat("family", "101")];
    const found = componentOf("103", seats, heads);
    expect(found.seats.map(({ name }) => name)).toEqual(["company", "other"]);
    expect(found.heads.map(({ name }) => name)).toEqual(["company", "buyer"]);
    expect(componentOf("101", seats, heads).seats.map(({ name }) => name)).toEqual(["family"]);
  });

  test("is nothing where nobody has that door", () => {
    expect(componentOf("999", [seat("family", "101")], [])).toEqual({ seats: [], heads: [] });
  });

  test("is left as it is where both say the same", () => {
    const same = [seat("family", "101", "102")];
    const turned = [seat("family", "102", "101")];
    expect(differing({ seats: same, heads: turned })).toEqual({ seats: [], heads: [] });
  });

  test("keeps every door whole: none is on a struck seat and on one that stays", () => {
    const doors = fc.uniqueArray(fc.integer({ min: 1, max: 9 }).map(String), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(doors, { maxLength: 5 }), fc.array(doors, { maxLength: 5 }), (frozen, now) => {
        const seats = frozen.map((own) => seat("seat", ...own));
        const heads = now.map((own) => seat("head", ...own));
        const found = componentOf("1", seats, heads);
        const inside = new Set([...found.seats, ...found.heads].flatMap(({ doors: own }) => own));
        for (const one of [...seats, ...heads].filter(
          (any) => ![...found.seats, ...found.heads].includes(any),
        ))
          expect(one.doors.some((door) => inside.has(door))).toBe(false);
      }),
    );
  });
});
