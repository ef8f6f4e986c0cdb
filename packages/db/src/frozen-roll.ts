import type { Reading } from "@yishi/domain/challenges";
import type { Change } from "@yishi/domain/motions/change";
import type { Motion } from "@yishi/domain/motions";
import { dayOf } from "@yishi/domain/calendar";
import { meanings } from "@yishi/domain/electorates";
import { committeePosts } from "@yishi/domain/roles";
import type { ElectorLine } from "@yishi/domain/roll/residence";
import type { Tx } from "./client.ts";
import type { SeatKind } from "./ballots.ts";
import { isElector } from "./roll/electors.ts";

/** One who holds a seat, and whether they stepped back. */
export interface Holder {
  readonly residentId: string;
  readonly recused: boolean;
}

/** What is done to a frozen roll so that it says what it would have said. */
export interface Plan {
  readonly strikes: readonly { readonly seat: number; readonly residentId: string | null }[];
  readonly joins: readonly (Holder & { readonly seat: number })[];
  readonly seats: readonly NewSeat[];
}

/** A seat that is added. */
export interface NewSeat {
  readonly kind: SeatKind;
  readonly householdId: string | null;
  readonly building: string;
  readonly areaSquareCentimetres: number | null;
  readonly holders: readonly Holder[];
  readonly units: readonly string[];
}

/** What the roll says of somebody as it was to be frozen, with what would be done, and of whom it speaks. */
export interface RollReading extends Reading {
  readonly plan: Plan;
  /** By how many seats, and of owners by how much area, the roll would be larger. */
  readonly grows: { readonly seatsMore: number; readonly areaMore: number };
  readonly concerned: readonly string[];
}

/** The motion whose roll is read. */
export type Frozen = Pick<Motion, "motionId" | "proposalId" | "electorate" | "scope" | "noticedAt">;

/** Holds the lock of the vote alone until the transaction ends: nobody casts while its roll is read and changed. */
export async function holdVote(tx: Tx, motionId: string): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(motion_lock($1))", [motionId]);
}

interface Place extends Holder {
  readonly householdId: string;
  readonly building: string;
  readonly kind: SeatKind;
}

/**
 * What the roll says of a resident on the day on which it was frozen, as it is known today: who moved or left since keeps
 * their seat, and who came since has none.
 */
export async function readResident(
  tx: Tx,
  motion: Frozen,
  residentId: string,
  line: ElectorLine,
): Promise<RollReading> {
  const [right = null] = await entitled(tx, motion, line, { residentId });
  const frozen = await seatOf(tx, motion.motionId, residentId);
  const none = { strikes: [], joins: [], seats: [] };
  const moved =
    frozen !== null && right !== null && isHousehold(motion) && frozen.householdId !== right.householdId;
  const says: Change | null =
    frozen === null ? (right ? "added" : null) : right === null ? "struck" : moved ? "corrected" : null;
  const strikes =
    frozen && (says === "struck" || says === "corrected")
      ? [{ seat: frozen.seat, residentId: frozen.holders > 1 ? residentId : null }]
      : [];
  const placed =
    right && (says === "added" || says === "corrected") ? await place(tx, motion, line, right) : none;
  const plan = { ...placed, strikes };
  return {
    says,
    voted: strikes.length > 0 && frozen?.voted === true,
    plan,
    grows: { seatsMore: seatsMore(plan), areaMore: 0 },
    concerned: [residentId],
  };
}

/** By how many seats a roll is larger once a plan is done; who is added to a seat, or struck beside others, leaves their number. */
export function seatsMore({ seats, strikes }: Plan): number {
  return seats.length - strikes.filter(({ residentId }) => residentId === null).length;
}

