import type { AnyFact } from "@yishi/domain/facts";
import type { Tx } from "./client.ts";
import { joined, line, type ProposalLine } from "./proposal-lists.ts";

/** Who looks: a member, and the resident that they are. */
export interface Follower {
  readonly memberId: string;
  readonly residentId: string | null;
}

/** Whether somebody follows a public proposal: because they said so, or of itself as its author or co-signer. */
export async function isFollowing(tx: Tx, proposalId: string, who: Follower): Promise<boolean> {
  const { rows } = await tx.raw.query<{ following: boolean }>({
    name: "followings.is",
    text: `select coalesce(
        (select f.following from followings f where f.committee_id = $1 and f.proposal_id = $2 and f.member_id = $3),
        exists (select from proposals p where p.committee_id = $1 and p.proposal_id = $2 and p.author_id = $4)
          or exists (select from cosponsors c where c.committee_id = $1 and c.proposal_id = $2 and c.resident_id = $4)) as following`,
    values: [tx.committeeId, proposalId, who.memberId, who.residentId],
  });
  return rows[0]?.following ?? false;
}

/** How many follow a proposal who can see that they do: members with an account. */
export async function countFollowers(tx: Tx, proposalId: string): Promise<number> {
  const { rows } = await tx.raw.query<{ count: number }>({
    name: "followings.count",
    text: `with said as (select member_id, following from followings where committee_id = $1 and proposal_id = $2),
        of_itself as (select author_id as resident_id from proposals where committee_id = $1 and proposal_id = $2
          union select resident_id from cosponsors where committee_id = $1 and proposal_id = $2)
      select count(*)::int as count from (
        select m.member_id from said s join members m on m.committee_id = $1 and m.member_id = s.member_id
          where s.following and m.account_id is not null and m.left_at is null
        union select m.member_id from of_itself o join members m on m.committee_id = $1 and m.resident_id = o.resident_id
          where m.account_id is not null and m.left_at is null and not exists (select from said s where s.member_id = m.member_id)) f`,
    values: [tx.committeeId, proposalId],
  });
  return rows[0]?.count ?? 0;
}

/** Begins to follow; what happened until now is not news. Twice is once. */
export async function follow(tx: Tx, proposalId: string, { memberId }: Follower): Promise<void> {
  await tx.raw.query(
    `insert into followings values ($1, $2, $3, true, $4)
     on conflict (committee_id, proposal_id, member_id) do update set following = true, looked_at = excluded.looked_at
       where not followings.following`,
    [tx.committeeId, proposalId, memberId, tx.now],
  );
}

/** Stops. Nothing stays of it, except for whom it would begin of itself again. */
export async function stop(tx: Tx, proposalId: string, who: Follower): Promise<void> {
  const values = [tx.committeeId, proposalId, who.memberId];
  const { rows } = await tx.raw.query<{ itself: boolean }>(
    `select exists (select from proposals where committee_id = $1 and proposal_id = $2 and author_id = $3)
       or exists (select from cosponsors where committee_id = $1 and proposal_id = $2 and resident_id = $3) as itself`,
    [tx.committeeId, proposalId, who.residentId],
  );
  if (rows[0]?.itself)
    await tx.raw.query(
      `insert into followings values ($1, $2, $3, false, $4)
       on conflict (committee_id, proposal_id, member_id) do update set following = false`,
      [...values, tx.now],
    );
  else
    await tx.raw.query(
      "delete from followings where committee_id = $1 and proposal_id = $2 and member_id = $3",
      values,
    );
}

/** Notes that a follower has looked now; of anybody else nothing is noted. */
export async function look(tx: Tx, proposalId: string, who: Follower): Promise<void> {
  if (!(await isFollowing(tx, proposalId, who))) return;
  await tx.raw.query(
    `insert into followings values ($1, $2, $3, true, $4)
     on conflict (committee_id, proposal_id, member_id) do update set looked_at = greatest(followings.looked_at, excluded.looked_at)`,
    [tx.committeeId, proposalId, who.memberId, tx.now],
  );
}

/** What somebody follows, each with the time since which they have not looked. Found by their own few rows. */
const followed = `followed as (
  select i.proposal_id, coalesce(f.looked_at, (select c.at from cosponsors c
      where c.committee_id = $1 and c.proposal_id = i.proposal_id and c.resident_id = $3), p.opened_at) as since
  from (select proposal_id from followings where committee_id = $1 and member_id = $2
    union select proposal_id from proposals where committee_id = $1 and author_id = $3 and opened_at is not null
    union select proposal_id from cosponsors where committee_id = $1 and resident_id = $3) i
  join proposals p on p.committee_id = $1 and p.proposal_id = i.proposal_id and p.opened_at is not null
  left join followings f on f.committee_id = $1 and f.proposal_id = i.proposal_id and f.member_id = $2
  where f.following is not false)`;

/** What somebody follows, newest first. */
export async function followedBy(tx: Tx, who: Follower, limit: number): Promise<readonly ProposalLine[]> {
  const { rows } = await tx.raw.query<ProposalLine>({
    name: "followings.of",
    text: `with ${followed} select ${line} from followed w
      join proposals p on p.committee_id = $1 and p.proposal_id = w.proposal_id ${joined}
      order by p.opened_at desc, p.proposal_id desc limit $4`,
    values: [tx.committeeId, who.memberId, who.residentId, limit],
  });
  return rows;
}

/** What was done with what somebody follows since they last looked, the newest first. */
export async function newsFor(
  tx: Tx,
  who: Follower,
  limit: number,
): Promise<readonly (Pick<AnyFact, "kind" | "at" | "body"> & { readonly proposalId: string })[]> {
  const { rows } = await tx.raw.query<Pick<AnyFact, "kind" | "at" | "body"> & { proposalId: string }>({
    name: "followings.news",
    text: `with ${followed},
        things as (select proposal_id, since, proposal_id as object_id from followed
          union all select w.proposal_id, w.since, m.motion_id from followed w
            join motions m on m.committee_id = $1 and m.proposal_id = w.proposal_id
          union all select w.proposal_id, w.since, g.merger_id from followed w
            join mergers g on g.committee_id = $1 and (g.from_id = w.proposal_id or g.into_id = w.proposal_id))
      select t.proposal_id as "proposalId", f.kind, f.at, f.body from things t
      join facts f on f.committee_id = $1 and f.object_id = t.object_id and f.at > t.since and f.kind not like 'ballot.%'
      order by f.at desc, f.fact_id desc limit $4`,
    values: [tx.committeeId, who.memberId, who.residentId, limit],
  });
  return rows;
}
