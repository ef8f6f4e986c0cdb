-- The frozen roll, the ballots on it, and the few functions through which a choice can be written or read.

-- A line of a frozen roll is a seat: one ballot, held by one or more people.
create table seats (
  committee_id uuid not null,
  motion_id uuid not null,
  seat int not null check (seat > 0),
  kind text not null check (kind in ('person', 'household', 'owner', 'representative', 'member')),
  household_id uuid,
  building text not null,
  area_square_centimetres bigint check (area_square_centimetres > 0),
  primary key (committee_id, motion_id, seat),
  constraint seats_motion foreign key (committee_id, motion_id) references motions,
  constraint seats_household foreign key (committee_id, household_id) references households
);
create index seats_household on seats (committee_id, household_id);

create table seat_holders (
  committee_id uuid not null,
  motion_id uuid not null,
  seat int not null,
  resident_id uuid not null,
  recused boolean not null default false,
  primary key (committee_id, motion_id, resident_id),
  constraint seat_holders_seat foreign key (committee_id, motion_id, seat) references seats,
  constraint seat_holders_resident foreign key (committee_id, resident_id) references residents
);
create index seat_holders_seat on seat_holders (committee_id, motion_id, seat);
create index seat_holders_resident on seat_holders (committee_id, resident_id);

-- One ballot per seat. `binding` is false only for app ballots where no charter lets them count (advisory).
create table ballots (
  committee_id uuid not null,
  motion_id uuid not null,
  seat int not null,
  binding boolean not null,
  choice text not null check (choice in ('for', 'against', 'abstain', 'invalid')),
  channel text not null check (channel in ('app', 'desk', 'homeBox', 'meeting')),
  actor_id uuid not null,
  second_clerk_id uuid,
  resident_id uuid,
  key uuid not null,
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, motion_id, seat, binding),
  constraint ballots_seat foreign key (committee_id, motion_id, seat) references seats,
  check ((channel = 'app') = (second_clerk_id is null)),
  check ((channel = 'app') = (resident_id is not null)),
  check (binding or channel = 'app'),
  check (actor_id <> second_clerk_id)
);

-- The first clerk's reading of a signed paper, waiting for the second clerk's.
create table paper_readings (
  committee_id uuid not null,
  motion_id uuid not null,
  seat int not null,
  choice text not null check (choice in ('for', 'against', 'abstain', 'invalid')),
  channel text not null check (channel in ('desk', 'homeBox', 'meeting')),
  clerk_id uuid not null,
  at timestamptz not null,
  primary key (committee_id, motion_id, seat),
  constraint paper_readings_seat foreign key (committee_id, motion_id, seat) references seats
);

-- What each scrutineer counted with their own hands: sheets of paper by channel.
create table count_sheets (
  committee_id uuid not null,
  motion_id uuid not null,
  scrutineer_id uuid not null,
  desk int not null check (desk >= 0),
  home_box int not null check (home_box >= 0),
  meeting int not null check (meeting >= 0),
  at timestamptz not null,
  primary key (committee_id, motion_id, scrutineer_id),
  constraint count_sheets_motion foreign key (committee_id, motion_id) references motions,
  constraint count_sheets_scrutineer foreign key (committee_id, scrutineer_id) references members
);
create index count_sheets_scrutineer on count_sheets (committee_id, scrutineer_id);

create trigger no_change before update or delete on seats for each row execute function forbid_change();
create trigger no_truncate before truncate on seats for each statement execute function forbid_change();
create trigger no_change before update or delete on seat_holders for each row execute function forbid_change();
create trigger no_truncate before truncate on seat_holders for each statement execute function forbid_change();
create trigger no_change before update or delete on ballots for each row execute function forbid_change();
create trigger no_truncate before truncate on ballots for each statement execute function forbid_change();

grant create on schema public to yishi_ballots; -- only to hand these over; taken back below
alter table ballots owner to yishi_ballots;
alter table paper_readings owner to yishi_ballots;

