-- Meetings: a notice with its agenda, the frozen list of those called, who came, minutes that are corrected, signed and
-- then never changed, and what their resolutions ask to be done.

create table meetings (
  committee_id uuid not null constraint meetings_community references communities,
  meeting_id uuid not null,
  kind text not null check (kind in (
    'residentsByHousehold', 'residentsByPerson', 'representatives', 'groupByHousehold', 'groupByPerson', 'committee')),
  residents_group text check (char_length(residents_group) between 1 and 40),
  status text not null check (status in ('called', 'calledOff', 'minuted', 'recorded')),
  year int not null,
  number int not null check (number > 0),
  convener_id uuid not null,
  petition_id uuid,
  called_at timestamptz not null,
  starts_at timestamptz not null check (starts_at > called_at),
  place text not null check (char_length(place) between 1 and 120),
  title text not null check (char_length(title) between 4 and 60),
  notice text not null check (char_length(notice) between 4 and 2000),
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  seats int not null check (seats > 0),
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  present int check (present between 1 and seats),
  correct_until date,
  fact_id uuid not null,
  primary key (committee_id, meeting_id),
  unique (committee_id, year, number),
  constraint meetings_convener foreign key (committee_id, convener_id) references members,
  constraint meetings_petition foreign key (committee_id, petition_id) references petitions,
  constraint meetings_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((kind in ('groupByHousehold', 'groupByPerson')) = (residents_group is not null)),
  check ((status in ('minuted', 'recorded')) = (present is not null)),
  check ((present is null) = (correct_until is null))
);
create index meetings_convener on meetings (committee_id, convener_id);
create index meetings_petition on meetings (committee_id, petition_id);
create unique index meetings_of_petition on meetings (committee_id, petition_id) where status <> 'calledOff';
create index meetings_fact on meetings (committee_id, fact_id);
create index meetings_newest on meetings (committee_id, starts_at desc, meeting_id desc);
create trigger new_fact before update on meetings for each row execute function require_new_fact();
create trigger no_delete before delete on meetings for each row execute function forbid_change();

-- What was announced stays as it was; another time or place stands beside it with its reason.
create function as_announced() returns trigger language plpgsql as $$
begin
  if (new.kind, new.residents_group, new.title, new.notice, new.hash, new.seats, new.rules, new.called_at)
      is distinct from (old.kind, old.residents_group, old.title, old.notice, old.hash, old.seats, old.rules, old.called_at) then
    raise exception 'what was announced is not edited' using errcode = 'integrity_constraint_violation';
  end if;
  if old.status in ('calledOff', 'recorded') then
    raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger as_announced before update on meetings for each row execute function as_announced();

create table meeting_items (
  committee_id uuid not null,
  meeting_id uuid not null,
  item int not null check (item > 0),
  title text not null check (char_length(title) between 2 and 120),
  proposal_id uuid,
  primary key (committee_id, meeting_id, item),
  constraint meeting_items_meeting foreign key (committee_id, meeting_id) references meetings,
  constraint meeting_items_proposal foreign key (committee_id, proposal_id) references proposals
);
create index meeting_items_proposal on meeting_items (committee_id, proposal_id);

create table meeting_changes (
  committee_id uuid not null,
  change_id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('moved', 'calledOff')),
  from_starts_at timestamptz not null,
  from_place text not null,
  to_starts_at timestamptz,
  to_place text check (char_length(to_place) between 1 and 120),
  reason text not null check (char_length(reason) between 4 and 1000),
  lang text not null check (lang in ('zh-CN', 'en')),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, change_id),
  constraint meeting_changes_meeting foreign key (committee_id, meeting_id) references meetings,
  constraint meeting_changes_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((kind = 'moved') = (to_starts_at is not null)),
  check ((to_starts_at is null) = (to_place is null))
);
create index meeting_changes_meeting on meeting_changes (committee_id, meeting_id, at);
create index meeting_changes_fact on meeting_changes (committee_id, fact_id);

