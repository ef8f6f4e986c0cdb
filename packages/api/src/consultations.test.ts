import { factsOf } from "@yishi/db/facts";
import { lock } from "@yishi/db/consultations";
import { apply, type Consultation, type ConsultationFact } from "@yishi/domain/consultations";
import type { AnyFact } from "@yishi/domain/facts";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, resident, residentOf, single } from "./testing/actors.ts";
import { second, supporter } from "./testing/cast.ts";
import { expertHouse, ids } from "./testing/expert-house.ts";
import { question } from "./testing/expert-words.ts";
import { newKey } from "./testing/house.ts";
import { admitted } from "./testing/proposals.ts";

let at: Awaited<ReturnType<typeof expertHouse>>;
beforeAll(async () => {
  at = await expertHouse();
}, 120_000);
afterAll(() => at.house.close());

const told = (code: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused: code } } });

describe("a consultation", () => {
  test("goes from the request to the answer, and the vote waits for it to the end", async () => {
    const proposalId = await admitted(at.cast);
    const motionId = await at.motionOf(proposalId);
    const consultationId = await at.does.request(proposalId, ["fire"]);
    const held = () => expect(at.schedule(motionId)).rejects.toMatchObject(told("consultation-underway"));
    await held();
    expect((await at.house.stranger.consultations.ofProposal({ proposalId })).required).toEqual(["fire"]);
    const seats = await at.does.seated(consultationId, at.all);
    expect(await at.does.view(proposalId)).toMatchObject({ status: "studying", sitting: 3, missing: 0 });
    await held();
    const { hash } = await at.does.file(single.expert, seats[0] ?? "");
    await at.does.sign(second, seats[1] ?? "", hash);
    await held();
    await at.does.file(single.branchRecorder, seats[2] ?? "", "dissent");
    const view = await at.does.view(proposalId);
    expect(view).toMatchObject({ status: "answering", answerable: true });
    expect(view.opinions.map(({ name, dissent, signed }) => [name, dissent, signed])).toEqual([
      [single.expert, false, [second]],
      [single.branchRecorder, true, []],
    ]);
    expect(view.opinions.flatMap(({ advice }) => advice.map(({ number }) => number))).toEqual([1, 2, 3, 4]);
    await held();
    await expect(at.does.respond(consultationId, [1, 2, 4])).rejects.toMatchObject(told("advice-unanswered"));
    await at.does.respond(consultationId, [1, 2, 3, 4]);
    expect(await at.schedule(motionId)).toBeGreaterThan(0);
    const [row, facts] = await at.house.base.db.transaction(await committee(), async (tx) => [
      await lock(tx, consultationId),
      await factsOf(tx, consultationId),
    ]);
    expect(row).toMatchObject(folded(facts) ?? {});
  });

  test("is required above the cost in the rule book, and by what the proposal touches", async () => {
    const costly = await at.motionOf(await admitted(at.cast), 50_001);
    await expect(at.schedule(costly)).rejects.toMatchObject(told("consultation-needed"));
    const cheap = await at.motionOf(await admitted(at.cast), 50_000);
    expect(await at.schedule(cheap)).toBeGreaterThan(0);
  });

  test("is asked for by the proposer and by a supervisor too, and by nobody else", async () => {
    const asked = async (name: string) =>
      at.by(name).consultations.request({
        ...{ key: newKey(), proposalId: await admitted(at.cast), ...question },
        ...{ fields: [...question.fields], hazards: [], buildings: [] },
      });
    expect(await asked(author)).toMatchObject({ size: 1 });
    expect(await asked(single.supervisor)).toMatchObject({ size: 1 });
    for (const name of [resident, single.reviewer, single.expert])
      await expect(asked(name)).rejects.toMatchObject(told("consultation-not-yours-to-ask"));
  });

  test("goes on once at a time, and is taken back by whoever asked, where it is not required", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    await expect(at.does.request(proposalId)).rejects.toMatchObject(told("consultation-underway"));
    const back = (name: string) => at.by(name).consultations.withdraw({ key: newKey(), consultationId });
    await expect(back(single.viceChair)).rejects.toMatchObject(told("only-who-asked"));
    expect(await back(single.chair)).toEqual({ status: "withdrawn" });
    const marked = await at.does.request(proposalId, ["gas"]);
    await expect(
      at.by(single.chair).consultations.withdraw({ key: newKey(), consultationId: marked }),
    ).rejects.toMatchObject(told("consultation-needed"));
  });
});

