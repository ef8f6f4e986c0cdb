-- Who owns which unit, with its exclusive area: the register over which owners decide (Civil Code 278).
-- A row is a unit for as long as the same people own it: another owner or another area ends it and begins the next.
create table units (
  committee_id uuid not null constraint units_community references communities,
  unit_id uuid not null,
  building text not null check (char_length(building) between 1 and 20),
  stairwell text not null check (char_length(stairwell) <= 20),
  door text not null check (char_length(door) between 1 and 20),
  area_square_centimetres bigint not null check (area_square_centimetres between 1 and 10000000000),
  area_source text check (area_source in ('register', 'survey', 'contract')),
  from_on date not null,
  until_on date,
  fact_id uuid not null,
  primary key (committee_id, unit_id),
  constraint units_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (until_on >= from_on)
);
create index units_fact on units (committee_id, fact_id);
create unique index units_once on units (committee_id, building, stairwell, door) where until_on is null;
create trigger new_fact before update on units for each row execute function require_new_fact();

-- Those who own a unit together. `resident_id` is known where one of that name lives behind the door.
create table unit_owners (
  committee_id uuid not null,
  unit_id uuid not null,
  ordinal int not null check (ordinal > 0),
  name text check (char_length(name) between 1 and 60),
  kind text not null check (kind in ('person', 'organisation')),
  number text not null check (char_length(number) <= 20),
  resident_id uuid,
  primary key (committee_id, unit_id, ordinal),
  constraint unit_owners_unit foreign key (committee_id, unit_id) references units,
  constraint unit_owners_resident foreign key (committee_id, resident_id) references residents
);
create index unit_owners_resident on unit_owners (committee_id, resident_id);

-- A file that was read and shown, waiting for a yes; what was not applied is removed.
create table owner_imports (
  committee_id uuid not null,
  import_id uuid not null,
  member_id uuid not null,
  file_name text not null check (char_length(file_name) <= 255),
  file_hash bytea not null check (octet_length(file_hash) = 32),
  register_hash bytea not null check (octet_length(register_hash) = 32),
  units jsonb,
  read_at timestamptz not null,
  applied_at timestamptz,
  primary key (committee_id, import_id),
  constraint owner_imports_member foreign key (committee_id, member_id) references members
);
create index owner_imports_member on owner_imports (committee_id, member_id);

do $$ declare t text; begin
  foreach t in array array['units', 'unit_owners', 'owner_imports'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on units, unit_owners to yishi_app;
grant select, insert, update, delete on owner_imports to yishi_app;
