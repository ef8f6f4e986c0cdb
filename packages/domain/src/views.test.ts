import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { posts, type Post } from "./roles.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { path, type Stage } from "./stages.ts";
import {
  answer,
  apply,
  edit,
  openAt,
  roleOf,
  say,
  showName,
  takeBack,
  viewKeys,
  viewRules,
  viewStatuses,
  type Saying,
  type View,
  type ViewFact,
} from "./views.ts";

const at = new Date("2026-08-03T02:00:00Z"); // a Monday
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const rules = viewRules(cnUrban2025);

function by(subjectId: string | null, when = at): Standing {
  return { actorId: `member ${subjectId ?? "office"}`, subjectId, channel: "app", at: when };
}
const neighbour = by("neighbour");

const saying: Saying = {
  ...{ viewId: "v", kind: "for", hash: "h", role: "resident", building: "3", namePublic: false },
};
const asked = {
  ...({ proposalId: "p", stage: "seekingSupport", parent: null } as const),
  ...{ saidToday: 0, rules, holidays },
};

/** The fact of a decision that has to be one. */
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
function given(...facts: readonly ViewFact[]): View {
  const view = facts.reduce<View | null>(apply, null);
  if (!view) throw new Error("nothing was said");
  return view;
}

const said = done(say(saying, asked, neighbour));
const view = given(said);
const question = given(done(say({ ...saying, viewId: "q", kind: "question" }, asked, neighbour)));
const officeAnswer = { viewId: "a", hash: "h", role: "committee", building: "", namePublic: false } as const;

const stages: readonly Stage[] = [...path, "returned", "lapsed", "rejected", "noQuorum", "withdrawn"];

describe("the table of stages", () => {
  const attempts: Record<"say" | "answer" | "edit", (stage: Stage) => object> = {
    say: (stage) => say(saying, { ...asked, stage }, neighbour),
    answer: (stage) => answer(question, { ...officeAnswer, stage }, by(null)),
    edit: (stage) => edit(view, { hash: "h2", stage, repliedTo: false, rules }, neighbour),
  };
  const cells = (["say", "answer", "edit"] as const).flatMap((step) =>
    stages.map((stage) => ({ step, stage })),
  );

  test.each(cells)("at $stage: $step only where the table says so", ({ step, stage }) => {
    const allowed: readonly Stage[] = openAt[step];
    const decided = attempts[step](stage);
    if (allowed.includes(stage)) expect(decided).not.toHaveProperty("refused");
    else expect(decided).toEqual(refuse("deliberation-closed", { status: stage }));
  });

  test("neighbours deliberate from the moment it is public until the vote is announced", () => {
    expect(openAt.say).toEqual([
      ...["seekingSupport", "admissibility", "returned", "admitted", "consulting"],
      ...["drafted", "priorStudied"],
    ]);
    expect(say(saying, { ...asked, stage: "announced" }, neighbour)).toEqual(
      refuse("deliberation-closed", { status: "announced" }),
    );
  });

  test("whoever spoke takes it back at every stage, and chooses whether they are named", () => {
    // Neither is asked for a stage at all.
    expect(takeBack(view, neighbour)).toMatchObject({ kind: "view.withdrawn", body: { from: "shown" } });
    expect(showName(view, true, neighbour)).toMatchObject({ body: { namePublic: true } });
  });
});

describe("as what somebody speaks", () => {
  test.each<[boolean, readonly Post[], string]>([
    [false, [], "resident"],
    [false, ["expert"], "expert"],
    [false, ["expert", "representative"], "representative"],
    [false, ["representative", "committeeMember"], "committee"],
    [false, ["chair"], "committee"],
    [false, ["secretary"], "committee"],
    [false, ["supervisor", "deskClerk", "reviewer"], "resident"],
    [true, ["chair"], "proposer"],
    [true, [], "proposer"],
  ])("proposer %s with %j is %s", (proposer, held, role) => {
    expect(roleOf(proposer, new Set(held))).toBe(role);
  });

  test("more posts never take a role away that binds more", () => {
    const order = ["resident", "expert", "representative", "committee", "proposer"];
    fc.assert(
      fc.property(fc.subarray([...posts]), fc.subarray([...posts]), fc.boolean(), (some, more, proposer) => {
        const [few, many] = [roleOf(proposer, new Set(some)), roleOf(proposer, new Set([...some, ...more]))];
        expect(order.indexOf(many)).toBeGreaterThanOrEqual(order.indexOf(few));
      }),
    );
  });
});

