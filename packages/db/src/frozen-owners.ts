import type { Change } from "@yishi/domain/motions/change";
import { doorOf, headOf } from "@yishi/domain/owners";
import { componentOf, differing } from "@yishi/domain/owners/component";
import type { Tx } from "./client.ts";
import { hasVoted, seatsMore, type Frozen, type NewSeat, type RollReading } from "./frozen-roll.ts";
import { allUnits, unitsOfBuilding } from "./owners.ts";

/** A unit as an answer names it: its door, whether it is owned now or only stood on the frozen roll. */
export interface NamedUnit {
  readonly unitId: string;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
}

/** A unit by its id, and whether it is among those of a vote: now, or as the roll was frozen. */
export async function namedUnit(tx: Tx, unitId: string): Promise<NamedUnit | null> {
  const { rows } = await tx.raw.query<NamedUnit>(
    `select unit_id as "unitId", building, stairwell, door from units where committee_id = $1 and unit_id = $2`,
    [tx.committeeId, unitId],
  );
  return rows[0] ?? null;
}

/** The units behind a door, those owned now first. */
export async function unitsAt(
  tx: Tx,
  place: { readonly building: string; readonly stairwell: string; readonly door: string },
): Promise<readonly NamedUnit[]> {
  const { rows } = await tx.raw.query<NamedUnit>(
    `select unit_id as "unitId", building, stairwell, door from units
     where committee_id = $1 and building = $2 and stairwell = $3 and door = $4 order by until_on desc nulls first limit 1`,
    [tx.committeeId, place.building, place.stairwell, place.door],
  );
  return rows;
}

/**
 * What the register says of a door in a vote of owners: the seats that hang together with it are made as their heads are
 * now. A sale and a correction look alike in the register, so two people look at what is done.
 */
export async function readUnit(tx: Tx, motion: Frozen, unit: NamedUnit): Promise<RollReading> {
  const owned = motion.scope === null ? await allUnits(tx) : await unitsOfBuilding(tx, motion.scope);
  const heads = [...Map.groupBy(owned, headOf).values()].map((own) => ({
    building: own[0]?.building ?? "",
    area: own.reduce((sum, one) => sum + one.areaSquareCentimetres, 0),
    doors: own.map(doorOf),
    units: own.map(({ unitId }) => unitId),
  }));
  const together = componentOf(doorOf(unit), await frozenSeats(tx, motion.motionId), heads);
  const { seats, heads: added } = differing(together);
  const holders = await holdersOf(
    tx,
    motion.motionId,
    added.map(({ units }) => units),
    seats.map(({ seat }) => seat),
  );
  const made = added.map(({ building, area, units }, at): NewSeat => ({
    ...{ kind: "owner", householdId: null, building, areaSquareCentimetres: area, units },
    holders: holders.filter((one) => one.at === at).map(({ residentId }) => ({ residentId, recused: false })),
  }));
  const says: Change | null =
    seats.length === 0 ? (made.length > 0 ? "added" : null) : made.length === 0 ? "struck" : "corrected";
  const plan = { strikes: seats.map(({ seat }) => ({ seat, residentId: null })), joins: [], seats: made };
  const sum = (areas: readonly { readonly area: number }[]) => areas.reduce((all, { area }) => all + area, 0);
  return {
    says,
    voted: seats.some(({ voted }) => voted),
    plan,
    grows: { seatsMore: seatsMore(plan), areaMore: sum(added) - sum(seats) },
    concerned: await ownersOf(
      tx,
      [...together.seats, ...together.heads].flatMap(({ units }) => units),
    ),
  };
}

/** The owners' seats as they stand, each with its units and whether it has voted. */
async function frozenSeats(tx: Tx, motionId: string) {
  const { rows } = await tx.raw.query<{
    readonly seat: number;
    readonly voted: boolean;
    readonly area: number;
    readonly units: readonly string[];
    readonly at: readonly NamedUnit[];
  }>(
    `select s.seat, ${hasVoted("s")} as voted, s.area_square_centimetres::float8 as area, array_agg(u.unit_id::text) as units,
       json_agg(json_build_object('building', n.building, 'stairwell', n.stairwell, 'door', n.door)) as at
     from seats s join seat_units u on u.committee_id = s.committee_id and u.motion_id = s.motion_id and u.seat = s.seat
     join units n on n.committee_id = u.committee_id and n.unit_id = u.unit_id
     where s.committee_id = $1 and s.motion_id = $2 group by s.committee_id, s.motion_id, s.seat`,
    [tx.committeeId, motionId],
  );
  return rows.map(({ at, ...seat }) => ({ ...seat, doors: at.map(doorOf) }));
}

/** Who of these heads lives here and has no seat beside those that are struck: the first of theirs is theirs in the app. */
async function holdersOf(
  tx: Tx,
  motionId: string,
  heads: readonly (readonly string[])[],
  struck: readonly number[],
): Promise<readonly { readonly at: number; readonly residentId: string }[]> {
  const units = heads.flatMap((own, at) => own.map((unit) => ({ at, unit })));
  const { rows } = await tx.raw.query<{ at: number; residentId: string }>(
    `select distinct on (o.resident_id) x.at, o.resident_id as "residentId"
     from jsonb_to_recordset($3) as x (at int, unit uuid)
     join unit_owners o on o.committee_id = $1 and o.unit_id = x.unit
     join residents r on r.committee_id = o.committee_id and r.resident_id = o.resident_id and r.left_on is null
     where not exists (select from seat_holders h where h.committee_id = $1 and h.motion_id = $2
       and h.resident_id = o.resident_id and h.seat <> all($4))
     order by o.resident_id,
       (select count(*) from unit_owners c where c.committee_id = o.committee_id and c.unit_id = o.unit_id), x.at`,
    [tx.committeeId, motionId, JSON.stringify(units), struck],
  );
  return rows;
}

async function ownersOf(tx: Tx, units: readonly string[]): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ residentId: string }>(
    `select distinct resident_id as "residentId" from unit_owners
     where committee_id = $1 and unit_id = any($2) and resident_id is not null`,
    [tx.committeeId, units],
  );
  return rows.map(({ residentId }) => residentId);
}
