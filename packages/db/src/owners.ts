import type { AreaSource, Fact, Owner, OwnersChange, Unit } from "@yishi/domain/owners";
import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { ownerImports } from "./schema/owners.ts";

/** A unit as it is kept. */
export interface KeptUnit extends Unit {
  readonly unitId: string;
  readonly areaSource: AreaSource | null;
  readonly owners: readonly Owner[];
}

const unitsNow = `select u.unit_id as "unitId", u.building, u.stairwell, u.door,
    u.area_square_centimetres::float8 as "areaSquareCentimetres", u.area_source as "areaSource",
    (select coalesce(json_agg(json_build_object('name', coalesce(o.name, ''), 'kind', o.kind, 'number', o.number) order by o.ordinal), '[]')
     from unit_owners o where o.committee_id = u.committee_id and o.unit_id = u.unit_id) as owners
  from units u where u.committee_id = $1 and u.until_on is null`;

/** Every unit that is owned now, door by door. */
export async function allUnits(tx: Tx): Promise<readonly KeptUnit[]> {
  const { rows } = await tx.raw.query<KeptUnit>(`${unitsNow} order by u.building, u.stairwell, u.door`, [
    tx.committeeId,
  ]);
  return rows;
}

/** The units of one building. */
export async function unitsOfBuilding(tx: Tx, building: string): Promise<readonly KeptUnit[]> {
  const { rows } = await tx.raw.query<KeptUnit>(
    `${unitsNow} and u.building = $2 order by u.building, u.stairwell, u.door`,
    [tx.committeeId, building],
  );
  return rows;
}

/** What a resident owns, alone or together with others, of whom nothing is said. */
export async function unitsOfResident(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<
    Pick<KeptUnit, "building" | "stairwell" | "door" | "areaSquareCentimetres" | "areaSource"> & {
      readonly owners: number;
    }
  >(
    `select u.building, u.stairwell, u.door, u.area_square_centimetres::float8 as "areaSquareCentimetres",
       u.area_source as "areaSource",
       (select count(*)::int from unit_owners c where c.committee_id = u.committee_id and c.unit_id = u.unit_id) as owners
     from unit_owners o join units u on u.committee_id = o.committee_id and u.unit_id = o.unit_id and u.until_on is null
     where o.committee_id = $1 and o.resident_id = $2 order by u.building, u.stairwell, u.door`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** Every unit, locked: two imports of the register take turns. */
export async function lockUnits(tx: Tx): Promise<readonly KeptUnit[]> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('owners ' || $1))", [tx.committeeId]);
  return allUnits(tx);
}

/** Writes the change of the register in three statements, whatever its size. */
export async function saveUnits(
  tx: Tx,
  change: Pick<OwnersChange<KeptUnit>, "added" | "changed" | "removed"> & { readonly on: string },
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const ended = [...change.removed, ...change.changed.map(({ before }) => before)].map(
    ({ unitId }) => unitId,
  );
  await tx.raw.query(
    "update units set until_on = $3, fact_id = $4 where committee_id = $1 and unit_id = any($2)",
    [tx.committeeId, ended, change.on, factId],
  );
  const begun = [...change.added, ...change.changed.map(({ after }) => after)].map((unit) => ({
    id: newId(),
    ...unit,
  }));
  await tx.raw.query(
    `insert into units (committee_id, unit_id, building, stairwell, door, area_square_centimetres, area_source, from_on, fact_id)
     select $1, x.id, x.building, x.stairwell, x.door, x."areaSquareCentimetres", x."areaSource", $3, $4
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text,
       "areaSquareCentimetres" bigint, "areaSource" text)`,
    [tx.committeeId, JSON.stringify(begun), change.on, factId],
  );
  const owners = begun.flatMap(({ id, building, stairwell, door, owners: together }) =>
    together.map((owner, at) => ({ id, ordinal: at + 1, building, stairwell, door, ...owner })),
  );
  // Somebody of the name behind the door is the owner, where there is one and not two of them.
  await tx.raw.query(
    `insert into unit_owners (committee_id, unit_id, ordinal, name, kind, number, resident_id)
     select $1, x.id, x.ordinal, x.name, x.kind, x.number, case when r.namesakes = 1 then r.one end
     from jsonb_to_recordset($2) as x (id uuid, ordinal int, building text, stairwell text, door text,
       name text, kind text, number text)
     left join lateral (select count(*) as namesakes, min(r.resident_id::text)::uuid as one
       from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
       where r.committee_id = $1 and r.left_on is null and x.kind = 'person' and r.name = x.name
         and h.building = x.building and h.stairwell = x.stairwell and h.door = x.door) r on true`,
    [tx.committeeId, JSON.stringify(owners)],
  );
}

/** Writes down that the register was taken out. */
export async function keepExport(tx: Tx, fact: Fact): Promise<void> {
  await keepFact(tx, fact);
}

/** Keeps a file that was read, until somebody says yes to it; readings older than a day are thrown away. */
export async function keepReading(
  tx: Tx,
  reading: Omit<typeof ownerImports.$inferInsert, "committeeId" | "readAt">,
): Promise<void> {
  const dayAgo = new Date(tx.now.getTime() - 24 * 3600 * 1000);
  await tx.sql
    .delete(ownerImports)
    .where(
      and(
        eq(ownerImports.committeeId, tx.committeeId),
        isNull(ownerImports.appliedAt),
        lt(ownerImports.readAt, dayAgo),
      ),
    );
  await tx.sql.insert(ownerImports).values({ ...reading, committeeId: tx.committeeId, readAt: tx.now });
}

const ownReading = (tx: Tx, importId: string, memberId: string) =>
  and(
    eq(ownerImports.committeeId, tx.committeeId),
    eq(ownerImports.importId, importId),
    eq(ownerImports.memberId, memberId),
  );

/** A member's own reading, locked for its one use: nobody says yes to what another was shown. */
export async function lockReading(tx: Tx, importId: string, memberId: string) {
  const [found] = await tx.sql
    .select({
      fileHash: ownerImports.fileHash,
      registerHash: ownerImports.registerHash,
      units: ownerImports.units,
      appliedAt: ownerImports.appliedAt,
    })
    .from(ownerImports)
    .where(ownReading(tx, importId, memberId))
    .for("update");
  return found ?? null;
}

/** The reading has become the register; its lines are not kept twice. */
export async function markApplied(tx: Tx, importId: string, memberId: string): Promise<void> {
  await tx.sql
    .update(ownerImports)
    .set({ appliedAt: tx.now, units: null })
    .where(ownReading(tx, importId, memberId));
}
