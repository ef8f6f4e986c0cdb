import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";

let house: House;
let one: Caller;
let other: Caller;
let owner: Caller;
let entrance: Caller;
let serial = 0;
let ownerName: string;

beforeAll(async () => {
  house = await openHouse({ households: 40 });
  one = await house.person("甲零", "deskClerk");
  other = await house.person("甲一", "deskClerk");
  entrance = house.door.caller({ sessionToken: null, slug: null });
});
beforeEach(async () => {
  serial += 1;
  ownerName = `乙${[...String(serial)].map((digit) => "零一二三四五六七八九".charAt(Number(digit))).join("")}`;
  owner = await house.person(ownerName);
});
afterAll(() => house.close());

const refusal = (code: string) => ({ cause: { refusal: { refused: code } } });
const fresh = "新的口令也够长 5678";
const idOf = (name: string) => first(house.roll.filter((line) => line.name === name)).residentId;
const signInNameOf = (name: string) => `${house.slug}-${name}`;

const begin = async (by = one, name = ownerName) =>
  (await by.recoveries.open({ key: newKey(), residentId: idOf(name), proof: "known" })).recoveryId;

async function slipFor(name = ownerName) {
  return (await other.recoveries.confirm({ recoveryId: await begin(one, name) })).code;
}

/** An hour passes, so that the clerks of the tests before are not told that they begin too many. */
const anHour = () => house.moveDays(1 / 24 + 0.001);

async function factsOf(recoveryId: string) {
  const { rows } = await house.base.owner.query<{ kind: string; body: object }>(
    "select kind, body from facts where object_id = $1 order by at, fact_id",
    [recoveryId],
  );
  return rows;
}

