import { describe, expect, test } from "vitest";
import { standInFrom } from "./acceptances.ts";
import { appealUntil } from "./appeals.ts";
import { addDays, dayOf, startOf, type Day, type Holidays } from "./calendar.ts";
import { answerDue, challengesUntil } from "./challenges.ts";
import { file as contest } from "./contests.ts";
import type { Standing } from "./facts.ts";
import { apply as moderationAfter, appeal, hide } from "./moderation.ts";
import { agreeByFrom } from "./motions/agreement.ts";
import { lastOpening } from "./motions/repeat.ts";
import { publicationDue, type Motion } from "./motions.ts";
import { object } from "./objections.ts";
import { conveneBy } from "./petitions.ts";
import { cosponsor, resubmit, type Proposal } from "./proposals.ts";
import { proposalKeys } from "./proposals/rules.ts";
import { ask as askForRecount } from "./recounts.ts";
import { workingDaysLate } from "./resolutions.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";
import { setting } from "./rulebook.ts";
import { votingRules } from "./testing/voting-rules.ts";
import { say, viewRules, type View } from "./views.ts";

// Every deadline that is counted in working days, from the Tuesday before the national day's week of 2026: Wednesday is
// worked, then a week is off, and the Saturday after it is worked to make up for it. Beside each stands the same without
// any holiday, so that a deadline that forgot them would be seen.

const start: Day = "2026-09-29";
const published: Holidays = {
  coveredUntil: "2026-12-31",
  off: new Set<Day>(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]),
  work: new Set<Day>(["2026-10-10"]),
};
const none: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };

const by = (subjectId: string): Standing => ({
  ...{ actorId: `member ${subjectId}`, subjectId, channel: "app", at: startOf(start) },
});
const proposal: Proposal = {
  ...{ proposalId: "p", authorId: "author", status: "seekingSupport", version: 2, authorNamed: true },
  ...{ year: 2026, number: 7, openedAt: startOf(start), windowEnds: "2026-10-20", cosponsors: 9 },
  ...{ cosponsorsNeeded: 10, reviewDue: null, firstYes: null, rules: snapshot(cnUrban2025, proposalKeys) },
};
const motion: Motion = {
  ...{ motionId: "m", proposalId: "p", ordinal: 1, status: "noticed", version: 1, electorate: "household" },
  ...{
    form: "yesNo",
    options: 0,
    agreement: null,
    agreeBy: null,
    scope: null,
    special: null,
    areaSquareCentimetres: null,
    priorStudyOn: null,
    noticedAt: null,
  },
  ...{ opensAt: null, closesAt: startOf(start), appBallotsCount: true, seats: 9, countedAt: null },
  ...{ outcome: null, noticeEnds: "2026-10-20", followUp: null, rules: null },
};
const view: View = {
  ...{ viewId: "v", proposalId: "p", parentId: null, kind: "against", status: "shown", version: 1 },
  ...{ authorId: "writer", memberId: "m", role: "resident", building: "3", namePublic: false },
  ...{ channel: "app", saidAt: startOf(start), answerDue: null },
};
const book = cnUrban2025;
const working = (key: "vote.publishWorkingDays" | "vote.rollAnswerWorkingDays") =>
  setting(book, key).workingDays;

/** The value that a decision writes down under a name. */
function written(decision: object, name: string): unknown {
  const body = "body" in decision ? decision.body : null;
  if (typeof body !== "object" || body === null) throw new Error(JSON.stringify(decision));
  return Object.entries(body).find(([key]) => key === name)?.[1];
}
function hidden(holidays: Holidays) {
  const moderating = { view, proposalAuthorId: "author", posts: new Set(["supervisor"] as const) };
  const fact = hide(null, { ...moderating, rule: "insult" }, by("moderator"));
  if (!("moderation" in fact)) throw new Error("it was not hidden");
  const of = { view: { ...view, status: "hidden" } as const, rules: viewRules(book), holidays };
  return appeal(moderationAfter(null, fact.moderation), of, by("writer"));
}

