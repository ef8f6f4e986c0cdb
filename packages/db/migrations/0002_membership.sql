-- Who lives here, who takes part, who holds which post until when.

create table households (
  committee_id uuid not null constraint households_community references communities,
  household_id uuid not null,
  building text not null check (char_length(building) between 1 and 20),
  stairwell text not null check (char_length(stairwell) <= 20),
  door text not null check (char_length(door) between 1 and 20),
  primary key (committee_id, household_id),
  unique (committee_id, building, stairwell, door)
);

create table residents (
  committee_id uuid not null,
  resident_id uuid not null,
  household_id uuid not null,
  name text check (char_length(name) between 1 and 60),
  born date check (born between '1880-01-01' and '2200-01-01'),
  joined_on date not null,
  left_on date,
  primary key (committee_id, resident_id),
  constraint residents_household foreign key (committee_id, household_id) references households,
  check (left_on >= joined_on)
);
create index residents_household on residents (committee_id, household_id);
create unique index residents_once on residents (committee_id, household_id, name, born) where left_on is null;

create table members (
  committee_id uuid not null constraint members_community references communities,
  member_id uuid not null,
  account_id uuid constraint members_account references auth.accounts,
  resident_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (committee_id, member_id),
  constraint members_resident foreign key (committee_id, resident_id) references residents,
  unique (committee_id, account_id),
  unique (committee_id, resident_id)
);
create index members_account on members (account_id);

create table posts (
  committee_id uuid not null,
  post_id uuid not null,
  member_id uuid not null,
  post text not null check (post in (
    'chair', 'viceChair', 'committeeMember', 'secretary', 'representative', 'groupLeader', 'householdRepresentative',
    'reviewer', 'scrutineer', 'secondReader', 'financePerson', 'branchRecorder', 'supervisor', 'expert', 'mediator',
    'mediationSecretary', 'deskClerk', 'stationClerk', 'streetOfficer', 'registrar')),
  appointed_by text not null check (char_length(appointed_by) between 2 and 120),
  appointed_on date not null,
  reference text not null check (char_length(reference) <= 120),
  from_at timestamptz not null,
  until_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, post_id),
  constraint posts_member foreign key (committee_id, member_id) references members,
  constraint posts_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (from_at <= until_at)
);
create index posts_member on posts (committee_id, member_id);
create index posts_fact on posts (committee_id, fact_id);
create trigger new_fact before update on posts for each row execute function require_new_fact();

-- A roll file that was read and shown, waiting for a yes. Applied whole or not at all; what was not applied is removed.
create table roll_imports (
  committee_id uuid not null,
  import_id uuid not null,
  member_id uuid not null,
  file_name text not null check (char_length(file_name) <= 255),
  file_hash bytea not null check (octet_length(file_hash) = 32),
  lines jsonb,
  read_at timestamptz not null,
  applied_at timestamptz,
  primary key (committee_id, import_id),
  constraint roll_imports_member foreign key (committee_id, member_id) references members
);
create index roll_imports_member on roll_imports (committee_id, member_id);

-- The self-government charter: whether ballots cast in the app count is decided there.
create table charters (
  committee_id uuid not null constraint charters_community references communities,
  version int not null check (version > 0),
  text text not null check (char_length(text) between 10 and 20000),
  lang text not null check (lang in ('zh-CN', 'en')),
  app_ballots_count boolean not null,
  adopted_on date not null,
  resolution text not null check (char_length(resolution) between 2 and 120),
  fact_id uuid not null,
  primary key (committee_id, version),
  constraint charters_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index charters_fact on charters (committee_id, fact_id);
create trigger no_change before update or delete on charters for each row execute function forbid_change();

grant select, insert on households, charters to yishi_app;
grant select, insert, update on residents, members, posts to yishi_app;
grant select, insert, update, delete on roll_imports to yishi_app;
