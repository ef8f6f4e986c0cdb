import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { single } from "./testing/actors.ts";
import { expertHouse } from "./testing/expert-house.ts";
import { newKey } from "./testing/house.ts";
import { admitted, motionWords } from "./testing/proposals.ts";

let at: Awaited<ReturnType<typeof expertHouse>>;
beforeAll(async () => {
  at = await expertHouse();
}, 120_000);
afterAll(() => at.house.close());

const told = (number: number) => ({
  cause: { refusal: refuse("advice-not-adopted", { number }) },
});
const draft = (proposalId: string, cited?: number[]) =>
  at
    .by(single.secretary)
    .motions.draft({ ...motionWords, key: newKey(), proposalId, ...(cited && { cited }) });
const motionOf = async (proposalId: string) => {
  const { rows } = await at.house.base.owner.query<{ year: number; number: number; hash: string }>(
    `select p.year, p.number, encode(v.hash, 'hex') as hash from proposals p
     join motions m using (committee_id, proposal_id)
     join motion_versions v on v.committee_id = m.committee_id and v.motion_id = m.motion_id and v.version = m.version
     where p.proposal_id = $1`,
    [proposalId],
  );
  const [{ year = 0, number = 0, hash = "" } = {}] = rows;
  return { hash, cited: (await at.house.stranger.proposals.byNumber({ year, number })).motion?.cited };
};
type Verdicts = readonly ("adopted" | "partly" | "notAdopted")[];

/** One expert is heard, with two pieces of advice, and each is answered so; the first of the two numbers is told. */
async function heard(proposalId: string, verdicts: Verdicts, from = 1) {
  const consultationId = await at.does.request(proposalId);
  const [seatId = ""] = await at.does.seated(consultationId, [at.experts.heating]);
  await at.does.file(at.experts.heating[0], seatId);
  const answers = verdicts.map((verdict, index) => ({ number: from + index, verdict, reason: "照此办理。" }));
  await at.by(single.chair).consultations.respond({ key: newKey(), consultationId, lang: "zh-CN", answers });
}

describe("a motion", () => {
  test("keeps the numbers of the advice that it cites with its version, and its hash says so", async () => {
    const proposalId = await admitted(at.cast);
    await heard(proposalId, ["adopted", "partly"]);
    await draft(proposalId);
    const bare = await motionOf(proposalId);
    expect(bare.cited).toEqual([]);
    await draft(proposalId, [2, 1]);
    const both = await motionOf(proposalId);
    expect(both.cited).toEqual([1, 2]);
    await draft(proposalId, [1]);
    const one = await motionOf(proposalId);
    expect(one.cited).toEqual([1]);
    expect(new Set([bare.hash, both.hash, one.hash]).size).toBe(3);
    const { rows } = await at.house.base.owner.query<{ version: number; cited: number[] }>(
      `select c.version, array_agg(c.number order by c.number) as cited from motion_citations c
       join motions m using (committee_id, motion_id) where m.proposal_id = $1 group by c.version order by 1`,
      [proposalId],
    );
    expect(rows).toEqual([
      { version: 2, cited: [1, 2] },
      { version: 3, cited: [1] },
    ]);
  });

  test("is refused a number that nobody gave, one that was not adopted, and one of another proposal", async () => {
    const proposalId = await admitted(at.cast);
    await expect(draft(proposalId, [1])).rejects.toMatchObject(told(1));
    await heard(proposalId, ["adopted", "notAdopted"]);
    await expect(draft(proposalId, [1, 2])).rejects.toMatchObject(told(2));
    await expect(draft(proposalId, [3])).rejects.toMatchObject(told(3));
    await draft(proposalId, [1]);
    expect((await motionOf(proposalId)).cited).toEqual([1]);
  });

  test("means one advice by a number, though experts were asked twice", async () => {
    const proposalId = await admitted(at.cast);
    await heard(proposalId, ["notAdopted", "adopted"]);
    await heard(proposalId, ["adopted", "notAdopted"], 3);
    await expect(draft(proposalId, [1, 3])).rejects.toMatchObject(told(1));
    await draft(proposalId, [2, 3]);
    expect((await motionOf(proposalId)).cited).toEqual([2, 3]);
  });
});