grant select, insert on seats, seat_holders to yishi_app;
grant select, insert, update on count_sheets to yishi_app;
grant select (committee_id, motion_id, seat, binding, channel, actor_id, second_clerk_id, resident_id, key, at, fact_id)
  on ballots to yishi_app;
grant select (committee_id, motion_id, seat, channel, clerk_id, at) on paper_readings to yishi_app;
grant select on members, motions, seats, seat_holders to yishi_ballots;

-- Casts hold the lock of their motion shared, the count holds it alone: a cast is counted or told CLOSED, never neither.
create function motion_lock(motion uuid) returns bigint language sql immutable
  as $$ select ('x' || substr(md5(motion::text), 1, 16))::bit(64)::bigint $$;

-- A household's one ballot from the app: NEW, SAME (this very form again), TAKEN, CLOSED or NONE (no seat).
-- SAME goes by the form's key and never by the choice: otherwise the answers would tell what was voted.
create function cast_ballot(committee uuid, account uuid, motion uuid, choice text, key uuid, fact uuid)
returns table (answer text, given_at timestamptz, given_through text, given_seat int)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare at timestamptz; m record; counts boolean; old record;
begin
  if choice not in ('for', 'against', 'abstain') then raise exception 'no such choice' using errcode = 'check_violation'; end if;
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock_shared(motion_lock(motion));
  at := yishi_now();
  select h.seat, h.resident_id, p.member_id, o.opens_at, o.closes_at, o.app_ballots_count, o.counted_at into m
    from members p
    join seat_holders h on h.committee_id = p.committee_id and h.motion_id = cast_ballot.motion and h.resident_id = p.resident_id
    join motions o on o.committee_id = h.committee_id and o.motion_id = h.motion_id
    where p.committee_id = cast_ballot.committee and p.account_id = cast_ballot.account and p.left_at is null and not h.recused;
  if not found then return query select 'NONE', null::timestamptz, null::text, null::int; return; end if;
  counts := m.app_ballots_count;
  select b.at, b.channel, b.key into old from ballots b
    where b.committee_id = cast_ballot.committee and b.motion_id = cast_ballot.motion and b.seat = m.seat and b.binding = counts;
  if found then
    return query select case when old.key = cast_ballot.key then 'SAME' else 'TAKEN' end, old.at, old.channel, m.seat; return;
  end if;
  if at < m.opens_at or at >= m.closes_at or m.counted_at is not null then
    return query select 'CLOSED', null::timestamptz, null::text, m.seat; return;
  end if;
  insert into ballots values (committee, motion, m.seat, counts, choice, 'app', m.member_id, null, m.resident_id, key, at, fact)
    on conflict do nothing;
  if not found then
    select b.at, b.channel, b.key into old from ballots b
      where b.committee_id = cast_ballot.committee and b.motion_id = cast_ballot.motion and b.seat = m.seat and b.binding = counts;
    return query select case when old.key = cast_ballot.key then 'SAME' else 'TAKEN' end, old.at, old.channel, m.seat; return;
  end if;
  insert into facts values (committee, fact, 'ballot.cast', motion, m.member_id, m.resident_id, 'app', at,
    jsonb_build_object('seat', m.seat, 'binding', counts));
  return query select 'NEW', at, 'app'::text, m.seat;
end $$;

