import * as accounts from "@yishi/auth/accounts";
import { refuse } from "@yishi/domain/outcome";
import { acts } from "@yishi/domain/roles";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorization, rowOf, type ProcedurePath } from "./authorization.ts";
import { appRouter } from "./router.ts";
import { openServices } from "./services.ts";
import { openHouse } from "./testing/house.ts";
import {
  askCell,
  cellsOf,
  guardsOf,
  isNothing,
  partsOf,
  undeclared,
  wrongOf,
  type Stage,
} from "./testing/matrix.ts";
import { rehearse } from "./testing/rehearsal.ts";
import { raiseTwo } from "./testing/settlement.ts";

let stage: Stage;
let before: string;
const paths = Object.keys(authorization).filter((path): path is ProcedurePath => path in authorization);
// Redeeming a slip makes an account and then begins its session, in two transactions: it is done once, for real, below.
const rehearsed = paths.filter((path) => path !== "accounts.redeem");

beforeAll(async () => {
  const one = await openHouse({ households: 12 });
  const [here, there] = await raiseTwo(one, await openHouse({ slug: "linli", beside: one }));
  const services = await openServices({ databaseUrl: one.base.serverUrl, demo: true, clockMayBeAhead: true });
  await accounts.create(one.base.db.pool, { name: "shiguilan", passwordHash: "none" });
  const rehearsal = rehearse(services.db);
  stage = { here, there, services: { ...services, db: rehearsal.db }, rehearsal };
  before = await everything();
}, 240_000);
afterAll(async () => {
  await stage.services.close();
  await stage.here.house.close();
});

