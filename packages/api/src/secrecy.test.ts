import { approvalChoice, choices, oneChoice, paperChoices } from "@yishi/domain/ballots";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { first } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

// Before the count nobody learns a choice: not through the door, and not with any statement of the server's login.

let house: House;
let vote: VotingHouse;
let motionId: string;
let oneOfId: string;
let approvalId: string;
let committeeId: string;
const keys: string[] = [];
const waitingSeat = 23;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 12 });
  motionId = await vote.announce();
  const options = ["早上", "中午", "晚上"].map((name) => ({ name }));
  oneOfId = await vote.announce(undefined, undefined, { form: "oneOf", options });
  approvalId = await vote.announce(undefined, undefined, { form: "approval", options });
  await house.moveDays(12);
  for (const elder of vote.elders) {
    const form = { key: newKey(), motionId, choice: "against" as const };
    keys.push(form.key);
    await elder.ballots.cast(form);
  }
  for (const [at, elder] of vote.elders.entries()) {
    const key = newKey();
    await elder.ballots.cast({ key, motionId: oneOfId, choice: oneChoice((at % 3) + 1) });
    await elder.ballots.cast({ key, motionId: approvalId, choice: approvalChoice(at % 2 ? [2] : [1, 3]) });
  }
  const paper = { motionId, choice: "invalid" as const, channel: "desk" as const };
  for (const [seat, clerk] of [
    [22, 0],
    [22, 1],
    [waitingSeat, 0],
  ] as const) {
    const key = newKey();
    keys.push(key);
    await vote.clerks[clerk].ballots.transcribe({ key, seat, ...paper });
  }
  const { rows } = await house.base.owner.query<{ id: string }>("select committee_id as id from communities");
  committeeId = first(rows).id;
  await house.base.owner.query("analyze");
}, 120_000);
afterAll(() => house.close());

interface Answer {
  readonly rows: readonly unknown[];
  readonly error: string | null;
}

