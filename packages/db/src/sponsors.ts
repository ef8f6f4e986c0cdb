import type { SponsorFact, Sponsorship } from "@yishi/domain/sponsors";
import type { Language } from "@yishi/domain/texts";
import { and, eq } from "drizzle-orm";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { sponsorships } from "./schema/papers.ts";

const state = {
  proposalId: sponsorships.proposalId,
  authorId: sponsorships.authorId,
  sponsorId: sponsorships.sponsorId,
  state: sponsorships.state,
  version: sponsorships.version,
  fileIds: sponsorships.fileIds,
  named: sponsorships.named,
  answeredAt: sponsorships.answeredAt,
};

/** Who was asked to propose together with somebody under age, to be shown. */
export async function read(tx: Tx, proposalId: string): Promise<Sponsorship | null> {
  const [found] = await tx.sql.select(state).from(sponsorships).where(is(tx, proposalId));
  return found ?? null;
}

/** The same, locked until the transaction ends. */
export async function lock(tx: Tx, proposalId: string): Promise<Sponsorship | null> {
  const [found] = await tx.sql.select(state).from(sponsorships).where(is(tx, proposalId)).for("update");
  return found ?? null;
}

/** Saves the next state with its fact; who was asked before makes room for who is asked now. */
export async function save(tx: Tx, next: Sponsorship, fact: SponsorFact): Promise<void> {
  const factId = await keepFact(tx, fact);
  const row = {
    ...next,
    fileIds: [...next.fileIds],
    factId,
    ...(fact.kind === "sponsor.asked" && { askedAt: tx.now }),
  };
  await tx.sql
    .insert(sponsorships)
    .values({ ...row, committeeId: tx.committeeId, askedAt: tx.now })
    .onConflictDoUpdate({ target: [sponsorships.committeeId, sponsorships.proposalId], set: row });
}

/** Forgets who was asked for drafts that were never public. */
export async function dropOf(tx: Tx, proposalIds: readonly string[]): Promise<void> {
  await tx.raw.query(
    "delete from sponsorships where committee_id = $1 and proposal_id = any($2) and state <> 'carried'",
    [tx.committeeId, proposalIds],
  );
}

/** Residents who have that name behind that door; a name alone finds nobody. */
export async function behindDoor(
  tx: Tx,
  at: {
    readonly name: string;
    readonly building: string;
    readonly stairwell: string;
    readonly door: string;
  },
): Promise<readonly string[]> {
  const { rows } = await tx.raw.query<{ residentId: string }>(
    `select r.resident_id as "residentId" from residents r
     join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.left_on is null and r.name = $2 and h.building = $3 and h.door = $5
       and ($4 = '' or h.stairwell = $4) limit 2`,
    [tx.committeeId, at.name, at.building, at.stairwell, at.door],
  );
  return rows.map(({ residentId }) => residentId);
}

/** What somebody is asked to propose together, and what they agreed to and is not public yet. */
export interface Asked {
  readonly proposalId: string;
  readonly title: string;
  readonly lang: Language;
  readonly authorName: string | null;
  readonly state: "asked" | "agreed";
  readonly askedAt: Date;
}

/** The drafts in which a resident is the grown neighbour, the oldest ask first. */
export async function askedOf(tx: Tx, sponsorId: string): Promise<readonly Asked[]> {
  const { rows } = await tx.raw.query<Asked>(
    `select s.proposal_id as "proposalId", v.title, v.lang, r.name as "authorName", s.state, s.asked_at as "askedAt"
     from sponsorships s
     join proposals p on p.committee_id = s.committee_id and p.proposal_id = s.proposal_id and p.status = 'draft'
     join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
       and v.erased_at is null
     join residents r on r.committee_id = s.committee_id and r.resident_id = s.author_id
     where s.committee_id = $1 and s.sponsor_id = $2 and s.state in ('asked', 'agreed')
     order by s.asked_at, s.proposal_id limit 50`,
    [tx.committeeId, sponsorId],
  );
  return rows;
}

function is(tx: Tx, proposalId: string) {
  return and(eq(sponsorships.committeeId, tx.committeeId), eq(sponsorships.proposalId, proposalId));
}