describe("the rows", () => {
  test("every procedure has a row, and every row its procedure", () => {
    expect(paths.toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
  });

  test("a row says the same as the procedure's type: query or mutation, tenant or open, and whom it lets in", () => {
    for (const path of paths) {
      const { kind, line, who } = rowOf(path);
      const { type, meta } = partsOf(path);
      expect({ path, type, meta }).toEqual({ path, type: kind, meta: { line, who } });
    }
  });

  test("a field that no row names is noticed, however deep it lies", () => {
    const fields = ["name", "seats", "seats.seat", "figures", "figures.*"];
    const answer = { name: "甲", seats: [{ seat: 1 }, { seat: 2, choice: "for" }], figures: { any: 1 } };
    expect(undeclared(answer, fields)).toEqual(["seats.choice"]);
    expect(undeclared({ born: "1960-05-01" }, fields)).toEqual(["born"]);
  });

  test("nothing is null, zero and empty lists, and never a yes", () => {
    expect([null, [], { mine: null, others: 0 }, { seats: [], waiting: [] }].every(isNothing)).toBe(true);
    expect([undefined, true, "", 1, [0, 1], { seat: 3 }].some(isNothing)).toBe(false);
  });
});

describe("the matrix", () => {
  test.for(rehearsed)("%s answers everybody as its row says", async (path) => {
    const { wrong, succeeded } = await ask(path);
    expect(wrong).toEqual([]);
    expect(succeeded, "somebody has to get through").toBeGreaterThan(0);
  });

  test.for(rehearsed.filter((path) => rowOf(path).line === "tenant"))(
    "%s is nowhere under an address that names no community",
    async (path) => {
      const [cell] = cellsOf(path, stage).filter(({ actor }) => actor.name === "the holder of every post");
      if (!cell) throw new Error("nobody asks");
      for (const slug of ["", "no-such-place"]) {
        const here = { ...stage.here, slug };
        expect((await askCell(path, cell, { ...stage, here })).refusal).toEqual(refuse("not-found"));
      }
    },
  );

  test("nothing of all that was asked has stayed", async () => {
    expect(await everything()).toBe(before);
  });
});

describe("the matrix notices", () => {
  const guarded = rehearsed.flatMap((path) =>
    guardsOf(path).places.map((place) => ({ path, place, guard: guardsOf(path).middlewares[place]?.name })),
  );

  test.for(guarded)("that $path lost its guard $guard", async ({ path, place }) => {
    const { middlewares } = guardsOf(path);
    const [removed] = middlewares.splice(place, 1);
    if (!removed) throw new Error("there was no guard to remove");
    try {
      expect((await ask(path, true)).wrong).not.toEqual([]);
    } finally {
      middlewares.splice(place, 0, removed);
    }
  });

  test("that an act is open to one post more", async () => {
    for (const [act, posts] of Object.entries<readonly string[]>(acts)) {
      const path = rehearsed.find((one) => rowOf(one).who === act);
      if (!path || !Array.isArray(posts)) throw new Error(`${act} lets nobody in anywhere`);
      posts.push("expert");
      try {
        expect((await ask(path, true)).wrong, act).not.toEqual([]);
      } finally {
        posts.pop();
      }
    }
  });
});

describe("the tenant line", () => {
  const tenantTables = async () => {
    const { rows } = await stage.here.house.base.owner.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'committee_id' and table_name <> 'communities' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const idOf = async (slug: string) => (await stage.services.community(slug))?.committeeId ?? "";

  /** As the server signs in, without a word of the application between the statement and the rows. */
  const bare = async (committeeId: string, statement: string) => {
    const client = await stage.here.house.base.db.pool.connect();
    try {
      await client.query("begin");
      await client.query("select set_config('app.committee', $1, true)", [committeeId]);
      const { rowCount, rows } = await client.query<{ count: number }>(statement);
      return { rowCount, count: rows[0]?.count, refusedWith: null };
    } catch (error) {
      return { refusedWith: error instanceof Error && "code" in error ? error.code : error };
    } finally {
      await client.query("rollback");
      client.release();
    }
  };

  test("from one community no row of another can be seen, in any table", async () => {
    const [here, there] = [await idOf(stage.here.slug), await idOf(stage.there.slug)];
    const { owner } = stage.here.house.base;
    for (const table of await tenantTables()) {
      const counted = `select count(*)::int as count from ${table}`;
      const { rows } = await owner.query<{ count: number }>(`${counted} where committee_id = $1`, [there]);
      expect([table, rows[0]?.count]).not.toEqual([table, 0]);
      expect([table, (await bare(here, `${counted} where committee_id <> '${here}'`)).count]).toEqual([
        table,
        0,
      ]);
      expect([table, (await bare("", counted)).count]).toEqual([table, 0]);
      expect([table, (await bare(there, counted)).count]).toEqual([table, rows[0]?.count]);
    }
  });

  test("into another community no row can be written, and none of its rows can be changed or taken away", async () => {
    const [here, there] = [await idOf(stage.here.slug), await idOf(stage.there.slug)];
    for (const table of await tenantTables()) {
      const written = await bare(here, `insert into ${table} (committee_id) values ('${there}')`);
      expect([table, written.refusedWith]).toEqual([table, "42501"]);
      for (const statement of [
        `update ${table} set committee_id = '${here}' where committee_id = '${there}'`,
        `delete from ${table} where committee_id = '${there}'`,
      ]) {
        const { refusedWith, rowCount } = await bare(here, statement);
        expect([statement, refusedWith ?? rowCount]).toEqual([
          statement,
          refusedWith === "42501" ? "42501" : 0,
        ]);
      }
    }
  });

  test("a table without its policy would be noticed", async () => {
    const { owner } = stage.here.house.base;
    const [here, there] = [await idOf(stage.here.slug), await idOf(stage.there.slug)];
    const seen = `select count(*)::int as count from proposals where committee_id = '${there}'`;
    await owner.query("alter table proposals no force row level security, disable row level security");
    try {
      expect((await bare(here, seen)).count).toBeGreaterThan(0);
    } finally {
      await owner.query("alter table proposals enable row level security, force row level security");
    }
    expect((await bare(here, seen)).count).toBe(0);
  });
});

describe("a slip", () => {
  test("is the right itself: whoever has its code joins with it, once, and learns nothing but the address", async () => {
    const services = { ...stage.services, db: stage.here.house.base.db };
    const [cell, wrong] = cellsOf("accounts.redeem", stage).filter(({ actor }) => actor.name === "nobody");
    if (!cell || wrong?.variant !== "missing") throw new Error("nobody asks");
    const real = { ...stage, services };
    const answer = await askCell("accounts.redeem", cell, real);
    expect(undeclared(answer.value, rowOf("accounts.redeem").fields)).toEqual([]);
    expect(answer.value).toMatchObject({ slug: stage.here.slug });
    expect((await askCell("accounts.redeem", cell, real)).refusal?.refused).toBe("slip-used");
    expect((await askCell("accounts.redeem", wrong, real)).refusal).toEqual(refuse("slip-unknown"));
  });
});

/** Asks every cell of a procedure, six at a time; or until the first that is wrong. */
async function ask(path: ProcedurePath, untilFirst = false) {
  const wrong: string[] = [];
  let succeeded = 0;
  const cells = cellsOf(path, stage).values();
  const worker = async () => {
    for (const cell of cells) {
      if (untilFirst && wrong.length > 0) return;
      const answer = await wrongOf(path, cell, stage);
      if (answer.wrong) wrong.push(answer.wrong);
      if (answer.succeeded) succeeded += 1;
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return { wrong, succeeded };
}

/** A sum over every row of every table but the one that counts attempts. */
async function everything(): Promise<string> {
  const { owner } = stage.here.house.base;
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth') and tablename <> 'throttles' order by 1`,
  );
  const sums: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from ${name} t`,
    );
    sums.push(`${name} ${rows[0]?.sum ?? ""}`);
  }
  return sums.join("\n");
}