describe("two clerks", () => {
  test("give an account back: a new password, every session ended, and the facts say who", async () => {
    const recoveryId = await begin();
    const { code, name } = await other.recoveries.confirm({ recoveryId });
    expect(name).toBe(ownerName);
    expect(await entrance.accounts.lookRecovery({ code })).toEqual({ signInName: signInNameOf(ownerName) });
    const back = await entrance.accounts.recover({ code, name: signInNameOf(ownerName), password: fresh });
    expect(back.slug).toBe(house.slug);
    await expect(owner.drafts.mine()).rejects.toMatchObject(refusal("sign-in-first"));
    const sign = (secret: string) =>
      entrance.accounts.signIn({ name: signInNameOf(ownerName), password: secret });
    await expect(sign(password)).rejects.toMatchObject(refusal("sign-in-wrong"));
    expect(await sign(fresh)).toMatchObject({ recovered: true });
    expect((await factsOf(recoveryId)).map(({ kind }) => kind)).toEqual([
      ...["recovery.opened", "recovery.confirmed", "recovery.used"],
    ]);
    const mine = house.door.caller({ sessionToken: back.token, slug: null });
    const { recoveries } = await mine.account.own();
    expect(recoveries).toMatchObject([{ community: "测试里社区", seen: false }]);
    expect(first(recoveries).usedAt).toBeInstanceOf(Date);
    await mine.account.readNotice();
    expect(await sign(fresh)).toMatchObject({ recovered: false });
  });

  test("are two: the one who began it cannot confirm it, however often they try at once", async () => {
    const recoveryId = await begin();
    const answers = await atOnce(times(5).map(() => () => one.recoveries.confirm({ recoveryId })));
    expect(done(answers)).toEqual([]);
    expect(new Set(refused(answers).map((answer) => answer.refused))).toEqual(
      new Set(["recovery-second-clerk"]),
    );
    const { rows } = await house.base.owner.query("select from auth.recoveries where recovery_id = $1", [
      recoveryId,
    ]);
    expect(rows).toEqual([]);
  });

  test("who both begin at once leave one recovery, which the other one confirms", async () => {
    const ids = await Promise.all([begin(one), begin(other)]);
    const waiting = (await one.recoveries.list()).filter(({ state }) => state === "opened");
    expect(waiting.filter(({ recoveryId }) => ids.includes(recoveryId))).toHaveLength(1);
    const answers = await atOnce(
      ids.flatMap((recoveryId) => [one, other].map((by) => () => by.recoveries.confirm({ recoveryId }))),
    );
    expect(done(answers)).toHaveLength(1);
  });

  test("confirm once: of many yeses one prints a slip", async () => {
    const third = await house.person("甲二", "deskClerk");
    const recoveryId = await begin();
    const answers = await atOnce(
      [other, third, other, third].map((by) => () => by.recoveries.confirm({ recoveryId })),
    );
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((answer) => answer.refused))).toEqual(new Set(["recovery-lapsed"]));
    await house.base.owner.query("update members set left_at = yishi_now() where resident_id = $1", [
      idOf("甲二"),
    ]);
  });

  test("agree within a quarter of an hour, or begin anew", async () => {
    const recoveryId = await begin();
    await house.moveDays(15 / (24 * 60));
    await expect(other.recoveries.confirm({ recoveryId })).rejects.toMatchObject(refusal("recovery-lapsed"));
    expect(first(await one.recoveries.list())).toMatchObject({ recoveryId, lapsed: true, mine: true });
  });

  test("never mend their own account, neither beginning it nor saying yes to it", async () => {
    await anHour();
    await expect(begin(one, "甲零")).rejects.toMatchObject(refusal("recovery-own-account"));
    const third = await house.person("甲三", "deskClerk");
    const recoveryId = await begin(third, "甲一");
    await expect(other.recoveries.confirm({ recoveryId })).rejects.toMatchObject(
      refusal("recovery-own-account"),
    );
    expect(await one.recoveries.confirm({ recoveryId })).toHaveProperty("code");
  });

  test("hold their posts at the moment of saying yes", async () => {
    const leaving = await house.person("甲四", "deskClerk");
    const recoveryId = await begin();
    await house.base.owner.query(
      "update posts p set until_at = yishi_now(), fact_id = (select fact_id from facts f where f.committee_id = p.committee_id and f.fact_id <> p.fact_id limit 1) from members m where m.member_id = p.member_id and m.resident_id = $1",
      [idOf("甲四")],
    );
    await expect(leaving.recoveries.confirm({ recoveryId })).rejects.toMatchObject(refusal("post-needed"));
  });

  test("mend nothing where nobody has an account", async () => {
    await expect(begin(one, "甲三九")).rejects.toMatchObject(refusal("recovery-no-account"));
  });

  test("begin no more than ten an hour each", async () => {
    await anHour();
    for (let count = 0; count < 10; count += 1) await begin();
    await expect(begin()).rejects.toMatchObject(refusal("too-many-attempts"));
    await anHour();
    expect(await begin()).toEqual(expect.any(String));
  });
});

