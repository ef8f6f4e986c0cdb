import { addDays } from "@yishi/domain/calendar";
import { departments, kept, untold } from "@yishi/domain/deciders";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { at } from "./testing/deciders.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { anyInput, answerIn } from "./testing/unchanged.ts";
import { openVotingHouse, said, type VotingHouse } from "./testing/vote.ts";

let house: House;
let vote: VotingHouse;
let by: (name: string) => Caller;
beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  by = (name) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
}, 120_000);
afterAll(() => house.close());

const told = (refusedWith: string) => ({ cause: { refusal: { refused: refusedWith } } });
const draft = async (words: Partial<typeof said> = {}) =>
  (await vote.author.proposals.write({ key: newKey(), ...said, ...words })).proposalId;
const keep = (proposalId: string, firstYes: (typeof kept)[number], more: object = {}) =>
  vote.author.decides.keep({ key: newKey(), proposalId, firstYes, ...more });
const open = (proposalId: string) => vote.author.proposals.open({ key: newKey(), proposalId });
const viewOf = async (proposalId: string, as: Caller = house.stranger) => {
  const { rows } = await house.base.owner.query<{ year: number; number: number }>(
    "select year, number from proposals where proposal_id = $1",
    [proposalId],
  );
  return as.proposals.byNumber(rows[0] ?? { year: 2026, number: 1 });
};

/** Every table's rows as one text, so that a trace of anything can be looked for wherever it may lie. */
async function everything(): Promise<string> {
  const { rows: tables } = await house.base.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await house.base.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join("\n");
}

