import type { Database } from "@yishi/db/client";

/** The communities in which an account was joined to a member; whether that member is still there, each of them knows. */
export async function membershipsOf(db: Database, accountId: string): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ committeeId: string }>(
    `select committee_id as "committeeId" from auth.memberships where account_id = $1 order by committee_id`,
    [accountId],
  );
  return rows.map((row) => row.committeeId);
}
