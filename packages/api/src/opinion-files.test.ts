import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { hashOfWords } from "./hashes.ts";
import { resident, residentOf, single } from "./testing/actors.ts";
import { atOnce, done, refused } from "./testing/at-once.ts";
import { second } from "./testing/cast.ts";
import { expertHouse } from "./testing/expert-house.ts";
import { opinionWords } from "./testing/expert-words.ts";
import { newKey } from "./testing/house.ts";
import { dot, photoTaken } from "./testing/pictures.ts";
import { admitted } from "./testing/proposals.ts";

let at: Awaited<ReturnType<typeof expertHouse>>;
let outsiders: readonly (readonly [string, Caller])[];
beforeAll(async () => {
  at = await expertHouse();
  outsiders = [
    ["nobody", at.house.stranger],
    ["a resident", at.by(resident)],
    ["the chair who asked", at.by(single.chair)],
    ["a supervisor", at.by(single.supervisor)],
    ["a clerk of the desk", at.by(single.deskClerk)],
    ["an expert who was not asked", at.by(single.reviewer)],
  ];
}, 120_000);
afterAll(() => at.house.close());

const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const [says, home] = ["东侧的空地", "三楼那户的阳台"];
const add = (by: Caller, subjectId: string, panelOnly = false, bytes: Uint8Array = dot) =>
  by.files.add({
    ...{ key: newKey(), kind: "opinion", subjectId, lang: "zh-CN", bytes, panelOnly },
    says: panelOnly ? home : says,
  });
const of = (by: Caller, subjectId: string) => by.files.of({ kind: "opinion", subjectId });
const whole = (by: Caller, fileId: string) => by.files.bytes({ fileId, part: "whole" });
const me = () => at.by(single.expert);

/** A panel of three that writes, with its seats. */
async function writing() {
  const proposalId = await admitted(at.cast);
  const consultationId = await at.does.request(proposalId, ["fire"]);
  const seats = await at.does.seated(consultationId, at.all);
  return { proposalId, consultationId, seatId: seats[0] ?? "", other: seats[1] ?? "", third: seats[2] ?? "" };
}
async function kept(table: "files" | "file_bytes", fileId: string): Promise<number> {
  const { rows } = await at.house.base.owner.query(`select from ${table} where file_id = $1`, [fileId]);
  return rows.length;
}

describe("a file of an opinion that is not signed", () => {
  test("is not there for anybody but the panel, by its list, by its bytes and on the public page", async () => {
    const { seatId, proposalId } = await writing();
    const { fileId } = await add(me(), seatId);
    for (const [who, caller] of outsiders) {
      await expect(of(caller, seatId), who).rejects.toMatchObject(told("not-found"));
      await expect(whole(caller, fileId), who).rejects.toMatchObject(told("not-found"));
      const text = JSON.stringify(await caller.consultations.ofProposal({ proposalId }));
      for (const hidden of [fileId, says]) expect(text, who).not.toContain(hidden);
    }
    expect((await of(at.by(second), seatId)).files).toMatchObject([{ fileId, says }]);
    expect((await whole(at.by(second), fileId)).isPublic).toBe(false);
    await expect(add(at.by(second), seatId)).rejects.toMatchObject(told("only-the-author"));
  });

  test("goes when its expert steps back, and when they sign what another wrote", async () => {
    const { seatId, other } = await writing();
    const { fileId } = await add(me(), seatId);
    await me().panels.stepBack({ key: newKey(), seatId });
    expect([await kept("files", fileId), await kept("file_bytes", fileId)]).toEqual([0, 0]);
    expect(other).not.toBe("");
    const again = await writing();
    const mine = await add(at.by(second), again.other);
    const { hash } = await at.does.file(single.expert, again.seatId);
    await at.does.sign(second, again.other, hash);
    expect([await kept("files", mine.fileId), await kept("file_bytes", mine.fileId)]).toEqual([0, 0]);
  });

  test("goes with the account of its expert, with what they were writing; what was signed stays", async () => {
    const { seatId, other, proposalId } = await writing();
    const signed = await add(at.by(second), other);
    await at.does.file(second, other);
    const { fileId } = await add(me(), seatId);
    await me().panels.saveDraft({ key: newKey(), seatId, ...at.does.write });
    const client = await at.house.base.owner.connect();
    try {
      await client.query("begin");
      await client.query(`update members set left_at = yishi_now() where resident_id = $1`, [
        residentOf(at.house, single.expert),
      ]);
      const left = async (sql: string, id: string) => (await client.query(sql, [id])).rows.length;
      expect(await left("select from files where file_id = $1", fileId)).toBe(0);
      expect(await left("select from opinion_drafts where seat_id = $1", seatId)).toBe(0);
      expect(await left("select from files where file_id = $1", signed.fileId)).toBe(1);
    } finally {
      await client.query("rollback");
      client.release();
    }
    expect(await kept("files", fileId)).toBe(1);
    expect((await at.does.view(proposalId)).opinions).toHaveLength(1);
  });
});

