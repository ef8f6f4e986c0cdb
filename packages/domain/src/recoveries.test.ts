import { describe, expect, test } from "vitest";
import { refuse } from "./outcome.ts";
import {
  confirm,
  mostAnHour,
  open,
  recoveryStates,
  type Mendable,
  type Recovery,
  type Wanted,
} from "./recoveries.ts";

const now = new Date("2026-08-03T02:00:00Z");
const by = (actorId: string) => ({ actorId, subjectId: null, channel: "desk", at: now }) as const;
const wanted: Wanted = {
  ...{ recoveryId: "recovery", memberId: "owner", hasAccount: true },
  ...{ heldElsewhereAlone: false, begunLately: mostAnHour - 1 },
};
const opened: Recovery & Mendable = {
  ...{ recoveryId: "recovery", memberId: "owner", state: "opened", openerId: "first" },
  ...{ confirmBy: new Date(now.getTime() + 1), hasAccount: true, heldElsewhereAlone: false },
};

describe("beginning a recovery", () => {
  test("a clerk begins it for another and says how they knew them, and nothing of a document is in the fact", () => {
    const fact = open(wanted, "idShown", by("first"));
    expect(fact).toMatchObject({ kind: "recovery.opened", body: { memberId: "owner", proof: "idShown" } });
    expect(Object.keys("body" in fact ? fact.body : {})).toEqual(["memberId", "proof"]);
  });

  test("nobody mends their own account, neither as the first clerk nor as the second", () => {
    expect(open(wanted, "known", by("owner"))).toEqual(refuse("recovery-own-account"));
    expect(confirm(opened, now, by("owner"))).toEqual(refuse("recovery-own-account"));
  });

  test("without an account there is nothing to mend", () => {
    expect(open({ ...wanted, hasAccount: false }, "known", by("first"))).toEqual(
      refuse("recovery-no-account"),
    );
  });

  test("whoever holds a post in another community and none here is mended there", () => {
    expect(open({ ...wanted, heldElsewhereAlone: true }, "known", by("first"))).toEqual(
      refuse("recovery-elsewhere"),
    );
  });

  test("ten an hour are the most that one clerk begins", () => {
    expect(open({ ...wanted, begunLately: mostAnHour }, "known", by("first"))).toEqual(
      refuse("too-many-attempts", { minutes: 60 }),
    );
  });
});

describe("confirming it", () => {
  test("asks again whether there is an account, and whether a post is held elsewhere alone", () => {
    expect(confirm({ ...opened, hasAccount: false }, now, by("second"))).toEqual(
      refuse("recovery-no-account"),
    );
    expect(confirm({ ...opened, heldElsewhereAlone: true }, now, by("second"))).toEqual(
      refuse("recovery-elsewhere"),
    );
  });

  test("takes another clerk than the one who began", () => {
    expect(confirm(opened, now, by("first"))).toEqual(refuse("recovery-second-clerk"));
    expect(confirm(opened, now, by("second"))).toMatchObject({
      ...{ kind: "recovery.confirmed", body: { openerId: "first" } },
    });
  });

  test("is possible until its quarter of an hour is over, and once", () => {
    expect(confirm({ ...opened, confirmBy: now }, now, by("second"))).toEqual(refuse("recovery-lapsed"));
    for (const state of recoveryStates.filter((one) => one !== "opened"))
      expect(confirm({ ...opened, state }, now, by("second"))).toEqual(refuse("recovery-lapsed"));
  });
});
