import type { Fact, Slip, SlipState } from "@yishi/domain/slips";
import type { Tx } from "./client.ts";
import { keepFacts } from "./facts.ts";
import { newId } from "./ids.ts";

/** For whom slips are wanted; what is left empty is not asked for. */
export interface Choice {
  readonly buildings: readonly string[];
  readonly stairwell: string;
  readonly door: string;
  readonly residentIds: readonly string[];
  /** Those whose slip is in this batch. */
  readonly batch: number | null;
  /** Whoever has a slip from before this moment gets another one; nobody does where nothing is said. */
  readonly printedBefore: Date | null;
}

/** Somebody who gets a slip, with their door. */
export interface Chosen {
  readonly residentId: string;
  readonly name: string;
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
}

export interface ChoiceFigures {
  readonly people: number;
  readonly withAccount: number;
  readonly withSlip: number;
  readonly wanted: number;
}

// Buildings, stairwells and doors are words and mostly numbers: the shorter first, so that 2 comes before 10.
export const byDoor =
  "length(h.building), h.building, length(h.stairwell), h.stairwell, length(h.door), h.door, r.name";

const everybody = `from residents r
  join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
  left join members m on m.committee_id = r.committee_id and m.resident_id = r.resident_id
  left join lateral (select s.printed_at, b.number from slips s
    join slip_batches b on b.committee_id = s.committee_id and b.batch_id = s.batch_id
    where s.committee_id = m.committee_id and s.member_id = m.member_id and s.state in ('printed', 'handedOut') and s.expires_at > $3
    order by s.printed_at desc limit 1) s on true
  where r.committee_id = $1 and r.left_on is null and r.name is not null and (r.born <= $2 or cardinality($7::uuid[]) > 0)
    and (cardinality($4::text[]) = 0 or h.building = any($4)) and ($5 = '' or h.stairwell = $5) and ($6 = '' or h.door = $6)
    and (cardinality($7::uuid[]) = 0 or r.resident_id = any($7)) and ($8::int is null or s.number = $8)`;
const wanted =
  "m.account_id is null and (s.printed_at is null or coalesce(s.printed_at < $9::timestamptz, false))";

const asked = (tx: Tx, choice: Choice, bornUntil: string) => [
  ...[tx.committeeId, bornUntil, tx.now, choice.buildings, choice.stairwell, choice.door],
  ...[choice.residentIds, choice.batch, choice.printedBefore],
];

/** How many people a choice is about, and how many of them get a slip. */
export async function figuresOf(tx: Tx, choice: Choice, bornUntil: string): Promise<ChoiceFigures> {
  const { rows } = await tx.raw.query<ChoiceFigures>(
    `select count(*)::int as people, (count(*) filter (where m.account_id is not null))::int as "withAccount",
       (count(*) filter (where m.account_id is null and s.printed_at is not null))::int as "withSlip",
       (count(*) filter (where ${wanted}))::int as wanted ${everybody}`,
    asked(tx, choice, bornUntil),
  );
  return rows[0] ?? { people: 0, withAccount: 0, withSlip: 0, wanted: 0 };
}

/** The first of those who get a slip, along the stairs. */
export async function chosen(
  tx: Tx,
  choice: Choice,
  limit: { readonly bornUntil: string; readonly most: number },
): Promise<readonly Chosen[]> {
  const { rows } = await tx.raw.query<Chosen>(
    `select r.resident_id as "residentId", r.name, h.building, h.stairwell, h.door ${everybody} and ${wanted}
     order by ${byDoor}, r.resident_id limit $10`,
    [...asked(tx, choice, limit.bornUntil), limit.most],
  );
  return rows;
}

/** Slips are printed one batch after the other: numbers follow each other, and nobody gets two at once. */
export async function lockPrinting(tx: Tx): Promise<void> {
  await tx.raw.query("select pg_advisory_xact_lock(hashtext('slips ' || $1))", [tx.committeeId]);
}

/** Begins a batch with the next number; nothing where this form has made one before. */
export async function beginBatch(
  tx: Tx,
  batch: { readonly makerId: string; readonly formKey: string; readonly slips: number },
): Promise<{ batchId: string; number: number } | null> {
  const { rows } = await tx.raw.query<{ batchId: string; number: number }>(
    `insert into slip_batches (committee_id, batch_id, number, maker_id, form_key, slips, printed_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6 from slip_batches where committee_id = $1
     on conflict (committee_id, maker_id, form_key) do nothing returning batch_id as "batchId", number`,
    [tx.committeeId, newId(), batch.makerId, batch.formKey, batch.slips, tx.now],
  );
  return rows[0] ?? null;
}

