import { asc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Database, Tx } from "./client.ts";
import { communities } from "./schema/foundation.ts";

const columns = {
  committeeId: communities.committeeId,
  slug: communities.slug,
  name: communities.name,
  subdistrict: communities.subdistrict,
  district: communities.district,
  phone: communities.phone,
  windowPlace: communities.windowPlace,
};
export type Community = Awaited<ReturnType<typeof all>>[number];

/** All communities: public reference data, by subdistrict and name. */
export async function all(db: Database) {
  return drizzle(db.pool)
    .select(columns)
    .from(communities)
    .orderBy(asc(communities.district), asc(communities.subdistrict), asc(communities.slug));
}

/** The community that a slug names, or none. */
export async function bySlug(db: Database, slug: string): Promise<Community | null> {
  const [found] = await drizzle(db.pool).select(columns).from(communities).where(eq(communities.slug, slug));
  return found ?? null;
}

/** Enters a community into the list. */
export async function add(tx: Tx, community: Omit<Community, "committeeId">): Promise<void> {
  await tx.sql.insert(communities).values({ ...community, committeeId: tx.committeeId, foundedAt: tx.now });
}