describe("a panel", () => {
  test("is proposed by field, and whoever chooses otherwise says why, in public", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    const { suggested, candidates, places } = await at.candidatesOf(consultationId);
    expect(places).toBe(1);
    expect(candidates.find(({ expertId }) => expertId === suggested[0])).toMatchObject({ matches: true });
    const other = at.experts.accounts[1];
    await expect(at.does.choose(consultationId, [other], "")).rejects.toMatchObject(told("panel-say-why"));
    await expect(at.does.choose(consultationId, [])).rejects.toMatchObject(told("panel-nobody-chosen"));
    await at.does.choose(consultationId, [other], "他看过现场。");
    await expect(at.does.choose(consultationId, [other])).rejects.toMatchObject(told("expert-already-asked"));
    await expect(at.does.choose(consultationId, ids([at.experts.fire]))).rejects.toMatchObject(
      told("panel-full"),
    );
    const seatId = await at.does.seatOf(single.branchRecorder, consultationId);
    await at.does.accept(single.branchRecorder, seatId);
    await at.does.decide(supporter, seatId);
    expect((await at.does.view(proposalId)).choices).toMatchObject([
      { differs: true, reason: "他看过现场。" },
    ]);
  });

  test("never sits without anybody from outside the building", async () => {
    const home = at.house.roll.find(({ name }) => name === single.expert)?.building ?? "";
    const inside = [at.experts.fire, at.experts.heating, at.experts.other, at.experts.accounts].find(
      ([name]) => at.house.roll.find((one) => one.name === name)?.building === home,
    );
    const consultationId = await at.does.request(await admitted(at.cast), [], [home]);
    await expect(at.does.choose(consultationId, [inside?.[1] ?? ""])).rejects.toMatchObject(
      told("panel-needs-outside"),
    );
  });

  test("takes nobody who pauses or has left the register", async () => {
    const consultationId = await at.does.request(await admitted(at.cast));
    const [name, expertId] = at.experts.other;
    await at.by(name).experts.stand({ key: newKey(), expertId, step: "pause" });
    expect((await at.candidatesOf(consultationId)).candidates.map((one) => one.expertId)).not.toContain(
      expertId,
    );
    await expect(at.does.choose(consultationId, [expertId])).rejects.toMatchObject(
      told("expert-not-available"),
    );
    await at.by(name).experts.stand({ key: newKey(), expertId, step: "resume" });
  });

  test("is shown to nobody before it is complete; whoever declares does not know who else is asked", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId, ["fire"]);
    await at.does.choose(consultationId, ids(at.all));
    const seatId = await at.does.seatOf(second, consultationId);
    const seen = JSON.stringify([
      await at.by(second).panels.seat({ seatId }),
      await at.does.view(proposalId),
    ]);
    for (const [name] of [at.experts.fire, at.experts.accounts]) expect(seen).not.toContain(name);
    await at.does.accept(second, seatId);
    await expect(
      at.does.decide(single.supervisor, await at.does.seatOf(single.expert, consultationId)),
    ).rejects.toMatchObject(told("conflict-already-decided"));
    await at.does.decide(single.supervisor, seatId, false);
    expect(await at.does.view(proposalId)).toMatchObject({ seats: [], missing: 1, sitting: 0 });
  });
});

