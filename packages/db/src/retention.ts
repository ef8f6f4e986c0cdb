import type { RetentionFact } from "@yishi/domain/privacy/retention";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** One step of what goes by itself: what began before an instant, at most so many at once. */
export interface Step {
  readonly before: Date;
  readonly limit: number;
}

/** Lets one sweeper of a kind work in a community at a time; the other one goes away and comes another day. */
export async function mayStep(tx: Tx, what: string): Promise<boolean> {
  const { rows } = await tx.raw.query<{ free: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('sweep ' || $1), hashtext($2)) as free",
    [tx.committeeId, what],
  );
  return rows[0]?.free ?? false;
}

/** Files of the roll and of the owners' register that were read and never applied. */
export async function removeReadings(tx: Tx, { before, limit }: Step): Promise<number> {
  const owners = await changed(
    tx,
    `delete from owner_imports where committee_id = $1 and import_id in (select import_id from owner_imports
       where committee_id = $1 and applied_at is null and read_at < $2 order by read_at limit $3)`,
    [before, limit],
  );
  const rolls = await changed(
    tx,
    `delete from roll_imports where committee_id = $1 and import_id in (select import_id from roll_imports
       where committee_id = $1 and applied_at is null and read_at < $2 order by read_at limit $3)`,
    [before, limit],
  );
  return owners + rolls;
}

/** Who has seen what, longer ago than it is kept. */
export async function removeSightings(tx: Tx, { before, limit }: Step): Promise<number> {
  return changed(
    tx,
    `delete from sightings where committee_id = $1 and sighting_id in (select sighting_id from sightings
       where committee_id = $1 and at < $2 order by at limit $3)`,
    [before, limit],
  );
}

/** Drafts that were never public and that nobody has touched, with their authors. */
export async function idleDrafts(tx: Tx, { before, limit }: Step) {
  const { rows } = await tx.raw.query<{ proposalId: string }>(
    `select p.proposal_id as "proposalId" from proposals p where p.committee_id = $1 and p.opened_at is null and p.changed_at < $2
       and not exists (select from drafts d where d.committee_id = p.committee_id and d.draft_id = p.proposal_id and d.saved_at >= $2)
       and exists (select from proposal_versions v where v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.erased_at is null)
     order by p.changed_at limit $3 for update of p`,
    [tx.committeeId, before, limit],
  );
  return rows.map(({ proposalId }) => proposalId);
}

/** The words of contests that were answered or taken back; that there was one, and how it ended, stays. */
export async function eraseContestWords(
  tx: Tx,
  { before, limit }: Step,
  factOf: (count: number) => RetentionFact,
): Promise<number> {
  const ids = await idsOf(
    tx,
    `select contest_id as id from contests where committee_id = $1 and status <> 'open' and answered_at < $2
       and erased_at is null order by answered_at limit $3 for update`,
    [before, limit],
  );
  if (ids.length === 0) return 0;
  const factId = await keepFact(tx, factOf(ids.length));
  await tx.raw.query(
    `update contests set wrong = null, wanted = null, answer = null, erased_at = $3, erased_ground = 'period', fact_id = $4
     where committee_id = $1 and contest_id = any($2)`,
    [tx.committeeId, ids, tx.now, factId],
  );
  return ids.length;
}

/**
 * Who left long ago, and whom no archive binds any more: no vote in which they have a seat that closed since, no public
 * proposal of theirs that moved since, no post that lasted until since.
 */
const leftAndFree = `select r.resident_id as id from residents r where r.committee_id = $1 and r.left_on < ($2::timestamptz at time zone 'Asia/Shanghai')::date
  and (r.name is not null or r.born is not null)
  and not exists (select from seat_holders h join motions m on m.committee_id = h.committee_id and m.motion_id = h.motion_id
    where h.committee_id = r.committee_id and h.resident_id = r.resident_id and (m.counted_at is null or m.closes_at >= $2))
  and not exists (select from proposals p where p.committee_id = r.committee_id and p.author_id = r.resident_id
    and p.opened_at is not null and p.changed_at >= $2)
  and not exists (select from members e join posts o on o.committee_id = e.committee_id and o.member_id = e.member_id
    where e.committee_id = r.committee_id and e.resident_id = r.resident_id and o.until_at >= $2)
  order by r.left_on limit $3 for update of r`;

/** The names and birth days of who left: on the roll, in its history with the words of its papers, and of a member who never held a post. */
export async function eraseLeft(
  tx: Tx,
  { before, limit }: Step,
  factOf: (count: number) => RetentionFact,
): Promise<number> {
  return (
    (await eraseResidents(tx, { before, limit }, factOf)) + (await eraseGuests(tx, { before, limit }, factOf))
  );
}

async function eraseResidents(
  tx: Tx,
  { before, limit }: Step,
  factOf: (count: number) => RetentionFact,
): Promise<number> {
  const ids = await idsOf(tx, leftAndFree, [before, limit]);
  if (ids.length === 0) return 0;
  const factId = await keepFact(tx, factOf(ids.length));
  await tx.raw.query(
    "update residents set name = null, born = null where committee_id = $1 and resident_id = any($2)",
    [tx.committeeId, ids],
  );
  await tx.raw.query(
    `update roll_entries set before_name = null, before_born = null, reference = null, fact_id = $3
     where committee_id = $1 and resident_id = any($2)
       and (before_name is not null or before_born is not null or reference is not null)`,
    [tx.committeeId, ids, factId],
  );
  // A post was public and stays so, with the name under which it was held; nobody else's name is needed.
  await tx.raw.query(
    `update members m set name = '—' where committee_id = $1 and resident_id = any($2)
       and not exists (select from posts o where o.committee_id = m.committee_id and o.member_id = m.member_id)`,
    [tx.committeeId, ids],
  );
  return ids.length;
}

/** Who served here from elsewhere and was removed: why they served, and the name of whoever never held a post. */
async function eraseGuests(
  tx: Tx,
  { before, limit }: Step,
  factOf: (count: number) => RetentionFact,
): Promise<number> {
  const ids = await idsOf(
    tx,
    `select m.member_id as id from members m where m.committee_id = $1 and m.resident_id is null and m.left_at < $2
       and m.serves_as is not null order by m.left_at limit $3 for update of m`,
    [before, limit],
  );
  if (ids.length === 0) return 0;
  await keepFact(tx, factOf(ids.length));
  await tx.raw.query(
    `update members m set serves_as = null, name = case when exists (select from posts o
         where o.committee_id = m.committee_id and o.member_id = m.member_id) then name else '—' end
     where committee_id = $1 and member_id = any($2)`,
    [tx.committeeId, ids],
  );
  return ids.length;
}

async function idsOf(tx: Tx, statement: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ id: string }>(statement, [tx.committeeId, ...values]);
  return rows.map(({ id }) => id);
}

async function changed(tx: Tx, statement: string, values: readonly unknown[]): Promise<number> {
  return (await tx.raw.query(statement, [tx.committeeId, ...values])).rowCount ?? 0;
}
