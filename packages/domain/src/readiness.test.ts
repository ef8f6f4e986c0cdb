import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isReady,
  mayBeFromElsewhere,
  readiness,
  readinessLines,
  type InPost,
  type Needs,
  type Situation,
} from "./readiness.ts";
import { posts, type Post } from "./roles.ts";

const needs: Needs = {
  reviewers: 2,
  scrutineers: 2,
  priorStudy: true,
  supervisors: 3,
  supporters: () => 1,
};
const holder = (memberId: string, post: Post, hasAccount = true): InPost => ({ memberId, post, hasAccount });
/** The fewest people with whom a first vote goes through. */
const fewest: readonly InPost[] = [
  holder("a", "viceChair"),
  holder("b", "secretary"),
  holder("c", "reviewer"),
  holder("d", "reviewer"),
  holder("e", "branchRecorder"),
  holder("f", "deskClerk"),
  holder("g", "deskClerk"),
  holder("h", "scrutineer"),
  holder("i", "scrutineer"),
];
const situation: Situation = {
  phone: "0472-555 0100",
  windowPlace: "1号楼1层",
  households: 1,
  ofVotingAge: 2,
  buildings: [2],
  holders: fewest,
  householdsWithAccount: 0,
  appBallotsCount: null,
  today: "2026-08-03",
  holidaysCoveredUntil: "2026-12-31",
};
const missingIn = (changed: Partial<Situation>, asked = needs) =>
  readiness({ ...situation, ...changed }, asked)
    .filter((line) => line.needed && !line.done)
    .map((line) => line.what);

describe("a community", () => {
  test("with the fewest people is ready, without a chair, a charter, a supervisor or a single slip", () => {
    expect(missingIn({})).toEqual([]);
    expect(isReady(readiness(situation, needs))).toBe(true);
  });

  test.for(fewest)("lacks what the $post did, and is not ready, when one of them goes", (gone) => {
    const holders = fewest.filter((one) => one !== gone);
    const lines: Readonly<Partial<Record<Post, string>>> = {
      viceChair: "convener",
      secretary: "secretary",
      reviewer: "reviewers",
      branchRecorder: "branchRecorder",
      deskClerk: "deskClerks",
      scrutineer: "scrutineers",
    };
    expect(missingIn({ holders })).toEqual([lines[gone.post]]);
  });

  test("is not helped by somebody who has a post and no account; they are told apart", () => {
    const holders = fewest.map((one) => (one.memberId === "g" ? { ...one, hasAccount: false } : one));
    expect(missingIn({ holders })).toEqual(["deskClerks"]);
    const line = readiness({ ...situation, holders }, needs).find(({ what }) => what === "deskClerks");
    expect(line).toMatchObject({ have: 1, want: 2, waiting: 1 });
  });

  test("lacks a reviewer while all of them are from the committee", () => {
    const holders = [...fewest, holder("c", "committeeMember"), holder("d", "committeeMember")];
    expect(missingIn({ holders })).toEqual(["reviewers"]);
    expect(missingIn({ holders: [...holders, holder("z", "reviewer")] })).toEqual([]);
  });

  test("lacks a scrutineer where one of them announces the votes that they would count", () => {
    expect(missingIn({ holders: [...fewest, holder("a", "scrutineer")] })).toEqual([]);
    const others = fewest.filter((one) => one.memberId !== "i");
    expect(missingIn({ holders: [...others, holder("a", "scrutineer")] })).toEqual(["scrutineers"]);
  });

  test("needs no prior study recorded where its rules ask for none", () => {
    const holders = fewest.filter((one) => one.post !== "branchRecorder");
    expect(missingIn({ holders }, { ...needs, priorStudy: false })).toEqual([]);
  });

  test("needs a roll in which a proposal can find its supporters", () => {
    expect(missingIn({ households: 0, buildings: [] })).toEqual(["roll"]);
    expect(missingIn({ buildings: [1, 1] })).toEqual(["roll"]);
    expect(missingIn({ buildings: [1, 2] })).toEqual([]);
  });

  test("needs an address and a telephone", () => {
    expect(missingIn({ phone: "" })).toEqual(["contact"]);
    expect(missingIn({ windowPlace: "" })).toEqual(["contact"]);
  });

  test("is told of the holidays and the charter, and waits for neither", () => {
    const lines = readiness({ ...situation, today: "2027-01-01" }, needs);
    expect(lines.find(({ what }) => what === "holidays")).toMatchObject({ done: false, needed: false });
    expect(lines.find(({ what }) => what === "charter")).toMatchObject({ done: false, needed: false });
    expect(isReady(lines)).toBe(true);
  });
});

describe("whatever the posts", () => {
  const anybody = fc.record({
    memberId: fc.constantFrom(..."abcdefgh"),
    post: fc.constantFrom(...posts),
    hasAccount: fc.boolean(),
  });

  test("every line is there once, in its order, and one more person never makes a ready community unready", () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 30 }), fc.constantFrom(...posts), (holders, post) => {
        const lines = readiness({ ...situation, holders }, needs);
        expect(lines.map(({ what }) => what)).toEqual(readinessLines);
        const more = [...holders, holder("somebody new", post)];
        if (isReady(lines)) expect(isReady(readiness({ ...situation, holders: more }, needs))).toBe(true);
      }),
    );
  });

  test("who has no account counts for nothing", () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 30 }), (holders) => {
        const counted = readiness({ ...situation, holders }, needs);
        const able = readiness({ ...situation, holders: holders.filter((one) => one.hasAccount) }, needs);
        const people = readinessLines.filter((what) => !["reviewers", "scrutineers"].includes(what));
        const of = (lines: typeof counted) =>
          lines.filter(({ what }) => people.includes(what)).map(({ what, have }) => [what, have]);
        expect(of(counted)).toEqual(of(able));
      }),
    );
  });
});

test("a line may be filled from elsewhere where none of its posts asks for a resident", () => {
  expect(readinessLines.filter(mayBeFromElsewhere)).toEqual([
    ...["secretary", "reviewers", "branchRecorder", "deskClerks", "scrutineers"],
  ]);
});
