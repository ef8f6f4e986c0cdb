import { describe, expect, test } from "vitest";
import { startOf, type Day, type Holidays } from "../calendar.ts";
import { apply, consultationKeys, type Consultation } from "../consultations.ts";
import type { Standing } from "../facts.ts";
import { isRefusal, refuse } from "../outcome.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";
import { snapshot } from "../rulebook/snapshot.ts";
import * as rules from "./opinions.ts";
import type { PanelSeat } from "./panels.ts";

const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set<Day>(["2026-10-01"]), work: new Set() };
const at = (day: Day): Standing => ({
  ...{ actorId: "wang", subjectId: "wang", channel: "app", at: startOf(day) },
});
const studying: Consultation = {
  ...{ consultationId: "c", proposalId: "p", askerId: "chair", status: "studying", size: 3, workingDays: 10 },
  ...{ rules: snapshot(cnUrban2025, consultationKeys), chooseBy: "2026-09-01" },
  ...{ opinionDue: "2026-09-20", responseDue: null },
};
const seat = (more: Partial<PanelSeat> = {}): PanelSeat => ({
  ...{ seatId: "s", consultationId: "c", expertId: "e", memberId: "wang", residentId: null },
  ...{ status: "sitting", replyBy: "2026-08-06", outside: true, spoke: null, ...more },
});
const not = refuse("consultation-not-at-this-step");

describe("who sits on a panel", () => {
  const opinion = { how: "opinion", hash: "h", opinion: null } as const;
  test("speaks once: the opinion, a name under it, or a dissent from it", () => {
    expect(rules.speak(studying, seat(), opinion, at("2026-09-10"))).toMatchObject({
      body: { how: "opinion", hash: "h" },
    });
    expect(rules.speak(studying, seat(), { ...opinion, opinion: "o" }, at("2026-09-10"))).toEqual(
      refuse("opinion-already-filed"),
    );
    for (const how of ["signature", "dissent"] as const)
      expect(rules.speak(studying, seat(), { ...opinion, how }, at("2026-09-10"))).toEqual(
        refuse("no-opinion-yet"),
      );
    for (const spoke of ["opinion", "signature", "dissent"] as const)
      expect(rules.speak(studying, seat({ spoke }), opinion, at("2026-09-10"))).toEqual(
        refuse("already-spoken"),
      );
  });

  test("puts their name under the very text that is there, and under no other", () => {
    const sign = { how: "signature", hash: "other", opinion: "o" } as const;
    expect(rules.speak(studying, seat(), sign, at("2026-09-10"))).toEqual(refuse("not-that-opinion"));
    expect(rules.speak(studying, seat(), { ...sign, hash: "o" }, at("2026-09-10"))).toMatchObject({
      body: { how: "signature" },
    });
  });

  test("alone speaks, and only while the panel writes", () => {
    for (const status of ["asked", "declared", "declined", "recused"] as const)
      expect(rules.speak(studying, seat({ status }), opinion, at("2026-09-10"))).toEqual(
        refuse("only-the-panel"),
      );
    for (const status of ["choosing", "answering", "answered", "outside", "withdrawn"] as const)
      expect(rules.speak({ ...studying, status }, seat(), opinion, at("2026-09-10"))).toEqual(not);
  });

  test("with the last word begins the committee's ten working days, across the holiday", () => {
    const two = [seat({ spoke: "opinion" }), seat({ spoke: "dissent" })];
    const asked = { advice: 4, holidays };
    expect(rules.opined(studying, [...two, seat()], asked, at("2026-09-18"))).toBeNull();
    const fact = rules.opined(studying, [...two, seat({ status: "recused" })], asked, at("2026-09-18"));
    expect(fact).toMatchObject({ body: { advice: 4, dissents: 1, responseDue: "2026-10-05" } });
    expect(fact && apply(studying, fact).status).toBe("answering");
  });
});

describe("the committee's answer", () => {
  const answering: Consultation = { ...studying, status: "answering", responseDue: "2026-10-05" };
  const answer = (number: number, verdict: rules.AdviceAnswer["verdict"] = "adopted") => ({
    number,
    verdict,
  });
  test("speaks to every advice, and names the one that is left out", () => {
    const advice = [1, 2, 3];
    const left = rules.respond(answering, { advice, answers: [answer(1), answer(3)] }, at("2026-10-01"));
    expect(left).toEqual(refuse("advice-unanswered", { number: 2 }));
    const twice = { advice, answers: [answer(1), answer(2), answer(2), answer(3)] };
    expect(rules.respond(answering, twice, at("2026-10-01"))).toMatchObject({ refused: "advice-unanswered" });
    const all = { advice, answers: [answer(1), answer(2, "partly"), answer(3, "notAdopted")] };
    const fact = rules.respond(answering, all, at("2026-10-01"));
    expect(fact).toMatchObject({ body: { adopted: 1, partly: 1, notAdopted: 1 } });
    if (!isRefusal(fact)) expect(apply(answering, fact).status).toBe("answered");
  });

  test("comes after all have spoken, or after their days are over where an opinion is there", () => {
    const all = { advice: [1], answers: [answer(1)] };
    expect(rules.respond(studying, all, at("2026-09-20"))).toEqual(not);
    expect(rules.respond(studying, all, at("2026-09-21"))).toMatchObject({ kind: "consultation.answered" });
    expect(rules.respond(studying, { advice: [], answers: [] }, at("2026-09-21"))).toEqual(not);
    for (const status of ["choosing", "answered", "outside", "withdrawn"] as const)
      expect(rules.respond({ ...studying, status }, all, at("2026-09-21"))).toEqual(not);
  });
});

describe("the record of usefulness", () => {
  const one = (fields: readonly string[], experts: readonly string[], days: number): rules.Answered => ({
    ...{ fields, experts, days, adopted: 2, partly: 1, notAdopted: 0 },
  });
  test("tells a field in which several people spoke, and how long the answers took", () => {
    const all = [one(["fire"], ["a", "b"], 3), one(["fire"], ["b", "c"], 9), one(["fire"], ["a"], 5)];
    expect(rules.usefulness(all, 3)).toEqual([
      { field: "fire", consultations: 3, adopted: 6, partly: 3, notAdopted: 0, medianDays: 5 },
    ]);
  });

  test("is no mark for one person: small fields are told together, and nothing where that is still small", () => {
    const all = [one(["fire"], ["a", "b", "c"], 3), one(["law"], ["d"], 4), one(["gas"], ["e", "f"], 8)];
    expect(rules.usefulness(all, 3).map(({ field, consultations }) => [field, consultations])).toEqual([
      ["fire", 1],
      [null, 2],
    ]);
    expect(rules.usefulness([one(["law"], ["d"], 4), one(["gas"], ["d"], 4)], 3)).toEqual([]);
  });
});