/** Where who is to be added gets their seat: their household's, where it has one, and else a new one. */
async function place(
  tx: Tx,
  motion: Frozen,
  line: ElectorLine,
  right: Place,
): Promise<Omit<Plan, "strikes">> {
  const { householdId, building, kind, residentId, recused } = right;
  if (!isHousehold(motion)) return { joins: [], seats: [oneSeat(right, [{ residentId, recused }])] };
  const { rows } = await tx.raw.query<{ seat: number }>(
    "select seat from seats where committee_id = $1 and motion_id = $2 and household_id = $3",
    [tx.committeeId, motion.motionId, householdId],
  );
  const [seat] = rows;
  if (seat) return { joins: [{ seat: seat.seat, residentId, recused }], seats: [] };
  const together = await entitled(tx, motion, line, { householdId });
  const free = [];
  for (const one of together)
    if (one.residentId === residentId || !(await seatOf(tx, motion.motionId, one.residentId))) free.push(one);
  return { joins: [], seats: [oneSeat({ householdId, building, kind }, free)] };
}

function oneSeat(
  { kind, householdId, building }: Pick<Place, "kind" | "householdId" | "building">,
  holders: readonly Holder[],
): NewSeat {
  const own = holders.map(({ residentId, recused }) => ({ residentId, recused }));
  return { kind, householdId, building, areaSquareCentimetres: null, holders: own, units: [] };
}

/** A resident's seat on the roll as it stands, how many hold it, and whether it has voted or a paper of it is being read. */
async function seatOf(tx: Tx, motionId: string, residentId: string) {
  const { rows } = await tx.raw.query<{
    readonly seat: number;
    readonly householdId: string | null;
    readonly holders: number;
    readonly voted: boolean;
  }>(
    `select s.seat, s.household_id as "householdId", ${hasVoted("s")} as voted,
       (select count(*)::int from seat_holders o where o.committee_id = s.committee_id and o.motion_id = s.motion_id
         and o.seat = s.seat) as holders
     from seat_holders h join seats s on s.committee_id = h.committee_id and s.motion_id = h.motion_id and s.seat = h.seat
     where h.committee_id = $1 and h.motion_id = $2 and h.resident_id = $3`,
    [tx.committeeId, motionId, residentId],
  );
  return rows[0] ?? null;
}

/** Whether a seat has given its ballot, or one clerk has read its paper. */
export function hasVoted(seat: string): string {
  const of = (table: string) => `exists (select from ${table} b where b.committee_id = ${seat}.committee_id
    and b.motion_id = ${seat}.motion_id and b.seat = ${seat}.seat)`;
  return `(${of("ballots")} or ${of("paper_readings")})`;
}

/** Who belonged on the roll on the day on which it was frozen: one resident, or those of a household. */
async function entitled(
  tx: Tx,
  motion: Frozen,
  line: ElectorLine,
  of: { readonly residentId?: string; readonly householdId?: string },
): Promise<readonly Place[]> {
  const frozenAt = motion.noticedAt ?? tx.now;
  const { rule, values } = ruleOf(motion, line, frozenAt);
  const { rows } = await tx.raw.query<Place>(
    `select * from (select r.resident_id as "residentId", h.household_id as "householdId", h.building, ${rule} is not null as belongs,
        ${rule} as kind, exists (select from recusals c join members m on m.committee_id = c.committee_id and m.member_id = c.member_id
          where c.committee_id = $1 and c.proposal_id = $5 and m.resident_id = r.resident_id
            and ${isOffice(motion)}) as recused
      from residents r
      left join lateral (select e.from_household_id from roll_entries e where e.committee_id = r.committee_id
        and e.resident_id = r.resident_id and e.kind in ('moved', 'split', 'joined') and e.on_day > $4::date
        and e.from_household_id is not null order by e.on_day, e.at limit 1) m on true
      join households h on h.committee_id = r.committee_id and h.household_id = coalesce(m.from_household_id, r.household_id)
      where r.committee_id = $1 and ($2::uuid is null or r.resident_id = $2) and (r.left_on is null or r.left_on > $4::date)
        and ($3::uuid is null or h.household_id = $3)
        and not exists (select from roll_entries e where e.committee_id = r.committee_id and e.resident_id = r.resident_id
          and e.kind = 'movedIn' and e.on_day > $4::date)) p
     where belongs order by "residentId"`,
    [
      ...[tx.committeeId, of.residentId ?? null, of.householdId ?? null, dayOf(frozenAt), motion.proposalId],
      ...values,
    ],
  );
  return rows;
}

