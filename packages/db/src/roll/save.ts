import type { Standing } from "@yishi/domain/facts";
import type { Day } from "@yishi/domain/calendar";
import type { Fact } from "@yishi/domain/roll";
import type { Changed, RollChange } from "@yishi/domain/roll/compare";
import { householdOf, type Place, type RollLine, type RollPerson } from "@yishi/domain/roll/lines";
import type { Tx } from "../client.ts";
import { keepFact } from "../facts.ts";
import { newId } from "../ids.ts";
import { endMemberships } from "./leaving.ts";

/** So many people are written in one statement, and then it is told how far the writing is. */
const portion = 2_000;

export interface Saving {
  readonly on: Day;
  readonly standing: Standing;
  /** Told after each portion how many of all that has to be written is written. */
  readonly onWritten?: (done: number, total: number) => void;
}

/** Makes a roll what its file says: in one transaction, portion by portion. Who stays keeps their id. */
export async function saveRoll(
  tx: Tx,
  change: RollChange<RollPerson>,
  fact: Fact,
  saving: Saving,
): Promise<void> {
  const factId = await keepFact(tx, fact);
  const total = change.removed.length + change.changed.length + change.regrouped.length + change.added.length;
  let done = 0;
  const each = async <One>(all: readonly One[], write: (some: readonly One[]) => Promise<void>) => {
    for (let from = 0; from < all.length; from += portion) {
      const some = all.slice(from, from + portion);
      await write(some);
      saving.onWritten?.((done += some.length), total);
    }
  };
  const places = [...change.added, ...change.changed.map(({ line }) => line)];
  await each(change.removed, (some) => remove(tx, some, saving, factId));
  await makeHouseholds(tx, [...new Map(places.map((line) => [householdOf(line), line])).values()]);
  const homes = await householdIds(tx);
  await each(change.changed, (some) => alter(tx, some, { homes, on: saving.on, factId }));
  await each(change.regrouped, (some) => regroup(tx, some, saving.on, factId));
  await each(change.added, (some) => add(tx, some, { homes, on: saving.on, factId }));
}

async function remove(tx: Tx, people: readonly RollPerson[], saving: Saving, factId: string): Promise<void> {
  const ids = people.map(({ residentId }) => residentId);
  await tx.raw.query(
    `with gone as (update residents set left_on = greatest(joined_on, $3::date)
       where committee_id = $1 and resident_id = any($2) and left_on is null
       returning resident_id, household_id, left_on)
     insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, on_day, at, fact_id)
     select $1, x.id, 'removed', g.resident_id, g.household_id, g.left_on, $4, $5
     from unnest($6::uuid[], $2::uuid[]) as x (id, resident) join gone g on g.resident_id = x.resident`,
    [tx.committeeId, ids, saving.on, tx.now, factId, ids.map(() => newId())],
  );
  await endMemberships(tx, ids, "lapsed", saving.standing);
}

async function makeHouseholds(tx: Tx, places: readonly RollLine[]): Promise<void> {
  await tx.raw.query(
    `insert into households (committee_id, household_id, building, stairwell, door, part, residents_group, grid)
     select $1, x.id, x.building, x.stairwell, x.door, x.part, x."group", x.grid
     from jsonb_to_recordset($2) as x (id uuid, building text, stairwell text, door text, part text, "group" text, grid text)
     on conflict (committee_id, building, stairwell, door, part) do update
       set residents_group = excluded.residents_group, grid = excluded.grid
       -- Where somebody lives the comparison says so itself; an empty household takes what the file says.
       where not exists (select from residents r where r.committee_id = households.committee_id
         and r.household_id = households.household_id and r.left_on is null)`,
    [tx.committeeId, JSON.stringify(places.map((place) => ({ ...place, id: newId() })))],
  );
}

interface Writing {
  readonly homes: ReadonlyMap<string, string>;
  readonly on: Day;
  readonly factId: string;
}

/**
 * The households by their places. Found here and not by a join: of a table that was just filled the database believes that
 * it is small, and would look through all of it for every single person.
 */
