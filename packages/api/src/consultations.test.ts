import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/consultations";
import { addDays } from "@yishi/domain/calendar";
import { apply, type Consultation, type ConsultationFact } from "@yishi/domain/consultations";
import type { AnyFact } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { author, resident, residentOf, single } from "./testing/actors.ts";
import { opinionWords, question } from "./testing/asks/consultations.ts";
import { people, second, supporter, type Cast } from "./testing/cast.ts";
import { consulting } from "./testing/consulted.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { registeredExpert } from "./testing/registered-experts.ts";
import { admitted, motionWords } from "./testing/proposals.ts";

let house: House;
let cast: Cast;
let by: (name: string) => Caller;
let does: ReturnType<typeof consulting>;
/** Four on the register: of fire, of heating, of heating and of accounts. */
let experts: Readonly<Record<"fire" | "heating" | "other" | "accounts", readonly [string, string]>>;
beforeAll(async () => {
  house = await openHouse();
  cast = await people(house);
  by = cast.by;
  does = consulting(cast);
  const entered = async (name: string, field: string) =>
    [name, await registeredExpert(cast, name, [field])] as const;
  experts = {
    fire: await entered(single.expert, "fire"),
    heating: await entered(second, "heating"),
    other: await entered(single.reviewer, "heating"),
    accounts: await entered(single.branchRecorder, "accounts"),
  };
}, 120_000);
afterAll(() => house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });
const candidatesOf = (consultationId: string) =>
  by(single.chair).consultations.candidates({ consultationId });
const all = () => [experts.fire, experts.heating, experts.accounts] as const;
const ids = (some: readonly (readonly [string, string])[]) => some.map(([, expertId]) => expertId);
const schedule = async (motionId: string) => {
  const today = await house.today();
  const window = { opensOn: addDays(today, 11), closesOn: addDays(today, 15), closesAt: "18:00" } as const;
  return by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window });
};
const motionOf = async (proposalId: string, costYuan = 0) => {
  const words = { ...motionWords, costYuan, key: newKey(), proposalId };
  const { motionId } = await by(single.secretary).motions.draft(words);
  const study = { key: newKey(), motionId, on: await house.today(), reference: "记录3号" };
  await by(single.branchRecorder).motions.recordPriorStudy(study);
  return motionId;
};

describe("a consultation", () => {
  test("goes from the request to the answer, and the vote waits for it to the end", async () => {
    const proposalId = await admitted(cast);
    const motionId = await motionOf(proposalId);
    const consultationId = await does.request(proposalId, ["fire"]);
    const held = () => expect(schedule(motionId)).rejects.toMatchObject(told("consultation-underway"));
    await held();
    expect((await house.stranger.consultations.ofProposal({ proposalId })).required).toEqual(["fire"]);
    const seats = await does.seated(consultationId, all());
    expect(await does.view(proposalId)).toMatchObject({ status: "studying", sitting: 3, missing: 0 });
    await held();
    const { hash } = await does.file(single.expert, seats[0] ?? "");
    await does.sign(second, seats[1] ?? "", hash);
    await held();
    await does.file(single.branchRecorder, seats[2] ?? "", "dissent");
    const view = await does.view(proposalId);
    expect(view).toMatchObject({ status: "answering", answerable: true });
    expect(view.opinions.map(({ name, dissent, signed }) => [name, dissent, signed])).toEqual([
      [single.expert, false, [second]],
      [single.branchRecorder, true, []],
    ]);
    expect(view.opinions.flatMap(({ advice }) => advice.map(({ number }) => number))).toEqual([1, 2, 3, 4]);
    await held();
    await expect(does.respond(consultationId, [1, 2, 4])).rejects.toMatchObject(told("advice-unanswered"));
    await does.respond(consultationId, [1, 2, 3, 4]);
    expect(await schedule(motionId)).toMatchObject({ seats: expect.any(Number) });
    const [row, facts] = await house.base.db.transaction(await committee(), async (tx) => [
      await lock(tx, consultationId),
      await factsOf(tx, consultationId),
    ]);
    expect(row).toMatchObject(folded(facts) ?? {});
  });

  test("is required above the cost in the rule book, and by what the proposal touches", async () => {
    const costly = await motionOf(await admitted(cast), 50_001);
    await expect(schedule(costly)).rejects.toMatchObject(told("consultation-needed"));
    const cheap = await motionOf(await admitted(cast), 50_000);
    expect(await schedule(cheap)).toMatchObject({ seats: expect.any(Number) });
  });

  test("is asked for by the proposer and by a supervisor too, and by nobody else", async () => {
    const asked = async (name: string) =>
      by(name).consultations.request({
        ...{ key: newKey(), proposalId: await admitted(cast), ...question },
        ...{ fields: [...question.fields], hazards: [], buildings: [] },
      });
    expect(await asked(author)).toMatchObject({ size: 1 });
    expect(await asked(single.supervisor)).toMatchObject({ size: 1 });
    for (const name of [resident, single.reviewer, single.expert])
      await expect(asked(name)).rejects.toMatchObject(told("consultation-not-yours-to-ask"));
  });

  test("goes on once at a time, and is taken back by whoever asked, where it is not required", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    await expect(does.request(proposalId)).rejects.toMatchObject(told("consultation-underway"));
    const back = (name: string) => by(name).consultations.withdraw({ key: newKey(), consultationId });
    await expect(back(single.viceChair)).rejects.toMatchObject(told("only-who-asked"));
    expect(await back(single.chair)).toEqual({ status: "withdrawn" });
    const marked = await does.request(proposalId, ["gas"]);
    await expect(
      by(single.chair).consultations.withdraw({ key: newKey(), consultationId: marked }),
    ).rejects.toMatchObject(told("consultation-needed"));
  });
});

