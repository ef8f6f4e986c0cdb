import type { Entered, Removed } from "@yishi/domain/members";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";

/** Somebody who serves here and lives elsewhere: how many terms of theirs go on or are to begin, and how they sign in. */
export interface Guest {
  readonly memberId: string;
  readonly name: string;
  readonly servesAs: string | null;
  readonly hasAccount: boolean;
  readonly posts: number;
}

/** Everybody who is a member here and not on the roll, those who prepared the first one included. */
export async function guests(tx: Tx): Promise<readonly Guest[]> {
  const { rows } = await tx.raw.query<Guest>(
    `select m.member_id as "memberId", m.name, m.serves_as as "servesAs", m.account_id is not null as "hasAccount",
       (select count(*)::int from posts p where p.committee_id = m.committee_id and p.member_id = m.member_id
         and p.until_at > $2 and p.from_at < p.until_at) as posts
     from members m where m.committee_id = $1 and m.resident_id is null and m.left_at is null
     order by m.joined_at, m.member_id`,
    [tx.committeeId, tx.now],
  );
  return rows;
}

/** One of them, locked until the transaction ends: whoever removes them and whoever appoints them take turns. */
export async function lockGuest(tx: Tx, memberId: string): Promise<Guest | null> {
  await tx.raw.query(
    "select from members where committee_id = $1 and member_id = $2 and left_at is null for update",
    [tx.committeeId, memberId],
  );
  return guestById(tx, memberId);
}

/** One of them. */
export async function guestById(tx: Tx, memberId: string): Promise<Guest | null> {
  return (await guests(tx)).find((guest) => guest.memberId === memberId) ?? null;
}

/** Enters somebody who lives elsewhere. */
export async function enterGuest(
  tx: Tx,
  guest: { readonly name: string; readonly servesAs: string },
  fact: Entered,
): Promise<void> {
  await keepFact(tx, fact);
  await tx.raw.query(
    "insert into members (committee_id, member_id, name, serves_as, joined_at) values ($1, $2, $3, $4, $5)",
    [tx.committeeId, fact.body.memberId, guest.name, guest.servesAs, tx.now],
  );
}

/** Removes them: from here on their account is nobody here, and could join again by another slip. */
export async function removeGuest(tx: Tx, fact: Removed): Promise<void> {
  await keepFact(tx, fact);
  await tx.raw.query(
    "update members set left_at = $3, account_id = null where committee_id = $1 and member_id = $2",
    [tx.committeeId, fact.body.memberId, tx.now],
  );
}
