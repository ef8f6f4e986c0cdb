import { openDatabase } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { anyAccount, create, disable, idByName, nameKey, signIn } from "./accounts.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { validate } from "./sessions.ts";
import { openThrottle, type Throttle } from "./throttles.ts";

const work = vi.hoisted(() => ({ verified: 0 }));
// The real thing, counted: both ways of being wrong have to cost one verification.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  const verify: typeof real.verify = (...asked) => {
    work.verified += 1;
    return real.verify(...asked);
  };
  return { ...real, verify };
});

let base: TestDatabase;
let throttle: Throttle;
let name: string;
const password = "一个够长的口令 1234";

beforeAll(async () => {
  base = await testDatabase(8);
  throttle = openThrottle(base.db, { kind: "test", attempts: 5, seconds: 900 });
});
beforeEach(async () => {
  name = `甲${newId().slice(24)}`;
  await create(base.db.pool, { name, passwordHash: await hashPassword(password) });
});
afterAll(() => base.close());

describe("a password", () => {
  test("is kept as argon2id, with a salt of its own", async () => {
    const [one, other] = [await hashPassword(password), await hashPassword(password)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
    expect(one).not.toBe(other);
    expect(await isPassword(one, password)).toBe(true);
    expect(await isPassword(one, `${password} `)).toBe(false);
  });

  test("is the same however the keyboard composes it", async () => {
    const kept = await hashPassword("Café ＡＢＣ 口令口令");
    expect(await isPassword(kept, "Cafe\u0301 ABC 口令口令")).toBe(true);
  });
});

describe("a name", () => {
  test("is taken once, whatever its case and width", async () => {
    expect(nameKey("  ＷangWei ")).toBe("wangwei");
    const mine = `Wei${newId().slice(24)}`;
    expect(typeof (await create(base.db.pool, { name: mine, passwordHash: "none" }))).toBe("string");
    expect(await create(base.db.pool, { name: mine.toUpperCase(), passwordHash: "none" })).toEqual(
      refuse("name-taken"),
    );
    expect(await idByName(base.db, mine.toUpperCase())).toEqual(expect.any(String));
    expect(await anyAccount(base.db)).toBe(true);
  });
});

describe("signing in", () => {
  test("with name and password begins a session of that account", async () => {
    const begun = await signIn(base.db, throttle, { name: ` ${name.toUpperCase()}`, password });
    if ("refused" in begun) throw new Error(begun.refused);
    expect(await validate(base.db, begun.token)).toMatchObject({ name: nameKey(name) });
  });

  test("with a wrong name, a wrong password or a disabled account is answered alike, after the same work", async () => {
    await signIn(base.db, throttle, { name: "nobody-at-first", password }); // makes the hash nobody has
    const asked = async (as: string, written: string) => {
      work.verified = 0;
      const answer = await signIn(base.db, throttle, { name: as, password: written });
      return { answer, verified: work.verified };
    };
    const wrongPassword = await asked(name, "不是这个口令，不是");
    const wrongName = await asked(`${name}x`, password);
    await disable(base.db, (await idByName(base.db, name)) ?? "");
    const disabled = await asked(name, password);
    expect(wrongPassword).toEqual({ answer: refuse("sign-in-wrong"), verified: 1 });
    expect(wrongName).toEqual(wrongPassword);
    expect(disabled).toEqual(wrongPassword);
  });
});

describe("attempts", () => {
  const wrong = (as: string, at: Throttle = throttle) =>
    signIn(base.db, at, { name: as, password: "不是这个口令，不是" });

  test("are counted for each name by itself, and a name without attempts left is told how long to wait", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await wrong(name)).toEqual(refuse("sign-in-wrong"));
    expect(await wrong(name)).toEqual(refuse("too-many-attempts", { minutes: 15 }));
    const right = await signIn(base.db, throttle, { name, password });
    expect(right).toEqual(refuse("too-many-attempts", { minutes: 15 }));
    expect(await wrong(`${name}x`)).toEqual(refuse("sign-in-wrong"));
  });

  test("are not forgotten when the server starts again", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await wrong(name);
    vi.resetModules();
    const again = await import("./throttles.ts");
    const db = await openDatabase({ url: base.serverUrl, max: 2 });
    try {
      const restarted = again.openThrottle(db, { kind: "test", attempts: 5, seconds: 900 });
      expect(restarted).not.toBe(throttle);
      expect(await restarted.take(nameKey(name))).toMatchObject({ refused: "too-many-attempts" });
      expect(await restarted.take(nameKey(`${name}x`))).toBeNull();
    } finally {
      await db.close();
    }
  });

  test("are given once each, however many come at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => throttle.take(name)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });

  test("are forgotten after a success", async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await wrong(name);
    expect(await signIn(base.db, throttle, { name, password })).toHaveProperty("token");
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await wrong(name)).toEqual(refuse("sign-in-wrong"));
  });

  test("of one kind do not count for another", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await throttle.take(name);
    const other = openThrottle(base.db, { kind: "other", attempts: 1, seconds: 900 });
    expect(await other.take(name)).toBeNull();
    expect(await other.take(name)).toMatchObject({ refused: "too-many-attempts" });
  });
});
