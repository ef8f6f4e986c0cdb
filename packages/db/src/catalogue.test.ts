import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase(2);
});
afterAll(() => base.close());

async function names(statement: string): Promise<readonly string[]> {
  const { rows } = await base.owner.query<{ name: string }>(statement);
  return rows.map(({ name }) => name);
}

/** The tables whose rows belong to a community; `communities` itself is public reference data. */
const tenantTables = `select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'committee_id'
    and not a.attisdropped and c.relname <> 'communities'`;
const ourForeignKeys = `select f.*, c.relname from pg_constraint f join pg_class c on c.oid = f.conrelid
  where f.contype = 'f' and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)`;

const line = "(committee_id = ( SELECT app_committee() AS app_committee))";
const stateful = `select t.oid, t.relname, a.attnotnull from (${tenantTables}) t
  join pg_attribute a on a.attrelid = t.oid and a.attname = 'fact_id' where t.relname <> 'facts'`;

/** What has to hold of every table, each as the question for those that break it. */
const rules = {
  "a table of a community has row-level security, forced on its owner too": `select t.relname as name
    from (${tenantTables}) t join pg_class c on c.oid = t.oid where not (c.relrowsecurity and c.relforcerowsecurity)`,
  // A restrictive policy can only narrow what the line lets through.
  "a table of a community has the one policy of the line, for reading and writing, and no way around it": `select t.relname as name
    from (${tenantTables}) t where (select count(*) from pg_policy p where p.polrelid = t.oid and p.polpermissive) <> 1
      or not exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname
        and p.qual = '${line}' and p.with_check = '${line}' and p.cmd = 'ALL' and p.roles = '{public}')`,
  "the primary key of a community's table begins with the community": `select t.relname as name
    from (${tenantTables}) t left join pg_constraint k on k.conrelid = t.oid and k.contype = 'p'
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
    where a.attname is distinct from 'committee_id'`,
  "a foreign key between tables of a community carries the community": `select f.relname as name from (${ourForeignKeys}) f
    where f.conrelid in (select oid from (${tenantTables}) t) and f.confrelid in (select oid from (${tenantTables}) t)
      and not exists (select from unnest(f.conkey, f.confkey) as k (own, other)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
        join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.other
        where a.attname = 'committee_id' and b.attname = 'committee_id')`,
  "a foreign key has a name that somebody gave it": `select relname as name from (${ourForeignKeys}) f
    where conname ~ '_fkey[0-9]*$' or conname !~ '^[a-z_]+$'`,
  "a foreign key has an index that begins with its columns": `select f.relname as name from (${ourForeignKeys}) f
    where not exists (select from pg_index i where i.indrelid = f.conrelid and i.indpred is null
      and (select array_agg(n order by n) from unnest((i.indkey::int2[])[0:cardinality(f.conkey) - 1]) n)
        = (select array_agg(n order by n) from unnest(f.conkey) n))`,
  "a state is never without its fact": `select s.relname as name from (${stateful}) s where not s.attnotnull`,
  // Ballots are many; the function that writes one writes its fact in the same breath.
  "the fact of a state is one that was written down": `select s.relname as name from (${stateful}) s where s.relname <> 'ballots'
    and not exists (select from pg_constraint f where f.conrelid = s.oid and f.contype = 'f' and f.confrelid = 'facts'::regclass)`,
  "a state changes with a new fact, or not at all": `select s.relname as name from (${stateful}) s
    where not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid where g.tgrelid = s.oid
      and p.proname in ('require_new_fact', 'forbid_change') and g.tgenabled = 'O')`,
} as const;

describe("the tables", () => {
  test("there are some of communities, and those that know no community are ones that we know", async () => {
    expect((await names(`select relname as name from (${tenantTables}) t`)).length).toBeGreaterThan(15);
    expect(
      await names(
        `select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
           and c.oid not in (select oid from (${tenantTables}) t) order by 1`,
      ),
    ).toEqual(["communities", "districts", "migrations", "subdistricts", "yishi_clock"]);
  });

  test("those with a state are known", async () => {
    expect(await names(`select relname as name from (${stateful}) s order by 1`)).toEqual([
      ...[
        "acceptances",
        "amendments",
        "appeal_decisions",
        "appeals",
        "ballots",
        "box_rounds",
        "challenges",
        "charter_filings",
        "charters",
        "consultations",
        "contests",
        "court_cases",
        "experts",
        "files",
        "follow_ups",
        "hand_counts",
        "hand_openings",
        "kinships",
        "meeting_attendance",
        "meeting_changes",
        "meeting_undertakings",
        "meetings",
        "mergers",
        "milestone_changes",
        "milestones",
        "minute_corrections",
        "minute_signatures",
        "minute_supplements",
        "moderations",
        "motion_meetings",
        "motions",
        "objections",
        "panel_seats",
        "petitions",
        "posts",
        "proposals",
        "recounts",
        "recoveries",
        "recusals",
        "resolutions",
        "roll_entries",
        "rule_changes",
        "seat_changes",
        "slips",
        "sponsorships",
        "support_answers",
        "units",
        "views",
      ],
    ]);
  });

  test.for(Object.entries(rules))("%s", async ([, broken]) => {
    expect(await names(broken)).toEqual([]);
  });

  test("a table made without care breaks every one of these rules", async () => {
    await base.owner.query("create unique index anywhere on proposals (proposal_id)");
    await base.owner.query(
      "create table careless (id int primary key, committee_id uuid, fact_id uuid, proposal_id uuid references proposals (proposal_id))",
    );
    try {
      for (const [rule, broken] of Object.entries(rules))
        expect([rule, await names(broken)]).toEqual([rule, ["careless"]]);
    } finally {
      await base.owner.query("drop table careless");
      await base.owner.query("drop index anywhere");
    }
  });
});

describe("functions that act for somebody stronger", () => {
  test("find nothing by a path that others could lay, and nobody calls them but the server", async () => {
    const found = await names(
      `select p.proname as name from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1`,
    );
    expect(found).toEqual([
      ...["cast_ballot", "count_ballots", "count_hands", "named_ballots", "own_ballot", "read_hands"],
      "transcribe_ballot",
    ]);
    expect(
      await names(
        `select p.proname as name from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace
           and (p.proowner <> 'yishi_ballots'::regrole
             or not coalesce('search_path=public, pg_catalog, pg_temp' = any(p.proconfig), false)
             or p.proacl::text like '%{=X%' or p.proacl::text like '%,=X%')`,
      ),
    ).toEqual([]);
  });
});
