import { describe, expect, test } from "vitest";
import { startOf } from "../calendar.ts";
import { electorates, type Electorate } from "../electorates.ts";
import { absentBecause } from "./place.ts";

const rules = { votingAge: 18, residenceMonths: 12 };
const on = (electorate: Electorate, scope: string | null = null) => ({
  ...{ electorate, scope, noticedAt: startOf("2026-03-02") },
});
const grown = { born: "1980-01-01", residence: "registered", livedSince: null } as const;
const neighbour = { ...grown, struck: false, group: "一组", owns: false };

describe("whoever is not on a frozen roll is told why", () => {
  test("that they were struck, whatever else is so", () => {
    for (const electorate of electorates)
      expect(absentBecause(on(electorate), { ...neighbour, struck: true }, rules)).toBe("struck");
  });

  test("that they were too young on the day on which it was frozen, or had not lived here long enough", () => {
    const born = (day: typeof grown.born | "2008-03-02" | "2008-03-03") => ({ ...neighbour, born: day });
    expect(absentBecause(on("household"), born("2008-03-03"), rules)).toBe("under-voting-age");
    expect(absentBecause(on("person"), born("2008-03-02"), rules)).toBe("unknown");
    const lives = { ...neighbour, residence: "living", livedSince: "2025-06-01" } as const;
    expect(absentBecause(on("person"), lives, rules)).toBe("residence-too-short");
  });

  test("that it is another group's vote", () => {
    expect(absentBecause(on("groupPerson", "二组"), neighbour, rules)).toBe("otherGroup");
    expect(absentBecause(on("groupPerson", "一组"), neighbour, rules)).toBe("unknown");
  });

  test("that it is for those in office, or for those who own", () => {
    expect(absentBecause(on("representative"), neighbour, rules)).toBe("noPost");
    expect(absentBecause(on("committee"), neighbour, rules)).toBe("noPost");
    expect(absentBecause(on("owner"), neighbour, rules)).toBe("noUnit");
    expect(absentBecause(on("owner"), { ...neighbour, owns: true }, rules)).toBe("unknown");
  });
});