const deadlines: readonly (readonly [string, (holidays: Holidays) => unknown, Day, Day])[] = [
  [
    "admissibility.workingDays: the reviewers, after the last name",
    (holidays) => written(cosponsor(proposal, { already: false, holidays }, by("tenth")), "reviewDue"),
    ...(["2026-10-12", "2026-10-06"] as const),
  ],
  [
    "admissibility.workingDays: the reviewers, after it was mended",
    (holidays) =>
      written(
        resubmit(
          { ...proposal, status: "returned" },
          { returnedVersion: 1, holidays, firstYes: null },
          by("author"),
        ),
        "reviewDue",
      ),
    ...(["2026-10-12", "2026-10-06"] as const),
  ],
  [
    "delib.answerWorkingDays: the answer to a question",
    (holidays) =>
      written(
        say(
          { viewId: "q", kind: "question", hash: "h", role: "resident", building: "3", namePublic: false },
          {
            proposalId: "p",
            stage: "seekingSupport",
            parent: null,
            saidToday: 0,
            rules: viewRules(book),
            holidays,
          },
          by("writer"),
        ),
        "answerDue",
      ),
    ...(["2026-10-12", "2026-10-06"] as const),
  ],
  [
    "delib.appealWorkingDays: the appeal against hidden words",
    (holidays) => written(hidden(holidays), "appealDue"),
    ...(["2026-10-12", "2026-10-06"] as const),
  ],
  [
    "motion.agreeWorkingDays: the proposer, from the draft",
    (holidays) => agreeByFrom(startOf(start), setting(book, "motion.agreeWorkingDays").workingDays, holidays),
    ...(["2026-10-09", "2026-10-02"] as const),
  ],
  [
    "vote.publishWorkingDays: the result, from the close",
    (holidays) =>
      publicationDue(
        {
          closesAt: motion.closesAt,
          rules: { ...votingRules, publishWorkingDays: working("vote.publishWorkingDays") },
        },
        holidays,
      ),
    ...(["2026-10-09", "2026-10-02"] as const),
  ],
  [
    "vote.rollAnswerWorkingDays: the answer to who challenges a frozen roll",
    (holidays) => {
      const roll = { objectionDays: 5, answerWorkingDays: working("vote.rollAnswerWorkingDays") };
      const due = answerDue(
        { closesAt: startOf("2026-10-20"), rules: { ...votingRules, roll } },
        start,
        holidays,
      );
      return due && dayOf(new Date(due.getTime() - 1));
    },
    ...(["2026-10-09", "2026-10-02"] as const),
  ],
  [
    "objection.answerWorkingDays: the answer to an objection",
    (holidays) =>
      written(
        object(
          motion,
          { objectionId: "o", ground: "procedure", code: "notice", already: false, holidays },
          by("neighbour"),
        ),
        "dueOn",
      ),
    ...(["2026-10-14", "2026-10-08"] as const),
  ],
  [
    "vote.recountWorkingDays: the ballot that is looked at once more",
    (holidays) =>
      written(
        askForRecount(
          motion,
          {
            ...{ recountId: "r", kind: "count", claim: null, seat: 1, supervises: false, given: true },
            ...{ already: false, holidays },
          },
          by("neighbour"),
        ),
        "dueOn",
      ),
    ...(["2026-10-09", "2026-10-02"] as const),
  ],
  [
    "acceptance.authorWorkingDays: a supervisor for a silent proposer",
    (holidays) => standInFrom(motion, start, false, holidays),
    ...(["2026-10-19", "2026-10-13"] as const),
  ],
  [
    "roll.contestAnswerWorkingDays: the answer to who contests their entry",
    (holidays) =>
      written(
        contest(
          { contestId: "c", asks: "correct", about: "born", already: false },
          { correct: 5, delete: 15 },
          holidays,
          by("r"),
        ),
        "dueOn",
      ),
    ...(["2026-10-12", "2026-10-06"] as const),
  ],
  [
    "privacy.answerWorkingDays: the answer to who asks that something be deleted",
    (holidays) =>
      written(
        contest(
          { contestId: "c", asks: "delete", about: "rollEntry", already: false },
          { correct: 5, delete: 15 },
          holidays,
          by("r"),
        ),
        "dueOn",
      ),
    ...(["2026-10-26", "2026-10-20"] as const),
  ],
];

describe("a deadline in working days, across the national day's week", () => {
  test.each(deadlines)("%s", (_name, due, across, without) => {
    expect(due(published)).toBe(across);
    expect(due(none)).toBe(without);
  });

  test("milestone.lateFlagWorkingDays: what is late is late by working days alone", () => {
    const milestone = { dueOn: start, doneOn: null };
    expect(workingDaysLate(milestone, startOf("2026-10-07"), published)).toBe(1);
    expect(workingDaysLate(milestone, startOf("2026-10-10"), published)).toBe(4);
    expect(workingDaysLate(milestone, startOf("2026-10-10"), none)).toBe(8);
  });
});

describe("a deadline in days", () => {
  test("that the law sets for an office moves out of the week off to the first day that is worked (Civil Code 203)", () => {
    const { days } = setting(book, "meeting.residents.conveneWithinDays");
    const on = addDays("2026-10-03", -days);
    expect(conveneBy(book, on, published)).toBe("2026-10-08");
    expect(conveneBy(book, on, none)).toBe("2026-10-05");
  });

  test("that gives residents time runs through it and is never shorter", () => {
    expect(appealUntil(proposal, "2026-09-29")).toBe(addDays("2026-09-29", 10));
    expect(lastOpening({ countedAt: startOf(start) }, { repeatWithinDays: 30 })).toBe("2026-10-29");
    const roll = { objectionDays: setting(book, "vote.rollObjectionDays").days, answerWorkingDays: 3 };
    const announced = {
      noticedAt: startOf(start),
      opensAt: startOf("2026-10-10"),
      closesAt: startOf("2026-10-20"),
    };
    expect(challengesUntil({ ...announced, rules: { ...votingRules, roll } })).toEqual(startOf("2026-10-05"));
  });
});
