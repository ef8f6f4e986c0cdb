import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/experts";
import { addDays, addMonths } from "@yishi/domain/calendar";
import { applied, type Expert, type ExpertFact } from "@yishi/domain/experts";
import type { AnyFact } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { minor, residentOf, single } from "./testing/actors.ts";
import { atOnce, done, refused } from "./testing/at-once.ts";
import { people, second, supporter, type Cast } from "./testing/cast.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { registeredExpert, told } from "./testing/registered-experts.ts";

let house: House;
let cast: Cast;
let by: (name: string) => Caller;
beforeAll(async () => {
  house = await openHouse();
  cast = await people(house);
  by = cast.by;
}, 120_000);
afterAll(() => house.close());

const said = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });
const offer = (fields = ["heating"]) => ({ key: newKey(), ...told, fields });
const see = (name: string, expertId: string) =>
  by(name).experts.check({ key: newKey(), expertId, seen: "certificate", issuer: "人社局" });
const stand = (caller: Caller, expertId: string, step: "pause" | "resume" | "confirm" | "retire") =>
  caller.experts.stand({ key: newKey(), expertId, step });
const shown = async () => (await house.stranger.experts.list()).experts;
const who = async (name: string) => (await shown()).find((one) => one.name === name);

describe("the register", () => {
  test("shows an expert once two members and a supervisor have seen their paper, and not before", async () => {
    const { expertId } = await by(single.expert).experts.offer(offer());
    await see(single.chair, expertId);
    await expect(see(single.chair, expertId)).rejects.toMatchObject(said("expert-already-checked"));
    await see(single.supervisor, expertId);
    expect(await who(single.expert)).toBeUndefined();
    expect(await by(single.expert).experts.mine()).toMatchObject({
      stage: "applied",
      missing: [
        { asOf: "committee", missing: 1 },
        { asOf: "supervision", missing: 0 },
      ],
    });
    await see(single.viceChair, expertId);
    expect(await who(single.expert)).toEqual({
      ...{ expertId, name: single.expert, fields: ["heating"], stage: "active" },
      ...told,
    });
    await expect(see(supporter, expertId)).rejects.toMatchObject(said("expert-not-at-this-step"));
    await expect(by(single.expert).experts.offer(offer())).rejects.toMatchObject(
      said("expert-already-applied"),
    );
  });

  test("gives away neither who saw what, nor where anybody lives, nor when they were born", async () => {
    const text = JSON.stringify(await house.stranger.experts.list());
    for (const secret of ["人社局", "1960", "101", "certificate", single.chair, "residentId", "memberId"])
      expect(text).not.toContain(secret);
  });

  test("is not entered by oneself: who checks does not check their own application", async () => {
    const { expertId } = await by(single.chair).experts.offer(offer());
    await expect(see(single.chair, expertId)).rejects.toMatchObject(said("expert-checks-oneself"));
  });

  test("is entered once when the last two check at the same moment", async () => {
    const { expertId } = await by(second).experts.offer(offer(["fire"]));
    await see(single.chair, expertId);
    await see(single.supervisor, expertId);
    await atOnce([() => see(single.viceChair, expertId), () => see(supporter, expertId)]);
    expect((await by(second).experts.mine())?.stage).toBe("active");
    const [entry, facts] = await house.base.db.transaction(await committee(), async (tx) => [
      await lock(tx, expertId),
      await factsOf(tx, expertId),
    ]);
    expect(folded(facts)).toEqual(entry);
    expect(facts.filter(({ body }) => "enough" in body && body.enough)).toHaveLength(1);
  });

  test("lets a clerk at the desk enter somebody, and nobody else for another", async () => {
    const residentId = residentOf(house, "乙七");
    const form = { ...offer(), residentId };
    const { expertId } = await by(single.deskClerk).experts.offerFor(form);
    expect(await by(second).experts.ofResident({ residentId })).toMatchObject({
      name: "乙七",
      entry: { expertId, stage: "applied" },
    });
    await stand(by(single.deskClerk), expertId, "retire");
    await expect(stand(by(single.chair), expertId, "retire")).rejects.toMatchObject(said("not-found"));
  });

  test("takes in somebody who serves here and lives elsewhere", async () => {
    const guest = await by(single.chair).guests.enter({
      ...{ key: newKey(), personName: "丙一", servesAs: "市设计院" },
    });
    const { memberId } = guest;
    const today = await house.today();
    await by(single.chair).guests.appoint({
      ...{ key: newKey(), memberId, post: "expert", appointedBy: "居委会", reference: "聘书1号" },
      ...{ appointedOn: today, untilDay: addDays(today, 300), kin: [] },
    });
    const { code } = await by(single.deskClerk).guests.issueSlip({ memberId });
    const { token } = await house.door
      .caller({ sessionToken: null, slug: null })
      .accounts.redeem({ code, name: "ceshili-丙一", password: "一个够长的口令 1234" });
    const caller = house.door.caller({ sessionToken: token, slug: house.slug });
    const { expertId } = await caller.experts.offer(offer(["structure"]));
    for (const name of [single.chair, single.viceChair, single.supervisor]) await see(name, expertId);
    expect(await who("丙一")).toMatchObject({ stage: "active", fields: ["structure"] });
  });
});

