import * as accounts from "@yishi/auth/accounts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { first } from "./testing/at-once.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";

let house: House;
let entrance: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 20 });
  entrance = house.door.caller({ sessionToken: null, slug: null });
});
afterAll(() => house.close());

const refusal = (code: string) => ({ cause: { refusal: { refused: code } } });
const wechat =
  "Mozilla/5.0 (Linux; Android 13; V2199A) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47";

/** Signs somebody in on one more device. */
async function signsIn(name: string, userAgent: string | null = null) {
  const door = house.door.caller({ sessionToken: null, slug: null, userAgent });
  const { token } = await door.accounts.signIn({ name: `${house.slug}-${name}`, password });
  return house.door.caller({ sessionToken: token, slug: null });
}

describe("one's own sessions", () => {
  test("are listed in coarse words, this one marked, and ended one by one", async () => {
    await house.person("甲零");
    const [phone, computer] = [await signsIn("甲零", wechat), await signsIn("甲零", "curl/8")];
    const { sessions } = await computer.account.own();
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((one) => one.current)).toHaveLength(1);
    const onPhone = first(sessions.filter((one) => one.browser === "wechat"));
    expect(onPhone).toMatchObject({ device: "phone", lastUsedOn: await house.today(), current: false });
    await computer.account.endSession({ sessionId: onPhone.sessionId });
    await expect(phone.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
    expect((await computer.account.own()).sessions).toHaveLength(2);
  });

  test("are nobody else's: another's session is neither seen nor ended", async () => {
    await house.person("甲一");
    await house.person("甲二");
    const [mine, theirs] = [await signsIn("甲一"), await signsIn("甲二")];
    const { sessionId } = first((await theirs.account.own()).sessions);
    expect((await mine.account.own()).sessions.map((one) => one.sessionId)).not.toContain(sessionId);
    expect(await mine.account.endSession({ sessionId })).toBeNull();
    expect(await theirs.account.own()).toHaveProperty("signInName");
  });

  test("end all but this one, or everywhere", async () => {
    await house.person("甲三");
    const [here, there] = [await signsIn("甲三"), await signsIn("甲三")];
    await here.account.endOthers();
    await expect(there.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
    await here.account.endAll();
    await expect(here.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
  });

  test("of a disabled account answer no more, and it signs in no more", async () => {
    await house.person("甲四");
    const here = await signsIn("甲四");
    await accounts.disable(house.base.db, (await accounts.idByName(house.base.db, "ceshili-甲四")) ?? "");
    await expect(here.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
    await expect(signsIn("甲四")).rejects.toMatchObject(refusal("sign-in-wrong"));
  });
});

describe("one's own password", () => {
  test("is changed by whoever knows the old one, and ends the other sessions", async () => {
    await house.person("甲五");
    const [here, there] = [await signsIn("甲五"), await signsIn("甲五")];
    const wanted = "另一个够长的口令 42";
    await expect(
      here.account.changePassword({ oldPassword: "不是这一个口令，不是", password: wanted }),
    ).rejects.toMatchObject(refusal("password-wrong"));
    expect(await there.account.own()).toHaveProperty("signInName");
    await here.account.changePassword({ oldPassword: password, password: wanted });
    await expect(there.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
    expect(await here.account.own()).toHaveProperty("signInName");
    await expect(signsIn("甲五")).rejects.toMatchObject(refusal("sign-in-wrong"));
    expect(await entrance.accounts.signIn({ name: "ceshili-甲五", password: wanted })).toHaveProperty(
      "token",
    );
  });

  test("is not tried out by whoever holds the telephone", async () => {
    await house.person("甲六");
    const here = await signsIn("甲六");
    const wrong = { oldPassword: "不是这一个口令，不是", name: "别人的名字" };
    for (let attempt = 0; attempt < 10; attempt += 1)
      await expect(here.account.rename(wrong)).rejects.toMatchObject(refusal("password-wrong"));
    await expect(here.account.rename({ ...wrong, oldPassword: password })).rejects.toMatchObject(
      refusal("too-many-attempts"),
    );
  });

  test("lets its owner take another name, and no name that somebody has", async () => {
    await house.person("甲七");
    const here = await signsIn("甲七");
    await expect(here.account.rename({ oldPassword: password, name: "ceshili-甲零" })).rejects.toMatchObject(
      refusal("name-taken"),
    );
    await here.account.rename({ oldPassword: password, name: "好记的名字" });
    expect((await here.account.own()).signInName).toBe("好记的名字");
  });
});

describe("whoever works at a desk", () => {
  const hours = (count: number) =>
    house.base.owner.query(
      "update auth.sessions set created_at = created_at - make_interval(hours => $1), expires_at = expires_at - make_interval(hours => $1)",
      [count],
    );

  test("has a session that ends after twelve hours and is not renewed; a resident's goes on", async () => {
    const { residentId } = first(house.roll.filter((line) => line.name === "甲八"));
    await house.person("甲八", "deskClerk");
    await house.person("甲九");
    const [clerk, resident] = [await signsIn("甲八"), await signsIn("甲九")];
    await hours(11);
    expect(await clerk.account.own()).toHaveProperty("signInName");
    await hours(1);
    await expect(clerk.account.own()).rejects.toMatchObject(refusal("sign-in-first"));
    expect(await resident.account.own()).toHaveProperty("signInName");
    expect(residentId).toBeTruthy();
  });

  test("says once more who they are where the post came after the session; other posts do not ask", async () => {
    const at = (name: string) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
    await house.moveDays(1); // whose session the hours above ended is signed in again
    await house.person("甲一零");
    const { residentId } = first(house.roll.filter((line) => line.name === "甲一零"));
    const today = await house.today();
    await (
      await house.person("甲一一", "registrar")
    ).posts.appoint({
      ...{ key: newKey(), residentId, post: "deskClerk", appointedBy: "居民会议", appointedOn: today },
      ...{ reference: "第5号决定", untilDay: `${Number(today.slice(0, 4)) + 1}-01-01` },
    });
    expect(await at("甲一零").slips.batches()).toBeInstanceOf(Array);
    await hours(12);
    await expect(at("甲一零").slips.batches()).rejects.toMatchObject(refusal("sign-in-again"));
    await expect(
      at("甲一零").proposals.write({
        ...{ key: newKey(), title: "楼道不堆杂物", problem: "楼道里堆着旧家具，老人走路不方便。" },
        ...{
          wish: "写进公约，大家都清走。",
          touches: "1号楼",
          cost: "不花钱",
          lang: "zh-CN",
          authorNamed: true,
        },
        forResident: first(house.roll.filter((line) => line.name === "乙零")).residentId,
      }),
    ).rejects.toMatchObject(refusal("sign-in-again"));
    expect(await at("甲一零").drafts.mine()).toEqual({ drafts: [], asked: [] }); // as a resident they go on
  });
});
