import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startOf } from "../calendar.ts";
import { refuse } from "../outcome.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import { declarations, hints, isOutside, likely, summary, type Declared } from "./conflicts.ts";
import { grounds, notYetAdvised } from "./need.ts";
import * as rules from "./panels.ts";

const candidate = (expertId: string, more: Partial<rules.Candidate> = {}): rules.Candidate => ({
  ...{ expertId, matches: true, load: 0, lastAsked: null, outside: true, mayConflict: false, ...more },
});
const seat = (expertId: string, more: Partial<rules.PanelSeat> = {}): rules.PanelSeat => ({
  ...{ seatId: expertId, consultationId: "c", expertId, memberId: expertId, residentId: null },
  ...{ status: "sitting", replyBy: "2026-08-06", outside: false, spoke: null, ...more },
});
const now = startOf("2026-08-06");

describe("a suggestion", () => {
  test("puts the field first, then no likely conflict, then the load, then who was asked longest ago", () => {
    const all = [
      candidate("stranger", { matches: false }),
      candidate("kin", { mayConflict: true }),
      candidate("busy", { load: 2 }),
      candidate("lately", { lastAsked: "2026-07-01" }),
      candidate("long-ago", { lastAsked: "2026-01-01" }),
      candidate("never"),
    ];
    expect(rules.suggest(all, { places: 6, hasOutside: true })).toEqual([
      ...["never", "long-ago", "lately", "busy", "kin", "stranger"],
    ]);
  });

  test("always has somebody from outside, and asks no more than there are places", () => {
    const some = fc.array(
      fc.record({
        expertId: fc.uuid(),
        matches: fc.boolean(),
        load: fc.nat(4),
        lastAsked: fc.constantFrom(null, "2026-01-01" as const, "2026-05-05" as const),
        outside: fc.boolean(),
        mayConflict: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 5 }), (candidates, places) => {
        const chosen = rules.suggest(candidates, { places, hasOutside: false });
        expect(new Set(chosen).size).toBe(
          Math.min(places, new Set(candidates.map((one) => one.expertId)).size),
        );
        const outside = new Set(candidates.filter((one) => one.outside).map((one) => one.expertId));
        if (outside.size > 0) expect(chosen.some((one) => outside.has(one))).toBe(true);
      }),
    );
  });
});

describe("a choice", () => {
  const pick = (expertId: string, more = {}) => ({ expertId, available: true, outside: true, ...more });
  const panel = { seats: [], size: 3, suggested: ["a", "b", "c"], reason: "", now };
  test("may differ from the suggestion, and then says why", () => {
    expect(rules.notToAsk([pick("a"), pick("b")], panel)).toBeNull();
    expect(rules.notToAsk([pick("a"), pick("d")], panel)).toEqual(refuse("panel-say-why"));
    expect(rules.notToAsk([pick("a"), pick("d")], { ...panel, reason: "他看过现场。" })).toBeNull();
  });

  test("asks somebody, who can be asked and was not asked before, and no more than it takes", () => {
    expect(rules.notToAsk([], panel)).toEqual(refuse("panel-nobody-chosen"));
    expect(rules.notToAsk([pick("a", { available: false })], panel)).toEqual(refuse("expert-not-available"));
    const declined = [seat("a", { status: "declined" })];
    expect(rules.notToAsk([pick("a")], { ...panel, seats: declined })).toEqual(
      refuse("expert-already-asked"),
    );
    const two = [seat("x"), seat("y", { status: "asked" })];
    expect(rules.notToAsk([pick("a"), pick("b")], { ...panel, seats: two })).toEqual(
      refuse("panel-full", { size: 3 }),
    );
  });

  test("fills the last place only where somebody is from outside", () => {
    const two = [seat("x"), seat("y")];
    expect(rules.notToAsk([pick("a", { outside: false })], { ...panel, seats: two })).toEqual(
      refuse("panel-needs-outside"),
    );
    expect(rules.notToAsk([pick("a")], { ...panel, seats: two })).toBeNull();
  });

  test("counts who sits and who may still say yes, and not who was silent, said no or stepped back", () => {
    const all = [
      seat("sits"),
      seat("declared", { status: "declared" }),
      seat("asked", { status: "asked" }),
      seat("silent", { status: "asked", replyBy: "2026-08-05" }),
      seat("no", { status: "declined" }),
      seat("back", { status: "recused" }),
    ];
    expect(rules.live(all, now).map(({ expertId }) => expertId)).toEqual(["sits", "declared", "asked"]);
  });
});

describe("conflicts", () => {
  const known = {
    ...{ isProposer: false, building: "5", buildings: ["3"], kinThere: false, holdsPost: false },
    ...{ spoke: [], signed: false },
  } as const;
  test("are proposed from what is known, and none where nothing is", () => {
    expect(likely(known)).toEqual([]);
    expect(likely({ ...known, building: "3" })).toEqual(["livesThere"]);
    const all = { isProposer: true, kinThere: true, holdsPost: true, signed: true } as const;
    expect(likely({ ...known, ...all, building: "3", spoke: ["for", "against", "question"] })).toEqual([
      ...hints,
    ]);
  });

  test("somebody from elsewhere is outside, and everybody is where no building is named", () => {
    expect(isOutside({ building: null, buildings: ["3"] })).toBe(true);
    expect(isOutside({ building: "3", buildings: [] })).toBe(true);
    expect(isOutside({ building: "3", buildings: ["3", "5"] })).toBe(false);
  });

  test("are public in summary, none as none, and a doubt as a doubt", () => {
    const no = "no";
    const none: Declared = {
      ...{ livesThere: no, kin: no, contract: no, investment: no, vendor: no, publicStand: no },
    };
    expect(Object.keys(none)).toEqual([...declarations]);
    expect(summary(none)).toEqual({ yes: [], unknown: [] });
    expect(summary({ ...none, kin: "yes", vendor: "unknown" })).toEqual({
      yes: ["kin"],
      unknown: ["vendor"],
    });
  });
});

describe("what has to be looked at by experts", () => {
  const nothing = { costYuan: 50_000, hazards: [], underway: 0, over: 0 } as const;
  test("costs more than the threshold, or touches what is dangerous", () => {
    expect(grounds(nothing, cnUrban2025)).toEqual([]);
    expect(grounds({ ...nothing, costYuan: 50_001 }, cnUrban2025)).toEqual(["cost"]);
    expect(grounds({ ...nothing, hazards: ["gas", "fire"] }, cnUrban2025)).toEqual(["fire", "gas"]);
  });

  test("is not put to the vote before they were heard and answered", () => {
    expect(notYetAdvised(nothing, cnUrban2025)).toBeNull();
    expect(notYetAdvised({ ...nothing, hazards: ["fire"] }, cnUrban2025)).toEqual(
      refuse("consultation-needed"),
    );
    expect(notYetAdvised({ ...nothing, hazards: ["fire"], over: 1 }, cnUrban2025)).toBeNull();
    // Whoever was asked is heard, whether or not they had to be asked.
    expect(notYetAdvised({ ...nothing, underway: 1, over: 1 }, cnUrban2025)).toEqual(
      refuse("consultation-underway"),
    );
  });
});
