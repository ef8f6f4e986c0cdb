import type { Electorate } from "@yishi/domain/electorates";
import { headOf } from "@yishi/domain/owners";
import { committeePosts } from "@yishi/domain/roles";
import type { ElectorLine } from "@yishi/domain/roll/residence";
import type { Tx } from "./client.ts";
import { allUnits, unitsOfBuilding, type KeptUnit } from "./owners.ts";
import { doorOrder } from "./roll.ts";
import { isElector } from "./roll/electors.ts";

/** Whose seats: the electorate, and the group or the building that it is narrowed to. */
export interface Asked {
  /** From which some may have stepped back; nothing where only the size is asked. */
  readonly proposalId: string | null;
  readonly electorate: Electorate;
  readonly scope: string | null;
}

/** How large a roll is: seats, and of owners the sum of their area. */
export interface RollSize {
  readonly seats: number;
  readonly areaSquareCentimetres: number | null;
}

const resident = `r.resident_id, r.household_id, h.building, h.stairwell, h.door, h.part`;
const atHome = `join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  where r.committee_id = $1 and r.left_on is null`;

/** Those of voting age, of the whole community or of one group of it. */
const ofAge = `select ${resident}, false as recused, null::text as post, true as represents from residents r ${atHome}
  and ${isElector("r", "$2", "$3")} and ($4::text is null or h.residents_group = $4)`;

/** Those who hold one of these posts now and live here; whoever stepped back from the proposal keeps a seat without a voice. */
const inOffice = `select ${resident}, bool_or(exists (select from recusals c where c.committee_id = $1 and c.proposal_id = $4
    and c.member_id = m.member_id)) as recused, case when bool_or(p.post <> 'representative') then 'member' else 'representative' end as post,
    bool_or(p.post = 'representative' or not 'representative' = any($2)) as represents
  from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id and m.left_at is null
  join residents r on r.committee_id = m.committee_id and r.resident_id = m.resident_id ${atHome}
  and p.post = any($2) and p.from_at <= $3 and p.until_at > $3 group by ${resident}`;

/** The people of an electorate, each with their door, and the values of the statement that finds them. */
function peopleOf(tx: Tx, asked: Asked, line: ElectorLine) {
  switch (asked.electorate) {
    case "representative":
      return { people: inOffice, values: [[...committeePosts, "representative"], tx.now, asked.proposalId] };
    case "committee":
      return { people: inOffice, values: [[...committeePosts], tx.now, asked.proposalId] };
    default:
      return { people: ofAge, values: [line.bornUntil, line.livedSinceUntil, asked.scope] };
  }
}

const kinds = {
  household: "household",
  groupHousehold: "household",
  person: "person",
  groupPerson: "person",
  representative: "representative",
  committee: "member",
} as const satisfies Record<Exclude<Electorate, "owner">, string>;

/** How large the roll would be if it were frozen now. A committee without a single representative is no representatives' meeting. */
export async function sizeOf(tx: Tx, asked: Asked, line: ElectorLine): Promise<RollSize> {
  if (asked.electorate === "owner") {
    const heads = await headsOf(tx, asked.scope);
    return {
      seats: heads.length,
      areaSquareCentimetres: heads.reduce((sum, { area }) => sum + area, 0),
    };
  }
  const { people, values } = peopleOf(tx, asked, line);
  const unit = kinds[asked.electorate] === "household" ? "distinct household_id" : "*";
  const { rows } = await tx.raw.query<{ count: number }>(
    `select case when bool_or(represents) then count(${unit})::int else 0 end as count from (${people}) e`,
    [tx.committeeId, ...values],
  );
  return { seats: rows[0]?.count ?? 0, areaSquareCentimetres: null };
}

