import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startOf, type Day, type Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse } from "./outcome.ts";
import * as rules from "./petitions.ts";
import { apply } from "./petitions.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";
import { meets } from "./shares.ts";

const book = snapshot(cnUrban2025, rules.petitionKeys);
/** 国庆节 with its make-up Saturday. */
const holidays: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};
const at = (day: Day, subjectId = "signer"): Standing => ({
  ...{ actorId: "member", subjectId, channel: "app", at: startOf(day) },
});
const bases = { persons: 2_932, households: 1_486, representatives: 43 };
const nobody = { persons: 0, households: 0, representatives: 0 };

function opened(given: Partial<Parameters<typeof rules.open>[0]> = {}, on: Day = "2026-08-03") {
  const asked: Parameters<typeof rules.open>[0] = {
    ...{ petitionId: "petition", meeting: "residents", year: 2026, number: 1, hash: "hash", bases },
    ...{ rules: book, representative: false, holidays },
  };
  const fact = rules.open({ ...asked, ...given }, at(on, "author"));
  if (isRefusal(fact)) throw new Error(fact.refused);
  return apply(null, fact);
}
const petition = opened();
const signing = (counts: rules.Counts, more = {}) => ({
  ...{ already: false, representative: false, counts, holidays },
  ...more,
});
const due: rules.Petition = { ...petition, status: "due", metBy: "persons", dueOn: "2026-09-04" };

describe("opening a petition", () => {
  test("it is numbered, keeps its rules and bases, and gathers names for sixty days", () => {
    expect(petition).toMatchObject({ status: "open", year: 2026, number: 1, bases, rules: book });
    // 2026-10-02 is in the week of National Day: the window ends when offices work again.
    expect(petition.windowEnds).toBe("2026-10-08");
    expect(opened({}, "2026-08-10").windowEnds).toBe("2026-10-09");
  });

  test("representatives alone ask for the meeting of representatives, and sign for it", () => {
    const asked = { meeting: "representatives" } as const;
    expect(() => opened(asked)).toThrow("only-representatives");
    const theirs = opened({ ...asked, representative: true });
    expect(rules.sign(theirs, signing(nobody), at("2026-08-04"))).toEqual(refuse("only-representatives"));
    const fact = rules.sign(
      theirs,
      signing({ ...nobody, representatives: 8 }, { representative: true }),
      at("2026-08-04"),
    );
    expect(fact).toMatchObject({ body: { metBy: null } });
  });
});

describe("how many are enough", () => {
  test("294 of 2,932 persons, 149 of 1,486 households, 15 of 43 representatives, each over its own base", () => {
    expect(rules.thresholds(petition).map(({ way, needed }) => [way, needed])).toEqual([
      ["persons", 294],
      ["households", 149],
      ["representatives", 15],
    ]);
    expect(rules.enough(petition, { persons: 293, households: 148, representatives: 14 })).toBeNull();
    expect(rules.enough(petition, { ...nobody, persons: 294 })).toBe("persons");
    expect(rules.enough(petition, { ...nobody, households: 149 })).toBe("households");
    expect(rules.enough(petition, { ...nobody, representatives: 15 })).toBe("representatives");
  });

  test("nine of 43 representatives ask for their own meeting, and no other way counts", () => {
    const theirs = opened({ meeting: "representatives", representative: true });
    expect(rules.thresholds(theirs).map(({ way, needed }) => [way, needed])).toEqual([
      ["representatives", 9],
    ]);
    expect(rules.enough(theirs, { persons: 2_932, households: 1_486, representatives: 8 })).toBeNull();
  });

  test("where no representative is in office, none of them is never enough", () => {
    const without = opened({ bases: { ...bases, representatives: 0 } });
    expect(rules.thresholds(without).map(({ way }) => way)).toEqual(["persons", "households"]);
    expect(rules.enough(without, nobody)).toBeNull();
  });

  test("it is enough exactly when a count meets its share, whatever the bases", () => {
    const count = fc.nat({ max: 5_000 });
    const counts = fc.record({ persons: count, households: count, representatives: count });
    fc.assert(
      fc.property(counts, counts, fc.constantFrom(...rules.meetings), (of, given, meeting) => {
        const asked = { meeting, bases: of, rules: book };
        const met = rules
          .thresholds(asked)
          .filter(({ way, share, base }) => meets(share, given[way], base))
          .map(({ way }) => way);
        expect(rules.enough(asked, given)).toBe(met[0] ?? null);
        for (const { way, needed } of rules.thresholds(asked)) {
          expect(rules.enough(asked, { ...nobody, [way]: needed })).toBe(way);
          expect(rules.enough(asked, { ...nobody, [way]: needed - 1 })).toBeNull();
        }
      }),
    );
  });
});

