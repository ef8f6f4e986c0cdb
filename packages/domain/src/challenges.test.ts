import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, endOf, instantAt, startOf, type Day, type Holidays } from "./calendar.ts";
import {
  answerDue,
  challengesUntil,
  confirm,
  differ,
  file,
  mostWaiting,
  notYetAnswered,
  propose,
  statuses,
  steps,
  verdicts,
  withdraw,
  type Answering,
  type Challenge,
  type Step,
  type Verdict,
} from "./challenges.ts";
import type { Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { changeRoll } from "./motions/roll.ts";
import { refuse } from "./outcome.ts";
import { votingRules } from "./testing/voting-rules.ts";

const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const announcedOn: Day = "2026-03-02";
const opensOn: Day = "2026-03-13";
const motion: Motion = {
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "scheduled", version: 1, electorate: "household" },
  ...{ scope: null, special: null, areaSquareCentimetres: null, priorStudyOn: null, seats: 40 },
  ...{ noticedAt: instantAt(announcedOn, "09:00"), opensAt: startOf(opensOn) },
  ...{ closesAt: instantAt("2026-03-20", "18:00"), appBallotsCount: true, countedAt: null },
  ...{ outcome: null, noticeEnds: null, followUp: null },
  ...{ form: "yesNo", options: 0, agreement: null, agreeBy: null },
  rules: { ...votingRules, roll: { objectionDays: 5, answerWorkingDays: 3 } },
};
/** A vote of representatives or of the committee: announced on Monday, one day long on Wednesday. */
const short: Motion = {
  ...motion,
  electorate: "committee",
  opensAt: startOf("2026-03-04"),
  closesAt: instantAt("2026-03-04", "18:00"),
};
const { closesAt } = motion;
if (!closesAt) throw new Error("it closes");

function by(
  subjectId: string | null,
  at: Date = instantAt(announcedOn, "10:00"),
  actorId = `member ${subjectId}`,
): Standing {
  return { actorId, subjectId, channel: "app", at };
}
const filed = { challengeId: "c", ground: "missing", waiting: 0, holidays } as const;
const open: Challenge = {
  ...{ challengeId: "c", motionId: "m", residentId: "neighbour", status: "open" },
  ...{ verdict: null, proposedBy: null },
};
const proposed = (verdict: Verdict): Challenge => ({
  ...{ ...open, status: "proposed", verdict },
  proposedBy: "member keeper",
});
const answering = (more: Partial<Answering> = {}): Answering => ({
  ...{ closesAt, concerned: ["concerned"], reading: { says: "added", voted: false }, ...more },
});
const keeper = by("keeper");
const supervisor = by("supervisor");

describe("the table of steps", () => {
  const attempts: Record<Step, (challenge: Challenge) => object> = {
    propose: (challenge) => propose(challenge, { ...answering(), verdict: "added" }, keeper),
    confirm: (challenge) => confirm(challenge, answering(), supervisor),
    differ: (challenge) => differ(challenge, answering(), supervisor),
    withdraw: (challenge) => withdraw(challenge, by("neighbour")),
  };
  const cells = (["propose", "confirm", "differ", "withdraw"] as const).flatMap((step) =>
    statuses.map((status) => ({ step, status })),
  );

  test.each(cells)("$step may be taken from $status only where the table says so", ({ step, status }) => {
    const answer = attempts[step]({ ...proposed("added"), status });
    const allowed: readonly string[] = steps[step];
    if (allowed.includes(status)) expect(answer).toHaveProperty("kind");
    else expect(answer).toEqual(refuse("challenge-closed", { status }));
  });
});

describe("a challenge", () => {
  test("is answered once, and taken back as long as it is not", () => {
    const closed = refuse("challenge-closed", { status: "answered" });
    const answered = { ...proposed("refused"), status: "answered" } as const;
    expect(withdraw(open, by("neighbour"))).toHaveProperty("kind", "challenge.withdrawn");
    expect(withdraw(answered, by("neighbour"))).toEqual(closed);
    expect(confirm(answered, answering(), supervisor)).toEqual(closed);
    expect(propose(answered, { ...answering(), verdict: "refused" }, keeper)).toEqual(closed);
  });
});

describe("a frozen roll", () => {
  test("is challenged until the end of the fifth day, and not an instant later", () => {
    const until = challengesUntil(motion);
    expect(until).toEqual(endOf("2026-03-07"));
    const last = new Date((until?.getTime() ?? 0) - 1);
    expect(file(motion, filed, by("neighbour", last))).toHaveProperty("kind", "challenge.filed");
    expect(file(motion, filed, by("neighbour", endOf("2026-03-07")))).toEqual(
      refuse("challenge-window-over", { at: endOf("2026-03-07").toISOString() }),
    );
  });

  test("of a vote too short for that is challenged until it opens", () => {
    expect(challengesUntil(short)).toEqual(short.opensAt);
    const long = { ...short, closesAt: instantAt("2026-03-12", "18:00") };
    expect(challengesUntil(long)).toEqual(endOf("2026-03-07"));
  });

  test("of a vote that was announced before this was a rule is not challenged", () => {
    const before = { ...motion, rules: votingRules };
    expect(challengesUntil(before)).toBeNull();
    expect(file(before, filed, by("neighbour"))).toHaveProperty("refused", "challenge-window-over");
  });

  test("is challenged as long as its vote is announced", () => {
    for (const status of ["drafted", "passed", "noQuorum"] as const)
      expect(file({ ...motion, status }, filed, by("neighbour"))).toEqual(
        refuse("proposal-not-at-this-step", { status }),
      );
  });

  test("is not flooded: five of one person wait at once", () => {
    expect(file(motion, { ...filed, waiting: mostWaiting - 1 }, by("neighbour"))).toHaveProperty("kind");
    expect(file(motion, { ...filed, waiting: mostWaiting }, by("neighbour"))).toEqual(
      refuse("challenges-enough", { most: mostWaiting }),
    );
  });
});

