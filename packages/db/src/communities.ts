import type { Database, Tx } from "./client.ts";
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

const columns = `committee_id as "committeeId", slug, name, subdistrict, district, phone, window_place as "windowPlace"`;

/** All communities: public reference data, by subdistrict and name. */
export async function all(db: Database): Promise<Community[]> {
  const { rows } = await db.pool.query<Community>({
    name: "communities.all",
    text: `select ${columns} from communities order by district, subdistrict, slug`,
  });
  return rows;
}

/** The community that a slug names, or none. */
export async function bySlug(db: Database, slug: string): Promise<Community | null> {
  const { rows } = await db.pool.query<Community>({
    name: "communities.bySlug",
    text: `select ${columns} from communities where slug = $1`,
    values: [slug],
  });
  return rows[0] ?? null;
}

/** Enters a community into the list. */
export async function add(tx: Tx, community: Omit<Community, "committeeId">): Promise<void> {
  await tx.sql.insert(communities).values({ ...community, committeeId: tx.committeeId, foundedAt: tx.now });
}
