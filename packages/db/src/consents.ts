import { changesLedger, consentWords, type ConsentPurpose } from "@yishi/domain/privacy/consents";
import type { AnyFact, Channel } from "@yishi/domain/facts";
import type { Language } from "@yishi/domain/texts";
import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { newId } from "./ids.ts";
import { consents } from "./schema/privacy.ts";
import { cosponsors } from "./schema/proposals.ts";

/** What somebody chose: for which purpose, on which proposal or on which words of theirs, yes or no. */
export interface Choice {
  readonly residentId: string;
  readonly purpose: ConsentPurpose;
  readonly objectId: string;
  readonly given: boolean;
}

/** Enters a choice into the ledger, where it changes what the ledger says last. */
export async function noteConsent(
  tx: Tx,
  choice: Choice,
  standing: { readonly actorId: string; readonly channel: Channel },
): Promise<void> {
  const { residentId, purpose, objectId, given } = choice;
  const [last] = await tx.sql
    .select({ given: consents.given })
    .from(consents)
    .where(
      and(
        eq(consents.committeeId, tx.committeeId),
        eq(consents.residentId, residentId),
        eq(consents.purpose, purpose),
        eq(consents.objectId, objectId),
      ),
    )
    .orderBy(desc(consents.at), desc(consents.consentId))
    .limit(1);
  if (!changesLedger(last?.given ?? null, given)) return;
  const { actorId, channel } = standing;
  if (channel === "homeBox") throw new Error("nobody agrees through a ballot box");
  await tx.sql.insert(consents).values({
    ...{ committeeId: tx.committeeId, consentId: newId(), residentId, purpose, objectId, given },
    ...{ words: consentWords, channel, actorId, at: tx.now },
  });
}

/** One's own co-signature, locked: whether the name is shown with it. */
export async function lockCosponsor(tx: Tx, proposalId: string, residentId: string) {
  const [found] = await tx.sql
    .select({ namePublic: cosponsors.namePublic })
    .from(cosponsors)
    .where(isCosponsor(tx, proposalId, residentId))
    .for("update");
  return found ?? null;
}

/** Shows a co-sponsor's name from now on, or shows it no more. */
export async function showCosponsor(
  tx: Tx,
  choice: Pick<Choice, "residentId" | "given"> & { readonly proposalId: string },
  fact: AnyFact,
): Promise<void> {
  await keepFact(tx, fact);
  await tx.sql
    .update(cosponsors)
    .set({ namePublic: choice.given })
    .where(isCosponsor(tx, choice.proposalId, choice.residentId));
}

/** A name that somebody shows or could show now: on one's own proposal, or beside a neighbour's. */
export interface Named {
  readonly purpose: ConsentPurpose;
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string | null;
  readonly lang: Language;
  readonly given: boolean;
}

/** Where a resident's name stands or could stand, the newest first. */
export async function namesOf(tx: Tx, residentId: string): Promise<readonly Named[]> {
  const { rows } = await tx.raw.query<Named>(
    `select n.purpose, p.proposal_id as "proposalId", p.year, p.number, v.title, v.lang, n.given
     from (select 'authorName' as purpose, proposal_id, author_named as given from proposals
             where committee_id = $1 and author_id = $2
           union all select 'cosponsorName', proposal_id, name_public from cosponsors
             where committee_id = $1 and resident_id = $2
           union all select 'sponsorName', proposal_id, named from sponsorships
             where committee_id = $1 and sponsor_id = $2 and state = 'carried') n
     join proposals p on p.committee_id = $1 and p.proposal_id = n.proposal_id and p.opened_at is not null
     join proposal_versions v on v.committee_id = $1 and v.proposal_id = p.proposal_id and v.version = p.version
     order by p.opened_at desc limit 200`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** A line of the ledger, with the number of the proposal it speaks of. */
export interface ConsentLine {
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly words: string;
  readonly channel: string;
  readonly at: Date;
  readonly year: number | null;
  readonly number: number | null;
}

/** What a resident has agreed to and taken back, the latest first. */
export async function ledgerOf(tx: Tx, residentId: string): Promise<readonly ConsentLine[]> {
  const { rows } = await tx.raw.query<ConsentLine>(
    `select c.purpose, c.given, c.words, c.channel, c.at, p.year, p.number from consents c
     left join views v on v.committee_id = c.committee_id and v.view_id = c.object_id
     left join proposals p on p.committee_id = c.committee_id and p.proposal_id = coalesce(v.proposal_id, c.object_id)
     where c.committee_id = $1 and c.resident_id = $2 order by c.at desc, c.consent_id desc limit 500`,
    [tx.committeeId, residentId],
  );
  return rows;
}

function isCosponsor(tx: Tx, proposalId: string, residentId: string) {
  return and(
    eq(cosponsors.committeeId, tx.committeeId),
    eq(cosponsors.proposalId, proposalId),
    eq(cosponsors.residentId, residentId),
  );
}
