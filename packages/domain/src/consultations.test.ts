import { describe, expect, test } from "vitest";
import { startOf, type Day, type Holidays } from "./calendar.ts";
import * as rules from "./consultations.ts";
import { apply, applySeat } from "./consultations.ts";
import type { PanelSeat } from "./consultations/panels.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";

const book = snapshot(cnUrban2025, rules.consultationKeys);
/** 国庆节 with its make-up Saturday: from 2026-09-29 three working days end on 2026-10-09. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};
const at = (day: Day, actorId = "chair"): Standing => ({
  ...{ actorId, subjectId: actorId, channel: "app", at: startOf(day) },
});
const accepted = <Fact>(fact: Fact | Refusal): Fact => {
  if (isRefusal(fact)) throw new Error(fact.refused);
  return fact;
};
type Request = Parameters<typeof rules.request>[0];
const asking = (more: Partial<Request> = {}): Request => ({
  ...{ consultationId: "consultation", proposal: { proposalId: "proposal", status: "admitted" } },
  ...{ askedAs: "committee", required: true, underway: 0, workingDays: 10 },
  ...{ hash: "hash", rules: book, holidays },
  ...more,
});
const consultation = apply(null, accepted(rules.request(asking(), at("2026-09-28"))));
const studying: rules.Consultation = { ...consultation, status: "studying", opinionDue: "2026-10-20" };
const seat = (status: PanelSeat["status"], more: Partial<PanelSeat> = {}): PanelSeat => ({
  ...{ seatId: "seat", consultationId: "consultation", expertId: "expert", memberId: "wang" },
  ...{ residentId: "resident", replyBy: "2026-10-09", outside: true, spoke: null, status, ...more },
});
const not = refuse("consultation-not-at-this-step");

describe("asking for a consultation", () => {
  test("is for the committee, the proposer and the supervisors, while no vote is announced", () => {
    expect(rules.request(asking({ askedAs: null }), at("2026-09-28"))).toEqual(
      refuse("consultation-not-yours-to-ask"),
    );
    for (const status of ["draft", "admissibility", "scheduled", "noticed", "withdrawn"] as const)
      expect(
        rules.request(asking({ proposal: { proposalId: "proposal", status } }), at("2026-09-28")),
      ).toEqual(refuse("proposal-not-at-this-step", { status }));
    for (const status of ["admitted", "drafted", "priorStudied"] as const)
      expect(
        rules.request(asking({ proposal: { proposalId: "proposal", status } }), at("2026-09-28")),
      ).toMatchObject({ kind: "consultation.requested" });
  });

  test("takes three experts where the rules require it, and one where they do not", () => {
    expect(consultation.size).toBe(3);
    const minor = rules.request(asking({ required: false }), at("2026-09-28"));
    expect(minor).toMatchObject({ body: { size: 1 } });
  });

  test("goes on once at a time, and gives ten working days at least", () => {
    expect(rules.request(asking({ underway: 1 }), at("2026-09-28"))).toEqual(refuse("consultation-underway"));
    expect(rules.request(asking({ workingDays: 9 }), at("2026-09-28"))).toEqual(
      refuse("consultation-too-short", { days: 10 }),
    );
  });

  test("wants its panel chosen within three working days, holidays left out", () => {
    expect(consultation).toMatchObject({ status: "choosing", chooseBy: "2026-10-08" });
  });
});

describe("who is asked", () => {
  const placed = { seatId: "seat", expertId: "expert", outside: true, holidays };
  test("has three working days to answer, across the holiday, and silence is a no", () => {
    expect(rules.ask(consultation, placed, at("2026-09-29")).body.replyBy).toBe("2026-10-09");
    const asked = { accepts: true, holidays };
    expect(rules.reply(consultation, seat("asked"), asked, at("2026-10-09", "wang"))).toMatchObject({
      kind: "seat.declared",
      body: { decideBy: "2026-10-13" },
    });
    expect(rules.reply(consultation, seat("asked"), asked, at("2026-10-10", "wang"))).toEqual(
      refuse("reply-too-late", { day: "2026-10-09" }),
    );
  });

  test("says no without a reason, and answers once", () => {
    const no = { accepts: false, holidays };
    const fact = accepted(rules.reply(consultation, seat("asked"), no, at("2026-09-30", "wang")));
    expect(applySeat(seat("asked"), fact).status).toBe("declined");
    for (const status of ["declared", "sitting", "declined", "recused"] as const)
      expect(rules.reply(consultation, seat(status), no, at("2026-09-30", "wang"))).toEqual(
        refuse("consultation-not-at-this-step"),
      );
    expect(rules.reply(studying, seat("asked"), no, at("2026-09-30", "wang"))).toEqual(not);
  });

  test("sits or steps back as a supervisor decides, once, and never of oneself or of one's own proposal", () => {
    const asked = { sits: true, isProposer: false };
    const sits = accepted(rules.decide(seat("declared"), asked, at("2026-10-08", "supervisor")));
    expect(applySeat(seat("declared"), sits).status).toBe("sitting");
    const no = accepted(rules.decide(seat("declared"), { ...asked, sits: false }, at("2026-10-08", "s")));
    expect(applySeat(seat("declared"), no).status).toBe("recused");
    for (const status of ["asked", "sitting", "declined", "recused"] as const)
      expect(rules.decide(seat(status), asked, at("2026-10-08", "supervisor"))).toEqual(
        refuse("conflict-already-decided"),
      );
    expect(rules.decide(seat("declared"), asked, at("2026-10-08", "wang"))).toEqual(
      refuse("decider-interested"),
    );
    expect(rules.decide(seat("declared"), { ...asked, isProposer: true }, at("2026-10-08", "s"))).toEqual(
      refuse("decider-interested"),
    );
  });

  test("steps back until they have spoken", () => {
    for (const status of ["asked", "declared", "sitting"] as const)
      expect(rules.stepBack(studying, seat(status), at("2026-10-12"))).toMatchObject({
        kind: "seat.recused",
      });
    expect(rules.stepBack(studying, seat("sitting", { spoke: "signature" }), at("2026-10-12"))).toEqual(
      refuse("already-spoken"),
    );
    for (const status of ["declined", "recused"] as const)
      expect(rules.stepBack(studying, seat(status), at("2026-10-12"))).toEqual(not);
    const answering = { ...studying, status: "answering" as const };
    expect(rules.stepBack(answering, seat("sitting"), at("2026-10-12"))).toEqual(not);
  });
});

describe("an objection", () => {
  const asked = { isProposer: false, already: false, objections: 4 };
  test("of the proposer is enough, and of five residents, of whom each objects once", () => {
    const recuses = (more: Partial<typeof asked>) =>
      rules.object(studying, seat("sitting"), { ...asked, ...more }, at("2026-10-12", "neighbour"));
    expect(recuses({})).toMatchObject({ body: { recuses: false } });
    expect(recuses({ objections: 5 })).toMatchObject({ body: { recuses: true } });
    expect(recuses({ isProposer: true, objections: 1 })).toMatchObject({ body: { recuses: true } });
    expect(recuses({ already: true })).toEqual(refuse("expert-already-objected"));
  });

  test("is against somebody who sits, and before they have spoken", () => {
    for (const status of ["asked", "declared", "declined", "recused"] as const)
      expect(rules.object(studying, seat(status), asked, at("2026-10-12"))).toEqual(not);
    expect(rules.object(studying, seat("sitting", { spoke: "opinion" }), asked, at("2026-10-12"))).toEqual(
      refuse("already-spoken"),
    );
  });

  test("has somebody else chosen within three working days; the days to write begin anew", () => {
    const next = apply(studying, rules.replace(studying, holidays, at("2026-09-29")));
    expect(next).toMatchObject({ status: "choosing", chooseBy: "2026-10-09", opinionDue: null });
  });
});

describe("a panel", () => {
  const three = ["a", "b", "c"].map((expertId) => seat("sitting", { expertId, outside: expertId === "c" }));
  test("begins to write with the last who sits, and has its working days across the holiday", () => {
    expect(rules.panel(consultation, three.slice(1), holidays, at("2026-09-28"))).toBeNull();
    const inside = three.map((one) => ({ ...one, outside: false }));
    expect(rules.panel(consultation, inside, holidays, at("2026-09-28"))).toBeNull();
    const fact = rules.panel(consultation, three, holidays, at("2026-09-28"));
    expect(fact).toMatchObject({ body: { opinionDue: "2026-10-16" } });
    expect(fact && apply(consultation, fact)).toMatchObject({ status: "studying" });
    expect(rules.panel(studying, three, holidays, at("2026-09-28"))).toBeNull();
  });
});

describe("a consultation that comes to nothing", () => {
  test("is taken back by whoever asked, before a panel writes, and not where it is required", () => {
    expect(rules.withdraw(consultation, false, at("2026-09-29", "other"))).toEqual(refuse("only-who-asked"));
    expect(rules.withdraw(consultation, true, at("2026-09-29"))).toEqual(refuse("consultation-needed"));
    expect(rules.withdraw(studying, false, at("2026-09-29"))).toEqual(not);
    const back = apply(consultation, accepted(rules.withdraw(consultation, false, at("2026-09-29"))));
    expect([back.status, rules.isUnderway(back)]).toEqual(["withdrawn", false]);
  });

  test("goes to a professional outside where too few experts are left, or nobody wrote in time", () => {
    const asked = { available: 3, opinion: false };
    expect(rules.goOutside(consultation, asked, at("2026-09-29"))).toEqual(
      refuse("experts-still-there", { size: 3 }),
    );
    const few = accepted(rules.goOutside(consultation, { ...asked, available: 2 }, at("2026-09-29")));
    expect(apply(consultation, few).status).toBe("outside");
    expect(rules.goOutside(studying, asked, at("2026-10-20"))).toEqual(
      refuse("experts-still-there", { size: 3 }),
    );
    expect(rules.goOutside(studying, asked, at("2026-10-21"))).toMatchObject({
      kind: "consultation.outside",
    });
    expect(rules.goOutside(studying, { ...asked, opinion: true }, at("2026-10-21"))).toEqual(
      refuse("experts-still-there", { size: 3 }),
    );
    const done = { ...studying, status: "answered" as const };
    expect(rules.goOutside(done, { ...asked, available: 0 }, at("2026-10-21"))).toEqual(not);
  });
});
