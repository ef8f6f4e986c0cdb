import { addDays } from "@yishi/domain/calendar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { residentOf } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

const told = (refused: string) => ({ cause: { refusal: { refused } } });
const said = { words: "名单和名册对不上，请看一看。", lang: "zh-CN" } as const;
const reason = { answer: "看过户口簿，名单这样改。", lang: "zh-CN" } as const;

let house: House;
let vote: VotingHouse;
let keeper: Caller;
let supervisor: Caller;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 6 });
  keeper = vote.secretary;
  supervisor = await house.person("甲一零", "supervisor");
}, 120_000);
afterAll(() => house.close());

const idOf = (name: string) => residentOf(house, name);
const sql = (text: string, values: readonly unknown[]) =>
  house.base.owner.query<Record<string, unknown>>(text, [...values]);

/** Announces a vote whose roll was frozen while somebody stood wrong in the book, which was mended since. */
async function announcedWhile(wrong: () => Promise<() => Promise<unknown>>): Promise<string> {
  const mend = await wrong();
  const motionId = await vote.announce();
  await mend();
  return motionId;
}
const tooYoung = (name: string) => async () => {
  const { rows } = await sql("select born::text as born from residents where resident_id = $1", [idOf(name)]);
  await sql("update residents set born = '2015-01-01' where resident_id = $1", [idOf(name)]);
  return () => sql("update residents set born = $2 where resident_id = $1", [idOf(name), rows[0]?.["born"]]);
};
/** Somebody died before the roll was frozen, and it was written down after. */
const gone =
  (...names: readonly string[]) =>
  async () => {
    const before = addDays(await house.today(), -3);
    return async () => {
      for (const name of names)
        await sql("update residents set left_on = $2 where resident_id = $1", [idOf(name), before]);
    };
  };
const back = async (...names: readonly string[]) => {
  for (const name of names)
    await sql("update residents set left_on = null where resident_id = $1", [idOf(name)]);
};

async function file(by: Caller, motionId: string, ground: "missing" | "notEntitled" | "wrong" = "missing") {
  return (await by.challenges.file({ key: newKey(), motionId, ground, ...said })).challengeId;
}
type Verdict = "added" | "struck" | "corrected" | "refused" | "tooLate";
async function answered(challengeId: string, verdict: Verdict, of: object = {}): Promise<void> {
  await keeper.challengeAnswers.propose({ key: newKey(), challengeId, verdict, ...reason, ...of });
  await supervisor.challengeAnswers.confirm({ key: newKey(), challengeId });
}
const seatsOf = async (motionId: string) =>
  Number((await sql("select seats from motions where motion_id = $1", [motionId])).rows[0]?.["seats"]);

describe("somebody who is missing", () => {
  test("says so, is added to their household's seat, votes, and reads the answer", async () => {
    const [elder, adult] = [vote.elders[0], vote.adults[0]];
    if (!elder || !adult) throw new Error("there are electors");
    const motionId = await announcedWhile(tooYoung("乙零"));
    const before = await seatsOf(motionId);
    expect(await adult.challenges.own({ motionId })).toMatchObject({
      place: null,
      absent: "unknown",
      challenges: [],
    });
    const challengeId = await file(adult, motionId);
    expect(await house.stranger.challenges.roll({ motionId })).toMatchObject({
      filed: 1,
      waiting: 1,
      added: 0,
    });
    // The answer is no answer before the second person has said the same.
    await keeper.challengeAnswers.propose({
      ...{ key: newKey(), challengeId, verdict: "added", ofResident: idOf("乙零"), ...reason },
    });
    expect((await adult.challenges.own({ motionId })).challenges).toMatchObject([
      { status: "waiting", verdict: null, answer: null },
    ]);
    expect(await adult.challenges.own({ motionId })).toMatchObject({ place: null });
    await supervisor.challengeAnswers.confirm({ key: newKey(), challengeId });
    const own = await adult.challenges.own({ motionId });
    expect(own).toMatchObject({ place: { kind: "household", names: ["甲零"] }, absent: null });
    expect(own.challenges).toMatchObject([{ status: "answered", verdict: "added", answer: reason.answer }]);
    expect((await elder.challenges.own({ motionId })).place?.seat).toBe(own.place?.seat);
    expect(await house.stranger.challenges.roll({ motionId })).toMatchObject({
      waiting: 0,
      added: 1,
      seats: before,
    });
    await house.moveDays(12);
    expect(await adult.ballots.cast({ key: newKey(), motionId, choice: "for" })).toMatchObject({
      seat: own.place?.seat,
    });
  });

  test("with their whole household gets a new seat, by a fact that moves the base", async () => {
    const motionId = await announcedWhile(async () => {
      const mended = [await tooYoung("甲一")(), await tooYoung("乙一")()];
      return async () => {
        for (const mend of mended) await mend();
      };
    });
    const before = await seatsOf(motionId);
    const clerk = vote.clerks[0];
    const { challengeId } = await clerk.challenges.file({
      ...{ key: newKey(), motionId, ground: "missing", ...said, forResident: idOf("甲一") },
    });
    await answered(challengeId, "added", { ofResident: idOf("甲一") });
    expect(await seatsOf(motionId)).toBe(before + 1);
    const own = await clerk.challenges.own({ motionId, forResident: idOf("甲一") });
    expect(own.place).toMatchObject({ seat: before + 1, names: ["乙一"] });
    const { rows } = await sql(
      `select s.what, s.seat, f.kind, f.body ->> 'seats' as seats from seat_changes s join facts f using (committee_id, fact_id)
       where s.motion_id = $1 order by change`,
      [motionId],
    );
    expect(rows).toEqual([
      { what: "added", seat: before + 1, kind: "motion.rollChanged", seats: String(before + 1) },
    ]);
    // Told in public with its figures, and without its seat.
    const shown = await house.stranger.proposals.byNumber(await numberOf(motionId));
    const [step] = shown.timeline.filter(({ kind }) => kind === "motion.rollChanged");
    expect(step?.figures).toEqual({ what: "added", seats: before + 1 });
    expect(shown.motion).toMatchObject({ seats: before + 1 });
  });

  test("is refused where the roll says that they do not belong there", async () => {
    const motionId = await announcedWhile(tooYoung("乙二"));
    await sql("update residents set born = '2015-01-01' where resident_id = $1", [idOf("乙二")]);
    const adult = vote.adults[2];
    if (!adult) throw new Error("there are electors");
    expect(await adult.challenges.own({ motionId })).toMatchObject({ absent: "under-voting-age" });
    const challengeId = await file(adult, motionId);
    await expect(answered(challengeId, "added", { ofResident: idOf("乙二") })).rejects.toMatchObject(
      told("challenge-roll-says-otherwise"),
    );
    await answered(challengeId, "refused", { ofResident: idOf("乙二") });
    expect((await adult.challenges.own({ motionId })).challenges).toMatchObject([{ verdict: "refused" }]);
    await sql("update residents set born = '1980-01-01' where resident_id = $1", [idOf("乙二")]);
  });
});

