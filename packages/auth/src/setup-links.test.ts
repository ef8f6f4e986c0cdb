import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeKey } from "./invitations.ts";
import { issue, look, use } from "./setup-links.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase(20);
});
afterAll(() => base.close());

const issued = () => issue(base.db.pool, { committeeId: null });
const expiresIn = (interval: string) =>
  base.owner.query(
    `update auth.setup_links set issued_at = yishi_now() - interval '1 day', expires_at = yishi_now() + $1::interval
     where used_at is null and revoked_at is null`,
    [interval],
  );

describe("a set-up link", () => {
  test("is good for a day, says what it is for, and is kept as a hash alone", async () => {
    const { code, expiresAt } = await issued();
    expect(code).toMatch(/^(?:[2-9A-Z]{3} ){5}[2-9A-Z]{3}$/u);
    expect(await look(base.db, code.toLowerCase())).toEqual({ committeeId: null });
    const { rows } = await base.owner.query<{ row: string; now: Date }>(
      "select l::text as row, yishi_now() as now from auth.setup_links l where used_at is null and revoked_at is null",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(codeKey(code));
    expect((expiresAt.getTime() - (rows[0]?.now.getTime() ?? 0)) / 3_600_000).toBeCloseTo(24, 2);
  });

  test("that nobody issued is unknown", async () => {
    expect(await look(base.db, "ABC DEF GHJ KMN PQR STV")).toEqual(refuse("setup-link-unknown"));
    expect(await look(base.db, "")).toEqual(refuse("setup-link-unknown"));
  });

  test("is good until its last second and not a second over it", async () => {
    const { code } = await issued();
    await expiresIn("5 seconds");
    expect(await look(base.db, code)).toEqual({ committeeId: null });
    await expiresIn("-1 second");
    expect(await look(base.db, code)).toEqual(refuse("setup-link-expired"));
    expect(await use(base.db.pool, code)).toEqual(refuse("setup-link-used"));
  });

  test("is worth nothing once a newer one was made", async () => {
    const { code: older } = await issued();
    const { code: newer } = await issued();
    expect(await look(base.db, older)).toEqual(refuse("setup-link-expired"));
    expect(await use(base.db.pool, older)).toEqual(refuse("setup-link-used"));
    expect(await use(base.db.pool, newer)).toBeNull();
  });

  test("is used once: of twenty who use it at once, one succeeds", async () => {
    const { code } = await issued();
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(base.db.pool, code)));
    expect(answers.filter((one) => one === null)).toHaveLength(1);
    expect(await look(base.db, code)).toEqual(refuse("setup-link-used"));
  });
});
