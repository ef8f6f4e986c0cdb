import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorization, type ProcedurePath } from "./authorization.ts";
import { openServices } from "./services.ts";
import type { Actor } from "./testing/actors.ts";
import { every, foreigners, residentOf, single } from "./testing/actors.ts";
import { noConflict, question } from "./testing/expert-words.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";
import { askCell, wrongOf, type Stage } from "./testing/matrix.ts";
import { told } from "./testing/registered-experts.ts";
import { rehearse } from "./testing/rehearsal.ts";
import { raiseTwo } from "./testing/settlement.ts";

/** Who stands near to a consultation without being the expert who sits on it. */
const named = [
  "the expert, of the other community",
  "an expert who was recused",
  "an expert who paused",
  "the author",
  "the supervisor",
] as const;
type Named = (typeof named)[number];

let stage: Stage;
let actors: Readonly<Record<Named, Actor>>;
beforeAll(async () => {
  const one = await openHouse({ households: 12 });
  const [here, there] = await raiseTwo(one, await openHouse({ slug: "linli", beside: one }));
  const services = await openServices({ databaseUrl: one.base.serverUrl, demo: true, clockMayBeAhead: true });
  const rehearsal = rehearse(services.db);
  stage = { here, there, services: { ...services, db: rehearsal.db }, rehearsal };
  const all = [
    ...here.actors,
    ...foreigners(there.actors),
    await recused(one, here.things.admitted),
    await paused(one),
  ];
  const called = (name: Named) => {
    const actor = all.find((some) => some.name === name);
    if (!actor) throw new Error(`there is no ${name}`);
    return actor;
  };
  actors = {
    [named[0]]: called(named[0]),
    [named[1]]: called(named[1]),
    [named[2]]: called(named[2]),
    [named[3]]: called(named[3]),
    [named[4]]: called(named[4]),
  };
}, 240_000);
afterAll(async () => {
  await stage.services.close();
  await stage.here.house.close();
});

const lang = "zh-CN" as const;
const as = (house: House, name: string) =>
  house.door.caller({ sessionToken: house.token(name), slug: house.slug });
const entered = async (house: House, name: string, who: Named) => {
  const residentId = residentOf(house, name);
  // The one who registered everybody is out of office by now; whoever holds every post gives out the slip.
  const { code } = await as(house, every).slips.issue({ residentId });
  const stranger = house.door.caller({ sessionToken: null, slug: null });
  const { token } = await stranger.accounts.redeem({ code, name: `${house.slug}-${name}`, password });
  const caller = house.door.caller({ sessionToken: token, slug: house.slug });
  const { expertId } = await caller.experts.offer({ key: newKey(), ...told, fields: ["heating"] });
  for (const checker of [single.chair, single.viceChair, single.supervisor])
    await as(house, checker).experts.check({ key: newKey(), expertId, seen: "letter", issuer: "钢厂动力厂" });
  const actor: Actor = {
    ...{ name: who, token, signedIn: true, member: true, posts: [], residentId },
  };
  return { caller, expertId, actor };
};

/** Was asked, declared kin in the building, and a supervisor decided that they do not sit. */
async function recused(house: House, proposalId: string): Promise<Actor> {
  const { caller, expertId, actor } = await entered(house, "乙六", "an expert who was recused");
  const chair = as(house, single.chair);
  const asked = { ...question, fields: [...question.fields], hazards: [], buildings: [] };
  const { consultationId } = await chair.consultations.request({ key: newKey(), proposalId, ...asked });
  const chosen = { consultationId, experts: [expertId], reason: "他懂供暖。", lang };
  await chair.consultations.choose({ key: newKey(), ...chosen });
  const [{ seatId = "" } = {}] = await caller.panels.mine();
  await caller.panels.reply({ key: newKey(), seatId, declared: { ...noConflict, kin: "yes" } });
  const decided = { seatId, sits: false, decision: "近亲属住那栋楼，回避。", lang };
  await as(house, single.supervisor).consultations.decide({ key: newKey(), ...decided });
  await chair.consultations.withdraw({ key: newKey(), consultationId });
  return actor;
}

async function paused(house: House): Promise<Actor> {
  const { caller, expertId, actor } = await entered(house, "乙九", "an expert who paused");
  await caller.experts.stand({ key: newKey(), expertId, step: "pause" });
  return actor;
}

const paths = Object.keys(authorization).filter(
  (path): path is ProcedurePath => path in authorization && /^(?:consultations|panels)\./u.test(path),
);
const codeOf = async (path: ProcedurePath, who: Named) =>
  (await askCell(path, { actor: actors[who], variant: "own", behalf: "self" }, stage)).refusal?.refused ??
  "yes";

describe.for(named)("%s", (who) => {
  test.for(paths)("is answered by %s as its row says, and of the other community nothing", async (path) => {
    for (const variant of ["own", "foreign"] as const) {
      const cell = { actor: actors[who], variant, behalf: "self" } as const;
      expect((await wrongOf(path, cell, stage)).wrong).toBeNull();
    }
  });
});

test("what is the expert's who sits answers to none of them", async () => {
  for (const path of ["panels.seat", "panels.saveDraft", "panels.file", "panels.stepBack"] as const)
    for (const who of named)
      expect([path, who, await codeOf(path, who)]).toEqual([
        path,
        who,
        who === "the expert, of the other community" ? "not-a-member" : "not-found",
      ]);
});

test("the supervisor decides and does not choose; the proposer asks and objects; who advises does neither", async () => {
  expect(await codeOf("consultations.decide", "the supervisor")).toBe("yes");
  expect(await codeOf("consultations.choose", "the supervisor")).toBe("post-needed");
  expect(await codeOf("consultations.request", "the author")).toBe("yes");
  expect(await codeOf("consultations.object", "the author")).toBe("yes");
  for (const who of ["an expert who was recused", "an expert who paused"] as const) {
    expect(await codeOf("consultations.decide", who)).toBe("post-needed");
    expect(await codeOf("consultations.request", who)).toBe("consultation-not-yours-to-ask");
    // As a neighbour everybody objects, an expert too.
    expect(await codeOf("consultations.object", who)).toBe("yes");
  }
  for (const path of paths.filter((one) => authorization[one].who !== "anyone"))
    expect(await codeOf(path, "the expert, of the other community")).toBe("not-a-member");
});
