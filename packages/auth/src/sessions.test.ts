import { newId } from "@yishi/db/ids";
import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { create, disable } from "./accounts.ts";
import { hashOf, newSecret, sameHash } from "./secrets.ts";
import { begin, end, endAll, endOwn, list, validate } from "./sessions.ts";

let base: TestDatabase;
let accountId: string;
beforeAll(async () => {
  base = await testDatabase(4);
});
beforeEach(async () => {
  const made = await create(base.db.pool, { name: newId(), passwordHash: "none" });
  if (typeof made !== "string") throw new Error("there is no account");
  accountId = made;
});
afterAll(() => base.close());

/** How long from now the session of a token lives, in days. */
async function daysLeft(token: string): Promise<number> {
  const { rows } = await base.owner.query<{ days: number }>(
    "select extract(epoch from expires_at - yishi_now())::float8 / 86400 as days from auth.sessions where session_id = $1",
    [token.split(".")[0]],
  );
  return rows[0]?.days ?? 0;
}

const age = (token: string, interval: string) =>
  base.owner.query("update auth.sessions set expires_at = yishi_now() + $2::interval where session_id = $1", [
    token.split(".")[0],
    interval,
  ]);

describe("a token", () => {
  test("is an id and a secret, of which the database keeps the hash alone", async () => {
    const { token } = await begin(base.db, accountId);
    expect(token).toMatch(/^[2-9A-HJ-KM-NP-TV-Z]{24}\.[2-9A-HJ-KM-NP-TV-Z]{32}$/u);
    const [, secret = ""] = token.split(".");
    const { rows } = await base.owner.query<{ row: string; hash: Buffer }>(
      "select s::text as row, secret_hash as hash from auth.sessions s where account_id = $1",
      [accountId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(secret);
    expect(sameHash(rows[0]?.hash ?? Buffer.alloc(0), hashOf(secret))).toBe(true);
  });

  test("is good whole and in no other way", async () => {
    const { token } = await begin(base.db, accountId);
    const other = await begin(base.db, accountId);
    const [id = "", secret = ""] = token.split(".");
    const turned = secret.slice(1) + secret.charAt(0);
    expect(await validate(base.db, token)).toMatchObject({ accountId, sessionId: id });
    const broken = ["", ".", id, `${id}.`, `.${secret}`, `${token}.`, `${token}.x`, `${id}.${turned}`];
    const mixed = [
      `${id}.${other.token.split(".")[1] ?? ""}`,
      `${id.toLowerCase()}.${secret}`,
      token.slice(0, -1),
    ];
    for (const wrong of [...broken, ...mixed, `${newSecret(24)}.${secret}`, " " + token])
      expect([wrong, await validate(base.db, wrong)]).toEqual([wrong, null]);
  });

  test("secrets do not come twice and hold no letters that are taken for one another", () => {
    const many = Array.from({ length: 500 }, () => newSecret(12));
    expect(new Set(many).size).toBe(500);
    expect(many.join("")).not.toMatch(/[01OILU]/u);
    expect(new Set(many.join("")).size).toBe(30);
  });
});

describe("a session", () => {
  test("lives ten days, and in its second half whoever comes back has ten days again", async () => {
    const { token } = await begin(base.db, accountId);
    expect(await daysLeft(token)).toBeCloseTo(10, 2);
    await age(token, "5 days 1 minute");
    await validate(base.db, token);
    expect(await daysLeft(token)).toBeCloseTo(5, 2);
    await age(token, "4 days 23 hours");
    await validate(base.db, token);
    expect(await daysLeft(token)).toBeCloseTo(10, 2);
  });

  test("is over at its last moment and is not renewed any more", async () => {
    const { token } = await begin(base.db, accountId);
    await age(token, "-1 millisecond");
    expect(await validate(base.db, token)).toBeNull();
    expect(await daysLeft(token)).toBeLessThan(0);
  });

  test("that was ended answers no more, and the others of the account do", async () => {
    const [one, other] = [await begin(base.db, accountId), await begin(base.db, accountId)];
    await end(base.db, one.token.split(".")[0] ?? "");
    expect(await validate(base.db, one.token)).toBeNull();
    expect(await validate(base.db, other.token)).not.toBeNull();
  });

  test("of an account that is disabled answers no more, at once", async () => {
    const { token } = await begin(base.db, accountId);
    expect(await validate(base.db, token)).not.toBeNull();
    await disable(base.db, accountId);
    expect(await validate(base.db, token)).toBeNull();
  });

  test("is listed to its owner in coarse words with its days, and to nobody else", async () => {
    const { token } = await begin(base.db, accountId, { device: "phone", browser: "wechat" });
    const [id = ""] = token.split(".");
    const lines = await list(base.db, accountId);
    expect(lines).toMatchObject([{ sessionId: id, device: "phone", browser: "wechat" }]);
    expect(lines[0]?.lastUsedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    expect(await list(base.db, newId())).toEqual([]);
    const { rows } = await base.owner.query<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'auth' and table_name = 'sessions'",
    );
    expect(rows.map(({ name }) => name).filter((name) => /address|ip|agent/u.test(name))).toEqual([]);
  });

  test("notes on which day it was used last, once a day", async () => {
    const { token } = await begin(base.db, accountId);
    const used = async () => (await list(base.db, accountId))[0]?.lastUsedOn;
    const today = await used();
    await base.owner.query("update auth.sessions set last_used_on = '2026-01-01' where account_id = $1", [
      accountId,
    ]);
    expect(await used()).toBe("2026-01-01");
    await validate(base.db, token);
    expect(await used()).toBe(today);
  });

  test("is ended by its owner, and the id of another's session ends nothing", async () => {
    const one = await begin(base.db, accountId);
    const [id = ""] = one.token.split(".");
    expect(await endOwn(base.db, newId(), id)).toBe(false);
    expect(await validate(base.db, one.token)).not.toBeNull();
    expect(await endOwn(base.db, accountId, id)).toBe(true);
    expect(await validate(base.db, one.token)).toBeNull();
  });

  test("ends with all others, or stays alone when all others are ended", async () => {
    const [one, other] = [await begin(base.db, accountId), await begin(base.db, accountId)];
    await endAll(base.db.pool, accountId, one.token.split(".")[0]);
    expect(await validate(base.db, one.token)).not.toBeNull();
    expect(await validate(base.db, other.token)).toBeNull();
    await endAll(base.db.pool, accountId);
    expect(await validate(base.db, one.token)).toBeNull();
  });
});