describe("an expert who was asked", () => {
  test("says no without a reason, or nothing: then somebody else is asked within three working days", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    await at.does.choose(consultationId, ids([at.experts.heating]));
    await at.does.accept(second, await at.does.seatOf(second, consultationId), null);
    expect(await at.does.view(proposalId)).toMatchObject({ missing: 1, notTaking: 1, seats: [] });
    await at.does.choose(consultationId, ids([at.experts.other]));
    const silent = await at.does.seatOf(single.reviewer, consultationId);
    await at.house.moveDays(7);
    await expect(at.does.accept(single.reviewer, silent)).rejects.toMatchObject(told("reply-too-late"));
    expect(await at.does.view(proposalId)).toMatchObject({ missing: 1, notTaking: 2 });
    const awaiting = await at.by(single.chair).consultations.awaiting();
    expect(awaiting).toContainEqual(expect.objectContaining({ what: "choose", consultationId, late: true }));
  });

  test("steps back until they have spoken; their draft goes with them", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    const [seatId = ""] = await at.does.seated(consultationId, [at.experts.heating]);
    const draft = { ...at.does.write, facts: "只有我看见的草稿。" };
    await at.by(second).panels.saveDraft({ key: newKey(), seatId, ...draft });
    expect((await at.by(second).panels.seat({ seatId })).draft?.facts).toBe(draft.facts);
    expect((await at.by(single.deskClerk).panels.seat({ seatId })).draft).toBeNull();
    await at.by(second).panels.stepBack({ key: newKey(), seatId });
    expect(await at.does.view(proposalId)).toMatchObject({ status: "choosing", missing: 1 });
    const { rows } = await at.house.base.owner.query("select from opinion_drafts where seat_id = $1", [
      seatId,
    ]);
    expect(rows).toEqual([]);
    await expect(at.does.file(second, seatId)).rejects.toMatchObject(told("consultation-not-at-this-step"));
    await expect(at.by(second).panels.saveDraft({ key: newKey(), seatId, ...draft })).rejects.toMatchObject(
      told("consultation-not-at-this-step"),
    );
  });

  test("has a clerk answer and file for them at the desk, from their paper", async () => {
    const proposalId = await admitted(at.cast);
    const consultationId = await at.does.request(proposalId);
    await at.does.choose(consultationId, ids([at.experts.heating]));
    const clerk = single.deskClerk;
    const [seat] = await at.by(clerk).panels.ofResident({ residentId: residentOf(at.house, second) });
    const seatId = seat?.seatId ?? "";
    expect(seat).toMatchObject({ status: "asked", question: question.question });
    await at.does.accept(clerk, seatId);
    await at.does.decide(single.supervisor, seatId);
    await at.does.file(clerk, seatId);
    expect(await at.does.view(proposalId)).toMatchObject({
      status: "answering",
      opinions: [{ name: second }],
    });
    const { rows } = await at.house.base.owner.query(
      "select declared_through, spoke_through from panel_seats where seat_id = $1",
      [seatId],
    );
    expect(rows).toEqual([{ declared_through: "desk", spoke_through: "desk" }]);
  });

  test("signs the very text that is there", async () => {
    const consultationId = await at.does.request(await admitted(at.cast), ["heating"]);
    const seats = await at.does.seated(consultationId, at.all);
    await expect(at.does.sign(second, seats[1] ?? "", "0".repeat(64))).rejects.toMatchObject(
      told("no-opinion-yet"),
    );
    await at.does.file(single.expert, seats[0] ?? "");
    await expect(at.does.sign(second, seats[1] ?? "", "0".repeat(64))).rejects.toMatchObject(
      told("not-that-opinion"),
    );
    await expect(at.does.file(second, seats[1] ?? "")).rejects.toMatchObject(told("opinion-already-filed"));
    await expect(at.does.file(single.expert, seats[0] ?? "", "dissent")).rejects.toMatchObject(
      told("already-spoken"),
    );
  });
});

async function committee() {
  const { rows } = await at.house.base.owner.query<{ committeeId: string }>(
    `select committee_id as "committeeId" from communities where slug = $1`,
    [at.house.slug],
  );
  return rows[0]?.committeeId ?? "";
}
function folded(facts: readonly AnyFact[]): Consultation | null {
  let consultation: Consultation | null = null;
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the facts of a consultation are of these kinds
  for (const fact of facts as readonly ConsultationFact[]) consultation = apply(consultation, fact);
  return consultation;
}
