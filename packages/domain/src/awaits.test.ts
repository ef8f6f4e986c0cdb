import { describe, expect, test } from "vitest";
import { awaits, type Underway } from "./awaits.ts";
import { endOf } from "./calendar.ts";
import type { Post } from "./roles.ts";

const now = new Date("2026-08-10T02:00:00Z");
const since = new Date("2026-08-03T02:00:00Z");
const quiet: Underway = {
  electorate: null,
  ...{ status: "admitted", windowEnds: "2026-09-01", opensAt: null, closesAt: null, noticeEnds: null },
  ...{ mine: false, reviewDue: null, reviewedByMe: false, seat: null, seatTaken: false, sheetByMe: false },
  ...{ papersWaiting: 0, published: false, milestoneDue: null, recused: false },
  ...{
    questionSince: null,
    questionDue: null,
    wordingSince: null,
    appealSince: null,
    appealDue: null,
    meetBy: null,
  },
};
const asked: Underway = { ...quiet, questionSince: since, questionDue: "2026-08-10" };
const whats = (underway: Underway, ...posts: readonly Post[]) =>
  awaits(underway, new Set(posts), now).map(({ what }) => what);

describe("a question without an answer", () => {
  test("awaits the proposer and the committee beside the step that awaits them, with how long it has waited", () => {
    expect(awaits(asked, new Set<Post>(["chair"]), now)).toEqual([
      { what: "draftMotion", by: null, since: null },
      { what: "answerQuestion", by: endOf("2026-08-10"), since },
    ]);
    expect(whats({ ...asked, mine: true })).toEqual(["answerQuestion"]);
    expect(whats(asked, "committeeMember")).toEqual(["answerQuestion"]);
  });

  test("awaits nobody else, nobody who stepped back, and nobody once the vote is open", () => {
    expect(whats(asked, "expert", "supervisor")).toEqual([]);
    expect(whats({ ...asked, recused: true }, "chair")).toEqual([]);
    const voting = { ...asked, status: "scheduled", opensAt: since, closesAt: endOf("2026-08-20") } as const;
    expect(whats(voting, "chair")).toEqual([]);
    expect(whats(quiet, "committeeMember")).toEqual([]);
  });
});

test("a wording awaits its proposer while it can be taken up", () => {
  const worded = { ...quiet, wordingSince: since, mine: true };
  expect(awaits(worded, new Set(), now)).toEqual([{ what: "decideWording", by: null, since }]);
  expect(whats({ ...worded, mine: false }, "chair")).toEqual(["draftMotion"]);
  expect(whats({ ...worded, status: "drafted" })).toEqual([]);
});

test("an appeal awaits a moderator, whatever the stage, and never the proposer", () => {
  const appealed = { ...quiet, status: "implementing", appealSince: since, appealDue: "2026-08-07" } as const;
  expect(awaits(appealed, new Set<Post>(["supervisor"]), now)).toEqual([
    { what: "decideAppeal", by: endOf("2026-08-07"), since },
  ]);
  expect(whats({ ...appealed, mine: true }, "supervisor")).toEqual([]);
  expect(whats(appealed, "chair")).toEqual([]);
});

describe("a motion that somebody else drew", () => {
  const drawn = { ...quiet, status: "drafted", electorate: "committee", agreeBy: "2026-08-12" } as const;

  test("awaits its proposer by the day, and nobody announces it meanwhile", () => {
    const asked = { ...drawn, agreement: "asked" } as const;
    expect(awaits({ ...asked, mine: true }, new Set(), now)).toEqual([
      { what: "agreeText", by: endOf("2026-08-12"), since: null },
    ]);
    expect(whats(asked, "viceChair")).toEqual([]);
    const silent = { ...asked, agreeBy: "2026-08-09" } as const;
    expect(whats({ ...silent, mine: true })).toEqual([]);
    expect(whats(silent, "viceChair")).toEqual(["schedule"]);
    expect(whats({ ...drawn, agreement: "agreed" }, "viceChair")).toEqual(["schedule"]);
  });

  test("awaits its drafter where the proposer put another text", () => {
    const two = { ...drawn, agreement: "differs" } as const;
    expect(whats(two, "secretary")).toEqual(["answerText"]);
    expect(whats({ ...two, mine: true })).toEqual([]);
    expect(whats({ ...two, recused: true }, "secretary")).toEqual([]);
    expect(whats({ ...two, status: "scheduled" }, "secretary")).toEqual([]);
  });
});
