import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { motionWords } from "./testing/proposals.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const said = { words: "名单和产权册对不上，请看一看。", lang: "zh-CN" } as const;
const reason = { answer: "看过产权证，名单这样改。", lang: "zh-CN" } as const;

let house: House;
let vote: VotingHouse;
let keeper: Caller;
let supervisor: Caller;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  keeper = vote.secretary;
  supervisor = await house.person("甲一零", "supervisor");
}, 120_000);
afterAll(() => house.close());

const sql = (text: string, values: readonly unknown[]) =>
  house.base.owner.query<Record<string, unknown>>(text, [...values]);
async function file(by: Caller, motionId: string, ground: "missing" | "wrong") {
  return (await by.challenges.file({ key: newKey(), motionId, ground, ...said })).challengeId;
}
async function answered(challengeId: string, verdict: "added" | "corrected", of: object): Promise<void> {
  await keeper.challengeAnswers.propose({ key: newKey(), challengeId, verdict, ...reason, ...of });
  await supervisor.challengeAnswers.confirm({ key: newKey(), challengeId });
}

describe("the owners' roll", () => {
  test("is put right by doors: the seats of one head are made again with all its area, and nobody else's", async () => {
    const register = (lines: readonly string[]) =>
      new TextEncoder().encode(["楼号,单元,室号,建筑面积,业主姓名", ...lines].join("\r\n"));
    const first = ["1,1,101,80,甲零", "1,1,102,60,甲二", "1,1,106,70,别处人甲"];
    const read = async (lines: readonly string[]) => {
      const { importId } = await house.registrar.owners.read({
        fileName: "产权.csv",
        bytes: register(lines),
      });
      await house.registrar.owners.import({ key: newKey(), importId: importId ?? "" });
    };
    await read(first);
    const { proposalId } = await vote.proposal("ownersBusiness");
    await vote.supportAndReview(proposalId);
    const drawn = {
      ...motionWords,
      key: newKey(),
      proposalId,
      electorate: "owner",
      scope: "1",
      special: false,
    } as const;
    const { motionId } = await keeper.motions.draft(drawn);
    await vote.author.agreements.agree({ key: newKey(), motionId, version: 1 });
    const convener = house.door.caller({ sessionToken: house.token("甲一五"), slug: house.slug });
    const today = await house.today();
    await convener.motions.schedule({
      ...{
        key: newKey(),
        motionId,
        opensOn: addDays(today, 16),
        closesOn: addDays(today, 20),
        closesAt: "18:00",
      },
    });
    await read(["1,1,101,85,甲零", ...first.slice(1), "1,1,107,70,别处人乙"]);
    const clerk = vote.clerks[0];
    const forOwners = { building: "1", stairwell: "1", door: "107" };
    const { challengeId } = await clerk.challenges.file({
      ...{ key: newKey(), motionId, ground: "missing", ...said, forOwners },
    });
    const candidates = await keeper.challengeAnswers.candidates({ motionId, door: forOwners });
    expect(candidates).toMatchObject([{ says: "added", voted: false, residentId: null }]);
    await answered(challengeId, "added", { ofUnit: candidates[0]?.unitId });
    const area = await file(vote.elders[0] ?? keeper, motionId, "wrong");
    const [own] = await keeper.challengeAnswers.candidates({ motionId, door: { ...forOwners, door: "101" } });
    expect(own).toMatchObject({ says: "corrected" });
    await answered(area, "corrected", { ofUnit: own?.unitId });
    const { rows } = await sql(
      "select seats, area_square_centimetres::int as area from motions where motion_id = $1",
      [motionId],
    );
    expect(rows).toEqual([{ seats: 4, area: (85 + 60 + 70 + 70) * 10_000 }]);
    expect(await vote.elders[0]?.challenges.own({ motionId })).toMatchObject({
      place: { kind: "owner", units: 1, seat: 5 },
    });
    expect((await clerk.challenges.own({ motionId, forOwners })).challenges).toMatchObject([
      { verdict: "added" },
    ]);
  });
});
