import pg from "pg";

// Fills a database by SQL as its owner: what residents would need years for. The rows are those the server writes.

/** Who may vote, with a session each, and on how many motions whose vote is open. */
export interface Electorate {
  readonly voters: number;
  readonly motions: number;
}

export const slug = "bench";
export const committeeId = "00000000-0000-7000-8000-000000000000";

/** An id of a kind and a number, so that the measures know them without asking. */
export function idOf(kind: keyof typeof kinds, number: number): string {
  return `00000000-0000-7000-8${kinds[kind]}-${number.toString(16).padStart(12, "0")}`;
}

const kinds = {
  account: "001",
  member: "002",
  household: "003",
  resident: "004",
  proposal: "005",
  motion: "006",
};

/** The token with which a voter is signed in. */
export function tokenOf(voter: number): string {
  return `${String(voter).padStart(24, "A")}.${String(voter).padStart(32, "A")}`;
}

/** When a proposal was opened: one a minute, the newest an hour ago. */
export function openedAt(proposal: number, proposals: number, now: Date): Date {
  return new Date(now.getTime() - (proposals - proposal + 60) * 60_000);
}

/** One community with so many public proposals and the electorate of its open votes. */
export async function seed(
  ownerUrl: string,
  wanted: Electorate & { readonly proposals: number; readonly now: Date },
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    // The rows are whole and need no second look; without it the seeding takes seconds instead of minutes.
    await client.query("set local session_replication_role = replica");
    await seedPeople(client, wanted.voters);
    await seedProposals(client, wanted);
    await seedPairs(client);
    await seedMotions(client, wanted);
    await client.query("commit");
    await client.query(`vacuum analyze ${filledTables.join(", ")}`);
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}

/** Not the empty ones: of a table it knows to be empty PostgreSQL believes that reading it whole is quickest. */
const filledTables = [
  "auth.accounts",
  "auth.sessions",
  "communities",
  "households",
  "residents",
  "members",
  "proposals",
  "proposal_versions",
  "proposal_pairs",
  "motions",
  "motion_versions",
  "seats",
  "seat_holders",
];

const id = (kind: keyof typeof kinds, number: string) =>
  `('00000000-0000-7000-8${kinds[kind]}-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

async function seedPeople(client: pg.Client, voters: number): Promise<void> {
  await client.query(
    `with d as (insert into districts values (gen_random_uuid(), '武汉市青山区') on conflict (name) do update set name = excluded.name
         returning district_id),
       s as (insert into subdistricts select gen_random_uuid(), district_id, '红钢街道' from d
         on conflict (district_id, name) do update set name = excluded.name returning subdistrict_id)
     insert into communities (committee_id, slug, name, subdistrict_id, phone, window_place, founded_at)
     select '${committeeId}', '${slug}', '钢花里社区', subdistrict_id, '027-8000', '', now() from s`,
  );
  const perVoter = [
    `insert into auth.accounts select ${id("account", "i")}, 'voter' || i, '', now() from generate_series(1, $1::int) i`,
    `insert into auth.sessions (session_id, secret_hash, account_id, created_at, expires_at, last_used_on) select lpad(i::text, 24, 'A'), sha256(convert_to(lpad(i::text, 32, 'A'), 'utf8')),
      ${id("account", "i")}, now(), now() + interval '10 days', current_date from generate_series(1, $1::int) i`,
    `insert into households select '${committeeId}', ${id("household", "i")}, (i / 100 + 1) || '栋', '1', i::text from generate_series(1, $1::int) i`,
    `insert into residents select '${committeeId}', ${id("resident", "i")}, ${id("household", "i")}, '居民' || i, '1970-01-01', '2020-01-01'
      from generate_series(1, $1::int) i`,
    `insert into members select '${committeeId}', ${id("member", "i")}, ${id("account", "i")}, ${id("resident", "i")}, '居民' || i, now()
      from generate_series(1, $1::int) i`,
  ];
  for (const statement of perVoter) await client.query(statement, [voters]);
}

async function seedProposals(
  client: pg.Client,
  { proposals, motions, now }: { readonly proposals: number; readonly motions: number; readonly now: Date },
): Promise<void> {
  await client.query(
    `insert into proposals (committee_id, proposal_id, author_id, status, year, number, version, author_named, opened_at,
        window_ends, cosponsors, cosponsors_needed, changed_at, fact_id)
      select '${committeeId}', ${id("proposal", "i")}, ${id("resident", "1")},
        case when i <= $3::int then 'scheduled' else (array['seekingSupport', 'admissibility', 'admitted', 'returned'])[i % 4 + 1] end,
        2026, i, 1, true,
        $2::timestamptz - make_interval(mins => $1::int - i + 60), '2099-01-01', 3, 20, $2, ${id("proposal", "i")}
      from generate_series(1, $1::int) i`,
    [proposals, now, motions],
  );
  await client.query(
    `insert into proposal_versions (committee_id, proposal_id, version, title, problem, wish, touches, cost, lang, hash, written_at)
      select '${committeeId}', ${id("proposal", "i")}, 1, '在' || i || '号楼前建一个自行车棚', '车没有地方停，楼道里都是。', '建一个棚。',
        '一楼的住户', '两万元', 'zh-CN', sha256(''::bytea), $2
      from generate_series(1, $1::int) i`,
    [proposals, now],
  );
}

/** A word of every title: the search that finds the most. */
export const everywhere = "自行车棚";

/** What the triggers would keep, of the titles alone: they are what is searched for. */
async function seedPairs(client: pg.Client): Promise<void> {
  await client.query(
    `insert into proposal_pairs select p.committee_id, pair, p.opened_at, p.proposal_id from proposals p
      join proposal_versions v using (committee_id, proposal_id, version) cross join lateral unnest(search_pairs(v.title)) pair`,
  );
}

/** Motion and proposal have the same number, and the vote has been open for a day. */
async function seedMotions(client: pg.Client, { voters, motions }: Electorate): Promise<void> {
  const perMotion = [
    `insert into motions (committee_id, motion_id, proposal_id, ordinal, status, version, electorate, noticed_at, opens_at, closes_at,
        app_ballots_count, seats, fact_id)
      select '${committeeId}', ${id("motion", "m")}, ${id("proposal", "m")}, 1, 'scheduled', 1, 'household', now() - interval '9 days',
        now() - interval '1 day', now() + interval '9 days', true, $1::int, ${id("motion", "m")}
      from generate_series(1, $2::int) m`,
    `insert into motion_versions (committee_id, motion_id, version, question, text, cost_yuan, money_source, carried_out_by, done_by,
        if_rejected, lang, hash, written_at)
      select '${committeeId}', ${id("motion", "m")}, 1, '是否在' || m || '号楼前建自行车棚？', '建一个有顶的棚，停四十辆车。', 20000, '公共收益',
        '居委会', '2099-06-01', '维持现状', 'zh-CN', sha256(''::bytea), now() - interval '10 days'
      from generate_series(1, $2::int) m where $1::int > 0`,
    `insert into seats select '${committeeId}', ${id("motion", "m")}, i, 'household', ${id("household", "i")}, (i / 100 + 1) || '栋'
      from generate_series(1, $2::int) m, generate_series(1, $1::int) i`,
    `insert into seat_holders select '${committeeId}', ${id("motion", "m")}, i, ${id("resident", "i")}
      from generate_series(1, $2::int) m, generate_series(1, $1::int) i`,
  ];
  for (const statement of perMotion) await client.query(statement, [voters, motions]);
}
