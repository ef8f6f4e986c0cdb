import type { Seen, Sight } from "@yishi/domain/privacy/sightings";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";

/** Who looks: a member, by the post that lets them, and which resident they are themselves. */
export interface Looker {
  readonly memberId: string;
  readonly residentId: string | null;
  readonly post: string;
}

/**
 * Writes down who has seen what of these residents, in one statement. Who looks at themselves is not listed. A resident's
 * own page asks several things at once: within a minute they are one look.
 */
export async function keepSightings(
  tx: Tx,
  looker: Looker,
  what: Sight,
  residentIds: readonly string[],
): Promise<void> {
  const others = [...new Set(residentIds)].filter((residentId) => residentId !== looker.residentId);
  if (others.length === 0) return;
  await tx.raw.query({
    name: "sightings.keep",
    text: `insert into sightings (committee_id, sighting_id, resident_id, member_id, post, what, at)
      select $1, x.id, x.resident, $4, $5, $6, $7 from unnest($2::uuid[], $3::uuid[]) as x (id, resident)
      where $6::text <> 'ownPage' or not exists (select from sightings s where s.committee_id = $1
        and s.resident_id = x.resident and s.member_id = $4 and s.what = $6 and s.at > $7::timestamptz - interval '1 minute')`,
    values: [tx.committeeId, others.map(() => newId()), others, looker.memberId, looker.post, what, tx.now],
  });
}

/** Who has seen what is kept about a resident, by person, day and kind, the latest first. */
export async function sightingsOf(tx: Tx, residentId: string): Promise<readonly Seen[]> {
  const { rows } = await tx.raw.query<Seen>(
    `select m.name, s.post, s.what, count(*)::int as times, max(s.at) as "lastAt"
     from sightings s join members m on m.committee_id = s.committee_id and m.member_id = s.member_id
     where s.committee_id = $1 and s.resident_id = $2
     group by s.member_id, m.name, s.post, s.what, (s.at at time zone 'Asia/Shanghai')::date
     order by max(s.at) desc limit 500`,
    [tx.committeeId, residentId],
  );
  return rows;
}