describe("the signature", () => {
  test("covers every file that hangs on the opinion, and makes them public but for those of the panel", async () => {
    const { seatId, proposalId } = await writing();
    const photo = await photoTaken(300);
    const open = await add(me(), seatId, false, photo);
    const confined = await add(me(), seatId, true);
    const hashes = await Promise.all(
      [open, confined].map(async ({ fileId }) =>
        createHash("sha256")
          .update((await whole(me(), fileId)).bytes)
          .digest("hex"),
      ),
    );
    const { hash } = await at.does.file(single.expert, seatId);
    const said = { how: "opinion", ...opinionWords };
    const bare = hashOfWords(said).toString("hex");
    expect(hash).toBe(hashOfWords({ ...said, files: hashes }).toString("hex"));
    expect(hash).not.toBe(bare);
    for (const [who, caller] of outsiders) {
      const [opinion] =
        (await caller.consultations.ofProposal({ proposalId })).consultations[0]?.opinions ?? [];
      expect(opinion?.files, who).toMatchObject([{ fileId: open.fileId, says, panelOnly: false }]);
      expect((await of(caller, seatId)).files, who).toMatchObject([{ fileId: open.fileId }]);
      expect((await whole(caller, open.fileId)).isPublic, who).toBe(true);
      await expect(whole(caller, confined.fileId), who).rejects.toMatchObject(told("not-found"));
    }
    expect((await of(at.by(second), seatId)).files.map((one) => one.says)).toEqual([says, home]);
    expect((await whole(at.by(second), confined.fileId)).isPublic).toBe(false);
    const rule = { rule: "personalData", why: "照片上看得见人。" } as const;
    const hide = (fileId: string) => at.by(single.supervisor).files.hide({ key: newKey(), fileId, ...rule });
    await expect(hide(confined.fileId)).rejects.toMatchObject(told("not-found"));
    expect(await hide(open.fileId)).toEqual({ fileId: open.fileId });
  });

  test("is the end: no file comes later, and none is taken away", async () => {
    const { seatId, other, third, consultationId } = await writing();
    const { fileId } = await add(me(), seatId);
    const { hash } = await at.does.file(single.expert, seatId);
    await expect(add(me(), seatId)).rejects.toMatchObject(told("files-not-now"));
    await expect(me().files.remove({ key: newKey(), fileId })).rejects.toMatchObject(told("file-is-public"));
    await at.does.sign(second, other, hash);
    await at.does.sign(single.branchRecorder, third, hash);
    const paper = {
      kind: "consultation",
      subjectId: consultationId,
      says,
      lang: "zh-CN",
      bytes: dot,
    } as const;
    await expect(at.by(single.chair).files.add({ key: newKey(), ...paper })).rejects.toMatchObject(
      told("files-not-now"),
    );
  });

  test("and a file at the same moment: either it is in the hash, or it comes too late", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { seatId, proposalId } = await writing();
      const answers = await atOnce<unknown>([
        () => add(me(), seatId),
        () => at.does.file(single.expert, seatId),
      ]);
      const [opinion] = (await at.does.view(proposalId)).opinions;
      const came = done(answers).length === 2;
      expect(opinion?.files).toHaveLength(came ? 1 : 0);
      if (!came) expect(refused(answers).map((one) => one.refused)).toEqual(["files-not-now"]);
      const bare = hashOfWords({ how: "opinion", ...opinionWords }).toString("hex");
      expect(opinion?.hash === bare).toBe(!came);
    }
  });
});

describe("the papers of a request", () => {
  test("are public, and put to it by whoever asked alone", async () => {
    const proposalId = await admitted(at.cast);
    const subjectId = await at.does.request(proposalId);
    const paper = {
      kind: "consultation",
      subjectId,
      says: "棚子的图纸一张",
      lang: "zh-CN",
      bytes: dot,
    } as const;
    const { fileId } = await at.by(single.chair).files.add({ key: newKey(), ...paper });
    expect((await at.does.view(proposalId)).files).toMatchObject([{ fileId, says: "棚子的图纸一张" }]);
    expect((await whole(at.house.stranger, fileId)).isPublic).toBe(true);
    await expect(at.by(resident).files.add({ key: newKey(), ...paper })).rejects.toMatchObject(
      told("only-the-author"),
    );
    const confined = { key: newKey(), ...paper, panelOnly: true };
    await expect(at.by(single.chair).files.add(confined)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("come to an expert's opinion from the desk as well, and the clerk does not see them again", async () => {
    const { seatId } = await writing();
    const forResident = residentOf(at.house, single.expert);
    const sheet = { kind: "opinion", subjectId: seatId, says, lang: "zh-CN", bytes: dot } as const;
    const clerk = at.by(single.deskClerk);
    const { fileId } = await clerk.files.add({ key: newKey(), ...sheet, forResident });
    expect((await of(me(), seatId)).files).toMatchObject([{ fileId }]);
    await expect(of(clerk, seatId)).rejects.toMatchObject(told("not-found"));
  });
});