-- A signed paper, read by two clerks: FIRST, then NEW when the second reads the same, DIFFERS when not (both read
-- again), OWN when the same clerk comes twice, TAKEN, CLOSED, NONE.
create function transcribe_ballot(committee uuid, clerk uuid, motion uuid, seat int, choice text, channel text, key uuid, fact uuid)
returns table (answer text, given_at timestamptz, given_through text)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare at timestamptz; m record; old record; first record;
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock_shared(motion_lock(motion));
  at := yishi_now();
  select o.opens_at, o.closes_at, o.counted_at into m
    from motions o join seats s on s.committee_id = o.committee_id and s.motion_id = o.motion_id
    where o.committee_id = committee and o.motion_id = motion and s.seat = transcribe_ballot.seat;
  if not found then return query select 'NONE', null::timestamptz, null::text; return; end if;
  -- one seat is read by two clerks at a time: the row of the seat cannot be locked for update here, its number can
  perform pg_advisory_xact_lock(hashtext(motion::text), seat);
  select b.at, b.channel into old from ballots b
    where b.committee_id = committee and b.motion_id = motion and b.seat = transcribe_ballot.seat and b.binding;
  if found then return query select 'TAKEN', old.at, old.channel; return; end if;
  if at < m.opens_at or at >= m.closes_at or m.counted_at is not null then
    return query select 'CLOSED', null::timestamptz, null::text; return;
  end if;
  select r.choice, r.channel, r.clerk_id into first from paper_readings r
    where r.committee_id = committee and r.motion_id = motion and r.seat = transcribe_ballot.seat;
  if not found then
    insert into paper_readings values (committee, motion, seat, choice, channel, clerk, at);
    insert into facts values (committee, fact, 'ballot.paperRead', motion, clerk, null, channel, at, jsonb_build_object('seat', seat));
    return query select 'FIRST', at, channel; return;
  end if;
  if first.clerk_id = clerk then return query select 'OWN', null::timestamptz, first.channel; return; end if;
  delete from paper_readings r where r.committee_id = committee and r.motion_id = motion and r.seat = transcribe_ballot.seat;
  if first.choice <> choice or first.channel <> channel then
    insert into facts values (committee, fact, 'ballot.paperDiffers', motion, clerk, null, channel, at, jsonb_build_object('seat', seat));
    return query select 'DIFFERS', at, channel; return;
  end if;
  insert into ballots values (committee, motion, seat, true, choice, channel, first.clerk_id, clerk, null, key, at, fact)
    on conflict do nothing;
  if not found then
    select b.at, b.channel into old from ballots b
      where b.committee_id = committee and b.motion_id = motion and b.seat = transcribe_ballot.seat and b.binding;
    return query select 'TAKEN', old.at, old.channel; return;
  end if;
  insert into facts values (committee, fact, 'ballot.transcribed', motion, clerk, null, channel, at, jsonb_build_object('seat', seat));
  return query select 'NEW', at, channel;
end $$;

-- The box is opened after the close and never before: how many of each choice came through each channel.
create function count_ballots(committee uuid, motion uuid)
returns table (binding boolean, channel text, choice text, ballots int)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock(motion_lock(motion));
  if not exists (select from motions o where o.committee_id = committee and o.motion_id = motion and yishi_now() >= o.closes_at) then
    raise exception 'the vote is not closed' using errcode = 'insufficient_privilege';
  end if;
  return query select b.binding, b.channel, b.choice, count(*)::int from ballots b
    where b.committee_id = count_ballots.committee and b.motion_id = count_ballots.motion group by 1, 2, 3;
end $$;

-- What an elector's own seat voted, for that elector, once it has been counted.
create function own_ballot(committee uuid, account uuid, motion uuid)
returns table (seat int, choice text, channel text, at timestamptz)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
  perform set_config('app.committee', committee::text, true);
  return query select b.seat, b.choice, b.channel, b.at
    from members p
    join seat_holders h on h.committee_id = p.committee_id and h.motion_id = own_ballot.motion and h.resident_id = p.resident_id
    join motions o on o.committee_id = h.committee_id and o.motion_id = h.motion_id and o.counted_at is not null
    join ballots b on b.committee_id = h.committee_id and b.motion_id = h.motion_id and b.seat = h.seat and b.binding
    where p.committee_id = own_ballot.committee and p.account_id = own_ballot.account and p.left_at is null;
end $$;

do $$ declare f text; begin
  foreach f in array array['cast_ballot(uuid,uuid,uuid,text,uuid,uuid)', 'transcribe_ballot(uuid,uuid,uuid,int,text,text,uuid,uuid)',
    'count_ballots(uuid,uuid)', 'own_ballot(uuid,uuid,uuid)'] loop
    execute format('alter function %s owner to yishi_ballots', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to yishi_app', f);
  end loop;
end $$;
revoke create on schema public from yishi_ballots;
