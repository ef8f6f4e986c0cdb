import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../outcome.ts";
import { appoint, end, recordedEndings } from "../posts.ts";
import { acts, mayTake, posts, postsHeld, type Act, type Post, type Tenure } from "../roles.ts";
import { notBeside, type Serving } from "./serving.ts";

/** What somebody does in a life of posts: the clock moves, somebody is appointed, a term is ended. */
type Move =
  | { readonly does: "wait"; readonly milliseconds: number }
  | {
      readonly does: "appoint";
      readonly who: number;
      readonly post: Post;
      readonly in: number;
      readonly lasts: number;
    }
  | { readonly does: "end"; readonly which: number; readonly in: number };

const begin = Date.parse("2026-01-01T00:00:00Z");
const milliseconds = fc.integer({ min: 0, max: 40 });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ does: fc.constant("wait" as const), milliseconds }),
  fc.record({
    does: fc.constant("appoint" as const),
    who: fc.integer({ min: 0, max: 3 }),
    post: fc.constantFrom(...posts),
    in: milliseconds,
    lasts: fc.integer({ min: -2, max: 60 }),
  }),
  fc.record({ does: fc.constant("end" as const), which: fc.nat(20), in: fc.integer({ min: -5, max: 40 }) }),
);

interface Life {
  now: number;
  terms: (Serving & { readonly postId: string })[];
  /** What every term was when it was given, and when an ending was accepted: written down beside the rules. */
  readonly granted: { readonly who: string; readonly post: Post; readonly from: number; until: number }[];
}

function live(moves: readonly Move[]): Life {
  const life: Life = { now: begin, terms: [], granted: [] };
  for (const one of moves) {
    const at = new Date(life.now);
    const standing = { actorId: "chair", subjectId: null, channel: "app", at } as const;
    if (one.does === "wait") life.now += one.milliseconds;
    if (one.does === "appoint") give(life, one, standing);
    if (one.does === "end") {
      const which = life.terms.length === 0 ? -1 : one.which % life.terms.length;
      const term = life.terms[which];
      const granted = life.granted[which];
      if (!term || !granted) continue;
      const reason = recordedEndings[one.which % recordedEndings.length] ?? "died";
      const fact = end(term, { at: new Date(life.now + one.in), reason }, standing);
      if (isRefusal(fact)) continue;
      life.terms[which] = { ...term, untilAt: new Date(fact.body.at) };
      granted.until = Math.max(granted.from, life.now + one.in);
    }
  }
  return life;
}

function give(
  life: Life,
  one: Extract<Move, { does: "appoint" }>,
  standing: Parameters<typeof appoint>[2],
): void {
  const [from, until] = [life.now + one.in, life.now + one.in + one.lasts];
  const term = {
    ...{ postId: String(life.terms.length), memberId: String(one.who), post: one.post },
    ...{ fromAt: new Date(from), untilAt: new Date(until) },
  };
  const fact = appoint(term, new Date(from + 50), standing);
  if (isRefusal(fact) || notBeside(term, life.terms, { committee: { min: 1, max: 3 } })) return;
  life.terms.push({ ...term, fromAt: new Date(fact.body.fromAt), untilAt: new Date(fact.body.untilAt) });
  life.granted.push({ who: term.memberId, post: one.post, from, until });
}

/** Every moment at which something could be otherwise, and the ones right before and after it. */
function moments({ granted, now }: Life): readonly number[] {
  const edges = granted.flatMap(({ from, until }) => [from, until]);
  return [begin - 1, now, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1])];
}

describe("no date and no sequence of appointments gives power outside its term", () => {
  const lives = fc.array(move, { maxLength: 40 }).map(live);
  const powers = (terms: readonly (Tenure & { readonly memberId: string })[], who: string, at: number) =>
    postsHeld(
      terms.filter((term) => term.memberId === who),
      new Date(at),
    );

  test("at every moment the powers are exactly those of the terms that hold it: from the first on, and not at the last", () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const at of moments(life))
          for (const who of ["0", "1", "2", "3"]) {
            const expected = life.granted.filter(
              (one) => one.who === who && one.from <= at && at < one.until,
            );
            const held = powers(life.terms, who, at);
            expect([...held].toSorted()).toEqual([...new Set(expected.map((one) => one.post))].toSorted());
            for (const act of Object.keys(acts)) {
              if (!isAct(act)) throw new Error("an act is one of the acts");
              const allowed: readonly Post[] = acts[act];
              expect(mayTake(act, held)).toBe(expected.some((one) => allowed.includes(one.post)));
            }
          }
      }),
      { numRuns: 300 },
    );
  });

  test("an ending never gives power to a moment that had none", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const without = live(moves.filter((one) => one.does !== "end"));
        const grants = without.granted.length;
        const withOne = live([
          ...moves.filter((one) => one.does !== "end"),
          { does: "end", which: 0, in: 3 },
        ]);
        expect(withOne.granted).toHaveLength(grants);
        for (const at of moments(without))
          for (const who of ["0", "1", "2", "3"])
            for (const post of powers(withOne.terms, who, at))
              expect(powers(without.terms, who, at).has(post)).toBe(true);
      }),
    );
  });

  test("there is never a second chair, nobody holds two posts that exclude each other, no body is too large", () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const at of moments(life)) {
          const held = life.terms.filter((one) => one.fromAt.getTime() <= at && at < one.untilAt.getTime());
          expect(held.filter((one) => one.post === "chair").length).toBeLessThanOrEqual(1);
          const committee = held.filter((one) =>
            ["chair", "viceChair", "committeeMember"].includes(one.post),
          );
          expect(new Set(committee.map((one) => one.memberId)).size).toBe(committee.length);
          expect(committee.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  test("a rule that let the last moment in would be noticed", () => {
    const withLast = (terms: readonly Tenure[], now: Date) =>
      new Set(terms.filter((one) => one.fromAt <= now && now <= one.untilAt).map((one) => one.post));
    const differs = fc.check(
      fc.property(lives, (life) => {
        for (const { who, until } of life.granted) {
          const own = life.terms.filter((one) => one.memberId === who);
          expect(withLast(own, new Date(until))).toEqual(postsHeld(own, new Date(until)));
        }
      }),
    );
    expect(differs.failed).toBe(true);
  });
});

function isAct(written: string): written is Act {
  return written in acts;
}