describe("the answer to a challenge", () => {
  test("is due after three working days, and before the close of a shorter vote", () => {
    expect(answerDue(motion, announcedOn, holidays)).toEqual(endOf("2026-03-05"));
    expect(answerDue(short, announcedOn, holidays)).toEqual(short.closesAt);
  });

  test("comes in time for the close, whenever it was said", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), (notice, window) => {
        const opens = addDays(announcedOn, notice + 1);
        const closes = instantAt(addDays(opens, window - 1), "18:00");
        const one = { ...motion, opensAt: startOf(opens), closesAt: closes };
        const until = challengesUntil(one);
        const last = new Date((until?.getTime() ?? 0) - 1);
        const fact = file(one, filed, by("neighbour", last));
        expect(fact).toHaveProperty("kind");
        const due = answerDue(one, dayOf(last), holidays);
        expect(due && due > last && due <= closes).toBe(true);
      }),
    );
  });

  test("is given by nobody of whom it speaks, nor by who filed it", () => {
    const asked = { ...answering(), verdict: "refused" } as const;
    expect(propose(open, asked, by("neighbour"))).toEqual(refuse("challenge-own"));
    expect(propose(open, asked, by("concerned"))).toEqual(refuse("challenge-own"));
    expect(confirm(proposed("refused"), answering(), by("neighbour"))).toEqual(refuse("challenge-own"));
    expect(differ(proposed("refused"), answering(), by("concerned"))).toEqual(refuse("challenge-own"));
    expect(propose(open, asked, by(null, undefined, "a clerk who lives elsewhere"))).toHaveProperty("kind");
  });

  test("takes two people", () => {
    const same = by("keeper", undefined, "member keeper");
    expect(confirm(proposed("refused"), answering(), same)).toEqual(refuse("challenge-second-person"));
    expect(differ(proposed("refused"), answering(), same)).toEqual(refuse("challenge-second-person"));
    expect(confirm(proposed("refused"), answering(), supervisor)).toMatchObject({
      kind: "challenge.answered",
      body: { verdict: "refused" },
    });
  });

  test("changes the roll to what it would have been, and to nothing else", () => {
    for (const says of ["added", "struck", "corrected", null] as const) {
      for (const verdict of verdicts.filter((one) => one !== "refused" && one !== "tooLate")) {
        const asked = { ...answering({ reading: { says, voted: false } }), verdict };
        const expected =
          says === verdict ? { kind: "challenge.proposed" } : refuse("challenge-roll-says-otherwise");
        expect(propose(open, asked, keeper)).toMatchObject(expected);
        expect(confirm(proposed(verdict), asked, supervisor)).toMatchObject(
          says === verdict ? { kind: "challenge.answered" } : refuse("challenge-roll-says-otherwise"),
        );
      }
      expect(
        propose(open, { ...answering({ reading: { says, voted: false } }), verdict: "refused" }, keeper),
      ).toHaveProperty("kind");
    }
    expect(propose(open, { ...answering({ reading: null }), verdict: "added" }, keeper)).toEqual(
      refuse("challenge-roll-says-otherwise"),
    );
  });

  test("strikes no seat that has voted, neither when it is proposed nor when it is confirmed", () => {
    const voted = answering({ reading: { says: "struck", voted: true } });
    expect(propose(open, { ...voted, verdict: "struck" }, keeper)).toEqual(refuse("seat-has-voted"));
    expect(confirm(proposed("struck"), voted, supervisor)).toEqual(refuse("seat-has-voted"));
    expect(propose(open, { ...voted, verdict: "tooLate" }, keeper)).toHaveProperty("kind");
  });

  test("changes nothing from the close on; whoever was right is told so, and not before", () => {
    const late = by("keeper", closesAt);
    expect(propose(open, { ...answering(), verdict: "added" }, late)).toEqual(refuse("vote-closed"));
    expect(confirm(proposed("added"), answering(), by("supervisor", closesAt))).toEqual(
      refuse("vote-closed"),
    );
    expect(propose(open, { ...answering(), verdict: "tooLate" }, late)).toHaveProperty("kind");
    expect(propose(open, { ...answering(), verdict: "refused" }, late)).toHaveProperty("kind");
    expect(propose(open, { ...answering(), verdict: "tooLate" }, keeper)).toEqual(
      refuse("challenge-still-in-time"),
    );
    expect(
      propose(open, { ...answering({ reading: { says: null, voted: false } }), verdict: "tooLate" }, late),
    ).toEqual(refuse("challenge-roll-says-otherwise"));
  });

  test("is waited for by the count: silence does not decide", () => {
    expect(notYetAnswered(0)).toBeNull();
    expect(notYetAnswered(2)).toEqual(refuse("challenges-unanswered", { waiting: 2 }));
  });
});

describe("a change of the roll", () => {
  test("moves the base of the quorum with it, of owners the area too", () => {
    expect(changeRoll(motion, { what: "struck", seatsMore: -1, areaMore: 0 }, keeper)).toMatchObject({
      kind: "motion.rollChanged",
      body: { what: "struck", seats: 39 },
    });
    const owners = { ...motion, electorate: "owner", areaSquareCentimetres: 9_000 } as const;
    expect(changeRoll(owners, { what: "corrected", seatsMore: 0, areaMore: 500 }, keeper)).toMatchObject({
      body: { seats: 40, areaSquareCentimetres: 9_500 },
    });
  });
});