describe("a panel", () => {
  test("is proposed by field, and whoever chooses otherwise says why, in public", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    const { suggested, candidates, places } = await candidatesOf(consultationId);
    expect(places).toBe(1);
    expect(candidates.find(({ expertId }) => expertId === suggested[0])).toMatchObject({ matches: true });
    const other = experts.accounts[1];
    await expect(does.choose(consultationId, [other], "")).rejects.toMatchObject(told("panel-say-why"));
    await expect(does.choose(consultationId, [])).rejects.toMatchObject(told("panel-nobody-chosen"));
    await does.choose(consultationId, [other], "他看过现场。");
    await expect(does.choose(consultationId, [other])).rejects.toMatchObject(told("expert-already-asked"));
    await expect(does.choose(consultationId, ids([experts.fire]))).rejects.toMatchObject(told("panel-full"));
    const seatId = await does.seatOf(single.branchRecorder, consultationId);
    await does.accept(single.branchRecorder, seatId);
    await does.decide(supporter, seatId);
    expect((await does.view(proposalId)).choices).toMatchObject([{ differs: true, reason: "他看过现场。" }]);
  });

  test("never sits without anybody from outside the building", async () => {
    const home = house.roll.find(({ name }) => name === single.expert)?.building ?? "";
    const inside = [experts.fire, experts.heating, experts.other, experts.accounts].find(
      ([name]) => house.roll.find((one) => one.name === name)?.building === home,
    );
    const consultationId = await does.request(await admitted(cast), [], [home]);
    await expect(does.choose(consultationId, [inside?.[1] ?? ""])).rejects.toMatchObject(
      told("panel-needs-outside"),
    );
  });

  test("takes nobody who pauses or has left the register", async () => {
    const consultationId = await does.request(await admitted(cast));
    const [name, expertId] = experts.other;
    await by(name).experts.stand({ key: newKey(), expertId, step: "pause" });
    expect((await candidatesOf(consultationId)).candidates.map((one) => one.expertId)).not.toContain(expertId);
    await expect(does.choose(consultationId, [expertId])).rejects.toMatchObject(told("expert-not-available"));
    await by(name).experts.stand({ key: newKey(), expertId, step: "resume" });
  });

  test("is shown to nobody before it is complete; whoever declares does not know who else is asked", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId, ["fire"]);
    await does.choose(consultationId, ids(all()));
    const seatId = await does.seatOf(second, consultationId);
    const seen = JSON.stringify([await by(second).panels.seat({ seatId }), await does.view(proposalId)]);
    for (const [name] of [experts.fire, experts.accounts]) expect(seen).not.toContain(name);
    await does.accept(second, seatId);
    await expect(does.decide(single.supervisor, await does.seatOf(single.expert, consultationId))).rejects
      .toMatchObject(told("conflict-already-decided"));
    await does.decide(single.supervisor, seatId, false);
    expect(await does.view(proposalId)).toMatchObject({ seats: [], missing: 1, sitting: 0 });
  });
});