/** By what one belongs on it, as the kind of the seat: null for who does not. */
function ruleOf({ electorate, scope }: Frozen, line: ElectorLine, frozenAt: Date) {
  if (isOffice({ electorate }) === "true") {
    const posts = [...committeePosts, ...(electorate === "representative" ? ["representative"] : [])];
    return {
      rule: `(select case when bool_or(p.post <> 'representative') then 'member' else 'representative' end
        from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
        where p.committee_id = $1 and m.resident_id = r.resident_id and p.post = any($6)
          and p.from_at <= $7 and p.until_at > $7 having count(*) > 0)`,
      values: [posts, frozenAt],
    };
  }
  return {
    rule: `(case when ${isElector("r", "$6", "$7")} and ($8::text is null or h.residents_group = $8)
      then '${meanings[electorate].unit}' end)`,
    values: [line.bornUntil, line.livedSinceUntil, scope],
  };
}

function isOffice({ electorate }: Pick<Frozen, "electorate">): "true" | "false" {
  return electorate === "representative" || electorate === "committee" ? "true" : "false";
}

function isHousehold({ electorate }: Frozen): boolean {
  return electorate === "household" || electorate === "groupHousehold";
}

/** Does what was answered, one change after the other, each named with the fact. The lock of the vote is held. */
export async function changeRoll(
  tx: Tx,
  motionId: string,
  plan: Plan,
  by: { readonly challengeId: string; readonly factId: string },
): Promise<void> {
  const { rows } = await tx.raw.query<{ change: number; seat: number }>(
    `select coalesce((select max(change) from seat_changes where committee_id = $1 and motion_id = $2), 0) as change,
       greatest((select max(seat) from seats where committee_id = $1 and motion_id = $2),
         (select max(seat) from seat_changes where committee_id = $1 and motion_id = $2), 0) as seat`,
    [tx.committeeId, motionId],
  );
  let { change, seat } = rows[0] ?? { change: 0, seat: 0 };
  const write = async (what: "added" | "struck", of: { seat: number; residentId: string | null }) => {
    change += 1;
    await tx.raw.query(
      `insert into seat_changes (committee_id, motion_id, change, what, seat, resident_id, challenge_id, at, fact_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [tx.committeeId, motionId, change, what, of.seat, of.residentId, by.challengeId, tx.now, by.factId],
    );
  };
  for (const strike of plan.strikes) await write("struck", strike);
  for (const added of plan.seats) {
    seat += 1;
    await insertSeat(tx, motionId, seat, added);
    await write("added", { seat, residentId: null });
    for (const holder of added.holders) await insertHolder(tx, motionId, { ...holder, seat, change });
  }
  for (const join of plan.joins) {
    await write("added", join);
    await insertHolder(tx, motionId, { ...join, change });
  }
}

async function insertSeat(tx: Tx, motionId: string, seat: number, added: NewSeat): Promise<void> {
  await tx.raw.query(
    `insert into seats (committee_id, motion_id, seat, kind, household_id, building, area_square_centimetres)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tx.committeeId, motionId, seat, added.kind, added.householdId, added.building],
      added.areaSquareCentimetres,
    ],
  );
  await tx.raw.query(
    "insert into seat_units (committee_id, motion_id, seat, unit_id) select $1, $2, $3, u from unnest($4::uuid[]) u",
    [tx.committeeId, motionId, seat, added.units],
  );
}

async function insertHolder(
  tx: Tx,
  motionId: string,
  { seat, residentId, recused, change }: Holder & { readonly seat: number; readonly change: number },
): Promise<void> {
  await tx.raw.query(
    `insert into seat_holders (committee_id, motion_id, seat, resident_id, recused, change) values ($1, $2, $3, $4, $5, $6)`,
    [tx.committeeId, motionId, seat, residentId, recused, change],
  );
}
