import { describe, expect, test } from "vitest";
import type { Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import {
  appeal,
  appealOutcomes,
  apply,
  decideAppeal,
  hide,
  moderationRules,
  takeBack,
  type Moderated,
} from "./moderation.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import type { Post } from "./roles.ts";
import { apply as applyToView, type View } from "./views.ts";

const at = new Date("2026-08-03T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
function by(subjectId: string | null): Standing {
  return { actorId: `member ${subjectId ?? "office"}`, subjectId, channel: "app", at };
}
const moderator = by("moderator");
const another = by("another");
const writer = by("neighbour");

const view: View = {
  ...{ viewId: "v", proposalId: "p", parentId: null, kind: "against", status: "shown", version: 1 },
  ...{ authorId: "neighbour", memberId: "member neighbour", role: "resident", building: "3" },
  ...{ namePublic: false, channel: "app", saidAt: at, answerDue: null },
};
const moderating = { view, proposalAuthorId: "author", posts: new Set<Post>(["supervisor"]) };
const hiding = { ...moderating, rule: "insult" } as const;

function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
const viewAfter = (before: View, { view: fact }: Moderated) => (fact ? applyToView(before, fact) : before);

const hidden = done(hide(null, hiding, moderator));
const moderation = apply(null, hidden.moderation);
const hiddenView = viewAfter(view, hidden);
const appealing = { view: hiddenView, rules: { appealWorkingDays: 5 }, holidays };
const appealed = apply(moderation, done(appeal(moderation, appealing, writer)));
const deciding = { ...moderating, view: hiddenView, outcome: "restored" } as const;

describe("hiding", () => {
  test("names one of the published rules, and leaves the place where it stood", () => {
    expect(moderation).toEqual({
      ...{ viewId: "v", rule: "insult", moderatorId: "member moderator", appealDue: null },
      ...{ deciderId: null, outcome: null },
    });
    expect(hiddenView).toEqual({ ...view, status: "hidden" });
    expect(moderationRules).toEqual(["insult", "personalData", "advertising", "offTopic", "repeated"]);
  });

  test("is not for the proposer, the writer, or anybody of the committee", () => {
    const no = refuse("moderator-interested");
    expect(hide(null, hiding, by("author"))).toEqual(no);
    expect(hide(null, hiding, writer)).toEqual(no);
    for (const post of ["chair", "viceChair", "committeeMember"] as const)
      expect(hide(null, { ...hiding, posts: new Set<Post>(["supervisor", post]) }, moderator)).toEqual(no);
    expect(decideAppeal(appealed, deciding, by("author"))).toEqual(no);
    expect(decideAppeal(appealed, deciding, writer)).toEqual(no);
  });

  test("is done once: neither what is hidden nor what was taken back is hidden", () => {
    expect(hide(moderation, { ...hiding, view: hiddenView }, another)).toEqual(refuse("view-hidden"));
    expect(hide(null, { ...hiding, view: { ...view, status: "withdrawn" } }, another)).toEqual(
      refuse("view-withdrawn"),
    );
  });

  test("what was shown again is not hidden a second time", () => {
    const restored = done(decideAppeal(appealed, deciding, another));
    const again = viewAfter(hiddenView, restored);
    expect(again).toEqual(view);
    expect(hide(apply(appealed, restored.moderation), { ...hiding, view: again }, moderator)).toEqual(
      refuse("view-was-shown-again"),
    );
  });

  test("whoever hid it may think again, and nobody else for them", () => {
    expect(takeBack(moderation, hiddenView, another)).toEqual(refuse("only-who-hid-it"));
    const back = done(takeBack(moderation, hiddenView, moderator));
    expect(apply(moderation, back.moderation).outcome).toBe("takenBack");
    expect(viewAfter(hiddenView, back)).toEqual(view);
    expect(takeBack(apply(moderation, back.moderation), view, moderator)).toEqual(refuse("moderation-over"));
  });
});

describe("an appeal", () => {
  test("is the writer's, once, and is decided within five working days", () => {
    expect(appealed.appealDue).toBe("2026-08-10");
    expect(appeal(moderation, appealing, another)).toEqual(refuse("only-the-writer"));
    expect(appeal(appealed, appealing, writer)).toEqual(refuse("already-appealed"));
  });

  test("comes too late once it is shown again or taken back", () => {
    const back = done(takeBack(moderation, hiddenView, moderator));
    const over = apply(moderation, back.moderation);
    expect(appeal(over, { ...appealing, view }, writer)).toEqual(refuse("moderation-over"));
    const gone = { ...appealing, view: { ...view, status: "withdrawn" } as const };
    expect(appeal(moderation, gone, writer)).toEqual(refuse("moderation-over"));
    expect(decideAppeal(appealed, { ...deciding, view: gone.view }, another)).toEqual(
      refuse("moderation-over"),
    );
  });

  test("is decided by another moderator than the one who hid it", () => {
    expect(decideAppeal(appealed, deciding, moderator)).toEqual(refuse("appeal-needs-another"));
    for (const outcome of appealOutcomes) {
      const decided = done(decideAppeal(appealed, { ...deciding, outcome }, another));
      expect(apply(appealed, decided.moderation)).toMatchObject({ deciderId: "member another", outcome });
      expect(viewAfter(hiddenView, decided).status).toBe(outcome === "restored" ? "shown" : "hidden");
    }
  });

  test("that nobody made is not decided, and one that was is decided once", () => {
    expect(decideAppeal(moderation, deciding, another)).toEqual(refuse("nothing-appealed"));
    const upheld = done(decideAppeal(appealed, { ...deciding, outcome: "upheld" }, another));
    expect(decideAppeal(apply(appealed, upheld.moderation), deciding, another)).toEqual(
      refuse("moderation-over"),
    );
  });

  test("about nothing is a defect", () => {
    expect(() => apply(null, done(appeal(moderation, appealing, writer)))).toThrow("nobody hid");
  });
});