/** What the server's login is answered, with the community set; whatever it did is taken back. */
async function asServer(statement: string, values: readonly unknown[] = []): Promise<Answer> {
  const client = await house.base.db.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.committee', $1, true)", [committeeId]);
    const { rows } = await client.query(statement, [...values]);
    return { rows, error: null };
  } catch (error) {
    const said =
      error instanceof Error ? [error.message, ...("detail" in error ? [String(error.detail)] : [])] : [];
    return { rows: [], error: said.join(" ") };
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const prying = [
  "select choice from ballots",
  "select * from ballots",
  "table ballots",
  "select b from ballots b",
  "select b::text from ballots b",
  "select to_jsonb(b) from ballots b",
  "select (b).choice from ballots b",
  "select count(*) from ballots where choice = 'for'",
  "select count(*) filter (where choice = 'for') from ballots",
  "select seat from ballots order by choice",
  "select max(choice) from ballots",
  "select choice::int from ballots",
  "select pg_column_size(choice) from ballots",
  "select pg_column_size(b.*) from ballots b",
  "select 1 / (choice <> 'against')::int from ballots",
  "select seat from ballots group by seat, choice",
  "select seat from ballots join (values ('for')) v (choice) using (choice)",
  "explain analyze select seat from ballots where choice = 'against'",
  "copy ballots to stdout",
  "copy (select choice from ballots) to stdout",
  "create view peek as select choice from ballots",
  "create temp table peek as select choice from ballots",
  "update ballots set choice = choice returning choice",
  "delete from ballots returning choice",
  "merge into ballots b using (values (1)) v (seat) on b.seat = v.seat when matched then delete",
  "select choice from paper_readings",
  "select r::text from paper_readings r",
  "delete from paper_readings where choice = 'invalid'",
  "set local role yishi_ballots",
  "set local row_security = off; select choice from ballots",
  "grant select on ballots to current_user",
  "alter table ballots disable row level security",
  "create function peek() returns text language sql security definer as 'select choice from ballots'",
  "create extension pageinspect",
  "select pg_read_file('postgresql.conf')",
  "select stavalues1::text from pg_statistic",
];

test.each(prying)("refused: %s", async (statement) => {
  const { rows, error } = await asServer(statement);
  expect(rows).toEqual([]);
  expect(error).toMatch(/permission denied|must be owner|row-level security/);
  expect(error).not.toMatch(/against|invalid/);
});

test("the owner does see it: what is refused above is there to be seen", async () => {
  const { rows } = await house.base.owner.query<{ choice: string }>(
    'select distinct trim(choice) collate "C" as choice from ballots order by 1',
  );
  expect(rows.map((row) => row.choice)).toEqual([
    ...["-x-----", "against", "invalid", "o1", "o2", "o3", "x-x----"],
  ]);
});

/** Everything that the server's login may read: each table with the columns it may select, and what statistics say. */
async function everythingReadable(): Promise<string> {
  const { rows } = await house.base.db.pool.query<{ place: string; columns: string }>(
    `select format('%I.%I', n.nspname, c.relname) as place, string_agg(quote_ident(a.attname), ', ') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname in ('public', 'auth') and c.relkind in ('r', 'v', 'm', 'p') and a.attnum > 0 and not a.attisdropped
       and has_column_privilege(c.oid, a.attnum, 'select') group by 1`,
  );
  const texts: string[] = [];
  for (const { place, columns } of rows) {
    const answer = await asServer(`select to_jsonb(t)::text as row from (select ${columns} from ${place}) t`);
    expect(answer.error).toBeNull();
    texts.push(place, columns, JSON.stringify(answer.rows));
  }
  const statistics = await asServer(
    "select tablename, attname, most_common_vals::text, histogram_bounds::text from pg_stats where schemaname in ('public', 'auth')",
  );
  return [...texts, JSON.stringify(statistics.rows)].join("\n");
}

test("whatever the server may read, no choice stands in it", async () => {
  const readable = await everythingReadable();
  expect(readable.includes("public.ballots")).toBe(true);
  expect(readable.includes(first(keys))).toBe(true); // the rows are there, without their choice
  expect(/\bchoice\b/.test(readable)).toBe(false);
  for (const choice of [/against/, /invalid/, /abstain/, /\\*"for\\*"/, /[x-]{7}/, /"o[1-7] *\\*"/])
    expect([choice, choice.test(readable)]).toEqual([choice, false]);
});

test("no hash that is kept of a form can be tried against the few choices", async () => {
  const { rows } = await house.base.owner.query<{ key: string; procedure: string; hash: Buffer }>(
    "select key, procedure, request_hash as hash from submissions where procedure like 'ballots.%'",
  );
  const tried = new Set<string>();
  for (const { key, procedure } of rows) {
    for (const seat of [22, waitingSeat]) {
      for (const choice of [...choices, "invalid"]) {
        const form = { key, motionId, seat, choice, channel: "desk" };
        for (const told of [JSON.stringify(form), JSON.stringify(Object.entries(form))])
          tried.add(createHash("sha256").update(`${procedure}\n${told}`).digest("hex"));
      }
    }
  }
  const kept = rows.map((row) => row.hash.toString("hex"));
  expect(kept).toHaveLength(3);
  expect(kept.filter((hash) => tried.has(hash))).toEqual([]);
  // The same guesses without the choice do find them: the forms were guessed right.
  const without = rows.map(({ key, procedure }, index) => {
    const form = { key, motionId, seat: index < 2 ? 22 : waitingSeat, channel: "desk" };
    return createHash("sha256")
      .update(`${procedure}\n${JSON.stringify(Object.entries(form))}`)
      .digest("hex");
  });
  expect(kept.filter((hash) => without.includes(hash)).length).toBeGreaterThan(0);
});

test("the functions that open the box are shut before the close, and tell nothing of it", async () => {
  const count = await asServer("select * from count_ballots($1, $2)", [committeeId, motionId]);
  expect(count.rows).toEqual([]);
  expect(count.error).toMatch(/the vote is not closed/);
  const { rows } = await house.base.owner.query<{ id: string }>("select account_id as id from auth.accounts");
  for (const { id } of rows)
    expect(await asServer("select * from own_ballot($1, $2, $3)", [committeeId, id, motionId])).toEqual({
      rows: [],
      error: null,
    });
});

test("a ballot that is refused is answered alike whatever was voted and whatever is tried", async () => {
  const elder = first(vote.elders);
  const answers = await Promise.all(
    choices.map((choice) =>
      elder.ballots.cast({ key: newKey(), motionId, choice }).catch((error: unknown) => String(error)),
    ),
  );
  expect(new Set(answers).size).toBe(1);
  const again = await Promise.all(
    choices.map((choice) => elder.ballots.cast({ key: first(keys), motionId, choice })),
  );
  expect(new Set(again.map((one) => JSON.stringify(one))).size).toBe(1);
});

test("whatever is chosen of several, the answer is of one size, and so is what is kept of it", async () => {
  for (const [id, choices] of [
    [oneOfId, [oneChoice(1), oneChoice(3), "abstain"]],
    [approvalId, [approvalChoice([1]), approvalChoice([1, 2, 3]), "abstain"]],
  ] as const) {
    const answers = await Promise.all(
      choices.map((choice) =>
        first(vote.elders)
          .ballots.cast({ key: newKey(), motionId: id, choice })
          .catch((error: unknown) => String(error)),
      ),
    );
    expect(new Set(answers).size).toBe(1);
    const { rows } = await house.base.owner.query<{ sizes: number; facts: number }>(
      `select count(distinct pg_column_size(b.*))::int as sizes,
         (select count(distinct pg_column_size(f.body))::int from facts f where f.object_id = $1 and f.kind = 'ballot.cast') as facts
       from ballots b where b.motion_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ sizes: 1, facts: 1 }]);
  }
});

test("every choice takes the same room: how large the tables are tells nothing", async () => {
  const { rows } = await house.base.owner.query<{ choice: string; size: number }>(
    "select c as choice, pg_column_size(row(c::char(7))) as size from unnest($1::text[]) c",
    [
      [
        ...paperChoices,
        oneChoice(1),
        oneChoice(7),
        approvalChoice([4]),
        approvalChoice([1, 2, 3, 4, 5, 6, 7]),
      ],
    ],
  );
  expect(new Set(rows.map((row) => row.size)).size).toBe(1);
  const types = await house.base.owner.query<{ type: string }>(
    `select distinct format_type(atttypid, atttypmod) as type from pg_attribute
     where attname = 'choice' and attrelid in ('ballots'::regclass, 'paper_readings'::regclass)`,
  );
  expect(types.rows).toEqual([{ type: "character(7)" }]);
  const asText = await house.base.owner.query<{ sizes: number }>(
    "select count(distinct pg_column_size(row(c))) ::int as sizes from unnest(array['for', 'against']) c",
  );
  expect(asText.rows[0]?.sizes).toBe(2); // as text the table would tell
});

test("a ballot that breaks on its way leaves no choice in the database's log", async () => {
  const { rows } = await house.base.owner.query<{ folder: string }>(
    "select current_setting('data_directory') as folder",
  );
  const blocker = await house.base.owner.connect();
  await blocker.query("select pg_advisory_lock(motion_lock($1))", [motionId]);
  const client = await house.base.db.pool.connect();
  await client.query("set lock_timeout = '50ms'");
  const cast = client.query("select * from cast_ballot($1, $2, $3, 'abst' || $4, $5, $6)", [
    committeeId,
    newKey(),
    motionId,
    "ain",
    newKey(),
    newKey(),
  ]);
  await expect(cast).rejects.toThrow("lock timeout");
  await client.query("reset lock_timeout");
  client.release();
  await blocker.query("select pg_advisory_unlock_all()");
  blocker.release();
  const log = await readFile(join(first(rows).folder, "..", "postgres.log"), "utf8");
  expect(log).toContain("lock timeout"); // the failure itself is there
  expect(log).not.toMatch(/abstain|against/);
});

test("after the count, and not before, electors learn what their own seat voted", async () => {
  const { rows } = await house.base.owner.query<{ id: string }>(
    `select account_id as id from members m join seat_holders h using (committee_id, resident_id)
     where h.motion_id = $1 and account_id is not null and exists (select from ballots b where b.motion_id = h.motion_id and b.seat = h.seat)
     order by account_id limit 1`,
    [motionId],
  );
  const own = () =>
    asServer("select choice from own_ballot($1, $2, $3)", [committeeId, first(rows).id, motionId]);
  await house.moveDays(4);
  expect((await own()).rows).toEqual([]); // closed, not counted
  const sheet = { motionId, desk: 1, homeBox: 0, meeting: 0 };
  for (const scrutineer of vote.scrutineers) await scrutineer.ballots.count({ key: newKey(), ...sheet });
  expect((await own()).rows).toEqual([{ choice: "against" }]);
  const stranger = await asServer("select * from own_ballot($1, $2, $3)", [committeeId, newKey(), motionId]);
  expect(stranger.rows).toEqual([]);
  expect((await asServer("select choice from ballots")).error).toMatch(/permission denied/);
});
