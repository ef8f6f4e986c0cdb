import type { Standing } from "@yishi/domain/facts";
import type { Ending } from "@yishi/domain/posts";
import type { Post } from "@yishi/domain/roles";
import type { Tx } from "../client.ts";
import { endPostsOf } from "../posts.ts";

/** Ends what people took part in who are not on the roll any more: their membership at once, and every post. */
export async function endMemberships(
  tx: Tx,
  residentIds: readonly string[],
  reason: Ending,
  standing: Standing,
): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ memberId: string }>(
    `update members set left_at = $3 where committee_id = $1 and resident_id = any($2) and left_at is null
     returning member_id as "memberId"`,
    [tx.committeeId, residentIds, tx.now],
  );
  return endPostsOf(
    tx,
    rows.map(({ memberId }) => memberId),
    tx.now,
    reason,
    standing,
  );
}

/** What would be lost with these people: the posts that they hold, and how many open or announced votes have a seat for them. */
export async function whatLeavesWith(tx: Tx, residentIds: readonly string[]) {
  const { rows } = await tx.raw.query<{ residentId: string; posts: readonly Post[]; votes: number }>(
    `with held as (select m.resident_id, array_agg(distinct p.post order by p.post) as posts
         from members m join posts p on p.committee_id = m.committee_id and p.member_id = m.member_id
         where m.committee_id = $1 and m.resident_id = any($2) and m.left_at is null and p.until_at > $3 group by 1),
       seated as (select s.resident_id, count(*)::int as votes
         from seat_holders s join motions o on o.committee_id = s.committee_id and o.motion_id = s.motion_id
         where s.committee_id = $1 and s.resident_id = any($2) and o.counted_at is null and o.closes_at > $3 group by 1)
     select coalesce(h.resident_id, s.resident_id) as "residentId", coalesce(h.posts, '{}') as posts, coalesce(s.votes, 0) as votes
     from held h full join seated s on s.resident_id = h.resident_id`,
    [tx.committeeId, residentIds, tx.now],
  );
  return rows;
}
