import { describe, expect, test } from "vitest";
import { addDays, instantAt, startOf, type Day } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { apply, type Motion } from "../motions.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { moreThan } from "../rulebook/writing.ts";
import { votingRules } from "../testing/voting-rules.ts";
import { isRepeatable, lastAnnouncement, lastOpening, repeat } from "./repeat.ts";
import { leading } from "./several.ts";
import type { MotionStatus } from "./status.ts";

const countedOn: Day = "2026-03-20";
const rules = { ...votingRules, repeatWithinDays: 30 };
const first: Motion = {
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "noQuorum", version: 3, electorate: "household" },
  ...{ scope: null, special: null, areaSquareCentimetres: null, priorStudyOn: null, seats: 40 },
  ...{ noticedAt: startOf("2026-03-02"), opensAt: startOf("2026-03-13"), appBallotsCount: true },
  ...{ closesAt: instantAt("2026-03-19", "18:00"), countedAt: instantAt(countedOn, "10:00"), rules },
  ...{ outcome: null, noticeEnds: null, followUp: null, repeats: null },
  ...{ form: "yesNo", options: 0, agreement: null, agreeBy: null },
};
const at = (day: Day): Standing => ({
  ...{ actorId: "convener", subjectId: null, channel: "app", at: instantAt(day, "09:00") },
});
const asked = (opensOn: Day) => ({
  ...{ motionId: "m2", ordinal: 2, already: false, rules, seats: 41, areaSquareCentimetres: null },
  ...{ opensAt: startOf(opensOn), closesAt: instantAt(addDays(opensOn, 6), "18:00") },
});

describe("a vote in which too few took part", () => {
  test("is put to the same people once more, by the same rules, with a roll of its own", () => {
    const fact = repeat(first, asked("2026-04-10"), at("2026-03-25"));
    if (isRefusal(fact)) throw new Error(fact.refused);
    const second = apply(null, fact);
    expect(second).toMatchObject({
      ...{ motionId: "m2", proposalId: "p", ordinal: 2, repeats: 1, status: "scheduled", version: 3 },
      ...{ electorate: "household", rules, seats: 41, appBallotsCount: true, countedAt: null, outcome: null },
    });
    expect(second.rules?.quorum).toEqual(first.rules?.quorum);
  });

  test("opens again within thirty days of the count, with its whole notice, and not a day later", () => {
    expect(lastOpening(first, rules)).toBe("2026-04-19");
    expect(lastAnnouncement(first, rules)).toBe("2026-04-08");
    expect(repeat(first, asked("2026-04-19"), at("2026-04-08"))).toHaveProperty("kind", "motion.repeated");
    expect(repeat(first, asked("2026-04-20"), at("2026-04-08"))).toEqual(
      refuse("repeat-too-late", { day: "2026-04-19" }),
    );
    expect(repeat(first, asked("2026-04-19"), at("2026-04-09"))).toHaveProperty(
      "refused",
      "notice-too-short",
    );
    expect(isRepeatable(first, false, rules, "2026-04-08")).toBe(true);
    expect(isRepeatable(first, false, rules, "2026-04-09")).toBe(false);
  });

  test("is repeated once: what again too few took part in is final", () => {
    const second = { ...first, motionId: "m2", ordinal: 2, repeats: 1 };
    expect(repeat(second, asked("2026-04-10"), at("2026-03-25"))).toEqual(refuse("repeated-once"));
    expect(repeat(first, { ...asked("2026-04-10"), already: true }, at("2026-03-25"))).toEqual(
      refuse("already-repeated"),
    );
    expect(isRepeatable(second, false, rules, "2026-03-25")).toBe(false);
    expect(isRepeatable(first, true, rules, "2026-03-25")).toBe(false);
  });

  test("keeps to the bounds of its window, and is not put to nobody", () => {
    const long = { ...asked("2026-04-10"), closesAt: instantAt("2026-05-10", "18:00") };
    expect(repeat(first, long, at("2026-03-25"))).toHaveProperty("refused", "window-out-of-bounds");
    expect(repeat(first, { ...asked("2026-04-10"), seats: 0 }, at("2026-03-25"))).toEqual(
      refuse("roll-empty"),
    );
  });

  test("never goes by a lower threshold, whatever the book has become", () => {
    const strict = { ...rules, quorum: moreThan(3, 4, "households") };
    const fact = repeat(
      { ...first, rules: strict },
      { ...asked("2026-04-10"), rules: strict },
      at("2026-03-25"),
    );
    expect(fact).toMatchObject({ body: { rules: { quorum: strict.quorum } } });
  });
});

describe("the proposal of a repeated vote", () => {
  const part = (ordinal: number, status: MotionStatus, repeats: number | null = null) => ({
    ...{ ordinal, status, repeats, electorate: "household" as const, scope: null },
    ...{ closesAt: null, noticeEnds: null, followUp: null },
  });
  const residents = { firstYes: "allResidents" } as const;

  test("goes by its second vote, wherever that comes to", () => {
    for (const status of ["scheduled", "passed", "rejected", "noQuorum", "accepted"] as const)
      expect(leading(residents, [part(1, "noQuorum"), part(2, status, 1)])).toMatchObject({
        ordinal: 2,
        status,
      });
  });

  test("goes by what else there is as before", () => {
    const owners = { ...part(2, "implementing"), electorate: "owner" as const };
    expect(leading(residents, [part(1, "noQuorum"), owners, part(3, "rejected", 1)])?.ordinal).toBe(2);
    expect(leading(residents, [part(1, "noQuorum"), owners, part(3, "scheduled", 1)])?.ordinal).toBe(3);
    expect(leading(residents, [part(1, "noQuorum"), { ...owners, status: "rejected" }])?.ordinal).toBe(2);
  });
});