describe("who is under the voting age", () => {
  test("offers nothing yet, neither themselves nor at the desk; on their birthday they may", async () => {
    const residentId = residentOf(house, minor);
    const form = { ...offer(), residentId };
    const no = said("under-voting-age");
    await expect(by(minor).experts.offer(offer())).rejects.toMatchObject(no);
    await expect(by(single.deskClerk).experts.offerFor(form)).rejects.toMatchObject(no);
    expect(await by(minor).experts.mine()).toBeNull();
    const born = async (day: string) =>
      house.base.owner.query("update residents set born = $2 where resident_id = $1", [residentId, day]);
    const today = await house.today();
    const turned = addMonths(today, -12 * 18);
    await born(addDays(turned, 1));
    await expect(by(minor).experts.offer(offer())).rejects.toMatchObject(no);
    await born(turned);
    expect(await by(minor).experts.offer(offer())).toHaveProperty("expertId");
  });
});

describe("a field", () => {
  test("is one of the common ones or one that the committee added, once", async () => {
    await expect(by(single.reviewer).experts.offer(offer(["alchemy"]))).rejects.toMatchObject(
      said("field-unknown"),
    );
    const field = { field: "园林", lang: "zh-CN" } as const;
    const { fieldId } = await by(single.secretary).experts.addField({ key: newKey(), ...field });
    await expect(by(single.chair).experts.addField({ key: newKey(), ...field })).rejects.toMatchObject(
      said("field-known"),
    );
    expect((await house.stranger.experts.list()).ownFields).toEqual([
      { fieldId, name: "园林", lang: "zh-CN" },
    ]);
    await by(single.reviewer).experts.offer(offer([fieldId]));
    expect((await by(single.reviewer).experts.mine())?.fields).toEqual([fieldId]);
  });
});

describe("a neighbour who is named", () => {
  const naming = (name: string, personName: string) =>
    by(name).experts.name({ key: newKey(), personName, building: buildingOf(personName) });

  test("is asked once three residents named them, and is public only after saying yes", async () => {
    for (const name of [second, supporter]) await naming(name, "乙八");
    await expect(naming(second, "乙八")).rejects.toMatchObject(said("expert-already-named"));
    const waiting = async () =>
      (await by(single.chair).experts.applications()).waiting.filter(({ name }) => name === "乙八");
    expect(await waiting()).toEqual([]);
    await by(single.deskClerk).experts.name({
      ...{ key: newKey(), personName: "乙八", building: buildingOf("乙八") },
      forResident: residentOf(house, "乙六"),
    });
    expect(await waiting()).toMatchObject([{ stage: "nominated", fields: [], checks: [] }]);
    expect(await who("乙八")).toBeUndefined();
    const residentId = residentOf(house, "乙八");
    await by(single.deskClerk).experts.offerFor({ ...offer(), residentId });
    expect(await waiting()).toMatchObject([{ stage: "applied" }]);
    const { rows } = await house.base.owner.query("select from expert_namings where resident_id = $1", [
      residentId,
    ]);
    expect(rows, "who named them has served").toEqual([]);
  });

  test("does not name themselves", async () => {
    await expect(naming(second, second)).resolves.toEqual({ noted: true }); // on the register already
    await expect(naming(supporter, supporter)).rejects.toMatchObject(said("expert-names-oneself"));
  });

  test("is named without anybody learning who lives where", async () => {
    const asked = { personName: "没有这个人", building: "1" };
    const answer = await by(second).experts.name({ key: newKey(), ...asked });
    expect(answer).toEqual(await naming(second, "甲一零"));
  });

  test("is entered once when the last two name them at the same moment", async () => {
    await naming(second, "乙九");
    await naming(supporter, "乙九");
    const names = [single.reviewer, single.secretary];
    const answers = await atOnce(names.map((name) => () => naming(name, "乙九")));
    expect(done(answers)).toHaveLength(2);
    expect(refused(answers)).toEqual([]);
    const { waiting } = await by(single.chair).experts.applications();
    expect(waiting.filter(({ name }) => name === "乙九")).toHaveLength(1);
  });
});

describe("a term", () => {
  test("is paused without a reason, confirmed each year, and over after two", async () => {
    const expertId = await registeredExpert(cast, single.scrutineer, ["law"]);
    const own = by(single.scrutineer);
    await stand(own, expertId, "pause");
    expect(await who(single.scrutineer)).toMatchObject({ stage: "paused" });
    await stand(own, expertId, "resume");
    const { confirmBy, termEnds } = (await own.experts.mine()) ?? {};
    expect(confirmBy?.slice(4)).toBe(termEnds?.slice(4));
    await house.moveDays(366);
    expect(await who(single.scrutineer)).toMatchObject({ stage: "unconfirmed" });
    await stand(own, expertId, "confirm");
    expect(await who(single.scrutineer)).toMatchObject({ stage: "active" });
    await house.moveDays(366);
    expect(await who(single.scrutineer)).toBeUndefined();
    await expect(stand(own, expertId, "confirm")).rejects.toMatchObject(said("expert-term-over"));
    await own.experts.offer(offer(["law"]));
    expect((await own.experts.mine())?.missing).toEqual([
      { asOf: "committee", missing: 2 },
      { asOf: "supervision", missing: 1 },
    ]);
  });
});

const buildingOf = (name: string) => house.roll.find((one) => one.name === name)?.building ?? "";
async function committee() {
  const { rows } = await house.base.owner.query<{ committeeId: string }>(
    `select committee_id as "committeeId" from communities where slug = $1`,
    [house.slug],
  );
  return rows[0]?.committeeId ?? "";
}
function folded(facts: readonly AnyFact[]): Expert | null {
  let expert: Expert | null = null;
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the facts of an expert are of these kinds
  for (const fact of facts as readonly ExpertFact[]) expert = applied(expert, fact);
  return expert;
}
