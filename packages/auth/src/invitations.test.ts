import { newId } from "@yishi/db/ids";
import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeKey, issue, issueMany, look, revoke, spaced, use } from "./invitations.ts";

let base: TestDatabase;
let wanted: { readonly committeeId: string; readonly memberId: string; readonly validDays: number };
beforeAll(async () => {
  base = await testDatabase(20);
});
beforeEach(() => {
  wanted = { committeeId: newId(), memberId: newId(), validDays: 30 };
});
afterAll(() => base.close());

const issued = () => issue(base.db.pool, wanted);
const expiresIn = (interval: string) =>
  base.owner.query(
    `update auth.invitations set issued_at = yishi_now() - interval '1 day', expires_at = yishi_now() + $2::interval where member_id = $1`,
    [wanted.memberId, interval],
  );

describe("a slip", () => {
  test("names its member, lives as long as it says, and is kept as a hash alone", async () => {
    const { code, expiresAt } = await issued();
    const { committeeId, memberId } = wanted;
    expect(await look(base.db, code)).toMatchObject({ committeeId, memberId });
    const { rows } = await base.owner.query<{ row: string; now: Date }>(
      "select i::text as row, yishi_now() as now from auth.invitations i where member_id = $1",
      [memberId],
    );
    expect(rows[0]?.row).not.toContain(code);
    const days = (expiresAt.getTime() - (rows[0]?.now.getTime() ?? 0)) / 86_400_000;
    expect(days).toBeCloseTo(30, 3);
  });

  test("is read as people write it down: in any case, with spaces or dashes, in full width", async () => {
    const { code } = await issued();
    expect(spaced(code)).toMatch(/^(?:[2-9A-Z]{3} ){3}[2-9A-Z]{3}$/u);
    const wide = [...code]
      .map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))
      .join("");
    for (const typed of [
      spaced(code),
      code.toLowerCase(),
      code.replaceAll(/(.{4})/gu, "$1-"),
      wide,
      ` ${code}\n`,
    ]) {
      expect([typed, codeKey(typed)]).toEqual([typed, code]);
      expect(await look(base.db, typed)).toMatchObject({ memberId: wanted.memberId });
    }
  });

  test("that nobody issued is unknown", async () => {
    expect(await look(base.db, "ABCD-EFGH-JKMN")).toEqual(refuse("slip-unknown"));
    expect(await look(base.db, "")).toEqual(refuse("slip-unknown"));
  });

  test("is used once: of twenty who use it at once, one succeeds and nineteen are told", async () => {
    const { code } = await issued();
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(base.db.pool, code)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.filter((answer) => answer !== null)).toEqual(
      Array.from({ length: 19 }, () => refuse("slip-used")),
    );
    expect(await look(base.db, code)).toEqual(refuse("slip-used"));
  });

  test("would be used several times if its use were asked for first and written after: the race can be lost", async () => {
    const { code } = await issued();
    const careless = async () => {
      if ("refused" in (await look(base.db, code))) return false;
      await base.db.pool.query("select pg_sleep(0.02)");
      await base.db.pool.query("update auth.invitations set used_at = yishi_now() where member_id = $1", [
        wanted.memberId,
      ]);
      return true;
    };
    const answers = await Promise.all(Array.from({ length: 20 }, careless));
    expect(answers.filter(Boolean).length).toBeGreaterThan(1);
  });

  test("is good until its last second and not at it", async () => {
    const { code } = await issued();
    await expiresIn("1 second");
    expect(await look(base.db, code)).toMatchObject({ memberId: wanted.memberId });
    await expiresIn("0 seconds");
    expect(await look(base.db, code)).toEqual(refuse("slip-expired"));
    expect(await use(base.db.pool, code)).not.toBeNull();
  });

  test("is worth nothing once a newer one was issued for the same member", async () => {
    const [old, fresh] = [await issued(), await issued()];
    expect(await look(base.db, old.code)).toEqual(refuse("slip-revoked"));
    expect(await use(base.db.pool, old.code)).not.toBeNull();
    expect(await look(base.db, fresh.code)).toMatchObject({ memberId: wanted.memberId });
    expect(await use(base.db.pool, fresh.code)).toBeNull();
  });

  test("is made with five hundred others in two statements, and each code finds its own member", async () => {
    const { committeeId } = wanted;
    const slips = Array.from({ length: 500 }, () => ({ slipId: newId(), memberId: newId() }));
    const { codes } = await issueMany(base.db.pool, { committeeId, validDays: 30, slips });
    expect(new Set(codes).size).toBe(500);
    for (const at of [0, 249, 499])
      expect(await look(base.db, codes[at] ?? "")).toEqual({ committeeId, ...slips[at] });
  });

  test("that was made void is told so, and cannot be used", async () => {
    const { committeeId, memberId } = wanted;
    const slipId = newId();
    const { codes } = await issueMany(base.db.pool, {
      ...{ committeeId, validDays: 30, slips: [{ slipId, memberId }] },
    });
    await revoke(base.db.pool, slipId);
    expect(await look(base.db, codes[0] ?? "")).toEqual(refuse("slip-revoked"));
    expect(await use(base.db.pool, codes[0] ?? "")).not.toBeNull();
  });
});
