import type { Carried } from "@yishi/domain/boxes";
import type { Day } from "@yishi/domain/calendar";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** Keeps a round of the box and the seats at whose doors it was. */
export async function keepRound(tx: Tx, fact: Carried, seats: readonly number[]): Promise<void> {
  const factId = await keepFact(tx, fact);
  const { roundId, secondCarrierId, on } = fact.body;
  await tx.raw.query("insert into box_rounds values ($1, $2, $3, $4, $5, $6, $7)", [
    ...[tx.committeeId, roundId, fact.objectId, fact.actorId, secondCarrierId, on, factId],
  ]);
  await tx.raw.query("insert into box_visits select $1, $2, $3, unnest($4::int[])", [
    ...[tx.committeeId, roundId, fact.objectId, seats],
  ]);
}

/** The rounds of the box for a vote, the first one first: who carried it, and at how many seats they called. */
export async function roundsOf(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{ on: Day; names: readonly string[]; seats: number }>(
    `select b.carried_on::text as on, array[o.name, s.name] as names,
       (select count(*)::int from box_visits v where v.committee_id = b.committee_id and v.round_id = b.round_id) as seats
     from box_rounds b
     join members o on o.committee_id = b.committee_id and o.member_id = b.carrier_id
     join members s on s.committee_id = b.committee_id and s.member_id = b.second_carrier_id
     where b.committee_id = $1 and b.motion_id = $2 order by b.carried_on, b.round_id limit 200`,
    [tx.committeeId, motionId],
  );
  return rows;
}

/** How often the box went out for a vote, and at how many different seats it was. */
export async function boxOf(tx: Tx, motionId: string): Promise<{ rounds: number; seats: number }> {
  const { rows } = await tx.raw.query<{ rounds: number; seats: number }>(
    `select count(distinct round_id)::int as rounds, count(distinct seat)::int as seats from box_visits
     where committee_id = $1 and motion_id = $2`,
    [tx.committeeId, motionId],
  );
  return rows[0] ?? { rounds: 0, seats: 0 };
}

/** Who may carry a box: whoever works at a window or counts, by name. */
export async function carriers(tx: Tx) {
  const { rows } = await tx.raw.query<{ memberId: string; name: string }>(
    `select distinct m.member_id as "memberId", m.name from posts p
     join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
     where p.committee_id = $1 and p.post in ('deskClerk', 'scrutineer') and p.from_at <= $2 and p.until_at > $2
     order by m.name limit 100`,
    [tx.committeeId, tx.now],
  );
  return rows;
}