describe("a recovery slip", () => {
  beforeEach(anHour);

  const use = (code: string, name = signInNameOf(ownerName)) =>
    entrance.accounts.recover({ code, name, password: fresh });

  test("works once: of ten who use it at once, one has the account", async () => {
    const code = await slipFor();
    const answers = await atOnce(times(10).map(() => () => use(code)));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((answer) => answer.refused))).toEqual(
      new Set(["recovery-slip-used"]),
    );
  });

  test("is unknown, or past its 24 hours, or void after a newer one", async () => {
    await expect(use("WRNG WRNG WRNG")).rejects.toMatchObject(refusal("recovery-slip-unknown"));
    const [old, newer] = [await slipFor(), await slipFor()];
    await expect(use(old)).rejects.toMatchObject(refusal("recovery-slip-expired"));
    await house.moveDays(1);
    await expect(use(newer)).rejects.toMatchObject(refusal("recovery-slip-expired"));
  });

  test("is void once its owner has changed the password, or the sign-in name, by themselves", async () => {
    const mine = house.door.caller({ sessionToken: house.token(ownerName), slug: null });
    const own = "自己想起来的口令 77";
    const before = await slipFor();
    await expect(
      mine.account.changePassword({ oldPassword: "不是这一个口令，不是", password: own }),
    ).rejects.toMatchObject(refusal("password-wrong"));
    // Nothing was changed, so the slip is still good.
    expect(await entrance.accounts.lookRecovery({ code: before })).toHaveProperty("signInName");
    await mine.account.changePassword({ oldPassword: password, password: own });
    await expect(use(before)).rejects.toMatchObject(refusal("recovery-slip-expired"));
    const again = await slipFor();
    await expect(mine.account.rename({ oldPassword: own, name: signInNameOf("甲零") })).rejects.toMatchObject(
      refusal("name-taken"),
    );
    expect(await entrance.accounts.lookRecovery({ code: again })).toHaveProperty("signInName");
    await mine.account.rename({ oldPassword: own, name: `自己改的${serial}` });
    await expect(use(again)).rejects.toMatchObject(refusal("recovery-slip-expired"));
  });

  test("gives another sign-in name to whoever wants one, and none that somebody has", async () => {
    const code = await slipFor();
    await expect(use(code, signInNameOf("甲零"))).rejects.toMatchObject(refusal("name-taken"));
    await use(code, `改了名${serial}`);
    expect(await entrance.accounts.signIn({ name: `改了名${serial}`, password: fresh })).toHaveProperty(
      "token",
    );
  });

  test("opens no account that was disabled or whose member left", async () => {
    const code = await slipFor();
    await house.base.owner.query("update members set left_at = yishi_now() where resident_id = $1", [
      idOf(ownerName),
    ]);
    await expect(use(code)).rejects.toMatchObject(refusal("recovery-slip-expired"));
    expect(await owner.accounts.me()).toMatchObject({ name: signInNameOf(ownerName) }); // nothing was ended
  });

  test("neither its code nor a password stands in any table", async () => {
    const code = await slipFor();
    await use(code);
    const { rows: tables } = await house.base.owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await house.base.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
      texts.push(...rows.map((row) => row.row));
    }
    const text = texts.join("\n");
    expect(text).toContain("recovery.used");
    for (const secret of [code, code.replaceAll(" ", ""), fresh, password])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });
});

describe("an account in two communities", () => {
  beforeEach(anHour);
  let beside: House;
  beforeAll(async () => {
    beside = await openHouse({ slug: "linli", beside: house });
  });

  /** The account of somebody here is joined to somebody there, who holds a post there or none. */
  async function joinedThere(name: string, post?: "chair" | "reviewer") {
    const { residentId } = first(beside.roll.filter((line) => line.name === name));
    const { code } = await beside.registrar.slips.issue({ residentId });
    await house.door.caller({ sessionToken: house.token(ownerName), slug: null }).accounts.join({ code });
    const today = await house.today();
    if (post)
      await beside.registrar.posts.appoint({
        ...{ key: newKey(), residentId, post, appointedBy: "居民会议", appointedOn: today },
        ...{ reference: "第1号决定", untilDay: `${Number(today.slice(0, 4)) + 1}-01-01` as const },
      });
  }

  test("shows both on its own page, and a desk mends it where no post is held elsewhere", async () => {
    await joinedThere("乙零");
    const own = house.door.caller({ sessionToken: house.token(ownerName), slug: null });
    expect((await own.account.own()).communities.map(({ slug }) => slug).toSorted()).toEqual([
      ...["ceshili", "linli"],
    ]);
    expect(await slipFor()).toEqual(expect.any(String));
  });

  test("is not mended once a post is held elsewhere, though it was begun before", async () => {
    const recoveryId = await begin();
    await joinedThere("乙三", "reviewer");
    await expect(other.recoveries.confirm({ recoveryId })).rejects.toMatchObject(
      refusal("recovery-elsewhere"),
    );
  });

  test("is mended where its owner holds a post, and by no other desk alone", async () => {
    await joinedThere("乙二", "reviewer");
    await expect(begin()).rejects.toMatchObject(refusal("recovery-elsewhere"));
    const today = await house.today();
    await house.registrar.posts.appoint({
      ...{ key: newKey(), residentId: idOf(ownerName), post: "reviewer", appointedBy: "居民会议" },
      ...{ appointedOn: today, reference: "第3号决定", untilDay: `${Number(today.slice(0, 4)) + 1}-01-01` },
    });
    expect(await begin()).toEqual(expect.any(String));
  });
});
