import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, resident, residentOf, single } from "./testing/actors.ts";
import { second, supporter } from "./testing/cast.ts";
import { expertHouse, ids } from "./testing/expert-house.ts";
import { opinionWords } from "./testing/expert-words.ts";
import { newKey } from "./testing/house.ts";
import { dot } from "./testing/pictures.ts";
import { admitted } from "./testing/proposals.ts";
import { registeredExpert } from "./testing/registered-experts.ts";

let at: Awaited<ReturnType<typeof expertHouse>>;
beforeAll(async () => {
  at = await expertHouse();
}, 120_000);
afterAll(() => at.house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });

describe("an objection", () => {
  test("of the proposer replaces an expert at once, and of residents with the fifth", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    const object = (name: string, seatId: string, forResident?: string) =>
      at.by(name).consultations.object({ key: newKey(), seatId, ...(forResident && { forResident }) });
    const [first = ""] = await at.does.seated(consultationId, [at.experts.heating]);
    expect(await object(author, first)).toEqual({ recused: true });
    expect(await at.does.view(proposalId)).toMatchObject({ status: "choosing", missing: 1 });
    const [next = ""] = await at.does.seated(consultationId, [at.experts.other]);
    for (const name of [resident, second, supporter])
      expect(await object(name, next)).toEqual({ recused: false });
    await expect(object(resident, next)).rejects.toMatchObject(told("expert-already-objected"));
    expect(await object(single.deskClerk, next, residentOf(at.house, "乙六"))).toEqual({ recused: false });
    expect(await object(single.chair, next)).toEqual({ recused: true });
    const text = JSON.stringify(await at.house.stranger.consultations.ofProposal({ proposalId }));
    expect(text).not.toContain(residentOf(at.house, "乙六"));
  });
});

describe("what supervisors decide by", () => {
  test("is proposed from what is known, and told to nobody else; nobody decides of themselves", async () => {
    const residentId = residentOf(at.house, second);
    const home = at.house.roll.find(({ name }) => name === second)?.building ?? "";
    const kin =
      at.house.roll.find(({ name, building }) => building !== home && name.startsWith("甲一一")) ??
      at.house.roll.find(({ building }) => building !== home);
    await at.by(single.chair).kinships.declare({
      ...{ key: newKey(), residentId, otherId: kin?.residentId ?? "", relation: "sibling" },
    });
    const proposalId = await admitted(at.cast);
    await at.by(second).views.say({
      ...{ key: newKey(), proposalId, kind: "against", said: "这样不安全，我不同意。", lang: "zh-CN" },
      ...{ namePublic: false, agreed: true },
    });
    const consultationId = await at.does.request(proposalId, [], [kin?.building ?? ""]);
    const { candidates } = await at.candidatesOf(consultationId);
    expect(candidates.find(({ name }) => name === second)).toMatchObject({
      mayConflict: true,
      outside: true,
    });
    expect(JSON.stringify(candidates)).not.toMatch(/kin|against|signed/);
    await at.does.choose(consultationId, ids([at.experts.heating]));
    const seatId = await at.does.seatOf(second, consultationId);
    await at.does.accept(second, seatId);
    const { waiting } = await at.by(single.supervisor).consultations.declarations();
    expect(waiting.find((one) => one.seatId === seatId)).toMatchObject({ hints: ["kin", "spokeAgainst"] });
    await at.does.decide(single.supervisor, seatId);
    const view = await at.does.view(proposalId);
    expect(view.seats).toMatchObject([{ declared: { yes: [], unknown: ["publicStand"] }, sits: true }]);
    expect(JSON.stringify(view)).not.toMatch(/"kin"|spokeAgainst|hints/);
  });

  test("keeps whoever made the proposal from advising on it", async () => {
    const expertId = await registeredExpert(at.cast, author, ["heating"]);
    const consultationId = await at.does.request(await admitted(at.cast));
    const { candidates } = await at.candidatesOf(consultationId);
    expect(candidates.map((one) => one.expertId)).not.toContain(expertId);
    await expect(at.does.choose(consultationId, [expertId])).rejects.toMatchObject(
      told("expert-not-available"),
    );
  });

  test("is not theirs to decide of themselves", async () => {
    const expertId = await registeredExpert(at.cast, supporter, ["heating"]);
    const consultationId = await at.does.request(await admitted(at.cast));
    await at.does.choose(consultationId, [expertId]);
    const seatId = await at.does.seatOf(supporter, consultationId);
    await at.does.accept(supporter, seatId);
    await expect(at.does.decide(supporter, seatId)).rejects.toMatchObject(told("decider-interested"));
    const { waiting } = await at.by(supporter).consultations.declarations();
    expect(waiting.map((one) => one.seatId)).not.toContain(seatId);
  });
});