-- The list of those called, as it stood when the notice went out: one line for each seat, held by one or more people.
create table meeting_seats (
  committee_id uuid not null,
  meeting_id uuid not null,
  seat int not null check (seat > 0),
  household_id uuid,
  building text not null,
  primary key (committee_id, meeting_id, seat),
  constraint meeting_seats_meeting foreign key (committee_id, meeting_id) references meetings,
  constraint meeting_seats_household foreign key (committee_id, household_id) references households
);
create index meeting_seats_household on meeting_seats (committee_id, household_id);

create table meeting_holders (
  committee_id uuid not null,
  meeting_id uuid not null,
  seat int not null,
  holder_id uuid not null,
  resident_id uuid,
  member_id uuid,
  primary key (committee_id, meeting_id, holder_id),
  constraint meeting_holders_seat foreign key (committee_id, meeting_id, seat) references meeting_seats,
  constraint meeting_holders_resident foreign key (committee_id, resident_id) references residents,
  constraint meeting_holders_member foreign key (committee_id, member_id) references members,
  check (holder_id = coalesce(resident_id, member_id))
);
create index meeting_holders_seat on meeting_holders (committee_id, meeting_id, seat);
create index meeting_holders_resident on meeting_holders (committee_id, resident_id);
create index meeting_holders_member on meeting_holders (committee_id, member_id);

-- Who came for a seat, each seat at most once. What was entered wrongly is struck; the facts keep both.
create table meeting_attendance (
  committee_id uuid not null,
  meeting_id uuid not null,
  seat int not null,
  holder_id uuid not null,
  present boolean not null,
  channel text not null check (channel in ('app', 'meeting', 'paper')),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, meeting_id, seat),
  constraint meeting_attendance_seat foreign key (committee_id, meeting_id, seat) references meeting_seats,
  constraint meeting_attendance_holder foreign key (committee_id, meeting_id, holder_id) references meeting_holders,
  constraint meeting_attendance_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index meeting_attendance_holder on meeting_attendance (committee_id, meeting_id, holder_id);
create index meeting_attendance_fact on meeting_attendance (committee_id, fact_id);
create trigger new_fact before update on meeting_attendance for each row execute function require_new_fact();

-- What was said and resolved on each item, in versions: a correction that was taken up makes the next one.
create table minute_entries (
  committee_id uuid not null,
  meeting_id uuid not null,
  item int not null,
  version int not null check (version > 0),
  said text,
  resolution text,
  agreed int check (agreed >= 0),
  opposed int check (opposed >= 0),
  withheld int check (withheld >= 0),
  carried_out_by text,
  due_on date,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  primary key (committee_id, meeting_id, item, version),
  constraint minute_entries_item foreign key (committee_id, meeting_id, item) references meeting_items,
  check ((erased_at is null) = (said is not null)),
  check ((agreed is null) = (opposed is null) and (agreed is null) = (withheld is null)),
  check (resolution is null or agreed is not null)
);
create function as_minuted() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null or new.erased_at is null
      or to_jsonb(new) - array['said', 'resolution', 'carried_out_by', 'erased_at', 'erased_ground']
      <> to_jsonb(old) - array['said', 'resolution', 'carried_out_by', 'erased_at', 'erased_ground'] then
    raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger as_minuted before update on minute_entries for each row execute function as_minuted();

create table minute_corrections (
  committee_id uuid not null,
  correction_id uuid not null,
  meeting_id uuid not null,
  item int not null,
  asker_id uuid not null,
  wrong text,
  lang text not null check (lang in ('zh-CN', 'en')),
  status text not null check (status in ('open', 'accepted', 'refused')),
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  reason text,
  reason_lang text check (reason_lang in ('zh-CN', 'en')),
  version int,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, correction_id),
  constraint minute_corrections_item foreign key (committee_id, meeting_id, item) references meeting_items,
  constraint minute_corrections_asker foreign key (committee_id, asker_id) references members,
  constraint minute_corrections_answered_by foreign key (committee_id, answered_by) references members,
  constraint minute_corrections_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((erased_at is null) = (wrong is not null)),
  check ((status = 'open') = (answered_by is null)),
  check ((answered_by is null) = (answered_at is null)),
  check ((status = 'accepted') = (version is not null))
);
create index minute_corrections_item on minute_corrections (committee_id, meeting_id, item);
create index minute_corrections_asker on minute_corrections (committee_id, asker_id);
create unique index minute_corrections_waiting on minute_corrections (committee_id, meeting_id, item, asker_id) where status = 'open';
create index minute_corrections_answered_by on minute_corrections (committee_id, answered_by);
create index minute_corrections_fact on minute_corrections (committee_id, fact_id);
create trigger new_fact before update on minute_corrections for each row execute function require_new_fact();

