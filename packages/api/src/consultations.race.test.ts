import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resident, single, author } from "./testing/actors.ts";
import { atOnce, done, refused } from "./testing/at-once.ts";
import { question } from "./testing/expert-words.ts";
import { people, second, supporter, type Cast } from "./testing/cast.ts";
import { consulting } from "./testing/consulted.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { registeredExpert } from "./testing/registered-experts.ts";
import { admitted, studied } from "./testing/proposals.ts";

let house: House;
let cast: Cast;
let does: ReturnType<typeof consulting>;
let expert: string;
let other: string;
beforeAll(async () => {
  house = await openHouse();
  cast = await people(house);
  does = consulting(cast);
  expert = await registeredExpert(cast, single.expert);
  other = await registeredExpert(cast, second);
}, 120_000);
afterAll(() => house.close());

const codes = (all: Parameters<typeof refused>[0]) => refused(all).map((one) => one.refused);

test("two supervisors decide of one expert at the same moment: one decision stands, the other is told", async () => {
  const proposalId = await admitted(cast);
  const consultationId = await does.request(proposalId);
  await does.choose(consultationId, [expert]);
  const seatId = await does.seatOf(single.expert, consultationId);
  await does.accept(single.expert, seatId);
  const answers = await atOnce([
    () => does.decide(single.supervisor, seatId, true),
    () => does.decide(supporter, seatId, false),
  ]);
  expect(codes(answers)).toEqual(["conflict-already-decided"]);
  const [decided] = done(answers);
  const view = await does.view(proposalId);
  expect([view.status, view.sitting]).toEqual(decided?.sits ? ["studying", 1] : ["choosing", 0]);
});

test("two choose the one who is missing at the same moment: one is asked, and the panel is not too large", async () => {
  const consultationId = await does.request(await admitted(cast));
  const choose = (name: string, expertId: string) => () =>
    cast.by(name).consultations.choose({
      ...{ key: newKey(), consultationId, experts: [expertId], reason: "他在家。", lang: "zh-CN" },
    });
  const answers = await atOnce([choose(single.chair, expert), choose(single.viceChair, other)]);
  expect(codes(answers)).toEqual(["panel-full"]);
  const { rows } = await house.base.owner.query("select from panel_seats where consultation_id = $1", [
    consultationId,
  ]);
  expect(rows).toHaveLength(1);
});

test("two file the opinion of one panel at the same moment: one is the opinion", async () => {
  const third = await registeredExpert(cast, supporter);
  const proposalId = await admitted(cast);
  const consultationId = await does.request(proposalId, ["fire"]);
  const seats = await does.seated(consultationId, [
    [single.expert, expert],
    [second, other],
    [supporter, third],
  ]);
  const answers = await atOnce([
    () => does.file(single.expert, seats[0] ?? ""),
    () => does.file(second, seats[1] ?? ""),
  ]);
  expect(codes(answers)).toEqual(["opinion-already-filed"]);
  const { opinions } = await does.view(proposalId);
  expect(opinions).toHaveLength(1);
  expect(opinions.flatMap(({ advice }) => advice.map(({ number }) => number))).toEqual([1, 2]);
});

test("two who object at the same moment are counted as two", async () => {
  const proposalId = await admitted(cast);
  const consultationId = await does.request(proposalId);
  const [seatId = ""] = await does.seated(consultationId, [[single.expert, expert]]);
  const object = (name: string) => () => cast.by(name).consultations.object({ key: newKey(), seatId });
  await atOnce([object(resident), object(second)]);
  expect((await does.view(proposalId)).seats).toMatchObject([{ objections: 2, sits: true }]);
});

test("a vote is not announced while somebody asks for experts, whichever comes first", async () => {
  for (let round = 0; round < 4; round += 1) {
    const motionId = await studied(cast);
    const { rows } = await house.base.owner.query<{ proposalId: string }>(
      `select proposal_id as "proposalId" from motions where motion_id = $1`,
      [motionId],
    );
    const proposalId = rows[0]?.proposalId ?? "";
    const today = await house.today();
    const window = { opensOn: addDays(today, 11), closesOn: addDays(today, 15), closesAt: "18:00" } as const;
    const asked = { ...question, fields: [...question.fields], hazards: [], buildings: [] };
    const answers = await atOnce<unknown>([
      () => cast.by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window }),
      () => cast.by(author).consultations.request({ key: newKey(), proposalId, ...asked }),
    ]);
    expect(done(answers)).toHaveLength(1);
    expect(["proposal-not-at-this-step", "consultation-underway"]).toContain(codes(answers)[0]);
  }
});