describe("too few experts", () => {
  test("are no reason to wait for ever: a professional outside is named, and the vote goes on", async () => {
    const proposalId = await admitted(at.cast);
    const motionId = await at.motionOf(proposalId);
    const consultationId = await at.does.request(proposalId, ["gas"]);
    const outside = () =>
      at
        .by(single.chair)
        .consultations.goOutside({ key: newKey(), consultationId, reference: "设计院函3号" });
    await expect(outside()).rejects.toMatchObject(told("experts-still-there"));
    for (const [name, expertId] of [at.experts.fire, at.experts.heating, at.experts.other])
      await at.by(name).experts.stand({ key: newKey(), expertId, step: "pause" });
    expect(await outside()).toEqual({ status: "outside" });
    for (const [name, expertId] of [at.experts.fire, at.experts.heating, at.experts.other])
      await at.by(name).experts.stand({ key: newKey(), expertId, step: "resume" });
    expect(await at.schedule(motionId)).toBeGreaterThan(0);
  });
});

describe("the public", () => {
  test("reads the panel, the declarations in summary, the opinions and the answers, and nothing private", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId, ["structure"]);
    const seats = await at.does.seated(consultationId, at.all);
    const secret = "这句话只写给自己看。";
    await at.by(second).panels.saveDraft({
      ...{ key: newKey(), seatId: seats[1] ?? "", ...at.does.write },
      ...{ facts: secret, advice: [secret], risk: secret, unknown: secret },
    });
    const hang = (name: string, subjectId: string, says: string, panelOnly: boolean) =>
      at.by(name).files.add({
        ...{ key: newKey(), kind: "opinion", subjectId, says, lang: "zh-CN", bytes: dot, panelOnly },
      });
    const inside = "三楼那户的阳台";
    const outside = "东侧的空地一角";
    const unsigned = await hang(second, seats[1] ?? "", secret, false);
    const confined = await hang(single.expert, seats[0] ?? "", inside, true);
    await hang(single.expert, seats[0] ?? "", outside, false);
    await at.does.file(single.expert, seats[0] ?? "");
    const text = JSON.stringify([
      await at.house.stranger.files.of({ kind: "opinion", subjectId: seats[0] ?? "" }),
      await at.house.stranger.files.of({ kind: "consultation", subjectId: consultationId }),
      await at.house.stranger.panels.objectable(),
      await at.house.stranger.consultations.ofProposal({ proposalId }),
      await at.house.stranger.consultations.record(),
      await at.by(resident).consultations.ofProposal({ proposalId }),
      await at.by(single.expert).panels.seat({ seatId: seats[0] ?? "" }),
    ]);
    for (const shown of [opinionWords.facts, outside]) expect(text).toContain(shown);
    for (const hidden of [inside, confined.fileId, unsigned.fileId]) expect(text).not.toContain(hidden);
    for (const hidden of [secret, "residentId", "memberId", "1960", residentOf(at.house, second)])
      expect(text).not.toContain(hidden);
    await expect(at.by(single.expert).panels.seat({ seatId: seats[1] ?? "" })).rejects.toMatchObject(
      told("not-found"),
    );
  });

  test("is told how useful advice was only where several people stand behind the figure", async () => {
    expect((await at.house.stranger.consultations.record()).lines).toEqual([]);
    const consultationId = await at.does.request(await admitted(at.cast), ["fire"]);
    const seats = await at.does.seated(consultationId, at.all);
    const { hash } = await at.does.file(single.expert, seats[0] ?? "");
    await at.does.sign(second, seats[1] ?? "", hash);
    await at.does.file(single.branchRecorder, seats[2] ?? "", "dissent");
    await at.does.respond(consultationId, [1, 2, 3, 4]);
    const { lines, leastPeople } = await at.house.stranger.consultations.record();
    expect(leastPeople).toBe(3);
    // One consultation was answered, by a panel of three, in the field that was asked for.
    expect(lines).toEqual([
      { field: "heating", consultations: 1, medianDays: 0, adopted: 4, partly: 0, notAdopted: 0 },
    ]);
  });
});