describe("an expert who was asked", () => {
  test("says no without a reason, or nothing: then somebody else is asked within three working days", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    await does.choose(consultationId, ids([experts.heating]));
    await does.accept(second, await does.seatOf(second, consultationId), null);
    expect(await does.view(proposalId)).toMatchObject({ missing: 1, notTaking: 1, seats: [] });
    await does.choose(consultationId, ids([experts.other]));
    const silent = await does.seatOf(single.reviewer, consultationId);
    await house.moveDays(7);
    await expect(does.accept(single.reviewer, silent)).rejects.toMatchObject(told("reply-too-late"));
    expect(await does.view(proposalId)).toMatchObject({ missing: 1, notTaking: 2 });
    const awaiting = await by(single.chair).consultations.awaiting();
    expect(awaiting).toContainEqual(
      expect.objectContaining({ what: "choose", consultationId, late: true }),
    );
  });

  test("steps back until they have spoken; their draft goes with them", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    const [seatId = ""] = await does.seated(consultationId, [experts.heating]);
    const draft = { ...does.write, facts: "只有我看见的草稿。" };
    await by(second).panels.saveDraft({ key: newKey(), seatId, ...draft });
    expect((await by(second).panels.seat({ seatId })).draft?.facts).toBe(draft.facts);
    expect((await by(single.deskClerk).panels.seat({ seatId })).draft).toBeNull();
    await by(second).panels.stepBack({ key: newKey(), seatId });
    expect(await does.view(proposalId)).toMatchObject({ status: "choosing", missing: 1 });
    const { rows } = await house.base.owner.query("select from opinion_drafts where seat_id = $1", [seatId]);
    expect(rows).toEqual([]);
    await expect(does.file(second, seatId)).rejects.toMatchObject(told("consultation-not-at-this-step"));
    await expect(
      by(second).panels.saveDraft({ key: newKey(), seatId, ...draft }),
    ).rejects.toMatchObject(told("consultation-not-at-this-step"));
  });

  test("has a clerk answer and file for them at the desk, from their paper", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    await does.choose(consultationId, ids([experts.heating]));
    const clerk = single.deskClerk;
    const [seat] = await by(clerk).panels.ofResident({ residentId: residentOf(house, second) });
    const seatId = seat?.seatId ?? "";
    expect(seat).toMatchObject({ status: "asked", question: question.question });
    await does.accept(clerk, seatId);
    await does.decide(single.supervisor, seatId);
    await does.file(clerk, seatId);
    expect(await does.view(proposalId)).toMatchObject({ status: "answering", opinions: [{ name: second }] });
    const { rows } = await house.base.owner.query(
      "select declared_through, spoke_through from panel_seats where seat_id = $1",
      [seatId],
    );
    expect(rows).toEqual([{ declared_through: "desk", spoke_through: "desk" }]);
  });

  test("signs the very text that is there", async () => {
    const consultationId = await does.request(await admitted(cast), ["heating"]);
    const seats = await does.seated(consultationId, all());
    await expect(does.sign(second, seats[1] ?? "", "0".repeat(64))).rejects.toMatchObject(told("no-opinion-yet"));
    await does.file(single.expert, seats[0] ?? "");
    await expect(does.sign(second, seats[1] ?? "", "0".repeat(64))).rejects.toMatchObject(
      told("not-that-opinion"),
    );
    await expect(does.file(second, seats[1] ?? "")).rejects.toMatchObject(told("opinion-already-filed"));
    await expect(does.file(single.expert, seats[0] ?? "", "dissent")).rejects.toMatchObject(
      told("already-spoken"),
    );
  });
});

describe("an objection", () => {
  test("of the proposer replaces an expert at once, and of residents with the fifth", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId);
    const object = (name: string, seatId: string, forResident?: string) =>
      by(name).consultations.object({ key: newKey(), seatId, ...(forResident && { forResident }) });
    const [first = ""] = await does.seated(consultationId, [experts.heating]);
    expect(await object(author, first)).toEqual({ recused: true });
    expect(await does.view(proposalId)).toMatchObject({ status: "choosing", missing: 1 });
    const [next = ""] = await does.seated(consultationId, [experts.other]);
    for (const name of [resident, second, supporter])
      expect(await object(name, next)).toEqual({ recused: false });
    await expect(object(resident, next)).rejects.toMatchObject(told("expert-already-objected"));
    expect(await object(single.deskClerk, next, residentOf(house, "乙六"))).toEqual({ recused: false });
    expect(await object(single.chair, next)).toEqual({ recused: true });
    const text = JSON.stringify(await house.stranger.consultations.ofProposal({ proposalId }));
    expect(text).not.toContain(residentOf(house, "乙六"));
  });
});

