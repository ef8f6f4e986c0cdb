import type { Fact } from "@yishi/domain/membership";
import type { RollLine } from "@yishi/domain/membership/roll";
import type { Post } from "@yishi/domain/roles";
import { and, asc, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { charters, households, members, posts, residents } from "./schema/membership.ts";

interface MemberWithPost {
  readonly memberId: string;
  readonly residentId: string | null;
  readonly name: string;
  readonly post: Post | null;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
}

/** The member behind an account in this community, with the posts that have not ended; null for a stranger. */
export async function memberOf(tx: Tx, accountId: string) {
  // Every request of somebody who is signed in asks this: a statement with a name is planned once per connection.
  const { rows } = await tx.raw.query<MemberWithPost>({
    name: "membership.memberOf",
    text: `select m.member_id as "memberId", m.resident_id as "residentId", m.name, p.post,
        p.from_at as "fromAt", p.until_at as "untilAt"
      from members m
      left join posts p on p.committee_id = m.committee_id and p.member_id = m.member_id and p.until_at > $3
      where m.committee_id = $1 and m.account_id = $2 and m.left_at is null`,
    values: [tx.committeeId, accountId, tx.now],
  });
  const [first] = rows;
  if (!first) return null;
  const tenures = rows.flatMap(({ post, fromAt, untilAt }) =>
    post && fromAt && untilAt ? [{ post, fromAt, untilAt }] : [],
  );
  return { memberId: first.memberId, residentId: first.residentId, name: first.name, tenures };
}

const residentColumns = {
  residentId: residents.residentId,
  householdId: residents.householdId,
  name: residents.name,
  born: residents.born,
  building: households.building,
  stairwell: households.stairwell,
  door: households.door,
};
const livesIn = and(
  eq(households.committeeId, residents.committeeId),
  eq(households.householdId, residents.householdId),
);

/** A resident who is on the roll now. */
export async function residentById(tx: Tx, residentId: string) {
  const [found] = await tx.sql
    .select(residentColumns)
    .from(residents)
    .innerJoin(households, livesIn)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        eq(residents.residentId, residentId),
        isNull(residents.leftOn),
      ),
    );
  return found ?? null;
}

/** Residents of a building whose name begins so, for the desk. */
export async function findResidents(tx: Tx, wanted: { readonly building: string; readonly name: string }) {
  return tx.sql
    .select({ ...residentColumns, memberId: members.memberId, accountId: members.accountId })
    .from(residents)
    .innerJoin(households, livesIn)
    .leftJoin(
      members,
      and(eq(members.committeeId, residents.committeeId), eq(members.residentId, residents.residentId)),
    )
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        isNull(residents.leftOn),
        wanted.building ? eq(households.building, wanted.building) : undefined,
        wanted.name ? sql`starts_with(${residents.name}, ${wanted.name})` : undefined,
      ),
    )
    .orderBy(asc(households.building), asc(households.stairwell), asc(households.door), asc(residents.name))
    .limit(30);
}

/** How many people of voting age live in a building. */
export async function countOfBuilding(tx: Tx, building: string, bornUntil: string): Promise<number> {
  const [row] = await tx.sql
    .select({ count: sql<number>`count(*)::int` })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(
      and(
        eq(residents.committeeId, tx.committeeId),
        isNull(residents.leftOn),
        sql`${residents.born} <= ${bornUntil}::date`,
        eq(households.building, building),
      ),
    );
  return row?.count ?? 0;
}

/** The figures of the roll: how many people, how many of voting age, households, buildings. */
export async function rollFigures(tx: Tx, bornUntil: string) {
  const [row] = await tx.sql
    .select({
      residents: sql<number>`count(*)::int`,
      ofVotingAge: sql<number>`(count(*) filter (where ${residents.born} <= ${bornUntil}::date))::int`,
      households: sql<number>`count(distinct ${residents.householdId})::int`,
      buildings: sql<number>`count(distinct ${households.building})::int`,
    })
    .from(residents)
    .innerJoin(households, livesIn)
    .where(and(eq(residents.committeeId, tx.committeeId), isNull(residents.leftOn)));
  return row ?? { residents: 0, ofVotingAge: 0, households: 0, buildings: 0 };
}

/** Everyone on the roll now, as lines that a file can be compared with. Locked: two imports take turns. */
export async function lockRoll(tx: Tx): Promise<readonly (RollLine & { residentId: string })[]> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('roll ' || $1))", [tx.committeeId]);
  const { rows } = await tx.raw.query<RollLine & { residentId: string }>(
    `select r.resident_id as "residentId", h.building, h.stairwell, h.door, r.name, r.born::text as born
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.left_on is null and r.name is not null and r.born is not null`,
    [tx.committeeId],
  );
  return rows;
}