describe("somebody who should not be on it", () => {
  test("is struck alone where others hold the seat, and with the seat where nobody does", async () => {
    const motionId = await announcedWhile(gone("甲三", "甲四", "乙四"));
    const before = await seatsOf(motionId);
    const neighbour = vote.elders[0];
    if (!neighbour) throw new Error("there are electors");
    await answered(await file(neighbour, motionId, "notEntitled"), "struck", { ofResident: idOf("甲三") });
    expect(await seatsOf(motionId)).toBe(before);
    await answered(await file(neighbour, motionId, "notEntitled"), "struck", { ofResident: idOf("甲四") });
    expect(await seatsOf(motionId)).toBe(before);
    await answered(await file(neighbour, motionId, "notEntitled"), "struck", { ofResident: idOf("乙四") });
    expect(await seatsOf(motionId)).toBe(before - 1);
    await back("甲三", "甲四", "乙四");
    // Who was struck has no seat, in the app and on paper.
    await house.moveDays(12);
    for (const one of [vote.elders[3], vote.elders[4], vote.adults[4]])
      await expect(one?.ballots.cast({ key: newKey(), motionId, choice: "for" })).rejects.toMatchObject(
        told("no-seat"),
      );
    expect(await vote.elders[3]?.challenges.own({ motionId })).toMatchObject({
      place: null,
      absent: "struck",
    });
    const { rows } = await sql(
      "select seat from seat_changes where motion_id = $1 and what = 'struck' and resident_id is null",
      [motionId],
    );
    const paper = { motionId, seat: Number(rows[0]?.["seat"]), choice: "for", channel: "desk" } as const;
    await expect(vote.clerks[0].ballots.transcribe({ key: newKey(), ...paper })).rejects.toMatchObject(
      told("no-seat"),
    );
    expect(await vote.adults[3]?.ballots.cast({ key: newKey(), motionId, choice: "for" })).toHaveProperty(
      "seat",
    );
  });

  test("is not struck once the seat has voted; that it was so is written down, and their ballot stays", async () => {
    const motionId = await announcedWhile(gone("甲五", "乙五"));
    const neighbour = vote.elders[0];
    if (!neighbour) throw new Error("there are electors");
    const challengeId = await file(neighbour, motionId, "notEntitled");
    await keeper.challengeAnswers.propose({
      ...{ key: newKey(), challengeId, verdict: "struck", ofResident: idOf("甲五"), ...reason },
    });
    await back("甲五", "乙五");
    await house.moveDays(12);
    await vote.elders[5]?.ballots.cast({ key: newKey(), motionId, choice: "for" });
    await sql("update residents set left_on = $2 where resident_id = any($1)", [
      [idOf("甲五"), idOf("乙五")],
      addDays(await house.today(), -30),
    ]);
    await expect(supervisor.challengeAnswers.confirm({ key: newKey(), challengeId })).rejects.toMatchObject(
      told("seat-has-voted"),
    );
    await supervisor.challengeAnswers.differ({ key: newKey(), challengeId, why: "这一户已经投了票。" });
    expect(await keeper.challengeAnswers.open({ motionId })).toMatchObject([
      { status: "open", differs: "这一户已经投了票。" },
    ]);
    await answered(challengeId, "tooLate", { ofResident: idOf("甲五") });
    expect(await house.stranger.challenges.roll({ motionId })).toMatchObject({ struck: 0, tooLate: 1 });
    await back("甲五", "乙五");
  });

  test("keeps their seat where they left after the roll was frozen", async () => {
    const motionId = await vote.announce();
    await sql("update residents set left_on = $2 where resident_id = $1", [
      idOf("甲六"),
      addDays(await house.today(), 1),
    ]);
    const challengeId = await file(vote.elders[0] ?? keeper, motionId, "notEntitled");
    await expect(answered(challengeId, "struck", { ofResident: idOf("甲六") })).rejects.toMatchObject(
      told("challenge-roll-says-otherwise"),
    );
    await back("甲六");
  });
});