create table minute_signatures (
  committee_id uuid not null,
  meeting_id uuid not null,
  signed_as text not null check (signed_as in ('convener', 'present')),
  member_id uuid not null,
  hash bytea not null check (octet_length(hash) = 32),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, meeting_id, signed_as),
  unique (committee_id, meeting_id, member_id),
  constraint minute_signatures_meeting foreign key (committee_id, meeting_id) references meetings,
  constraint minute_signatures_member foreign key (committee_id, member_id) references members,
  constraint minute_signatures_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index minute_signatures_member on minute_signatures (committee_id, member_id);
create index minute_signatures_fact on minute_signatures (committee_id, fact_id);

create table minute_supplements (
  committee_id uuid not null,
  meeting_id uuid not null,
  ordinal int not null check (ordinal > 0),
  member_id uuid not null,
  text text not null check (char_length(text) between 2 and 3000),
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, meeting_id, ordinal),
  constraint minute_supplements_meeting foreign key (committee_id, meeting_id) references meetings,
  constraint minute_supplements_member foreign key (committee_id, member_id) references members,
  constraint minute_supplements_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index minute_supplements_member on minute_supplements (committee_id, member_id);
create index minute_supplements_fact on minute_supplements (committee_id, fact_id);

-- What a resolution in signed minutes asks to be done. An item that is a proposal has the milestones of its vote instead.
create table meeting_undertakings (
  committee_id uuid not null,
  meeting_id uuid not null,
  item int not null,
  version int not null,
  due_on date not null,
  done_on date,
  fact_id uuid not null,
  primary key (committee_id, meeting_id, item),
  constraint meeting_undertakings_entry foreign key (committee_id, meeting_id, item, version) references minute_entries,
  constraint meeting_undertakings_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index meeting_undertakings_entry on meeting_undertakings (committee_id, meeting_id, item, version);
create index meeting_undertakings_fact on meeting_undertakings (committee_id, fact_id);
create index meeting_undertakings_open on meeting_undertakings (committee_id, due_on) where done_on is null;
create trigger new_fact before update on meeting_undertakings for each row execute function require_new_fact();

do $$ declare t text; begin
  foreach t in array array['meetings', 'meeting_items', 'meeting_changes', 'meeting_seats', 'meeting_holders', 'meeting_attendance',
      'minute_entries', 'minute_corrections', 'minute_signatures', 'minute_supplements', 'meeting_undertakings'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
  foreach t in array array['meeting_items', 'meeting_changes', 'meeting_seats', 'meeting_holders', 'minute_signatures', 'minute_supplements'] loop
    execute format('create trigger no_change before update or delete on %s for each row execute function forbid_change()', t);
    execute format('create trigger no_truncate before truncate on %s for each statement execute function forbid_change()', t);
    execute format('grant select, insert on %s to yishi_app', t);
  end loop;
  foreach t in array array['meeting_attendance', 'minute_entries', 'minute_corrections', 'meeting_undertakings'] loop
    execute format('create trigger no_delete before delete on %s for each row execute function forbid_change()', t);
    execute format('create trigger no_truncate before truncate on %s for each statement execute function forbid_change()', t);
  end loop;
end $$;
grant select, insert, update on meetings, meeting_attendance, minute_corrections, meeting_undertakings to yishi_app;
grant select, insert on minute_entries to yishi_app;
