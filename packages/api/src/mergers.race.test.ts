import { afterAll, beforeAll, expect, test } from "vitest";
import { author, resident } from "./testing/actors.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { second, supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { commonWords, openedBy } from "./testing/mergers.ts";
import { openTalk, type Spoken, type Talk } from "./testing/talk.ts";

// Several at once on a real PostgreSQL: whatever comes first, two are one or two, and never half of it.

let talk: Talk;
beforeAll(async () => {
  talk = await openTalk();
}, 120_000);
afterAll(() => talk.house.close());

const ask = (name: string, from: Spoken, into: Spoken) =>
  talk.by(name).mergers.ask({
    ...{ key: newKey(), ...commonWords, fromId: from.proposalId, intoId: into.proposalId },
  });
const agree = (name: string, mergerId: string) =>
  talk.by(name).mergers.agree({ key: newKey(), mergerId, version: 1 });
const opened = (name: string) => openedBy(talk.by(name));
const codes = (all: Parameters<typeof refused>[0]) => refused(all).map((one) => one.refused);
const stageOf = async ({ year, number }: Spoken) =>
  (await talk.house.stranger.proposals.byNumber({ year, number })).stage;
const versionsOf = async ({ proposalId }: Spoken) =>
  (await talk.house.stranger.amendments.versions({ proposalId })).length;
const countOf = async (kind: string, id: string) =>
  (await talk.rows("select from facts where kind = $1 and object_id = $2", kind, id)).length;

test("the same yes six times at once merges once", async () => {
  const [from, into] = [await opened(resident), await opened(author)];
  const { mergerId } = await ask(resident, from, into);
  const answers = await atOnce(times(6).map(() => () => agree(author, mergerId)));
  expect(done(answers)).toEqual([{ status: "merged" }]);
  expect(new Set(codes(answers))).toEqual(new Set(["merger-over"]));
  expect(await countOf("proposal.tookIn", into.proposalId)).toBe(1);
  expect(await versionsOf(into)).toBe(2);
});

test("both authors say yes at once to what was suggested: it is merged once", async () => {
  const [from, into] = [await opened(resident), await opened(author)];
  const { mergerId } = await talk.by("甲四").mergers.suggest({
    ...{ key: newKey(), ...commonWords, fromId: from.proposalId, intoId: into.proposalId },
  });
  const answers = await atOnce([resident, author].map((name) => () => agree(name, mergerId)));
  expect(
    done(answers)
      .map(({ status }) => status)
      .toSorted(),
  ).toEqual(["merged", "open"]);
  expect(await stageOf(from)).toBe("merged");
  expect(await versionsOf(into)).toBe(2);
});

test("a yes against a withdrawal of either: one of them is done, and the other is told why not", async () => {
  for (const who of [author, resident, author, resident, author, resident]) {
    const [from, into] = [await opened(resident), await opened(author)];
    const { mergerId } = await ask(resident, from, into);
    const taken = who === author ? into : from;
    const answers = await atOnce<unknown>([
      () => agree(author, mergerId),
      () => talk.by(who).proposals.withdraw({ key: newKey(), proposalId: taken.proposalId }),
    ]);
    expect(done(answers)).toHaveLength(1);
    const merged = (await stageOf(from)) === "merged";
    const instead = who === author ? "holds-a-merged-one" : "proposal-not-at-this-step";
    expect(codes(answers)).toEqual([merged ? instead : "merger-too-late"]);
    expect(await versionsOf(into)).toBe(merged ? 2 : 1);
  }
});

test("one proposal merged into two others at once goes into one of them", async () => {
  const from = await opened(resident);
  const [one, other] = [await opened(author), await opened(second)];
  const ids = [(await ask(resident, from, one)).mergerId, (await ask(resident, from, other)).mergerId];
  const answers = await atOnce([() => agree(author, ids[0] ?? ""), () => agree(second, ids[1] ?? "")]);
  expect(done(answers)).toEqual([{ status: "merged" }]);
  expect(codes(answers)).toEqual(["merger-too-late"]);
  expect((await versionsOf(one)) + (await versionsOf(other))).toBe(3);
});

test("two merged into one at once: the second text is told to be old", async () => {
  const into = await opened(author);
  const [one, other] = [await opened(resident), await opened(second)];
  const ids = [(await ask(resident, one, into)).mergerId, (await ask(second, other, into)).mergerId];
  const answers = await atOnce(ids.map((mergerId) => () => agree(author, mergerId)));
  expect(done(answers)).toEqual([{ status: "merged" }]);
  expect(codes(answers)).toEqual(["merger-outdated"]);
  expect(await versionsOf(into)).toBe(2);
});

test("this into that while that into this: one of both waits, and nobody waits for the other for ever", async () => {
  for (const round of times(5)) {
    const [one, other] = [await opened(resident), await opened(author)];
    const answers = await atOnce([() => ask(resident, one, other), () => ask(author, other, one)]);
    expect(done(answers), `round ${round}`).toHaveLength(1);
    expect(codes(answers)).toEqual(["merger-asked-already"]);
  }
});

test("a ring of three, each said yes to at once, never closes: something stays", async () => {
  const [a, b, c] = [await opened(resident), await opened(author), await opened(second)];
  const ids = [
    (await ask(resident, a, b)).mergerId,
    (await ask(author, b, c)).mergerId,
    (await ask(second, c, a)).mergerId,
  ];
  const answers = await atOnce([
    () => agree(author, ids[0] ?? ""),
    () => agree(second, ids[1] ?? ""),
    () => agree(resident, ids[2] ?? ""),
  ]);
  expect(done(answers).length).toBeGreaterThan(0);
  const stages = [await stageOf(a), await stageOf(b), await stageOf(c)];
  expect(stages.filter((stage) => stage !== "merged").length).toBeGreaterThan(0);
  expect(stages.filter((stage) => stage === "merged")).toHaveLength(done(answers).length);
});

test("one supporter says yes ten times at once and counts once; support of the original meets the merger", async () => {
  const [from, into] = [await opened(resident), await opened(author)];
  const { mergerId } = await ask(resident, from, into);
  const race = await atOnce<unknown>([
    () =>
      talk
        .by(supporter)
        .proposals.cosponsor({ key: newKey(), proposalId: from.proposalId, namePublic: false }),
    () => agree(author, mergerId),
  ]);
  expect(done(race).length).toBeGreaterThan(0);
  const name = done(race).length === 2 ? supporter : resident;
  const form = { proposalId: into.proposalId, supports: true, namePublic: false };
  const answers = await atOnce(
    times(10).map(() => () => talk.by(name).mergers.answer({ key: newKey(), ...form })),
  );
  expect(done(answers)).toHaveLength(1);
  const [row] = await talk.rows(
    "select count(*)::int as count from cosponsors where proposal_id = $1",
    into.proposalId,
  );
  expect(row?.["count"]).toBe(1);
});