describe("a household that is wrong", () => {
  test("is corrected: the holder moves to the seat of the household in which they lived", async () => {
    const motionId = await announcedWhile(async () => {
      const { rows } = await sql("select household_id from residents where resident_id = $1", [idOf("乙零")]);
      const other = await sql("select household_id from residents where resident_id = $1", [idOf("甲一")]);
      const move = (home: unknown) =>
        sql("update residents set household_id = $2 where resident_id = $1", [idOf("乙零"), home]);
      await move(other.rows[0]?.["household_id"]);
      return () => move(rows[0]?.["household_id"]);
    });
    const [elder, adult] = [vote.elders[0], vote.adults[0]];
    if (!elder || !adult) throw new Error("there are electors");
    const seat = async (one: Caller) => (await one.challenges.own({ motionId })).place?.seat;
    expect(await seat(adult)).not.toBe(await seat(elder));
    await answered(await file(adult, motionId, "wrong"), "corrected", { ofResident: idOf("乙零") });
    expect(await seat(adult)).toBe(await seat(elder));
  });
});

describe("a challenge", () => {
  test("belongs to who filed it and to the two who answer: nobody else reads it, and nobody answers their own", async () => {
    const motionId = await vote.announce();
    const challengeId = await file(vote.elders[0] ?? keeper, motionId);
    await expect(vote.elders[1]?.challenges.withdraw({ key: newKey(), challengeId })).rejects.toMatchObject(
      told("not-found"),
    );
    await expect(vote.elders[1]?.challengeAnswers.open({ motionId })).rejects.toMatchObject(
      told("post-needed"),
    );
    const own = await file(keeper, motionId);
    await expect(
      keeper.challengeAnswers.propose({ key: newKey(), challengeId: own, verdict: "refused", ...reason }),
    ).rejects.toMatchObject(told("challenge-own"));
    await vote.elders[0]?.challenges.withdraw({ key: newKey(), challengeId });
    expect(await house.stranger.challenges.roll({ motionId })).toMatchObject({ filed: 1, waiting: 1 });
  });

  test("is told once a day has passed for it: five days after the notice it is too late", async () => {
    const motionId = await vote.announce();
    await house.moveDays(6);
    await expect(file(vote.elders[0] ?? keeper, motionId)).rejects.toMatchObject(
      told("challenge-window-over"),
    );
    expect(await house.stranger.challenges.roll({ motionId })).toMatchObject({ open: false });
  });

  test("that nobody answered holds the count back, until it is answered: too late to be changed, and said so", async () => {
    const motionId = await announcedWhile(tooYoung("乙一"));
    const challengeId = await file(vote.adults[1] ?? keeper, motionId);
    await house.moveDays(20);
    const sheet = { motionId, desk: 0, homeBox: 0, meeting: 0 };
    const count = (at: 0 | 1) => vote.scrutineers[at].ballots.count({ key: newKey(), ...sheet });
    await expect(count(0)).rejects.toMatchObject(told("challenges-unanswered"));
    await expect(answered(challengeId, "added", { ofResident: idOf("乙一") })).rejects.toMatchObject(
      told("vote-closed"),
    );
    await answered(challengeId, "tooLate", { ofResident: idOf("乙一") });
    await count(0);
    expect(await count(1)).toMatchObject({ result: "noQuorum" });
  });
});

async function numberOf(motionId: string) {
  const { rows } = await sql(
    "select p.year, p.number from proposals p join motions m using (committee_id, proposal_id) where m.motion_id = $1",
    [motionId],
  );
  return { year: Number(rows[0]?.["year"]), number: Number(rows[0]?.["number"]) };
}