describe("before a proposal is opened", () => {
  test("its author is asked who decides; without an answer it stays a draft", async () => {
    const proposalId = await draft();
    await expect(open(proposalId)).rejects.toMatchObject(told("decider-not-asked"));
    await keep(proposalId, "oneGroup");
    expect((await vote.author.proposals.draft({ proposalId })).answer).toEqual({
      firstYes: "oneGroup",
      department: null,
    });
    await open(proposalId);
    expect((await viewOf(proposalId)).decider).toEqual({
      ...{ firstYes: "oneGroup", body: "group", law: "参照村委会组织法", article: "28" },
      ...{
        provenance: "analogy",
        advisory: false,
        electorates: ["groupHousehold", "groupPerson"],
        by: "author",
      },
    });
    const { proposals: listed } = await house.stranger.proposals.list({});
    expect(listed[0]).toMatchObject({ proposalId, body: "group", advisory: false });
    // Once it is open, the answer is the proposal's and no longer the draft's.
    await expect(keep(proposalId, "none")).rejects.toMatchObject(told("proposal-not-at-this-step"));
    expect(await at(house).answersOf(proposalId)).toBe(0);
  });

  test("a duty of a department is told with where to turn, and is never opened here", async () => {
    const proposalId = await draft();
    await expect(keep(proposalId, "departmentDuty")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    for (const department of departments) await keep(proposalId, "departmentDuty", { department });
    expect((await vote.author.proposals.draft({ proposalId })).answer).toEqual({
      firstYes: "departmentDuty",
      department: "subdistrict",
    });
    await expect(open(proposalId)).rejects.toMatchObject(told("decided-elsewhere"));
    await keep(proposalId, "none");
    await open(proposalId);
  });

  test("nobody but its author keeps an answer with it, at the desk the clerk for them", async () => {
    const proposalId = await draft();
    const form = { proposalId, firstYes: "none" } as const;
    const elder = vote.elders[0] ?? vote.author;
    await expect(elder.decides.keep({ key: newKey(), ...form })).rejects.toMatchObject(told("not-found"));
    const forResident = await at(house).authorOf(proposalId);
    await vote.clerks[0].decides.keep({ key: newKey(), ...form, forResident });
    expect((await vote.author.proposals.draft({ proposalId })).answer.firstYes).toBe("none");
  });
});

describe("a private dispute, and a danger", () => {
  test("are no answers that come in at the door: the database does not change by a single row", async () => {
    const proposalId = await draft();
    await keep(proposalId, "none");
    for (const firstYes of untold) {
      const asked = { key: newKey(), proposalId, firstYes };
      const answer = await answerIn(house, () => anyInput(vote.author.decides.keep)(asked));
      expect(answer).toBe("wrong: firstYes");
    }
  });

  test("leave no trace anywhere: a draft of which it was said and that is erased is one like every other", async () => {
    const secret = "隔壁老刘占了我家的走道";
    const disputed = await draft({ title: secret, problem: `${secret}，吵了三回。` });
    await expect(
      anyInput(vote.author.decides.keep)({ key: newKey(), proposalId: disputed, firstYes: "privateDispute" }),
    ).rejects.toThrow();
    const ordinary = await draft({ title: "院里种两棵树" });
    const before = await everything();
    expect(before).toContain(secret);
    for (const proposalId of [disputed, ordinary])
      await vote.author.me.eraseDraft({ key: newKey(), proposalId });
    const after = await everything();
    for (const word of [secret, ...untold, "mediation", "emergency"])
      expect([word, after.includes(word)]).toEqual([word, false]);
    // What stays of the two is told with the same kinds of facts, one as the other.
    expect(await at(house).factsOf(disputed)).toEqual(["proposal.written", "proposal.withdrawn"]);
    expect(await at(house).factsOf(ordinary)).toEqual(await at(house).factsOf(disputed));
    expect(await at(house).factBodies(disputed)).toEqual(await at(house).factBodies(ordinary));
    // The search finds what there is: an answer that is kept, and the words of a draft that is not erased.
    const proposalId = await draft({ title: "找得到的草稿" });
    await keep(proposalId, "oneGroup");
    expect(await everything()).toMatch(/draft_answers .*oneGroup/u);
    expect(await everything()).toContain("找得到的草稿");
    await vote.author.me.eraseDraft({ key: newKey(), proposalId });
    expect(await everything()).not.toMatch(new RegExp(`draft_answers .*${proposalId}`, "u"));
    expect(await everything()).not.toContain("找得到的草稿");
  });

  test("no fact of a draft names the kind of matter, whichever answer was kept", async () => {
    const proposalId = await draft();
    for (const firstYes of kept) await keep(proposalId, firstYes, { department: "roads" });
    expect(await at(house).factsOf(proposalId)).toEqual(["proposal.written"]);
    await vote.author.proposals.withdraw({ key: newKey(), proposalId });
    expect(await at(house).answersOf(proposalId)).toBe(0);
  });
});

describe("the reviewers", () => {
  const reviewers = () => [by("甲一八"), by("甲一九")];

  test("confirm or correct who decides; two have to agree, and a correction says why", async () => {
    const { proposalId } = await vote.proposal("allResidents");
    await vote.support(proposalId);
    const asked = { proposalId, verdict: "admit", firstYes: "ownersBusiness" } as const;
    const [first, second] = reviewers();
    if (!first || !second) throw new Error("there are two reviewers");
    await expect(first.proposals.review({ key: newKey(), ...asked, reason: "" })).rejects.toMatchObject(
      told("decider-reason-needed"),
    );
    const reason = "楼道是业主共有的部分。";
    expect(await first.proposals.review({ key: newKey(), ...asked, reason })).toEqual({
      status: "admissibility",
    });
    expect((await viewOf(proposalId)).decider).toMatchObject({ firstYes: "allResidents", by: "author" });
    expect(await second.proposals.review({ key: newKey(), ...asked, reason })).toEqual({
      status: "admitted",
    });
    const { decider, timeline } = await viewOf(proposalId);
    expect(decider).toMatchObject({ body: "owners", law: "民法典", article: "278", advisory: false });
    expect(decider.by).toBe("reviewers");
    expect(
      timeline.filter(({ kind }) => kind === "proposal.reviewed").map(({ figures }) => figures),
    ).toMatchObject([{ decides: "admit", firstYes: "ownersBusiness" }]);
  });

  test("who disagree on it decide nothing", async () => {
    const { proposalId } = await vote.proposal("allResidents");
    await vote.support(proposalId);
    const [first, second] = reviewers();
    const admit = { proposalId, verdict: "admit", reason: "只关一栋楼。" } as const;
    await first?.proposals.review({ key: newKey(), ...admit, firstYes: "oneGroup" });
    expect(await second?.proposals.review({ key: newKey(), ...admit })).toEqual({ status: "admissibility" });
  });
});

describe("what another body decides", () => {
  test.for(["delegated", "oneGroup", "none"] as const)(
    "is not put to the residents' meeting by mistake (%s)",
    async (firstYes) => {
      const { proposalId } = await vote.proposal(firstYes);
      await vote.supportAndReview(proposalId);
      await expect(vote.announce(undefined, proposalId)).rejects.toMatchObject(told("another-body-decides"));
      const convener = by("甲一五");
      const awaited = (await convener.home.awaiting()).find((one) => one.proposalId === proposalId);
      expect(awaited?.what).not.toBe("schedule");
    },
  );

  test("and what residents decide awaits its convener (the control)", async () => {
    const { proposalId } = await vote.proposal("residentsMoney");
    await vote.supportAndReview(proposalId);
    await vote.announce(undefined, proposalId);
  });
});

describe("owners' business", () => {
  test("is asked as an opinion, is published as one, and is never in force", async () => {
    const { proposalId } = await vote.proposal("ownersBusiness");
    await vote.supportAndReview(proposalId);
    const motionId = await vote.announce(undefined, proposalId);
    await house.moveDays(12);
    for (let seat = 1; seat <= 20; seat += 1)
      for (const clerk of vote.clerks)
        await clerk.ballots.transcribe({ key: newKey(), motionId, seat, choice: "for", channel: "desk" });
    await house.moveDays(5);
    for (const scrutineer of vote.scrutineers)
      await scrutineer.ballots.count({ key: newKey(), motionId, desk: 20, homeBox: 0, meeting: 0 });
    const { year, number } = await vote.secretary.resolutions.publish({ key: newKey(), motionId });
    await house.moveDays(60);
    const view = await viewOf(proposalId);
    expect(view).toMatchObject({ stage: "passed", decider: { advisory: true, body: "owners" } });
    expect(view.resolution).toMatchObject({ year, number });
    await expect(
      by("甲一五").resolutions.plan({
        ...{ key: newKey(), motionId },
        milestones: [
          { title: "贴公告", responsible: "甲九", dueOn: addDays(await house.today(), 5), lang: "zh-CN" },
        ],
      }),
    ).rejects.toMatchObject(told("proposal-not-at-this-step"));
    await expect(
      vote.secretary.charters.adopt({
        ...{
          key: newKey(),
          text: "这是一份不应当算数的章程，因为它只是征求意见。",
          lang: "zh-CN",
          appBallotsCount: true,
        },
        published: { year, number },
      }),
    ).rejects.toMatchObject(told("resolution-not-in-force"));
    const ids = async (state: "decided" | "advisory") =>
      (await house.stranger.proposals.list({ state })).proposals.map((one) => one.proposalId);
    expect(await ids("decided")).not.toContain(proposalId);
    expect(await ids("advisory")).toContain(proposalId);
    // What was published awaits nobody any more.
    expect((await vote.secretary.home.awaiting()).map((one) => one.proposalId)).not.toContain(proposalId);
  });
});

describe("what was opened before anybody was asked", () => {
  test("is the residents' meeting's, and says so", async () => {
    const { proposalId } = await vote.proposal();
    await at(house).forget(proposalId);
    expect((await viewOf(proposalId)).decider).toMatchObject({
      ...{
        firstYes: "allResidents",
        body: "residentsMeeting",
        by: "before",
        electorates: ["household", "person"],
      },
    });
    await vote.supportAndReview(proposalId);
    await vote.announce(undefined, proposalId);
  });
});
