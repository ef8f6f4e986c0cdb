import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { bomb, photoTaken, plainPaper } from "./testing/pictures.ts";

let house: House;
let author: Caller;
let neighbour: Caller;
let moderator: Caller;
let member: Caller;
let photo: Uint8Array;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  author = await house.person("甲零");
  neighbour = await house.person("甲一");
  moderator = await house.person("甲二", "supervisor");
  member = await house.person("甲三", "committeeMember");
  photo = await photoTaken(300);
}, 60_000);
afterAll(() => house.close());

const told = (code: string) => ({ cause: { refusal: { refused: code } } });
const lang = "zh-CN";
const says = "东门口坏了的路灯";
const said = {
  ...{ title: "修好东门的路灯", problem: "东门的路灯坏了一个月，晚上看不见路。", wish: "请把路灯修好。" },
  ...({ touches: "东门", cost: "不知道", named: false, lang } as const),
};

async function draft(by = author): Promise<string> {
  const { draftId } = await by.drafts.begin({ key: newKey(), title: said.title, lang });
  await by.drafts.finish({ key: newKey(), draftId, revision: 1, ...said });
  await by.decides.keep({ key: newKey(), proposalId: draftId, firstYes: "allResidents" });
  return draftId;
}
const open = (proposalId: string) => author.proposals.open({ key: newKey(), proposalId });
const add = (subjectId: string, bytes: Uint8Array, by = author) =>
  by.files.add({ key: newKey(), kind: "proposal", subjectId, says, lang, bytes });
const filesOf = (subjectId: string, by = author) => by.files.of({ kind: "proposal", subjectId });
async function storedOf(fileId: string): Promise<readonly Buffer[]> {
  const { rows } = await house.base.owner.query<{ bytes: Buffer }>(
    "select bytes from file_bytes where file_id = $1 order by part",
    [fileId],
  );
  return rows.map(({ bytes }) => bytes);
}
async function rowsOf(table: "files" | "file_bytes"): Promise<number> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return rows[0]?.count ?? -1;
}
/** What an EXIF block, and the numbers of a place in it, look like in bytes. */
const traces = ["Exif\0\0", "GPSLatitude", "北京路", "Camera of somebody", "http://ns.adobe.com/xap"];
const found = (bytes: Uint8Array) =>
  traces.filter((trace) => Buffer.from(bytes).includes(Buffer.from(trace, "utf8")));
/** The entry of a TIFF directory that says where the place is written: tag 0x8825, in either order of bytes. */
const hasPlace = (bytes: Uint8Array) =>
  ["25880400", "88250004"].some((entry) => Buffer.from(bytes).includes(Buffer.from(entry, "hex")));

