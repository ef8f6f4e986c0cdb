import type { RevokedReason, SlipStanding } from "@yishi/domain/slips";
import type { Tx } from "./client.ts";
import { byDoor } from "./slips.ts";

/** A batch with how its slips stand now. */
export interface BatchLine extends Readonly<Record<SlipStanding, number>> {
  readonly batchId: string;
  readonly number: number;
  readonly maker: string;
  readonly printedAt: Date;
  readonly slips: number;
}

/** A building or one of its stairwells: of voting age, with an account, and how the rest stands. */
export interface BuildingLine {
  readonly building: string;
  readonly stairwell: string;
  readonly people: number;
  readonly withAccount: number;
  readonly printed: number;
  readonly handedOut: number;
  readonly none: number;
}

export interface SlipLine {
  readonly slipId: string;
  readonly batch: number;
  readonly serial: number;
  readonly name: string;
  /** None of somebody who lives elsewhere. */
  readonly householdId: string | null;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly standing: SlipStanding;
  readonly reason: RevokedReason | null;
  readonly expiresAt: Date;
  /** When it came to stand so, where somebody's act brought it there. */
  readonly since: Date;
}

const standing =
  "case when s.state in ('printed', 'handedOut') and s.expires_at <= $2 then 'expired' else s.state end";
const counted = (["printed", "handedOut", "used", "expired", "revoked"] as const)
  .map((one) => `(count(*) filter (where ${standing} = '${one}'))::int as "${one}"`)
  .join(", ");

/** The batches, the newest first. */
export async function batches(tx: Tx): Promise<readonly BatchLine[]> {
  const { rows } = await tx.raw.query<BatchLine>(
    `select b.batch_id as "batchId", b.number, m.name as maker, b.printed_at as "printedAt", b.slips, ${counted}
     from slip_batches b join members m on m.committee_id = b.committee_id and m.member_id = b.maker_id
     join slips s on s.committee_id = b.committee_id and s.batch_id = b.batch_id
     where b.committee_id = $1 group by b.batch_id, b.number, m.name, b.printed_at, b.slips order by b.number desc limit 200`,
    [tx.committeeId, tx.now],
  );
  return rows;
}

/** The batch of a number. */
export async function batchByNumber(tx: Tx, number: number): Promise<string | null> {
  const { rows } = await tx.raw.query<{ batchId: string }>(
    `select batch_id as "batchId" from slip_batches where committee_id = $1 and number = $2`,
    [tx.committeeId, number],
  );
  return rows[0]?.batchId ?? null;
}

/** Every stairwell with how far its people have come. */
export async function buildings(tx: Tx, bornUntil: string): Promise<readonly BuildingLine[]> {
  const { rows } = await tx.raw.query<BuildingLine>(
    `select h.building, h.stairwell, count(*)::int as people,
       (count(*) filter (where m.account_id is not null))::int as "withAccount",
       (count(*) filter (where m.account_id is null and s.state = 'printed'))::int as printed,
       (count(*) filter (where m.account_id is null and s.state = 'handedOut'))::int as "handedOut",
       (count(*) filter (where m.account_id is null and s.state is null))::int as none
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     left join members m on m.committee_id = r.committee_id and m.resident_id = r.resident_id
     left join lateral (select state from slips s where s.committee_id = m.committee_id and s.member_id = m.member_id
       and s.state in ('printed', 'handedOut') and s.expires_at > $2 order by s.printed_at desc limit 1) s on true
     where r.committee_id = $1 and r.left_on is null and r.name is not null and r.born <= $3
     group by h.building, h.stairwell
     order by length(h.building), h.building, length(h.stairwell), h.stairwell`,
    [tx.committeeId, tx.now, bornUntil],
  );
  return rows;
}

const lines = `select s.slip_id as "slipId", b.number as batch, s.serial, m.name, h.household_id as "householdId",
    coalesce(h.building, '') as building, coalesce(h.stairwell, '') as stairwell, coalesce(h.door, '') as door, ${standing} as standing, s.reason, s.expires_at as "expiresAt", f.at as since
  from slips s join slip_batches b on b.committee_id = s.committee_id and b.batch_id = s.batch_id
  join members m on m.committee_id = s.committee_id and m.member_id = s.member_id
  left join residents r on r.committee_id = m.committee_id and r.resident_id = m.resident_id
  left join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  join facts f on f.committee_id = s.committee_id and f.fact_id = s.fact_id
  where s.committee_id = $1`;

/** The slips of a batch or of a building, by their order on the stairs, those that stand in one way or all. */
export async function list(
  tx: Tx,
  wanted: {
    readonly batch: number | null;
    readonly building: string;
    readonly standing: SlipStanding | null;
    readonly most: number;
  },
): Promise<readonly SlipLine[]> {
  const { rows } = await tx.raw.query<SlipLine>(
    `${lines} and ($3::int is null or b.number = $3) and ($4 = '' or h.building = $4)
       and ($5::text is null or ${standing} = $5)
     order by case when $3::int is null then 0 else s.serial end, ${byDoor}, b.number desc, s.serial limit $6`,
    [tx.committeeId, tx.now, wanted.batch, wanted.building, wanted.standing, wanted.most],
  );
  return rows;
}

interface Owned {
  readonly residentId: string | null;
  readonly memberId: string;
}

/** One slip as the lists show it, with whose it is. */
export async function slipById(tx: Tx, slipId: string): Promise<(SlipLine & Owned) | null> {
  const { rows } = await tx.raw.query<SlipLine & Owned>(
    `select l.*, m.resident_id as "residentId", m.member_id as "memberId" from (${lines} and s.slip_id = $3) l
     join slips s on s.committee_id = $1 and s.slip_id = l."slipId"
     join members m on m.committee_id = s.committee_id and m.member_id = s.member_id`,
    [tx.committeeId, tx.now, slipId],
  );
  return rows[0] ?? null;
}

/** What happened to one slip, by whom, oldest first. */
export async function historyOf(tx: Tx, slipId: string) {
  const { rows } = await tx.raw.query<{
    kind: string;
    at: Date;
    actor: string | null;
    reason: string | null;
  }>(
    `select f.kind, f.at, m.name as actor, f.body ->> 'reason' as reason from facts f
     left join members m on m.committee_id = f.committee_id and m.member_id = f.actor_id
     where f.committee_id = $1 and f.object_id = $2 and f.kind not like 'ballot.%' order by f.at, f.fact_id`,
    [tx.committeeId, slipId],
  );
  return rows;
}