/** Writes the change of a roll in three statements, whatever its size. */
export async function saveRoll(
  tx: Tx,
  change: {
    readonly added: readonly RollLine[];
    readonly removed: readonly { readonly residentId: string }[];
    readonly on: string;
  },
  fact: Fact,
): Promise<void> {
  await keepFact(tx, fact);
  const doors = new Map(
    change.added.map((line) => [`${line.building}\n${line.stairwell}\n${line.door}`, line]),
  );
  const places = [...doors.values()].map(({ building, stairwell, door }) => ({
    id: newId(),
    building,
    stairwell,
    door,
  }));
  await tx.raw.query(
    `insert into households (committee_id, household_id, building, stairwell, door)
     select $1, x.id, x.building, x.stairwell, x.door
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text)
     on conflict (committee_id, building, stairwell, door) do nothing`,
    [tx.committeeId, JSON.stringify(places)],
  );
  const people = change.added.map((line) => ({ id: newId(), ...line }));
  await tx.raw.query(
    `insert into residents (committee_id, resident_id, household_id, name, born, joined_on)
     select $1, x.id, h.household_id, x.name, x.born, $3
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text, name text, born date)
     join households h on h.committee_id = $1 and h.building = x.building and h.stairwell = x.stairwell and h.door = x.door`,
    [tx.committeeId, JSON.stringify(people), change.on],
  );
  await tx.raw.query(`update residents set left_on = $3 where committee_id = $1 and resident_id = any($2)`, [
    tx.committeeId,
    change.removed.map((person) => person.residentId),
    change.on,
  ]);
  await tx.raw.query(
    `update members set left_at = $3 where committee_id = $1 and resident_id = any($2) and left_at is null`,
    [tx.committeeId, change.removed.map((person) => person.residentId), tx.now],
  );
}

/** The member that a resident is, made when there is none yet. */
export async function memberForResident(tx: Tx, residentId: string, name: string): Promise<string> {
  const [made] = await tx.sql
    .insert(members)
    .values({ committeeId: tx.committeeId, memberId: newId(), residentId, name, joinedAt: tx.now })
    .onConflictDoUpdate({ target: [members.committeeId, members.residentId], set: { name, leftAt: null } })
    .returning({ memberId: members.memberId });
  if (!made) throw new Error("no member was made");
  return made.memberId;
}

/** A member who is not on the roll: somebody who serves here and lives elsewhere. */
export async function addMember(tx: Tx, name: string, memberId = newId()): Promise<string> {
  await tx.sql.insert(members).values({ committeeId: tx.committeeId, memberId, name, joinedAt: tx.now });
  return memberId;
}

export async function memberById(tx: Tx, memberId: string) {
  const [found] = await tx.sql
    .select({
      memberId: members.memberId,
      residentId: members.residentId,
      accountId: members.accountId,
      name: members.name,
    })
    .from(members)
    .where(
      and(eq(members.committeeId, tx.committeeId), eq(members.memberId, memberId), isNull(members.leftAt)),
    );
  return found ?? null;
}

/** Ties an account to a member; answers whether it could: each account is one member of a community at most. */
export async function join(tx: Tx, memberId: string, accountId: string, fact: Fact): Promise<boolean> {
  await keepFact(tx, fact);
  const joined = await tx.sql
    .update(members)
    .set({ accountId })
    .where(
      and(
        eq(members.committeeId, tx.committeeId),
        eq(members.memberId, memberId),
        sql`not exists (select from ${members} o where o.committee_id = ${tx.committeeId} and o.account_id = ${accountId})`,
      ),
    )
    .returning({ memberId: members.memberId });
  return joined.length > 0;
}

type PostRow = typeof posts.$inferInsert;

/** Enters a post with its term. */
export async function appoint(
  tx: Tx,
  post: Omit<PostRow, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(posts).values({ ...post, committeeId: tx.committeeId, factId });
}

/** Ends the posts of a kind at an instant: the registrar's, once a chair is in office. */
export async function endPosts(tx: Tx, post: PostRow["post"], at: Date, fact: Fact): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql
    .update(posts)
    .set({ untilAt: at, factId })
    .where(
      and(
        eq(posts.committeeId, tx.committeeId),
        eq(posts.post, post),
        gt(posts.untilAt, at),
        lt(posts.fromAt, at),
      ),
    );
}

/** Who holds which post now. */
export async function holders(tx: Tx) {
  return tx.sql
    .select({
      postId: posts.postId,
      memberId: posts.memberId,
      name: members.name,
      post: posts.post,
      fromAt: posts.fromAt,
      untilAt: posts.untilAt,
    })
    .from(posts)
    .innerJoin(members, and(eq(members.committeeId, posts.committeeId), eq(members.memberId, posts.memberId)))
    .where(and(eq(posts.committeeId, tx.committeeId), gt(posts.untilAt, tx.now)))
    .orderBy(asc(posts.post), asc(posts.fromAt));
}

/** The charter in force: its newest version. */
export async function currentCharter(tx: Tx) {
  const [found] = await tx.sql
    .select({
      version: charters.version,
      text: charters.text,
      lang: charters.lang,
      appBallotsCount: charters.appBallotsCount,
      adoptedOn: charters.adoptedOn,
      resolution: charters.resolution,
    })
    .from(charters)
    .where(eq(charters.committeeId, tx.committeeId))
    .orderBy(desc(charters.version))
    .limit(1);
  return found ?? null;
}

type CharterRow = typeof charters.$inferInsert;

/** Enters a new version of the charter; the old ones stay. */
export async function adoptCharter(
  tx: Tx,
  charter: Omit<CharterRow, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(charters).values({ ...charter, committeeId: tx.committeeId, factId });
}

/** Writes down something that changes no state of its own: a slip was issued. */
export async function note(tx: Tx, fact: Fact): Promise<void> {
  await keepFact(tx, fact);
}
