import { classOf, dataClasses } from "@yishi/domain/privacy/register";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "./testing/database.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase(2);
});
afterAll(() => base.close());

/** Columns that every table may have and that say nothing of anybody: whose community, and by which fact. */
const everywhere = new Set(["committee_id", "fact_id"]);

/** Columns that speak of no resident: places, texts of the community, numbers of law, states of what is decided. */
const ofNobody: Readonly<Record<string, string>> = {
  "auth.setup_links": "committee_id expires_at issued_at revoked_at secret_hash setup_link_id used_at",
  appeal_decisions:
    "decided_at decides in_favour lang members met_on needed opposed present proposal_id quorum_needed reason reference",
  charter_filings: "document filed_on version",
  charters: "adopted_on app_ballots_count document lang names_shown paper resolution_id text version",
  communities: "founded_at name phone slug subdistrict_id window_place",
  counters: "kind last year",
  districts: "district_id name",
  meeting_changes: "at change_id from_place from_starts_at kind lang meeting_id reason to_place to_starts_at",
  meeting_items: "item meeting_id proposal_id title",
  meeting_undertakings: "done_on due_on item meeting_id version",
  // How many raised a hand for what; which seat did is nowhere.
  hand_counts: "agreed at motion_id opposed seats unraised withheld",
  motion_meetings: "item meeting_id motion_id",
  meetings:
    "called_at correct_until hash kind lang meeting_id notice number petition_id place present residents_group rules seats starts_at status title year",
  mergers:
    "answer_by asked_at changed_at from_id from_version from_yes into_id into_version into_yes lang merger_id reason_lang status suggested_as version",
  migrations: "applied_at hash name",
  court_cases: "accepted_on case_id court ended_how ended_on ended_reference motion_id reference",
  milestone_changes: "at change_id from_day lang motion_id ordinal reason to_day",
  milestones: "cost_fen done_on due_on expected_on lang motion_id ordinal reference spent_fen title",
  motion_citations: "consultation_id motion_id number version",
  motion_versions:
    "cost_yuan done_by erased_at erased_ground hash if_rejected lang money_source motion_id options question text version why written_at",
  motions:
    "agree_by agreement app_ballots_count area_square_centimetres closes_at counted_at electorate follow_up form motion_id noticed_at opens_at options ordinal outcome prior_study_on prior_study_reference proposal_id repeats rules scope seats special status version",
  // Pairs of characters of what is public, kept again from the words themselves.
  proposal_pairs: "opened_at pair proposal_id",
  proposals:
    "changed_at cosponsors cosponsors_needed first_yes lead number opened_at review_due rules status version window_ends year",
  resolutions: "motion_id notice_ends number published_at resolution_id year",
  rule_changes: "adopted_on change_id effective_from key paper recorded_at resolution_id value",
  subdistricts: "district_id name subdistrict_id",
  yishi_clock: "ahead one",
};

async function columns(): Promise<readonly string[]> {
  const { rows } = await base.owner.query<{ name: string }>(
    `select case c.table_schema when 'public' then '' else c.table_schema || '.' end || c.table_name || '.' || c.column_name as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema in ('public', 'auth') and t.table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name);
}

const placesOf = (listed: Readonly<Record<string, string>>) =>
  Object.entries(listed).flatMap(([table, names]) => names.split(" ").map((column) => `${table}.${column}`));
const ofPersons = dataClasses.flatMap((name) => placesOf(classOf(name).columns));
const known = new Set([...ofPersons, ...placesOf(ofNobody)]);
const unlisted = (there: readonly string[]) =>
  there.filter(
    (place) => !known.has(place) && (place.startsWith("auth.") || !everywhere.has(place.split(".")[1] ?? "")),
  );

test("every column belongs to a class of what is kept about residents, or is known to speak of nobody", async () => {
  // A new column: enter it in domain/privacy/register.ts, with why and how long, or above where it speaks of nobody.
  expect(unlisted(await columns())).toEqual([]);
});

test("every column that the register and the list name is there, and none stands in both", async () => {
  const there = new Set(await columns());
  expect([...known].filter((place) => !there.has(place))).toEqual([]);
  expect(placesOf(ofNobody).filter((place) => ofPersons.includes(place))).toEqual([]);
});

test("a column that somebody adds is noticed", async () => {
  await base.owner.query("alter table residents add column phone text");
  try {
    expect(unlisted(await columns())).toEqual(["residents.phone"]);
  } finally {
    await base.owner.query("alter table residents drop column phone");
  }
});
