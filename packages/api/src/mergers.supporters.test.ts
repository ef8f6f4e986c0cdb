import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, resident, residentOf, single } from "./testing/actors.ts";
import { second, supporter } from "./testing/cast.ts";
import { newKey } from "./testing/house.ts";
import { commonWords, openedBy } from "./testing/mergers.ts";
import { openTalk, type Spoken, type Talk } from "./testing/talk.ts";

// Supporters of what was merged are told and asked, and never moved in silence.

let talk: Talk;
let by: (name: string) => Caller;
beforeAll(async () => {
  talk = await openTalk();
  by = talk.by;
}, 120_000);
afterAll(() => talk.house.close());

const page = ({ year, number }: Spoken, as: Caller = talk.house.stranger) =>
  as.proposals.byNumber({ year, number });
const support = (name: string, { proposalId }: Spoken) =>
  by(name).proposals.cosponsor({ key: newKey(), proposalId, namePublic: true });
const ask = (from: Spoken, into: Spoken, name = resident, more: { forResident?: string } = {}) =>
  by(name).mergers.ask({
    ...{ key: newKey(), ...commonWords, ...more, fromId: from.proposalId, intoId: into.proposalId },
  });
const agree = (mergerId: string, name = author, version = 1) =>
  by(name).mergers.agree({ key: newKey(), mergerId, version });
const whats = async (name: string, { proposalId }: Spoken) =>
  (await by(name).home.awaiting()).filter((one) => one.proposalId === proposalId).map((one) => one.what);
async function pair() {
  return { from: await openedBy(by(resident)), into: await openedBy(by(author)) };
}

describe("the supporters of what was merged", () => {
  const answer = (name: string, { proposalId }: Spoken, supports: boolean) =>
    by(name).mergers.answer({ key: newKey(), proposalId, supports, namePublic: false });
  const mine = async (name: string, { proposalId }: Spoken) => {
    const { mine: own, uncounted } = await by(name).mergers.ofProposal({ proposalId });
    return { uncounted, asked: own?.asked, declined: own?.declined };
  };

  test("are told on their home page and asked; nobody is counted before their own yes", async () => {
    const { from, into } = await pair();
    await support(supporter, from);
    const { mergerId } = await ask(from, into);
    expect(await whats(supporter, into)).toEqual([]);
    await agree(mergerId);
    expect(await whats(supporter, into)).toEqual(["answerMerged"]);
    // Whoever wrote it is asked as well: their yes was to the text.
    expect(await whats(resident, into)).toEqual(["answerMerged"]);
    expect(await mine(supporter, into)).toEqual({ uncounted: 2, asked: true, declined: false });
    expect((await page(into)).cosponsors).toBe(0);
    expect(await answer(supporter, into, true)).toEqual({ cosponsors: 1, status: "admissibility" });
    expect(await whats(supporter, into)).toEqual([]);
    expect(await mine(supporter, into)).toEqual({ uncounted: 1, asked: false, declined: false });
    // Nothing but their own choice shows their name there.
    expect((await page(into)).cosponsorNames).toEqual([]);
    expect((await page(into)).timeline.at(-1)?.kind).toBe("proposal.supportCarried");
    expect(await talk.answerTo(() => answer(supporter, into, true))).toBe("already-cosponsored");
    expect(await talk.answerTo(() => answer(second, into, true))).toBe("not-asked-to-support");
    expect(await talk.answerTo(() => answer(author, into, true))).toBe("author-cannot-cosponsor");
    // Past the threshold a yes still counts.
    expect(await answer(resident, into, true)).toEqual({ cosponsors: 2, status: "admissibility" });
  });

  test("who say no are not asked again, are nobody else's business, and may still say yes", async () => {
    const { from, into } = await pair();
    await support(supporter, from);
    await agree((await ask(from, into)).mergerId);
    await answer(supporter, into, false);
    expect(await whats(supporter, into)).toEqual([]);
    expect(await mine(supporter, into)).toEqual({ uncounted: 2, asked: true, declined: true });
    expect((await page(into)).cosponsors).toBe(0);
    expect((await page(into)).timeline.map(({ kind }) => kind)).not.toContain("support.declined");
    expect(await talk.answerTo(() => answer(supporter, into, false))).toBe("already-answered");
    expect(await answer(supporter, into, true)).toMatchObject({ cosponsors: 1 });
  });

  test("who stand below both count once and are asked nothing", async () => {
    const { from, into } = await pair();
    await support(supporter, from);
    await support(supporter, into);
    await agree((await ask(from, into)).mergerId);
    expect(await mine(supporter, into)).toEqual({ uncounted: 1, asked: false, declined: false });
    expect((await page(into)).cosponsors).toBe(1);
    expect(await whats(supporter, into)).toEqual([]);
  });

  test("of what went on into a third one are asked over that one, and supporters of that one are told", async () => {
    const { from, into } = await pair();
    const third = await openedBy(by(second));
    await support(supporter, from);
    await support(resident, third);
    await talk.house.moveTo(new Date((await talk.now()).getTime() + 60_000));
    await by(resident).follow.look({ proposalId: third.proposalId });
    await talk.house.moveTo(new Date((await talk.now()).getTime() + 60_000));
    await agree((await ask(from, into)).mergerId);
    await agree((await ask(into, third, author)).mergerId, second);
    expect(await whats(supporter, into)).toEqual([]);
    expect(await whats(supporter, third)).toEqual(["answerMerged"]);
    // The two authors and the supporter; one of them stands below it already.
    expect(await mine(supporter, third)).toMatchObject({ uncounted: 2, asked: true });
    const followed = (await by(resident).follow.mine()).find((one) => one.proposalId === third.proposalId);
    expect(followed?.changes.map(({ kind }) => kind)).toContain("proposal.tookIn");
  });

  test("without an app answer at the desk, and so does an author", async () => {
    const { from, into } = await pair();
    await support(supporter, from);
    const forResident = residentOf(talk.house, resident);
    const { mergerId } = await ask(from, into, single.deskClerk, { forResident });
    const desk = by(single.deskClerk);
    const forAuthor = { forResident: residentOf(talk.house, author) };
    await desk.mergers.agree({ key: newKey(), mergerId, version: 1, ...forAuthor });
    const said = { proposalId: into.proposalId, supports: true, namePublic: false };
    const forSupporter = { forResident: residentOf(talk.house, supporter) };
    await desk.mergers.answer({ key: newKey(), ...said, ...forSupporter });
    const channels = await talk.rows(
      "select kind, channel from facts where object_id in ($1, $2) and kind in ('merger.asked', 'merger.agreed', 'proposal.supportCarried') order by kind",
      ...[mergerId, into.proposalId],
    );
    expect(channels).toEqual(
      ["merger.agreed", "merger.asked", "proposal.supportCarried"].map((kind) => ({ kind, channel: "desk" })),
    );
  });
});
