import { refuse, type Refusal } from "@yishi/domain/outcome";
import type { Database, Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { communities } from "./schema/foundation.ts";

/** A community as the public list names it. */
export interface Community {
  readonly committeeId: string;
  readonly slug: string;
  readonly name: string;
  readonly subdistrict: string;
  readonly district: string;
  readonly phone: string;
  readonly windowPlace: string;
}

const listed = `select c.committee_id as "committeeId", c.slug, c.name, s.name as subdistrict, d.name as district, c.phone,
    c.window_place as "windowPlace"
  from communities c join subdistricts s using (subdistrict_id) join districts d using (district_id)`;

/** All communities: public reference data, by district, subdistrict and address. */
export async function all(db: Database): Promise<Community[]> {
  const { rows } = await db.pool.query<Community>({
    name: "communities.all",
    text: `${listed} order by d.name, s.name, c.slug`,
  });
  return rows;
}

/** The community that a slug names, or none. */
export async function bySlug(db: Database, slug: string): Promise<Community | null> {
  const { rows } = await db.pool.query<Community>({
    name: "communities.bySlug",
    text: `${listed} where c.slug = $1`,
    values: [slug],
  });
  return rows[0] ?? null;
}

/** The community of an id, or none. */
export async function byId(db: Database, committeeId: string): Promise<Community | null> {
  const { rows } = await db.pool.query<Community>({
    name: "communities.byId",
    text: `${listed} where c.committee_id = $1`,
    values: [committeeId],
  });
  return rows[0] ?? null;
}

/** Enters a community into the list, with the district and subdistrict it shares or begins. Refuses an address that is taken. */
export async function add(
  tx: Tx,
  { subdistrict, district, ...community }: Omit<Community, "committeeId">,
): Promise<Refusal | null> {
  const districtId = await sameOrNew(tx, {
    find: "select district_id as id from districts where name = $1",
    make: "insert into districts (name, district_id) values ($1, $2) on conflict do nothing returning district_id as id",
    values: [district],
  });
  const subdistrictId = await sameOrNew(tx, {
    find: "select subdistrict_id as id from subdistricts where name = $1 and district_id = $2",
    make: `insert into subdistricts (name, district_id, subdistrict_id) values ($1, $2, $3)
      on conflict do nothing returning subdistrict_id as id`,
    values: [subdistrict, districtId],
  });
  const made = await tx.sql
    .insert(communities)
    .values({ ...community, subdistrictId, committeeId: tx.committeeId, foundedAt: tx.now })
    .onConflictDoNothing({ target: communities.slug })
    .returning({ slug: communities.slug });
  return made.length > 0 ? null : refuse("slug-taken", { slug: community.slug });
}

/** The row that is there, or a new one; who made it meanwhile is waited for by the insert, and then found. */
async function sameOrNew(
  { raw }: Tx,
  asked: { readonly find: string; readonly make: string; readonly values: readonly string[] },
): Promise<string> {
  const values = [...asked.values];
  const before = await raw.query<{ id: string }>(asked.find, values);
  const made = before.rows[0] ?? (await raw.query<{ id: string }>(asked.make, [...values, newId()])).rows[0];
  const row = made ?? (await raw.query<{ id: string }>(asked.find, values)).rows[0];
  if (!row) throw new Error("neither found nor made");
  return row.id;
}
