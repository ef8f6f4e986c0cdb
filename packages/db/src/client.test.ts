import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, UnfitDatabase } from "./client.ts";
import { newId } from "./ids.ts";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase(4);
});
afterAll(() => base.close());

/** A login of its own, with what it is given beside yishi_app; it goes away with the test. */
async function withLogin(given: readonly string[], work: (url: string) => Promise<void>): Promise<void> {
  const name = `login_${newId().replaceAll("-", "")}`;
  await base.owner.query(`create role ${name} login password 'secret' in role yishi_app`);
  try {
    for (const statement of given) await base.owner.query(statement.replaceAll("$", name));
    const url = new URL(base.serverUrl);
    url.username = name;
    url.password = "secret";
    await work(url.href);
  } finally {
    await base.owner.query(`drop owned by ${name}`);
    await base.owner.query(`drop role ${name}`);
  }
}

describe("the server's login", () => {
  const opened = async (url: string) => (await openDatabase({ url })).close();

  test("a login that owns nothing and passes nothing may serve", async () => {
    await withLogin([], async (url) => {
      await expect(opened(url)).resolves.toBeUndefined();
    });
  });

  test("the owner may not", async () => {
    await expect(opened(base.ownerUrl)).rejects.toThrow(UnfitDatabase);
  });

  test.for([
    ["is a superuser", "alter role $ superuser"],
    ["passes by row-level security", "alter role $ bypassrls"],
    ["makes roles", "alter role $ createrole"],
    ["owns a schema", "create schema $ authorization $"],
    ["may become the keeper of the ballots", "grant yishi_ballots to $"],
    [
      "may become the keeper of the ballots, if it asks for it",
      "grant yishi_ballots to $ with inherit false",
    ],
  ] as const)("one that %s may not", async ([, given]) => {
    await withLogin([given], async (url) => {
      await expect(opened(url)).rejects.toThrow(UnfitDatabase);
      await expect(opened(url)).rejects.toThrow("can pass the line between communities");
    });
  });
});

describe("a database that is served from", () => {
  test("has every migration of this release", async () => {
    await base.owner.query("update migrations set name = 'x' || name where name like '0006%'");
    try {
      await expect(openDatabase({ url: base.serverUrl })).rejects.toThrow(
        /lacks 0006_tenant_line\.sql\. Run `yishi migrate`/,
      );
    } finally {
      await base.owner.query("update migrations set name = substr(name, 2) where name like 'x%'");
    }
  });

  test("has a clock that nobody moved, unless it is a demo or a test", async () => {
    await base.moveClock(new Date(Date.now() + 3_600_000));
    try {
      await expect(openDatabase({ url: base.serverUrl })).rejects.toThrow(
        "The clock of this database was moved",
      );
      await (await openDatabase({ url: base.serverUrl, clockMayBeAhead: true })).close();
    } finally {
      await base.owner.query("update yishi_clock set ahead = '0'");
    }
  });

  test("has a clock that the server cannot move", async () => {
    await expect(base.db.pool.query("select move_clock(now() + interval '1 day')")).rejects.toThrow(
      "permission denied",
    );
    await expect(base.db.pool.query("update yishi_clock set ahead = '1 day'")).rejects.toThrow(
      "permission denied",
    );
  });
});

describe("a transaction", () => {
  const counter = (committeeId: string) => ({
    text: "insert into counters (committee_id, kind, year, last) values ($1, 'proposal', 2026, 1)",
    values: [committeeId],
  });

  test("leaves nothing of what was thrown out of it, and its connection is whole again", async () => {
    const committeeId = newId();
    const thrown = base.db.transaction(committeeId, async (tx) => {
      await tx.raw.query(counter(committeeId));
      throw new Error("no");
    });
    await expect(thrown).rejects.toThrow("no");
    const left = await base.db.transaction(committeeId, (tx) => tx.raw.query("select from counters"));
    expect(left.rowCount).toBe(0);
    expect(base.db.pool.idleCount).toBe(base.db.pool.totalCount);
  });

  test("names its community by a uuid and by nothing else", async () => {
    const never = () => Promise.reject(new Error("it was let in"));
    for (const name of ["", "ganghuali", "'; drop table facts; --", newId().toUpperCase()])
      await expect(base.db.transaction(name, never)).rejects.toThrow("a community is named by its uuid");
  });

  test("leaves no community set on the connection that goes back to the pool", async () => {
    const db = await openDatabase({ url: base.serverUrl, max: 1 });
    const committeeId = newId();
    await db.transaction(committeeId, (tx) => tx.raw.query(counter(committeeId)));
    const { rows } = await db.pool.query<{ committee: string | null }>("select app_committee() as committee");
    expect(rows[0]?.committee).toBeNull();
    expect((await db.pool.query("select from counters")).rowCount).toBe(0);
    await db.close();
  });
});
