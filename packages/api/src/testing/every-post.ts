import { newId } from "@yishi/db/ids";
import { posts, type Post } from "@yishi/domain/roles";
import type { House } from "./house.ts";

/**
 * Gives somebody posts as no rule would allow it, for so many days: all of them at once, a second chair, a registrar
 * beside a chair. The matrix asks what each post opens, so it needs people of whom this is so; they are entered by the
 * owner of the database, past the door, and nothing else of a test may be.
 */
export async function holdPosts(
  house: House,
  residentId: string,
  days: number,
  given: readonly Post[] = posts,
): Promise<void> {
  for (const post of given) {
    const { rowCount } = await house.base.owner.query(
      `with who as (select m.committee_id, m.member_id from members m join communities c using (committee_id)
           where c.slug = $1 and m.resident_id = $2),
         fact as (insert into facts (committee_id, fact_id, kind, object_id, actor_id, channel, at, body)
           select committee_id, $3, 'post.appointed', $4, member_id, 'paper', yishi_now(), '{}' from who)
       insert into posts (committee_id, post_id, member_id, post, appointed_by, appointed_on, record, reference, from_at, until_at, fact_id)
         select committee_id, $4, member_id, $5, '居民会议', current_date, 'paper', '第1号决定', yishi_now(),
           yishi_now() + make_interval(days => $6), $3 from who`,
      [house.slug, residentId, newId(), newId(), post, days],
    );
    if (rowCount !== 1) throw new Error("nobody was given the post");
  }
}
