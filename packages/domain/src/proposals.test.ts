import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, type Holidays } from "./calendar.ts";
import type { Standing } from "./facts.ts";
import { apply as following, draft, type Motion } from "./motions.ts";
import type { MotionStatus } from "./motions/status.ts";
import { isRefusal, refuse, type Refusal } from "./outcome.ts";
import { appeal, decideAppeal } from "./appeals.ts";
import {
  amend,
  apply,
  cosponsor,
  grounds,
  notForAuthor,
  open,
  resubmit,
  showName,
  statuses,
  steps,
  withdraw,
  write,
  type Proposal,
  type ProposalFact,
  type Review,
  type Status,
  type Step,
} from "./proposals.ts";
import { proposalKeys } from "./proposals/rules.ts";
import { carrySupport, isMergeable } from "./proposals/merging.ts";
import { review } from "./proposals/review.ts";
import { cnUrban2025 } from "./rulebook/cn-urban-2025.ts";
import { snapshot } from "./rulebook/snapshot.ts";

const at = new Date("2026-08-03T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const rules = snapshot(cnUrban2025, proposalKeys);
const words = { proposalId: "p", hash: "h", authorNamed: true };
const opening = { year: 2026, number: 7, residentsOfBuilding: 266, rules, firstYes: "allResidents" } as const;
const supporting = { already: false, holidays };
const mending = { returnedVersion: 1, holidays, firstYes: null };

function by(subjectId: string | null, when = at): Standing {
  return { actorId: `member ${subjectId}`, subjectId, channel: "app", at: when };
}
const author = by("author");
const neighbour = by("neighbour");

/** The fact of a decision that has to be one. */
function done<Fact>(decision: Fact | Refusal): Fact {
  if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

/** Given what was done, in this order, where the proposal stands. */
function given(...facts: readonly ProposalFact[]): Proposal {
  const stands = facts.reduce<Proposal | null>((before, fact) => apply(before, fact), null);
  if (!stands) throw new Error("nothing was done");
  return stands;
}

const written = done(write(null, words, author));
const opened = done(open(given(written), opening, author));
const open2 = done(open(given(written), { ...opening, residentsOfBuilding: 40 }, author)); // two names are enough

/** A proposal of the author that stands somewhere. */
function proposalAt(status: Status): Proposal {
  return { ...given(written, opened), status, version: 2 };
}

function mine(reviewerId: string, verdict: Review["verdict"], fromCommittee = false): Review {
  return { reviewerId, verdict, fromCommittee };
}
const said = (verdict: Review["verdict"]) => (verdict === "return" ? grounds[0] : null);
function reviewed(stands: Proposal, one: Review, ...earlier: readonly Review[]) {
  return review(stands, { mine: one, ground: said(one.verdict), earlier }, by(one.reviewerId));
}

const amended = { hash: "h3", viewId: "v", field: "wish" };

describe("the table of steps", () => {
  const alone = {
    ordinal: 1,
    others: [],
    explained: false,
    form: "yesNo",
    agreeBy: null,
    options: [],
  } as const;
  const whose = { firstYes: "allResidents", scope: null, special: null, ...alone } as const;
  const draw = { motionId: "m", proposalId: "p", electorate: "household", hash: "h", ...whose } as const;
  const attempts: Record<Step, (proposal: Proposal) => object> = {
    write: (proposal) => write(proposal, words, author),
    open: (proposal) => open(proposal, opening, author),
    resubmit: (proposal) => resubmit(proposal, mending, author),
    cosponsor: (proposal) => cosponsor(proposal, supporting, neighbour),
    answer: (proposal) => notForAuthor(proposal, "answer", author) ?? { answered: true },
    review: (proposal) => reviewed(proposal, mine("r1", "admit")),
    appeal: (proposal) => appeal(proposal, { returnedOn: "2026-08-03", already: false }, author),
    decideAppeal: (proposal) =>
      decideAppeal(
        proposal,
        {
          met: { metOn: "2026-08-03", present: 30, for: 16, against: 3 },
          appealedOn: "2026-08-03",
          members: 45,
        },
        neighbour,
      ),
    withdraw: (proposal) => withdraw(proposal, author),
    amend: (proposal) => amend(proposal, amended, author),
    merge: (proposal) => merged(proposal),
    carrySupport: (proposal) => carrySupport(proposal, { ...supporting, asked: true }, neighbour),
    draftMotion: ({ status }) => draft(drawn(status), { ...draw, proposalStatus: status }, author),
  };

  /** The merging room says the same in its own words, of both proposals. */
  function merged(proposal: Proposal) {
    const { status } = proposal;
    return isMergeable(proposal, at) ? { merged: true } : refuse("proposal-not-at-this-step", { status });
  }
  function drawn(status: Status): Motion | null {
    const fact = draft(null, { ...draw, proposalStatus: "admitted" }, author);
    const begun = following(null, done(fact));
    return motionStatus(status) ? { ...begun, status } : null;
  }
  function motionStatus(status: Status): status is MotionStatus {
    return (
      statuses.indexOf(status) >= statuses.indexOf("drafted") && status !== "withdrawn" && status !== "merged"
    );
  }

  const cells = Object.keys(steps)
    .filter((step): step is Step => Object.hasOwn(steps, step))
    .flatMap((step) => statuses.map((status) => ({ step, status })));

  test.each(cells)("$step may be taken from $status only where the table says so", ({ step, status }) => {
    const allowed: readonly Status[] = steps[step];
    const answer = attempts[step](proposalAt(status));
    if (allowed.includes(status)) expect(answer).not.toHaveProperty("refused");
    else expect(answer).toEqual(refuse("proposal-not-at-this-step", { status }));
  });

  test("nothing can be done any more with what was withdrawn or merged, and only drafts and returned ones are rewritten", () => {
    expect(Object.values(steps).flat()).not.toContain("withdrawn");
    expect(Object.values(steps).flat()).not.toContain("merged");
    expect(steps.write).toEqual(["draft", "returned"]);
  });
});

describe("writing", () => {
  test("the first version makes a draft of which nothing is public", () => {
    expect(given(written)).toEqual({
      proposalId: "p",
      authorId: "author",
      status: "draft",
      version: 1,
      authorNamed: true,
      year: null,
      number: null,
      openedAt: null,
      windowEnds: null,
      cosponsors: 0,
      cosponsorsNeeded: null,
      reviewDue: null,
      firstYes: null,
      rules: null,
    });
  });

  test("each writing is a version of its own, and the author may change their mind about being named", () => {
    const again = done(write(given(written), { ...words, hash: "h2", authorNamed: false }, author));
    expect(again).toMatchObject({ kind: "proposal.written", body: { version: 2, hash: "h2" } });
    expect(given(written, again)).toMatchObject({ version: 2, authorNamed: false, status: "draft" });
  });

  test("nobody but the author writes, opens, resubmits or withdraws it", () => {
    const no = refuse("only-the-author");
    expect(write(given(written), words, neighbour)).toEqual(no);
    expect(open(given(written), opening, neighbour)).toEqual(no);
    expect(resubmit(proposalAt("returned"), mending, neighbour)).toEqual(no);
    expect(withdraw(given(written), neighbour)).toEqual(no);
    expect(amend(proposalAt("admitted"), amended, neighbour)).toEqual(no);
    expect(withdraw(given(written), by(null))).toEqual(no);
  });
});

describe("opening", () => {
  test.each([
    [266, 10],
    [200, 10],
    [199, 10],
    [180, 9],
    [41, 3],
    [40, 2],
    [1, 1],
    [0, 1],
  ])("with %i of voting age in the building, %i names are needed", (residentsOfBuilding, needed) => {
    const fact = done(open(given(written), { ...opening, residentsOfBuilding }, author));
    expect(given(written, fact).cosponsorsNeeded).toBe(needed);
  });

  test("it is numbered, public from that moment, and gathers names for thirty days", () => {
    expect(given(written, opened)).toMatchObject({
      status: "seekingSupport",
      year: 2026,
      number: 7,
      openedAt: at,
      windowEnds: "2026-09-02",
    });
  });
});

describe("putting one's name to it", () => {
  test("an author cannot support their own proposal, at the desk neither", () => {
    const atDesk: Standing = { ...author, actorId: "clerk", channel: "desk" };
    expect(cosponsor(given(written, opened), supporting, atDesk)).toEqual(refuse("author-cannot-cosponsor"));
  });

  test("nobody supports it twice", () => {
    const twice = cosponsor(given(written, opened), { ...supporting, already: true }, neighbour);
    expect(twice).toEqual(refuse("already-cosponsored"));
  });

  test("names are taken until 24:00 of the last day and not a moment longer", () => {
    const last = endOf("2026-09-02");
    const before = new Date(last.getTime() - 1);
    expect(cosponsor(given(written, opened), supporting, by("n", before))).toHaveProperty("kind");
    const late = cosponsor(given(written, opened), supporting, by("n", last));
    expect(late).toEqual(refuse("support-window-over", { day: "2026-09-02" }));
  });

  test("the last name needed sends it to the reviewers, who have five working days", () => {
    const first = done(cosponsor(given(written, open2), supporting, neighbour));
    const one = given(written, open2, first);
    expect(one).toMatchObject({ status: "seekingSupport", cosponsors: 1, reviewDue: null });
    const second = done(cosponsor(one, supporting, by("another")));
    const two = given(written, open2, first, second);
    expect(two).toMatchObject({ status: "admissibility", cosponsors: 2, reviewDue: "2026-08-10" });
    const late = cosponsor(two, supporting, by("third"));
    expect(late).toEqual(refuse("proposal-not-at-this-step", { status: "admissibility" }));
  });
});

describe("reviewing", () => {
  const waiting = proposalAt("admissibility");

  test("the author never reviews their own", () => {
    const own = review(waiting, { mine: mine("r1", "admit"), ground: null, earlier: [] }, author);
    expect(own).toEqual(refuse("author-cannot-review"));
  });

  test("nobody reviews a version twice", () => {
    const again = reviewed(waiting, mine("r1", "admit"), mine("r1", "return"));
    expect(again).toEqual(refuse("already-reviewed"));
  });

  test("it is not returned without one of the five grounds, and admitting needs none", () => {
    const returning = { mine: mine("r1", "return"), ground: null, earlier: [] };
    expect(review(waiting, returning, by("r1"))).toEqual(refuse("ground-needed"));
    const admitting = { mine: mine("r1", "admit"), ground: "unlawful", earlier: [] } as const;
    expect(review(waiting, admitting, by("r1"))).toMatchObject({ body: { ground: null } });
  });

  test("one reviewer alone decides nothing", () => {
    const fact = done(reviewed(waiting, mine("r1", "admit")));
    expect(fact).toMatchObject({ body: { decides: null } });
    expect(apply(waiting, fact)).toEqual(waiting);
  });

  test("two who agree decide, if one of them is not from the committee", () => {
    const fact = done(reviewed(waiting, mine("r2", "admit"), mine("r1", "admit", true)));
    expect(apply(waiting, fact)).toMatchObject({ status: "admitted", reviewDue: null });
    const back = done(reviewed(waiting, mine("r2", "return"), mine("r1", "return", true)));
    expect(apply(waiting, back)).toMatchObject({ status: "returned", reviewDue: null });
  });

  test("two of the committee do not decide by themselves; the first from outside who agrees does", () => {
    const inside = [mine("r1", "admit", true), mine("r2", "admit", true)];
    expect(reviewed(waiting, mine("r2", "admit", true), mine("r1", "admit", true))).toMatchObject({
      body: { decides: null },
    });
    expect(reviewed(waiting, mine("r3", "admit"), ...inside)).toMatchObject({ body: { decides: "admit" } });
  });

  test("whatever the reviews were, a decision rests on two who agree and one of them from outside", () => {
    const anyReview = fc.record({ verdict: fc.constantFrom("admit", "return"), fromCommittee: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyReview, { maxLength: 5 }), anyReview, (before, last) => {
        const earlier = before.map((one, index) => ({ ...one, reviewerId: `r${index}` }));
        const fact = done(reviewed(waiting, { ...last, reviewerId: "last" }, ...earlier));
        if (fact.kind !== "proposal.reviewed") throw new Error("not a review");
        const agree = [...before, last].filter((one) => one.verdict === last.verdict);
        const enough = agree.length >= 2 && !agree.every((one) => one.fromCommittee);
        expect(fact.body.decides).toBe(enough ? last.verdict : null);
      }),
    );
  });
});

describe("mending and taking back", () => {
  const returned: Proposal = { ...given(written, open2), status: "returned", cosponsors: 2 };

  test("what was returned comes back only as a new version, with the support it had", () => {
    expect(resubmit(returned, mending, author)).toEqual(refuse("proposal-not-mended"));
    const mended = apply(returned, done(write(returned, { ...words, hash: "h2" }, author)));
    expect(mended.status).toBe("returned");
    const back = apply(mended, done(resubmit(mended, mending, author)));
    expect(back).toMatchObject({
      status: "admissibility",
      version: 2,
      cosponsors: 2,
      reviewDue: "2026-08-10",
    });
  });

  test("a fact of taking it back remembers from where, and the review has no date any more", () => {
    const fact = done(withdraw(proposalAt("admissibility"), author));
    expect(fact).toMatchObject({ kind: "proposal.withdrawn", body: { from: "admissibility" } });
    expect(given(written, opened, fact)).toMatchObject({ status: "withdrawn", reviewDue: null, number: 7 });
  });
});

describe("the author's name", () => {
  test("is the author's to show and to take back at every step, and nobody else's", () => {
    for (const status of statuses) {
      const stands = proposalAt(status);
      const hidden = done(showName(stands, false, author));
      expect(hidden).toMatchObject({ kind: "proposal.nameShown", body: { named: false } });
      expect(apply(stands, hidden)).toEqual({ ...stands, authorNamed: false });
      expect(apply(apply(stands, hidden), done(showName(stands, true, author)))).toEqual({
        ...stands,
        authorNamed: true,
      });
      expect(showName(stands, false, neighbour)).toEqual(refuse("only-the-author"));
    }
  });
});
