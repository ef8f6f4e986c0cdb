import type { Day } from "@yishi/domain/calendar";
import type { Document, Fact } from "@yishi/domain/charters";
import type { Language } from "@yishi/domain/texts";
import type { Tx } from "./client.ts";
import { keepFact } from "./facts.ts";
import { charterFilings, charters } from "./schema/charters.ts";

/** A version without its words: when it was adopted and filed, and the resolution of this platform or the paper that adopted it. */
export interface VersionLine {
  readonly document: Document;
  readonly version: number;
  readonly lang: Language;
  readonly appBallotsCount: boolean | null;
  /** Whether who votes is shown afterwards who voted what; nothing of a version from before it could be said. */
  readonly namesShown: boolean | null;
  readonly adoptedOn: Day;
  readonly paper: string | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly filedOn: Day | null;
}

const columns = `c.document, c.version, c.lang, c.app_ballots_count as "appBallotsCount",
  c.names_shown as "namesShown", c.adopted_on::text as "adoptedOn",
  c.paper, r.year, r.number, f.filed_on::text as "filedOn"`;
const joined = `from charters c
  left join resolutions r on r.committee_id = c.committee_id and r.resolution_id = c.resolution_id
  left join charter_filings f on f.committee_id = c.committee_id and f.document = c.document and f.version = c.version`;

/** One version of a document with its words; the newest where none is named. */
export async function read(tx: Tx, document: Document, version: number | null = null) {
  const { rows } = await tx.raw.query<VersionLine & { readonly text: string }>(
    `select ${columns}, c.text ${joined}
     where c.committee_id = $1 and c.document = $2 and ($3::int is null or c.version = $3) order by c.version desc limit 1`,
    [tx.committeeId, document, version],
  );
  return rows[0] ?? null;
}

/** Every version of a document without its words, newest first. */
export async function versions(tx: Tx, document: Document): Promise<readonly VersionLine[]> {
  const { rows } = await tx.raw.query<VersionLine>(
    `select ${columns} ${joined} where c.committee_id = $1 and c.document = $2 order by c.version desc`,
    [tx.committeeId, document],
  );
  return rows;
}

/** Whether ballots from the app count: only where the newest charter says so. */
export async function appBallotsCount(tx: Tx): Promise<boolean> {
  return (await read(tx, "charter"))?.appBallotsCount ?? false;
}

/** Whether those who vote see afterwards who voted what: only where the newest charter says so. */
export async function namesShown(tx: Tx): Promise<boolean> {
  return (await read(tx, "charter"))?.namesShown ?? false;
}

/** Until this transaction ends nobody else adopts a version of this document, or files one. */
export async function lock(tx: Tx, document: Document): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(charters_lock($1, $2))", [tx.committeeId, document]);
}

type CharterRow = typeof charters.$inferInsert;

/** Enters a new version of a document; the old ones stay. */
export async function adopt(
  tx: Tx,
  version: Omit<CharterRow, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(charters).values({ ...version, committeeId: tx.committeeId, factId });
}

/** Keeps the day on which a version was put on file. */
export async function file(
  tx: Tx,
  filing: Omit<typeof charterFilings.$inferInsert, "committeeId" | "factId">,
  fact: Fact,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  await tx.sql.insert(charterFilings).values({ ...filing, committeeId: tx.committeeId, factId });
}