describe("signing", () => {
  test("the signature that is enough makes the meeting a duty, with its date past the holiday", () => {
    const counts = { persons: 294, households: 100, representatives: 0 };
    const fact = rules.sign(petition, signing(counts), at("2026-09-04"));
    // Thirty days later is a Sunday in the week of National Day.
    expect(fact).toMatchObject({ body: { counts, metBy: "persons", dueOn: "2026-10-08" } });
    if (isRefusal(fact)) throw new Error(fact.refused);
    expect(rules.apply(petition, fact)).toMatchObject({
      ...{ status: "due", metBy: "persons", dueOn: "2026-10-08" },
    });
    expect(rules.conveneBy(book, "2026-08-05", holidays)).toBe("2026-09-04");
  });

  test("one signs once, takes it back once, and may sign again", () => {
    const counts = { persons: 5, households: 3, representatives: 0 };
    expect(rules.sign(petition, signing(counts, { already: true }), at("2026-08-04"))).toEqual(
      refuse("already-signed"),
    );
    expect(rules.unsign(petition, { already: false, counts }, at("2026-08-04"))).toEqual(
      refuse("not-signed"),
    );
    expect(rules.unsign(petition, { already: true, counts }, at("2026-08-04"))).toMatchObject({
      ...{ kind: "petition.unsigned", body: { counts } },
    });
  });

  test("on the last day of the window it counts, on the next it does not", () => {
    const counts = { persons: 5, households: 3, representatives: 0 };
    expect(rules.sign(petition, signing(counts), at("2026-10-08"))).toMatchObject({
      kind: "petition.signed",
    });
    const over = refuse("petition-window-over", { day: "2026-10-08" });
    expect(rules.sign(petition, signing(counts), at("2026-10-09"))).toEqual(over);
    expect(rules.unsign(petition, { already: true, counts }, at("2026-10-09"))).toEqual(over);
    expect(rules.withdraw(petition, at("2026-10-09", "author"))).toEqual(over);
    expect(rules.stageOf(petition, startOf("2026-10-08"))).toBe("open");
    expect(rules.stageOf(petition, startOf("2026-10-09"))).toBe("lapsed");
  });

  test("whoever opened it alone takes it back", () => {
    expect(rules.withdraw(petition, at("2026-08-04"))).toEqual(refuse("only-the-author"));
    expect(rules.withdraw(petition, at("2026-08-04", "author"))).toMatchObject({
      kind: "petition.withdrawn",
    });
  });
});

describe("the committee's answer", () => {
  test("is the day of the meeting, with ten whole days of notice between", () => {
    const asked = (meetingOn: Day) => ({ meetingOn, noticeHash: "hash" });
    expect(rules.earliestMeeting(book, "2026-08-10")).toBe("2026-08-21");
    expect(rules.convene(due, asked("2026-08-20"), at("2026-08-10"))).toEqual(
      refuse("notice-too-short", { days: 10, day: "2026-08-21" }),
    );
    const fact = rules.convene(due, asked("2026-08-21"), at("2026-08-10"));
    if (isRefusal(fact)) throw new Error(fact.refused);
    expect(rules.apply(due, fact)).toMatchObject({ status: "convened", meetingOn: "2026-08-21" });
  });

  test("or a ground of law, from the list", () => {
    const fact = rules.decline(due, "signaturesUnsound", at("2026-08-10"));
    expect(fact).toMatchObject({ body: { ground: "signaturesUnsound" } });
    if (isRefusal(fact)) throw new Error(fact.refused);
    expect(rules.apply(due, fact).status).toBe("declined");
  });

  test("is late from the day after its due date, and a later meeting stays as late as it was", () => {
    const late = (day: Day) => rules.daysLate(due, startOf(day));
    expect([late("2026-09-03"), late("2026-09-04"), late("2026-09-05"), late("2026-09-14")]).toEqual([
      ...[0, 0, 1, 10],
    ]);
    const convened = { ...due, status: "convened", meetingOn: "2026-09-20" } as const;
    expect(rules.daysLate(convened, startOf("2027-01-01"))).toBe(16);
    expect(rules.daysLate({ ...convened, meetingOn: "2026-09-04" }, startOf("2027-01-01"))).toBe(0);
    expect(rules.daysLate({ ...due, status: "declined" }, startOf("2027-01-01"))).toBe(0);
    expect(rules.daysLate(petition, startOf("2027-01-01"))).toBe(0);
  });
});

describe("each step", () => {
  const counts = { persons: 5, households: 3, representatives: 0 };
  const take: Record<rules.Step, (one: rules.Petition) => unknown> = {
    sign: (one) => rules.sign(one, signing(counts), at("2026-08-10")),
    unsign: (one) => rules.unsign(one, { already: true, counts }, at("2026-08-10")),
    withdraw: (one) => rules.withdraw(one, at("2026-08-10", "author")),
    convene: (one) => rules.convene(one, { meetingOn: "2026-08-30", noticeHash: "hash" }, at("2026-08-10")),
    decline: (one) => rules.decline(one, "unlawful", at("2026-08-10")),
  };
  const cells = Object.entries<readonly rules.Status[]>(rules.steps).flatMap(([step, from]) =>
    rules.statuses.map((status) => ({ step, status, allowed: from.includes(status) })),
  );

  test.for(cells)("$step from $status: $allowed", ({ step, status, allowed }) => {
    const taken = Object.entries(take).find(([name]) => name === step)?.[1]({ ...petition, status });
    expect(taken).toEqual(
      allowed ? expect.objectContaining({ objectId: "petition" }) : refuse("petition-not-at-this-step"),
    );
  });
});

test("a petition that was never opened has no other fact", () => {
  const fact = rules.withdraw(petition, at("2026-08-04", "author"));
  if (isRefusal(fact)) throw new Error(fact.refused);
  expect(() => apply(null, fact)).toThrow(TypeError);
});