describe("saying what one thinks", () => {
  test("is kept with building, role and the choice of a name, as they were at that moment", () => {
    expect(view).toEqual({
      ...{ viewId: "v", proposalId: "p", parentId: null, kind: "for", status: "shown", version: 1 },
      ...{ authorId: "neighbour", memberId: "member neighbour", role: "resident", building: "3" },
      ...{ namePublic: false, channel: "app", saidAt: at, answerDue: null },
    });
  });

  test("through the phone, on paper or at a visit it is kept as that", () => {
    for (const channel of ["desk", "phone", "paper", "visit"] as const)
      expect(given(done(say(saying, asked, { ...neighbour, channel }))).channel).toBe(channel);
  });

  test("so many times a day of one proposal, and no more", () => {
    const last = { ...asked, saidToday: rules.perDay - 1 };
    expect(say(saying, last, neighbour)).not.toHaveProperty("refused");
    expect(say(saying, { ...asked, saidToday: rules.perDay }, neighbour)).toEqual(
      refuse("views-of-today-used", { count: rules.perDay }),
    );
  });

  test("a reply is said to a view, and never to a reply: threads are one level deep", () => {
    const reply = { ...saying, viewId: "r", kind: "reply" } as const;
    const first = done(say(reply, { ...asked, parent: view }, neighbour));
    expect(first).toMatchObject({ body: { parentId: "v", kind: "reply" } });
    expect(say({ ...reply, viewId: "r2" }, { ...asked, parent: given(first) }, neighbour)).toEqual(
      refuse("one-level-of-replies"),
    );
  });

  test("nobody replies to what was taken back or hidden", () => {
    const reply = { ...saying, viewId: "r", kind: "reply" } as const;
    const to = (status: View["status"]) => say(reply, { ...asked, parent: { ...view, status } }, neighbour);
    expect(to("withdrawn")).toEqual(refuse("view-withdrawn"));
    expect(to("hidden")).toEqual(refuse("view-hidden"));
  });

  test("the numbers are the rule book's", () => {
    expect(rules).toEqual({ perDay: 5, editMinutes: 15, answerWorkingDays: 5, appealWorkingDays: 5 });
    expect(viewKeys).toHaveLength(4);
  });
});

describe("a question", () => {
  test("has to be answered within five working days", () => {
    expect(question.answerDue).toBe("2026-08-10");
  });

  test("is answered by the proposer or by the committee, who is named, and by nobody else", () => {
    const on = { ...officeAnswer, stage: "admitted" } as const;
    expect(answer(question, on, by(null))).toMatchObject({
      body: { kind: "answer", parentId: "q", role: "committee", namePublic: true },
    });
    const own = { ...on, role: "proposer" } as const;
    expect(answer(question, own, by("author"))).toMatchObject({ body: { namePublic: false } });
    expect(answer(question, { ...own, namePublic: true }, by("author"))).toMatchObject({
      body: { namePublic: true },
    });
    for (const role of ["representative", "expert", "resident"] as const)
      expect(answer(question, { ...on, role }, neighbour)).toEqual(refuse("not-to-answer"));
  });

  test("and nothing else is answered: a view may be replied to", () => {
    expect(answer(view, { ...officeAnswer, stage: "admitted" }, by(null))).toEqual(refuse("not-a-question"));
  });
});

describe("mending one's words", () => {
  const later = (minutes: number) => by("neighbour", new Date(at.getTime() + minutes * 60_000));
  const mending = { hash: "h2", stage: "admitted", repliedTo: false, rules } as const;

  test("is a new version, and its writer's alone", () => {
    expect(given(said, done(edit(view, mending, neighbour)))).toEqual({ ...view, version: 2 });
    expect(edit(view, mending, by("somebody"))).toEqual(refuse("only-the-writer"));
    expect(takeBack(view, by("somebody"))).toEqual(refuse("only-the-writer"));
    expect(showName(view, true, by("somebody"))).toEqual(refuse("only-the-writer"));
    expect(showName(view, true, by(null))).toEqual(refuse("only-the-writer"));
  });

  test("can be done for fifteen minutes and not at the end of the last one", () => {
    const last = by("neighbour", new Date(at.getTime() + 15 * 60_000 - 1));
    expect(edit(view, mending, last)).not.toHaveProperty("refused");
    expect(edit(view, mending, later(15))).toEqual(refuse("view-edit-time-over", { count: 15 }));
  });

  test("and not once somebody replied, or it would make their words mean something else", () => {
    expect(edit(view, { ...mending, repliedTo: true }, neighbour)).toEqual(refuse("view-replied-to"));
  });

  test("what is hidden or taken back is not mended", () => {
    expect(edit({ ...view, status: "hidden" }, mending, neighbour)).toEqual(refuse("view-hidden"));
    expect(edit({ ...view, status: "withdrawn" }, mending, neighbour)).toEqual(refuse("view-withdrawn"));
  });
});

describe("taking it back", () => {
  test("leaves the trace that it was, once, and hidden words can be taken back too", () => {
    const back = given(said, done(takeBack(view, neighbour)));
    expect(back.status).toBe("withdrawn");
    expect(takeBack(back, neighbour)).toEqual(refuse("view-withdrawn"));
    expect(takeBack({ ...view, status: "hidden" }, neighbour)).toMatchObject({ body: { from: "hidden" } });
  });

  test("somebody who answered in office and lives elsewhere takes back their own answer, through nobody's desk", () => {
    const given1 = given(done(answer(question, { ...officeAnswer, stage: "admitted" }, by(null))));
    expect(takeBack(given1, by(null))).not.toHaveProperty("refused");
    expect(takeBack(given1, { ...by(null), actorId: "member other" })).toEqual(refuse("only-the-writer"));
    expect(takeBack(given1, { ...by("x"), actorId: "member office", channel: "desk" })).toEqual(
      refuse("only-the-writer"),
    );
    expect(showName(given1, false, by(null))).toEqual(refuse("office-answers-by-name"));
  });
});

test("what was hidden and shown again is as before, and folding every fact gives the state again", () => {
  const hidden = { ...said, kind: "view.hidden", body: { rule: "insult" } } as const;
  const again = { ...said, kind: "view.shownAgain", body: { outcome: "restored" } } as const;
  expect(given(said, hidden).status).toBe("hidden");
  expect(given(said, hidden, again)).toEqual(view);
  expect(viewStatuses).toEqual(["shown", "hidden", "withdrawn"]);
});
