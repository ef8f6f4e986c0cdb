import type { Day } from "@yishi/domain/calendar";
import type { RollEntryKind } from "@yishi/domain/roll/entries";
import type { Place } from "@yishi/domain/roll/lines";
import type { Residence } from "@yishi/domain/roll/residence";
import type { Tx } from "../client.ts";

/** One line of a resident's or a household's history: what happened, on which day, who wrote it down, what stood before. */
export interface HistoryLine {
  readonly kind: RollEntryKind;
  readonly on: Day;
  readonly at: Date;
  readonly residentId: string | null;
  readonly name: string | null;
  readonly place: Place;
  readonly from: Place | null;
  readonly reference: string | null;
  readonly before: {
    readonly name: string | null;
    readonly born: Day | null;
    readonly residence: Residence | null;
    readonly livedSince: Day | null;
    readonly group: string | null;
    readonly grid: string | null;
  };
  readonly by: string | null;
}

const place = (household: string) =>
  `jsonb_build_object('building', ${household}.building, 'stairwell', ${household}.stairwell,
    'door', ${household}.door, 'part', ${household}.part)`;

const lines = `select e.kind, e.on_day::text as "on", e.at, e.resident_id as "residentId", r.name, ${place("h")} as place,
    case when f.household_id is not null then ${place("f")} end as "from", nullif(e.reference, '') as reference,
    jsonb_build_object('name', e.before_name, 'born', e.before_born, 'residence', e.before_residence,
      'livedSince', e.before_lived_since, 'group', e.before_group, 'grid', e.before_grid) as before,
    m.name as by
  from roll_entries e
  join households h on h.committee_id = e.committee_id and h.household_id = e.household_id
  left join households f on f.committee_id = e.committee_id and f.household_id = e.from_household_id
  left join residents r on r.committee_id = e.committee_id and r.resident_id = e.resident_id
  join facts t on t.committee_id = e.committee_id and t.fact_id = e.fact_id
  left join members m on m.committee_id = t.committee_id and m.member_id = t.actor_id`;
/** As it was written down: of a day long ago the roll may have heard only now. */
const newestFirst = "order by e.at desc, e.entry_id desc limit 200";

/** What the roll has ever said of a resident, the newest first. */
export async function historyOfResident(tx: Tx, residentId: string): Promise<readonly HistoryLine[]> {
  const { rows } = await tx.raw.query<HistoryLine>(
    `${lines} where e.committee_id = $1 and e.resident_id = $2 ${newestFirst}`,
    [tx.committeeId, residentId],
  );
  return rows;
}

/** Who came into a household and who left it, the newest first. */
export async function historyOfHousehold(tx: Tx, householdId: string): Promise<readonly HistoryLine[]> {
  const { rows } = await tx.raw.query<HistoryLine>(
    `${lines} where e.committee_id = $1 and (e.household_id = $2 or e.from_household_id = $2) ${newestFirst}`,
    [tx.committeeId, householdId],
  );
  return rows;
}

/** A resident of now or of before, with their household. */
export async function everResident(tx: Tx, residentId: string) {
  const { rows } = await tx.raw.query<{
    readonly residentId: string;
    readonly householdId: string;
    readonly name: string | null;
    readonly born: Day | null;
    readonly residence: Residence;
    readonly livedSince: Day | null;
    readonly leftOn: Day | null;
    readonly place: Place & { readonly group: string | null; readonly grid: string | null };
  }>(
    `select r.resident_id as "residentId", r.household_id as "householdId", r.name, r.born::text as born, r.residence,
       r.lived_since::text as "livedSince", r.left_on::text as "leftOn",
       ${place("h")} || jsonb_build_object('group', h.residents_group, 'grid', h.grid) as place
     from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
     where r.committee_id = $1 and r.resident_id = $2`,
    [tx.committeeId, residentId],
  );
  return rows[0] ?? null;
}