describe("a picture", () => {
  test("is kept without where, when and with what it was taken, and the search would find it", async () => {
    expect(hasPlace(photo)).toBe(true);
    expect(found(photo)).toEqual(["Exif\0\0", "Camera of somebody"]);
    const { fileId } = await add(await draft(), photo);
    const stored = await storedOf(fileId);
    expect(stored).toHaveLength(2);
    for (const bytes of stored) {
      expect(hasPlace(bytes)).toBe(false);
      expect(found(bytes)).toEqual([]);
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
      expect([exif, xmp, iptc, icc, orientation]).toEqual(times(5).map(() => undefined));
    }
  });

  test("stands upright and is no larger than a screen needs, with a small one beside it", async () => {
    // 3000 wide and 1500 high, taken with the telephone turned: upright it is high.
    const { fileId } = await add(await draft(), await photoTaken(3000));
    const sizes = await Promise.all((await storedOf(fileId)).map((bytes) => sharp(bytes).metadata()));
    expect(sizes.map(({ width, height, format }) => [width, height, format])).toEqual([
      [240, 480, "jpeg"],
      [1000, 2000, "jpeg"],
    ]);
  });

  test("of every kind that is taken is drawn anew, and what is clear becomes white", async () => {
    const clear = sharp({ create: { width: 30, height: 20, channels: 4, background: "#00000000" } });
    const subjectId = await draft();
    for (const bytes of [await clear.png().toBuffer(), await clear.webp().toBuffer()]) {
      const { fileId } = await add(subjectId, bytes);
      const { data } = await sharp(first(await storedOf(fileId)))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(Math.min(...data)).toBeGreaterThan(250);
    }
  });

  test("that is not one, not whole, not only one or too large inside is refused and changes nothing", async () => {
    const subjectId = await draft();
    const before = [await rowsOf("files"), await rowsOf("file_bytes")];
    const text = (words: string) => new TextEncoder().encode(words);
    const zip = Buffer.concat([Buffer.from("PK\u0005\u0006", "latin1"), Buffer.alloc(18)]);
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ["file-kind-unknown", text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
      ["file-kind-unknown", text("<!doctype html><script>alert(1)</script>")],
      ["file-kind-unknown", text("GIF89a")],
      ["file-kind-unknown", await sharp(photo).tiff().toBuffer()],
      ["file-kind-unknown", await sharp(photo).resize(40).avif().toBuffer()],
      ["file-is-two-things", Buffer.concat([photo, zip])],
      ["file-is-two-things", Buffer.concat([photo, text("<script>alert(1)</script>")])],
      ["file-broken", photo.subarray(0, Math.floor(photo.byteLength / 2))],
      ["file-broken", Buffer.concat([photo.subarray(0, 3), text("nothing that a picture is made of")])],
      ["file-broken", Buffer.concat([(await sharp(photo).png().toBuffer()).subarray(0, 60)])],
      ["file-too-many-points", bomb()],
      ["file-kind-unknown", text(` ${plainPaper}`)],
      ["file-broken", text(plainPaper.replace("%%EOF", ""))],
      ["paper-acts", text(plainPaper.replace("/Catalog", "/Catalog /OpenAction << /S /JavaScript >>"))],
      ["file-too-large", Buffer.concat([text(plainPaper), Buffer.alloc(11 * 1024 * 1024)])],
    ];
    for (const [code, bytes] of cases)
      await expect(add(subjectId, bytes), code).rejects.toMatchObject(told(code));
    await expect(add(subjectId, new Uint8Array())).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect([await rowsOf("files"), await rowsOf("file_bytes")]).toEqual(before);
  });

  test("needs a sentence that says what is on it", async () => {
    const subjectId = await draft();
    const asked = { key: newKey(), kind: "proposal", subjectId, lang, bytes: photo } as const;
    for (const bad of ["", "灯", "字".repeat(121)])
      await expect(author.files.add({ ...asked, says: bad })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

test("a paper is kept as it is", async () => {
  const bytes = new TextEncoder().encode(plainPaper);
  const { fileId } = await add(await draft(), bytes);
  expect(await storedOf(fileId)).toEqual([Buffer.from(bytes)]);
  await expect(author.files.bytes({ fileId, part: "preview" })).rejects.toMatchObject(told("not-found"));
});

describe("the files of a draft", () => {
  test("are its author's alone, and nobody else learns that they exist", async () => {
    const subjectId = await draft();
    const { fileId } = await add(subjectId, photo);
    for (const by of [neighbour, member, moderator, house.stranger]) {
      await expect(filesOf(subjectId, by)).rejects.toMatchObject(told("not-found"));
      await expect(by.files.bytes({ fileId, part: "whole" })).rejects.toMatchObject(told("not-found"));
    }
    await expect(add(subjectId, photo, neighbour)).rejects.toMatchObject(told("not-found"));
    const remove = { key: newKey(), fileId };
    await expect(neighbour.files.remove(remove)).rejects.toMatchObject(told("not-found"));
    const hide = { key: newKey(), fileId, rule: "personalData", why: "看得见人脸。" } as const;
    await expect(moderator.files.hide(hide)).rejects.toMatchObject(told("not-found"));
    expect((await author.files.bytes({ fileId, part: "whole" })).isPublic).toBe(false);
  });

  test("are everybody's once it is public, and nobody may add to what is not theirs", async () => {
    const subjectId = await draft();
    const { fileId } = await add(subjectId, photo);
    await open(subjectId);
    expect((await filesOf(subjectId, house.stranger)).files).toMatchObject([{ fileId, says, rule: null }]);
    expect((await house.stranger.files.bytes({ fileId, part: "preview" })).isPublic).toBe(true);
    await expect(add(subjectId, photo, neighbour)).rejects.toMatchObject(told("only-the-author"));
    await add(subjectId, photo);
    await expect(author.files.remove({ key: newKey(), fileId })).rejects.toMatchObject(
      told("file-is-public"),
    );
    await expect(neighbour.files.remove({ key: newKey(), fileId })).rejects.toMatchObject(
      told("only-the-author"),
    );
    await author.proposals.withdraw({ key: newKey(), proposalId: subjectId });
    await expect(add(subjectId, photo)).rejects.toMatchObject(told("files-not-now"));
  });

  test("are six at most, however many come at once, and a form that comes twice adds one", async () => {
    const subjectId = await draft();
    const answers = await atOnce(times(9).map(() => () => add(subjectId, photo)));
    expect(done(answers)).toHaveLength(6);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["files-full"]));
    const { files } = await filesOf(subjectId);
    await author.files.remove({ key: newKey(), fileId: first(files).fileId });
    const once = { key: newKey(), kind: "proposal", subjectId, says, lang, bytes: photo } as const;
    const twice = await atOnce(times(3).map(() => () => author.files.add(once)));
    expect(new Set(done(twice).map(({ fileId }) => fileId)).size).toBe(1);
    expect((await filesOf(subjectId)).files).toHaveLength(6);
  });

  test("go with the file, with the draft and with the account: no byte stays", async () => {
    const [one, other] = [await draft(), await draft()];
    const { fileId } = await add(one, photo);
    await author.files.remove({ key: newKey(), fileId });
    expect(await storedOf(fileId)).toEqual([]);
    const kept = await add(other, photo);
    await author.me.eraseDraft({ key: newKey(), proposalId: other });
    expect(await storedOf(kept.fileId)).toEqual([]);
    const leaver = await house.person("乙五");
    const { draftId } = await leaver.drafts.begin({ key: newKey(), title: said.title, lang });
    const last = await add(draftId, photo, leaver);
    expect(await storedOf(last.fileId)).toHaveLength(2);
    await leaver.me.close({ understood: true });
    expect(await storedOf(last.fileId)).toEqual([]);
  });

  test("are thirty a day at most", async () => {
    const writer = await house.person("乙六");
    const small = await sharp(photo).resize(8).png().toBuffer();
    const { draftId } = await writer.drafts.begin({ key: newKey(), title: said.title, lang });
    for (let round = 0; round < 30; round += 1) {
      const { fileId } = await add(draftId, small, writer);
      await writer.files.remove({ key: newKey(), fileId });
    }
    await expect(add(draftId, small, writer)).rejects.toMatchObject(told("files-of-today-used"));
  });
});

describe("a moderator", () => {
  const rule = { rule: "personalData", why: "照片上看得见邻居的脸。" } as const;

  test("takes a file away under a rule: its bytes are erased, the line that it was stays", async () => {
    const subjectId = await draft();
    const { fileId } = await add(subjectId, photo);
    await open(subjectId);
    await moderator.files.hide({ key: newKey(), fileId, ...rule });
    expect(await storedOf(fileId)).toEqual([]);
    const line = { fileId, rule: "personalData", says: null };
    expect((await filesOf(subjectId, house.stranger)).files).toMatchObject([{ ...line, reason: null }]);
    expect((await filesOf(subjectId)).files).toMatchObject([{ ...line, reason: rule.why }]);
    await expect(author.files.bytes({ fileId, part: "whole" })).rejects.toMatchObject(told("not-found"));
    await expect(moderator.files.hide({ key: newKey(), fileId, ...rule })).rejects.toMatchObject(
      told("file-already-hidden"),
    );
  });

  test("is neither whose file it is nor anybody of the committee", async () => {
    const own = await draft(moderator);
    const { fileId } = await add(own, photo, moderator);
    await moderator.proposals.open({ key: newKey(), proposalId: own });
    await expect(moderator.files.hide({ key: newKey(), fileId, ...rule })).rejects.toMatchObject(
      told("moderator-interested"),
    );
    await expect(member.files.hide({ key: newKey(), fileId, ...rule })).rejects.toMatchObject(
      told("post-needed"),
    );
  });
});

test("one's own copy has every file whole, and nobody else's has it", async () => {
  const { fileId } = await add(await draft(), photo);
  const whole = first((await storedOf(fileId)).slice(-1)).toString("base64");
  const own = (await author.files.mine({})).map(({ base64 }) => base64?.replaceAll("\n", ""));
  expect(own).toContain(whole);
  expect(await neighbour.files.mine({})).toEqual([]);
});
