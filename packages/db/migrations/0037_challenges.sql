-- A frozen roll can be challenged until shortly after the notice. Two people answer; what they change is a row of its own
-- with its fact, and what was frozen stays as it is.

create table challenges (
  committee_id uuid not null,
  challenge_id uuid not null,
  motion_id uuid not null,
  -- Who says so: a resident, or at the window the owners of a unit who live elsewhere.
  resident_id uuid,
  unit_id uuid,
  ground text not null check (ground in ('missing', 'notEntitled', 'wrong')),
  words text,
  lang text not null check (lang in ('zh-CN', 'en')),
  channel text not null check (channel in ('app', 'desk')),
  filed_at timestamptz not null,
  due_at timestamptz not null,
  status text not null check (status in ('open', 'proposed', 'answered', 'withdrawn')),
  verdict text check (verdict in ('added', 'struck', 'corrected', 'refused', 'tooLate')),
  -- Of whom the answer speaks: a resident, or in a vote of owners a unit.
  of_resident_id uuid,
  of_unit_id uuid,
  answer text,
  answer_lang text check (answer_lang in ('zh-CN', 'en')),
  proposed_by uuid,
  proposed_at timestamptz,
  -- Why the second person did not agree, for whoever answers again.
  differs text,
  answered_by uuid,
  answered_at timestamptz,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, challenge_id),
  constraint challenges_motion foreign key (committee_id, motion_id) references motions,
  constraint challenges_resident foreign key (committee_id, resident_id) references residents,
  constraint challenges_unit foreign key (committee_id, unit_id) references units,
  constraint challenges_of_resident foreign key (committee_id, of_resident_id) references residents,
  constraint challenges_of_unit foreign key (committee_id, of_unit_id) references units,
  constraint challenges_proposed_by foreign key (committee_id, proposed_by) references members,
  constraint challenges_answered_by foreign key (committee_id, answered_by) references members,
  constraint challenges_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((erased_at is null) = (words is not null)),
  check ((resident_id is null) <> (unit_id is null)),
  check (of_resident_id is null or of_unit_id is null),
  check (status not in ('proposed', 'answered') or (verdict is not null and proposed_by is not null)),
  check ((status = 'answered') = (answered_by is not null)),
  check ((answered_by is null) = (answered_at is null)),
  check (answered_by <> proposed_by),
  check (due_at > filed_at)
);
create index challenges_motion on challenges (committee_id, motion_id, filed_at);
create index challenges_resident on challenges (committee_id, resident_id);
create index challenges_unit on challenges (committee_id, unit_id);
create index challenges_of_resident on challenges (committee_id, of_resident_id);
create index challenges_of_unit on challenges (committee_id, of_unit_id);
create index challenges_proposed_by on challenges (committee_id, proposed_by);
create index challenges_answered_by on challenges (committee_id, answered_by);
create index challenges_fact on challenges (committee_id, fact_id);
create trigger new_fact before update on challenges for each row execute function require_new_fact();
create trigger no_delete before delete on challenges for each row execute function forbid_change();
grant select, insert, update on challenges to yishi_app;

-- What was changed of a frozen roll, one after the other: a seat, or one of those who hold it, was added or struck.
create table seat_changes (
  committee_id uuid not null,
  motion_id uuid not null,
  change int not null check (change > 0),
  what text not null check (what in ('added', 'struck')),
  seat int not null,
  -- One of those who hold the seat; the whole seat where nobody is named.
  resident_id uuid,
  challenge_id uuid not null,
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, motion_id, change),
  constraint seat_changes_seat foreign key (committee_id, motion_id, seat) references seats,
  constraint seat_changes_resident foreign key (committee_id, resident_id) references residents,
  constraint seat_changes_challenge foreign key (committee_id, challenge_id) references challenges,
  constraint seat_changes_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index seat_changes_seat on seat_changes (committee_id, motion_id, seat);
create index seat_changes_resident on seat_changes (committee_id, resident_id);
create index seat_changes_challenge on seat_changes (committee_id, challenge_id);
create index seat_changes_fact on seat_changes (committee_id, fact_id);
create trigger no_change before update or delete on seat_changes for each row execute function forbid_change();
create trigger no_truncate before truncate on seat_changes for each statement execute function forbid_change();
grant select, insert on seat_changes to yishi_app;
grant select on seat_changes to yishi_ballots;

do $$ declare t text; begin
  foreach t in array array['challenges', 'seat_changes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;

-- By which change somebody came to hold a seat; 0 is the roll as it was frozen. Who was struck can be added elsewhere.
alter table seat_holders add column change int not null default 0 check (change >= 0);
alter table seat_holders drop constraint seat_holders_pkey;
alter table seat_holders add primary key (committee_id, motion_id, resident_id, change);
alter table seat_units drop constraint seat_units_pkey;
alter table seat_units add primary key (committee_id, motion_id, unit_id, seat);

-- A struck seat is seen by nobody who casts, transcribes, counts or reads: the functions of the ballots and the server
-- alike. These policies only narrow what the tenant line lets through.
create policy not_struck on seats as restrictive for select to yishi_app, yishi_ballots using (not exists (
  select from seat_changes c where c.committee_id = seats.committee_id and c.motion_id = seats.motion_id
    and c.seat = seats.seat and c.what = 'struck' and c.resident_id is null));
create policy not_struck on seat_holders as restrictive for select to yishi_app, yishi_ballots using (not exists (
  select from seat_changes c where c.committee_id = seat_holders.committee_id and c.motion_id = seat_holders.motion_id
    and c.seat = seat_holders.seat and c.what = 'struck' and c.change > seat_holders.change
    and (c.resident_id is null or c.resident_id = seat_holders.resident_id)));
create policy not_struck on seat_units as restrictive for select to yishi_app, yishi_ballots using (not exists (
  select from seat_changes c where c.committee_id = seat_units.committee_id and c.motion_id = seat_units.motion_id
    and c.seat = seat_units.seat and c.what = 'struck' and c.resident_id is null));

-- A roll is changed before the close, under the lock of its motion held alone; no seat is struck that has voted. Asked
-- after the row is there, so that the line between communities is asked first.
create function change_in_time() returns trigger language plpgsql as $$
begin
  if not exists (select from motions m where m.committee_id = new.committee_id and m.motion_id = new.motion_id
      and m.status = 'scheduled' and m.counted_at is null and yishi_now() < m.closes_at) then
    raise exception 'a roll is not changed after the close' using errcode = 'integrity_constraint_violation';
  end if;
  if new.what = 'struck' and exists (select from ballots b where b.committee_id = new.committee_id
      and b.motion_id = new.motion_id and b.seat = new.seat) then
    raise exception 'a seat that has voted is not struck' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger in_time after insert on seat_changes for each row execute function change_in_time();

-- Nobody holds two seats of one vote: who is added holds none that was not struck.
create function one_seat_each() returns trigger language plpgsql as $$
begin
  if exists (select from seat_holders h where h.committee_id = new.committee_id and h.motion_id = new.motion_id
      and h.resident_id = new.resident_id and not exists (select from seat_changes c
        where c.committee_id = h.committee_id and c.motion_id = h.motion_id and c.seat = h.seat and c.what = 'struck'
          and c.change > h.change and (c.resident_id is null or c.resident_id = h.resident_id))) then
    raise exception 'nobody holds two seats of one vote' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger one_seat before insert on seat_holders for each row when (new.change > 0) execute function one_seat_each();
