import type { Tx } from "@yishi/db/client";
import type { Holder } from "@yishi/domain/communities";
import type { InPost } from "@yishi/domain/readiness";

/** Who holds which post here now, whether their account lets them in, and whether a slip that is still good could. */
export async function holders(tx: Tx): Promise<readonly (InPost & Holder)[]> {
  const { rows } = await tx.raw.query<InPost & { readonly hasSlip: boolean }>(
    `select m.member_id as "memberId", p.post, a.account_id is not null and a.disabled_at is null as "hasAccount",
       exists (select from auth.invitations i where i.committee_id = m.committee_id and i.member_id = m.member_id
         and i.used_at is null and i.revoked_at is null and i.expires_at > $2) as "hasSlip"
     from posts p join members m on m.committee_id = p.committee_id and m.member_id = p.member_id
     left join auth.accounts a on a.account_id = m.account_id
     where p.committee_id = $1 and p.from_at <= $2 and p.until_at > $2 and m.left_at is null`,
    [tx.committeeId, tx.now],
  );
  return rows.map(({ hasSlip, ...held }) => ({ ...held, canSignIn: held.hasAccount || hasSlip }));
}