async function householdIds(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.raw.query<Place & { householdId: string }>(
    `select household_id as "householdId", building, stairwell, door, part from households where committee_id = $1`,
    [tx.committeeId],
  );
  return new Map(rows.map((one) => [householdOf(one), one.householdId]));
}

function homeOf(homes: ReadonlyMap<string, string>, line: RollLine): string {
  const home = homes.get(householdOf(line));
  if (home === undefined) throw new Error("a household was not made");
  return home;
}

async function alter(tx: Tx, changed: readonly Changed<RollPerson>[], writing: Writing): Promise<void> {
  const { homes, on, factId } = writing;
  const rows = changed.map(({ kind, person, line }) => ({
    ...line,
    entry: newId(),
    kind: kind === "moved" ? "moved" : "corrected",
    id: person.residentId,
    home: homeOf(homes, line),
    from: person.householdId,
    before_name: person.name === line.name ? null : person.name,
    before_born: person.born === line.born ? null : person.born,
    before_residence: person.residence === line.residence ? null : person.residence,
    before_lived_since: person.livedSince === line.livedSince ? null : person.livedSince,
  }));
  await tx.raw.query(
    `with x as (select * from jsonb_to_recordset($2) as x (entry uuid, kind text, id uuid, home uuid, "from" uuid, name text,
         born date, residence text, "livedSince" date, before_name text, before_born date, before_residence text, before_lived_since date)),
       altered as (update residents r set household_id = x.home, name = x.name, born = x.born,
           residence = x.residence, lived_since = x."livedSince"
         from x where r.committee_id = $1 and r.resident_id = x.id),
       named as (update members m set name = x.name from x
         where m.committee_id = $1 and m.resident_id = x.id and m.name <> x.name)
     insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, from_household_id, on_day,
       before_name, before_born, before_residence, before_lived_since, at, fact_id)
     select $1, x.entry, x.kind, x.id, x.home, nullif(x."from", x.home), $3,
       x.before_name, x.before_born, x.before_residence, x.before_lived_since, $4, $5
     from x`,
    [tx.committeeId, JSON.stringify(rows), on, tx.now, factId],
  );
}

async function regroup(
  tx: Tx,
  regrouped: RollChange<RollPerson>["regrouped"],
  on: Day,
  factId: string,
): Promise<void> {
  const rows = regrouped.map(({ householdId, group, grid }) => ({
    id: householdId,
    entry: newId(),
    group,
    grid,
  }));
  await tx.raw.query(
    `with x as (select * from jsonb_to_recordset($2) as x (entry uuid, id uuid, "group" text, grid text)),
       -- What stood there is read as it was before this statement.
       kept as (insert into roll_entries (committee_id, entry_id, kind, household_id, on_day, before_group, before_grid, at, fact_id)
         select $1, x.entry, 'regrouped', x.id, $3, h.residents_group, h.grid, $4, $5
         from x join households h on h.committee_id = $1 and h.household_id = x.id)
     update households h set residents_group = x."group", grid = x.grid from x
     where h.committee_id = $1 and h.household_id = x.id`,
    [tx.committeeId, JSON.stringify(rows), on, tx.now, factId],
  );
}

async function add(tx: Tx, lines: readonly RollLine[], { homes, on, factId }: Writing): Promise<void> {
  const rows = lines.map((line) => ({ ...line, id: newId(), entry: newId(), home: homeOf(homes, line) }));
  await tx.raw.query(
    `with x as (select * from jsonb_to_recordset($2) as x (id uuid, entry uuid, home uuid, name text, born date,
         residence text, "livedSince" date)),
       people as (insert into residents (committee_id, resident_id, household_id, name, born, residence, lived_since, joined_on)
         select $1, x.id, x.home, x.name, x.born, x.residence, x."livedSince", $3 from x)
     insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, on_day, at, fact_id)
     select $1, x.entry, 'imported', x.id, x.home, $3, $4, $5 from x`,
    [tx.committeeId, JSON.stringify(rows), on, tx.now, factId],
  );
}
