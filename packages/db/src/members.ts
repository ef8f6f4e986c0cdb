import type { Fact } from "@yishi/domain/members";
import type { Post } from "@yishi/domain/roles";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { members } from "./schema/members.ts";

interface MemberWithPost {
  readonly memberId: string;
  readonly residentId: string | null;
  readonly name: string;
  readonly post: Post | null;
  readonly fromAt: Date | null;
  readonly untilAt: Date | null;
}

/** The member behind an account in this community, with the posts that have not ended; null for a stranger. */
export async function memberOf(tx: Tx, accountId: string) {
  // Every request of somebody who is signed in asks this: a statement with a name is planned once per connection.
  const { rows } = await tx.raw.query<MemberWithPost>({
    name: "members.memberOf",
    text: `select m.member_id as "memberId", m.resident_id as "residentId", m.name, p.post,
        p.from_at as "fromAt", p.until_at as "untilAt"
      from members m
      left join posts p on p.committee_id = m.committee_id and p.member_id = m.member_id and p.until_at > $3
      where m.committee_id = $1 and m.account_id = $2 and m.left_at is null`,
    values: [tx.committeeId, accountId, tx.now],
  });
  const [first] = rows;
  if (!first) return null;
  const tenures = rows.flatMap(({ post, fromAt, untilAt }) =>
    post && fromAt && untilAt ? [{ post, fromAt, untilAt }] : [],
  );
  return { memberId: first.memberId, residentId: first.residentId, name: first.name, tenures };
}

/** The member that a resident is, made when there is none yet. */
export async function memberForResident(tx: Tx, residentId: string, name: string): Promise<string> {
  const [made] = await tx.sql
    .insert(members)
    .values({ committeeId: tx.committeeId, memberId: newId(), residentId, name, joinedAt: tx.now })
    .onConflictDoUpdate({ target: [members.committeeId, members.residentId], set: { name, leftAt: null } })
    .returning({ memberId: members.memberId });
  if (!made) throw new Error("no member was made");
  return made.memberId;
}

/** A member who is not on the roll: somebody who serves here and lives elsewhere. */
export async function addMember(tx: Tx, name: string, memberId = newId()): Promise<string> {
  await tx.sql.insert(members).values({ committeeId: tx.committeeId, memberId, name, joinedAt: tx.now });
  return memberId;
}

/** Locks a member who has not left: whoever leaves, joins or is given a slip at this moment takes turns. */
export async function lockMember(tx: Tx, memberId: string) {
  await tx.raw.query(
    "select from members where committee_id = $1 and member_id = $2 and left_at is null for update",
    [tx.committeeId, memberId],
  );
  return memberById(tx, memberId);
}

export async function memberById(tx: Tx, memberId: string) {
  const [found] = await tx.sql
    .select({
      memberId: members.memberId,
      residentId: members.residentId,
      accountId: members.accountId,
      name: members.name,
    })
    .from(members)
    .where(
      and(eq(members.committeeId, tx.committeeId), eq(members.memberId, memberId), isNull(members.leftAt)),
    );
  return found ?? null;
}

/** Ties an account to a member; answers whether it could: each account is one member of a community at most. */
export async function join(tx: Tx, memberId: string, accountId: string, fact: Fact): Promise<boolean> {
  await keepFact(tx, fact);
  const joined = await tx.sql
    .update(members)
    .set({ accountId })
    .where(
      and(
        eq(members.committeeId, tx.committeeId),
        eq(members.memberId, memberId),
        // A slip opens an account and never changes one: a lost password is mended by two clerks.
        isNull(members.accountId),
        sql`not exists (select from ${members} o where o.committee_id = ${tx.committeeId} and o.account_id = ${accountId})`,
      ),
    )
    .returning({ memberId: members.memberId });
  return joined.length > 0;
}