/** The members that these residents are, made where there are none yet; in the same order. */
export async function membersFor(tx: Tx, people: readonly Chosen[]): Promise<readonly string[]> {
  const wantedMembers = people.map(({ residentId, name }) => ({ memberId: newId(), residentId, name }));
  const { rows } = await tx.raw.query<{ memberId: string; residentId: string }>(
    `insert into members (committee_id, member_id, resident_id, name, joined_at)
     select $1, x."memberId", x."residentId", x.name, $3
     from jsonb_to_recordset($2) as x ("memberId" uuid, "residentId" uuid, name text)
     on conflict (committee_id, resident_id) do update set name = excluded.name, left_at = null
     returning member_id as "memberId", resident_id as "residentId"`,
    [tx.committeeId, JSON.stringify(wantedMembers), tx.now],
  );
  const memberOf = new Map(rows.map((row) => [row.residentId, row.memberId]));
  return people.map(({ residentId }) => {
    const memberId = memberOf.get(residentId);
    if (!memberId) throw new Error("no member was made");
    return memberId;
  });
}

/** Keeps new slips with their facts. */
export async function keepSlips(
  tx: Tx,
  batchId: string,
  slips: readonly (Slip & { readonly memberId: string; readonly fact: Fact })[],
): Promise<void> {
  const factIds = await keepFacts(
    tx,
    slips.map((slip) => slip.fact),
  );
  const rows = slips.map(({ slipId, serial, memberId, expiresAt }, index) => ({
    ...{ slipId, serial, memberId, expiresAt: expiresAt.toISOString() },
    factId: factIds[index],
  }));
  await tx.raw.query(
    `insert into slips (committee_id, slip_id, batch_id, serial, member_id, state, printed_at, expires_at, fact_id)
     select $1, x."slipId", $2, x.serial, x."memberId", 'printed', $3, x."expiresAt", x."factId"
     from jsonb_to_recordset($4) as x ("slipId" uuid, serial int, "memberId" uuid, "expiresAt" timestamptz, "factId" uuid)`,
    [tx.committeeId, batchId, tx.now, JSON.stringify(rows)],
  );
}

const slipColumns = `s.slip_id as "slipId", s.serial, s.state, s.expires_at as "expiresAt"`;

/** Locks the slips of a batch, all of them or those with these serial numbers. */
export async function lockOfBatch(
  tx: Tx,
  batchId: string,
  serials: readonly number[] | null,
): Promise<readonly Slip[]> {
  const { rows } = await tx.raw.query<Slip>(
    `select ${slipColumns} from slips s where committee_id = $1 and batch_id = $2 and ($3::int[] is null or serial = any($3))
     order by serial for update`,
    [tx.committeeId, batchId, serials],
  );
  return rows;
}

/** Locks the slips that members still have out. */
export async function lockOut(tx: Tx, memberIds: readonly string[]): Promise<readonly Slip[]> {
  const { rows } = await tx.raw.query<Slip>(
    `select ${slipColumns} from slips s where committee_id = $1 and member_id = any($2) and state in ('printed', 'handedOut')
       and expires_at > $3 order by slip_id for update`,
    [tx.committeeId, memberIds, tx.now],
  );
  return rows;
}

/** Locks one slip. */
export async function lock(tx: Tx, slipId: string): Promise<Slip | null> {
  const { rows } = await tx.raw.query<Slip>(
    `select ${slipColumns} from slips s where committee_id = $1 and slip_id = $2 for update`,
    [tx.committeeId, slipId],
  );
  return rows[0] ?? null;
}

/** Writes down what became of slips: their state after each fact. */
export async function save(tx: Tx, facts: readonly Fact[]): Promise<void> {
  const factIds = await keepFacts(tx, facts);
  const rows = facts.map((fact, index) => ({
    slipId: fact.objectId,
    state: after[fact.kind],
    reason: fact.kind === "slip.revoked" ? fact.body.reason : null,
    factId: factIds[index],
  }));
  await tx.raw.query(
    `update slips s set state = x.state, reason = x.reason, fact_id = x."factId"
     from jsonb_to_recordset($2) as x ("slipId" uuid, state text, reason text, "factId" uuid)
     where s.committee_id = $1 and s.slip_id = x."slipId"`,
    [tx.committeeId, JSON.stringify(rows)],
  );
}

const after = {
  "slip.printed": "printed",
  "slip.handedOut": "handedOut",
  "slip.used": "used",
  "slip.revoked": "revoked",
} as const satisfies Record<Fact["kind"], SlipState>;