/** Freezes the roll: one seat for each household with somebody who counts, for each person, for each post, or for each head of owners. */
export async function freezeRoll(tx: Tx, motionId: string, asked: Asked, line: ElectorLine): Promise<void> {
  if (asked.electorate === "owner") return freezeOwners(tx, motionId, asked.scope);
  const kind = kinds[asked.electorate];
  const { people, values } = peopleOf(tx, asked, line);
  const seatOf = kind === "household" ? "household_id" : "resident_id";
  await tx.raw.query(
    `with eligible as (${people}),
       places as (select distinct ${seatOf} as holder, household_id, building, stairwell, door, part, post from eligible),
       numbered as (select *, row_number() over (order by ${doorOrder("p")}, holder)::int as seat from places p),
       made as (insert into seats (committee_id, motion_id, seat, kind, household_id, building)
         select $1, $5, seat, coalesce(post, $6),
           household_id, building from numbered)
     insert into seat_holders (committee_id, motion_id, seat, resident_id, recused)
       select $1, $5, n.seat, e.resident_id, e.recused from eligible e join numbered n on n.holder = e.${seatOf}`,
    [tx.committeeId, ...values, motionId, kind],
  );
}

interface Head {
  readonly building: string;
  readonly area: number;
  readonly units: readonly KeptUnit[];
}

/** The heads among the owners of a building or of all of them: whoever owns several units is one, with all their area. */
async function headsOf(tx: Tx, building: string | null): Promise<readonly Head[]> {
  const units = building === null ? await allUnits(tx) : await unitsOfBuilding(tx, building);
  const byHead = Map.groupBy(units, headOf);
  return [...byHead.values()].map((own) => ({
    building: own[0]?.building ?? "",
    area: own.reduce((sum, unit) => sum + unit.areaSquareCentimetres, 0),
    units: own,
  }));
}

/**
 * A seat for each head. Who lives here votes for it in the app; who owns one unit alone and another together with
 * somebody holds the seat of the first in the app, and the other votes on paper or through whom they share it with.
 */
async function freezeOwners(tx: Tx, motionId: string, building: string | null): Promise<void> {
  const heads = (await headsOf(tx, building)).map((head, at) => ({
    seat: at + 1,
    building: head.building,
    area: head.area,
    units: head.units.map(({ unitId }) => unitId),
  }));
  const values = [tx.committeeId, motionId, JSON.stringify(heads)];
  const given = `jsonb_to_recordset($3) as x (seat int, building text, area bigint, units uuid[])`;
  await tx.raw.query(
    `insert into seats (committee_id, motion_id, seat, kind, building, area_square_centimetres)
     select $1, $2, x.seat, 'owner', x.building, x.area from ${given}`,
    values,
  );
  await tx.raw.query(
    `insert into seat_units (committee_id, motion_id, seat, unit_id)
     select $1, $2, x.seat, u from ${given}, unnest(x.units) u`,
    values,
  );
  await tx.raw.query(
    `insert into seat_holders (committee_id, motion_id, seat, resident_id)
     select distinct on (o.resident_id) $1, $2, s.seat, o.resident_id
     from seat_units s
     join unit_owners o on o.committee_id = s.committee_id and o.unit_id = s.unit_id
     join residents r on r.committee_id = o.committee_id and r.resident_id = o.resident_id and r.left_on is null
     join seats a on a.committee_id = s.committee_id and a.motion_id = s.motion_id and a.seat = s.seat
     where s.committee_id = $1 and s.motion_id = $2
     order by o.resident_id,
       (select count(*) from unit_owners c where c.committee_id = s.committee_id and c.unit_id = s.unit_id),
       a.area_square_centimetres desc, s.seat`,
    values.slice(0, 2),
  );
}

/** The groups that households belong to, and the buildings of which somebody owns a unit. */
export async function scopesOf(
  tx: Tx,
): Promise<{ readonly groups: readonly string[]; readonly buildings: readonly string[] }> {
  const { rows } = await tx.raw.query<{ of: "group" | "building"; name: string }>(
    `select 'group' as of, residents_group as name from households where committee_id = $1 and residents_group is not null
     union select 'building', building from units where committee_id = $1 and until_on is null
     order by 1, 2`,
    [tx.committeeId],
  );
  const named = (of: "group" | "building") =>
    rows
      .filter((row) => row.of === of)
      .map(({ name }) => name)
      .toSorted((one, other) => one.localeCompare(other, "zh-CN", { numeric: true }));
  return { groups: named("group"), buildings: named("building") };
}
