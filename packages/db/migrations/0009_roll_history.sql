-- The roll keeps its history: households that split and join, people who move and leave, and why.

-- Two households can live behind one door: each has its part (分户); the one household of a door has none.
alter table households
  add column part text not null default '' check (char_length(part) <= 20),
  add column residents_group text check (char_length(residents_group) between 1 and 40),
  add column grid text check (char_length(grid) between 1 and 40);
alter table households drop constraint households_committee_id_building_stairwell_door_key;
alter table households add constraint households_place unique (committee_id, building, stairwell, door, part);
grant update (residents_group, grid) on households to yishi_app;

-- Registered here, or living here since a day: whoever is not registered counts once they have lived here long enough.
alter table residents
  add column residence text not null default 'registered' check (residence in ('registered', 'living')),
  add column lived_since date check (lived_since between '1880-01-01' and '2200-01-01'),
  add constraint residents_lived check (residence = 'living' or lived_since is null);

-- One line for each change: who, in which household, from which day, why, and what stood there before. Lines are
-- appended; words in them (names, the paper's number) may be erased under the law, with a fact that says so.
create table roll_entries (
  committee_id uuid not null,
  entry_id uuid not null,
  kind text not null check (kind in
    ('imported', 'born', 'movedIn', 'moved', 'split', 'joined', 'corrected', 'regrouped', 'movedAway', 'died', 'removed')),
  resident_id uuid,
  household_id uuid not null,
  from_household_id uuid,
  on_day date not null,
  reference text check (char_length(reference) <= 120),
  before_name text check (char_length(before_name) between 1 and 60),
  before_born date,
  before_residence text check (before_residence in ('registered', 'living')),
  before_lived_since date,
  before_group text check (char_length(before_group) <= 40),
  before_grid text check (char_length(before_grid) <= 40),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, entry_id),
  constraint roll_entries_resident foreign key (committee_id, resident_id) references residents,
  constraint roll_entries_household foreign key (committee_id, household_id) references households,
  constraint roll_entries_from_household foreign key (committee_id, from_household_id) references households,
  constraint roll_entries_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((kind = 'regrouped') = (resident_id is null))
);
create index roll_entries_resident on roll_entries (committee_id, resident_id);
create index roll_entries_household on roll_entries (committee_id, household_id);
create index roll_entries_from_household on roll_entries (committee_id, from_household_id);
create index roll_entries_fact on roll_entries (committee_id, fact_id);
create trigger new_fact before update on roll_entries for each row execute function require_new_fact();
create trigger no_removal before delete on roll_entries for each row execute function forbid_change();
create trigger no_truncate before truncate on roll_entries for each statement execute function forbid_change();
alter table roll_entries enable row level security;
alter table roll_entries force row level security;
create policy tenant on roll_entries using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on roll_entries to yishi_app;

-- Who is on a roll from before came with an import; the line between communities holds for the owner too.
do $$ declare community record; begin
  for community in select committee_id from communities loop
    perform set_config('app.committee', community.committee_id::text, true);
    insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, on_day, at, fact_id)
      select r.committee_id, gen_random_uuid(), 'imported', r.resident_id, r.household_id, r.joined_on, f.at, f.fact_id
      from residents r cross join lateral (select fact_id, at from facts
        where committee_id = r.committee_id and kind = 'roll.imported' and (at at time zone 'Asia/Shanghai')::date <= r.joined_on
        order by at desc limit 1) f;
    insert into roll_entries (committee_id, entry_id, kind, resident_id, household_id, on_day, at, fact_id)
      select r.committee_id, gen_random_uuid(), 'removed', r.resident_id, r.household_id, r.left_on, f.at, f.fact_id
      from residents r cross join lateral (select fact_id, at from facts
        where committee_id = r.committee_id and kind = 'roll.imported' and (at at time zone 'Asia/Shanghai')::date <= r.left_on
        order by at desc limit 1) f
      where r.left_on is not null;
  end loop;
  perform set_config('app.committee', '', true);
end $$;

-- Readings from before know neither parts nor residence.
delete from roll_imports where applied_at is null;
