import type { Tx } from "./client.ts";
import type { SeatKind } from "./ballots.ts";

/** Where somebody stands on a frozen roll: the seat, its kind and building, and who holds it with them. */
export interface OwnPlace {
  readonly seat: number;
  readonly kind: SeatKind;
  readonly building: string;
  readonly recused: boolean;
  readonly names: readonly string[];
  readonly units: number;
}

/** A resident's place on a frozen roll as it stands now. */
export async function ownPlace(tx: Tx, motionId: string, residentId: string): Promise<OwnPlace | null> {
  const { rows } = await tx.raw.query<OwnPlace>(
    `select s.seat, s.kind, s.building, h.recused,
       array(select coalesce(r.name, '') from seat_holders o join residents r on r.committee_id = o.committee_id
         and r.resident_id = o.resident_id where o.committee_id = s.committee_id and o.motion_id = s.motion_id
         and o.seat = s.seat and o.resident_id <> h.resident_id order by r.born) as names,
       (select count(*)::int from seat_units u where u.committee_id = s.committee_id and u.motion_id = s.motion_id
         and u.seat = s.seat) as units
     from seat_holders h join seats s on s.committee_id = h.committee_id and s.motion_id = h.motion_id and s.seat = h.seat
     where h.committee_id = $1 and h.motion_id = $2 and h.resident_id = $3`,
    [tx.committeeId, motionId, residentId],
  );
  return rows[0] ?? null;
}

/** The seat of a unit in a vote of owners, for its owners who live elsewhere. */
export async function placeOfUnit(tx: Tx, motionId: string, unitId: string): Promise<OwnPlace | null> {
  const { rows } = await tx.raw.query<OwnPlace>(
    `select s.seat, s.kind, s.building, false as recused, '{}'::text[] as names,
       (select count(*)::int from seat_units o where o.committee_id = s.committee_id and o.motion_id = s.motion_id
         and o.seat = s.seat) as units
     from seat_units u join seats s on s.committee_id = u.committee_id and s.motion_id = u.motion_id and s.seat = u.seat
     where u.committee_id = $1 and u.motion_id = $2 and u.unit_id = $3`,
    [tx.committeeId, motionId, unitId],
  );
  return rows[0] ?? null;
}

/** What is known of a resident who has no seat: whether they were struck, which group is theirs, and whether they own anything. */
export async function withoutSeat(tx: Tx, motionId: string, residentId: string) {
  const { rows } = await tx.raw.query<{
    readonly struck: boolean;
    readonly group: string | null;
    readonly owns: boolean;
  }>(
    `select h.residents_group as "group",
       exists (select from seat_changes c join challenges k on k.committee_id = c.committee_id and k.challenge_id = c.challenge_id
         where c.committee_id = r.committee_id and c.motion_id = $2 and c.what = 'struck'
           and (c.resident_id = r.resident_id or k.of_resident_id = r.resident_id)) as struck,
       exists (select from unit_owners o join units u on u.committee_id = o.committee_id and u.unit_id = o.unit_id
         and u.until_on is null where o.committee_id = r.committee_id and o.resident_id = r.resident_id) as owns
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.resident_id = $3`,
    [tx.committeeId, motionId, residentId],
  );
  return rows[0] ?? { struck: false, group: null, owns: false };
}

/** Everybody who lives or lived behind a door, for those who answer what was said of it. */
export async function peopleAt(
  tx: Tx,
  place: { readonly building: string; readonly stairwell: string; readonly door: string },
) {
  const { rows } = await tx.raw.query<{ readonly residentId: string; readonly name: string | null }>(
    `select r.resident_id as "residentId", r.name from households h
     join residents r on r.committee_id = h.committee_id and r.household_id = h.household_id
     where h.committee_id = $1 and h.building = $2 and h.stairwell = $3 and h.door = $4 order by r.born limit 40`,
    [tx.committeeId, place.building, place.stairwell, place.door],
  );
  return rows;
}