describe("what supervisors decide by", () => {
  test("is proposed from what is known, and told to nobody else; nobody decides of themselves", async () => {
    const residentId = residentOf(house, second);
    const home = house.roll.find(({ name }) => name === second)?.building ?? "";
    const kin = house.roll.find(({ name, building }) => building !== home && name.startsWith("甲一一"))
      ?? house.roll.find(({ building }) => building !== home);
    await by(single.chair).kinships.declare({
      ...{ key: newKey(), residentId, otherId: kin?.residentId ?? "", relation: "sibling" },
    });
    const proposalId = await admitted(cast);
    await by(second).views.say({
      ...{ key: newKey(), proposalId, kind: "against", said: "这样不安全，我不同意。", lang: "zh-CN" },
      ...{ namePublic: false, agreed: true },
    });
    const consultationId = await does.request(proposalId, [], [kin?.building ?? ""]);
    const { candidates } = await candidatesOf(consultationId);
    expect(candidates.find(({ name }) => name === second)).toMatchObject({ mayConflict: true, outside: true });
    expect(JSON.stringify(candidates)).not.toMatch(/kin|against|signed/);
    await does.choose(consultationId, ids([experts.heating]));
    const seatId = await does.seatOf(second, consultationId);
    await does.accept(second, seatId);
    const { waiting } = await by(single.supervisor).consultations.declarations();
    expect(waiting.find((one) => one.seatId === seatId)).toMatchObject({ hints: ["kin", "spokeAgainst"] });
    await does.decide(single.supervisor, seatId);
    const view = await does.view(proposalId);
    expect(view.seats).toMatchObject([{ declared: { yes: [], unknown: ["publicStand"] }, sits: true }]);
    expect(JSON.stringify(view)).not.toMatch(/"kin"|spokeAgainst|hints/);
  });

  test("is not theirs to decide of themselves", async () => {
    const expertId = await registeredExpert(cast, supporter, ["heating"]);
    const consultationId = await does.request(await admitted(cast));
    await does.choose(consultationId, [expertId]);
    const seatId = await does.seatOf(supporter, consultationId);
    await does.accept(supporter, seatId);
    await expect(does.decide(supporter, seatId)).rejects.toMatchObject(told("decider-interested"));
    const { waiting } = await by(supporter).consultations.declarations();
    expect(waiting.map((one) => one.seatId)).not.toContain(seatId);
  });
});

describe("too few experts", () => {
  test("are no reason to wait for ever: a professional outside is named, and the vote goes on", async () => {
    const proposalId = await admitted(cast);
    const motionId = await motionOf(proposalId);
    const consultationId = await does.request(proposalId, ["gas"]);
    const outside = () =>
      by(single.chair).consultations.goOutside({ key: newKey(), consultationId, reference: "设计院函3号" });
    await expect(outside()).rejects.toMatchObject(told("experts-still-there"));
    for (const [name, expertId] of [experts.fire, experts.heating, experts.other])
      await by(name).experts.stand({ key: newKey(), expertId, step: "pause" });
    expect(await outside()).toEqual({ status: "outside" });
    for (const [name, expertId] of [experts.fire, experts.heating, experts.other])
      await by(name).experts.stand({ key: newKey(), expertId, step: "resume" });
    expect(await schedule(motionId)).toMatchObject({ seats: expect.any(Number) });
  });
});

describe("the public", () => {
  test("reads the panel, the declarations in summary, the opinions and the answers, and nothing private", async () => {
    const proposalId = await admitted(cast);
    const consultationId = await does.request(proposalId, ["structure"]);
    const seats = await does.seated(consultationId, all());
    const secret = "这句话只写给自己看。";
    await by(second).panels.saveDraft({
      ...{ key: newKey(), seatId: seats[1] ?? "", ...does.write },
      ...{ facts: secret, advice: [secret], risk: secret, unknown: secret },
    });
    await does.file(single.expert, seats[0] ?? "");
    const text = JSON.stringify([
      await house.stranger.consultations.ofProposal({ proposalId }),
      await house.stranger.consultations.record(),
      await by(resident).consultations.ofProposal({ proposalId }),
      await by(single.expert).panels.seat({ seatId: seats[0] ?? "" }),
    ]);
    expect(text).toContain(opinionWords.facts);
    for (const hidden of [secret, "residentId", "memberId", "1960", residentOf(house, second)])
      expect(text).not.toContain(hidden);
    await expect(by(single.expert).panels.seat({ seatId: seats[1] ?? "" })).rejects.toMatchObject(
      told("not-found"),
    );
  });

  test("is told how useful advice was only where several people stand behind the figure", async () => {
    const { lines, leastPeople } = await house.stranger.consultations.record();
    expect(leastPeople).toBe(3);
    // One consultation was answered, by a panel of three, in the field that was asked for.
    expect(lines).toEqual([
      { field: "heating", consultations: 1, medianDays: 0, adopted: 4, partly: 0, notAdopted: 0 },
    ]);
  });
});

async function committee() {
  const { rows } = await house.base.owner.query<{ committeeId: string }>(
    `select committee_id as "committeeId" from communities where slug = $1`,
    [house.slug],
  );
  return rows[0]?.committeeId ?? "";
}
function folded(facts: readonly AnyFact[]): Consultation | null {
  let consultation: Consultation | null = null;
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the facts of a consultation are of these kinds
  for (const fact of facts as readonly ConsultationFact[]) consultation = apply(consultation, fact);
  return consultation;
}
