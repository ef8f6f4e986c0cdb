import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse } from "./outcome.ts";
import * as rules from "./sponsors.ts";
import { apply as begun } from "./sponsors.ts";

const at = new Date("2026-08-03T02:00:00Z");
const standing = (subjectId: string, minutes = 0): Standing => ({
  ...{ actorId: `member of ${subjectId}`, subjectId, channel: "app" },
  at: new Date(at.getTime() + minutes * 60_000),
});
const asking = { proposalId: "p", sponsorId: "aunt", underAge: true, draft: true };

function fact(decided: rules.SponsorFact | ReturnType<typeof refuse>): rules.SponsorFact {
  if (isRefusal(decided)) throw new Error(decided.refused);
  return decided;
}
const asked = () => begun(null, fact(rules.ask(null, asking, standing("child"))));
const shown = (version: number, ...fileIds: string[]) => ({ version, fileIds: ["one", ...fileIds] });
const agreed = (version = 2) =>
  rules.apply(
    asked(),
    fact(
      rules.agree(asked(), { read: shown(version), now: shown(version), named: true }, standing("aunt", 5)),
    ),
  );

describe("asking a grown neighbour", () => {
  test("is for who is under age, while it is a draft, and asks somebody else", () => {
    expect(asked()).toMatchObject({ state: "asked", authorId: "child", sponsorId: "aunt", named: false });
    const by = standing("child");
    expect(rules.ask(null, { ...asking, underAge: false }, by)).toEqual(refuse("sponsor-not-needed"));
    expect(rules.ask(null, { ...asking, draft: false }, by)).toEqual(refuse("sponsor-only-for-drafts"));
    const carried = { ...agreed(), state: "carried" } as const;
    expect(rules.ask(carried, asking, by)).toEqual(refuse("sponsor-only-for-drafts"));
    expect(rules.ask(null, { ...asking, sponsorId: "child" }, by)).toEqual(refuse("sponsor-is-another"));
  });

  test("is answered by nobody but who was asked, and to the words that are there", () => {
    const yes = { read: shown(2), now: shown(2), named: false };
    expect(rules.agree(asked(), yes, standing("uncle"))).toEqual(refuse("only-the-sponsor"));
    expect(rules.decline(asked(), standing("uncle"))).toEqual(refuse("only-the-sponsor"));
    expect(rules.showName(agreed(), false, standing("child"))).toEqual(refuse("only-the-sponsor"));
    for (const now of [shown(3), shown(2, "another")])
      expect(rules.agree(asked(), { ...yes, now }, standing("aunt"))).toEqual(
        refuse("sponsor-read-other-words"),
      );
  });

  test("a yes may be taken back until it is used, and a no is a no", () => {
    const declined = rules.apply(agreed(), fact(rules.decline(agreed(), standing("aunt", 9))));
    expect(declined).toMatchObject({ state: "declined", named: false, version: null });
    const already = refuse("sponsor-already-answered");
    expect(rules.decline(declined, standing("aunt"))).toEqual(already);
    const carried = rules.apply(agreed(), rules.carry(agreed(), 2, standing("child", 10)));
    expect(carried).toMatchObject({ state: "carried", version: 2, named: true });
    expect(rules.decline(carried, standing("aunt"))).toEqual(already);
  });
});

describe("opening", () => {
  const now = { underAge: true, ...shown(2) };

  test("needs a yes of somebody grown from who is under age, and from nobody else", () => {
    expect(rules.notSponsored(null, now)).toEqual(refuse("sponsor-needed"));
    expect(rules.notSponsored(asked(), now)).toEqual(refuse("sponsor-needed"));
    expect(rules.notSponsored(agreed(), now)).toBeNull();
    expect(rules.notSponsored(null, { ...now, underAge: false })).toBeNull();
  });

  test("needs a new yes where the words changed after it, or a file was added", () => {
    const other = refuse("sponsor-read-other-words");
    expect(rules.notSponsored(agreed(), { ...now, version: 3 })).toEqual(other);
    expect(rules.notSponsored(agreed(), { ...now, ...shown(2, "another") })).toEqual(other);
    expect(rules.notSponsored(agreed(), { ...now, fileIds: [] })).toBeNull();
  });

  test("never happens for somebody under age on a yes to another version, whatever versions there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (version, current) => {
        const no = rules.notSponsored(agreed(version), { ...now, version: current });
        expect(no === null).toBe(version === current);
      }),
    );
  });
});
