-- Every body that decides by law has seats of its own: groups, representatives, the committee, and owners with their area.

alter table motions drop constraint motions_electorate_check;
alter table motions
  add constraint motions_electorate_check check (electorate in (
    'household', 'person', 'groupHousehold', 'groupPerson', 'representative', 'committee', 'owner')),
  add column scope text check (char_length(scope) between 1 and 40),
  add column special boolean,
  add column area_square_centimetres bigint check (area_square_centimetres > 0),
  add constraint motions_scope_known check (scope is null or electorate in ('groupHousehold', 'groupPerson', 'owner')),
  add constraint motions_group_known check (electorate not in ('groupHousehold', 'groupPerson') or scope is not null),
  add constraint motions_special_known check ((electorate = 'owner') = (special is not null)),
  add constraint motions_area_known check (area_square_centimetres is null or electorate = 'owner');

-- The units behind an owner's seat: whoever owns several is one head with all of them (Supreme Court 2020, 9).
create table seat_units (
  committee_id uuid not null,
  motion_id uuid not null,
  unit_id uuid not null,
  seat int not null,
  primary key (committee_id, motion_id, unit_id),
  constraint seat_units_seat foreign key (committee_id, motion_id, seat) references seats,
  constraint seat_units_unit foreign key (committee_id, unit_id) references units
);
create index seat_units_seat on seat_units (committee_id, motion_id, seat);
create index seat_units_unit on seat_units (committee_id, unit_id);
create trigger no_change before update or delete on seat_units for each row execute function forbid_change();
create trigger no_truncate before truncate on seat_units for each statement execute function forbid_change();
alter table seat_units enable row level security;
alter table seat_units force row level security;
create policy tenant on seat_units using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on seat_units to yishi_app;

grant create on schema public to yishi_ballots; -- only for this change; taken back below
set local role yishi_ballots;

-- As before, and with the area behind each choice where the seats have one.
drop function count_ballots(uuid, uuid);
create function count_ballots(committee uuid, motion uuid)
returns table (binding boolean, channel text, choice text, ballots int, area bigint)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock(motion_lock(motion));
  if not exists (select from motions o where o.committee_id = committee and o.motion_id = motion and yishi_now() >= o.closes_at) then
    raise exception 'the vote is not closed' using errcode = 'insufficient_privilege';
  end if;
  return query select b.binding, b.channel, b.choice::text, count(*)::int, sum(s.area_square_centimetres)::bigint
    from ballots b join seats s on s.committee_id = b.committee_id and s.motion_id = b.motion_id and s.seat = b.seat
    where b.committee_id = count_ballots.committee and b.motion_id = count_ballots.motion group by 1, 2, 3;
end $$;
revoke all on function count_ballots(uuid, uuid) from public;
grant execute on function count_ballots(uuid, uuid) to yishi_app;

-- A paper is taken for a seat that anybody may fill: not where all who hold it stepped back.
create or replace function transcribe_ballot(committee uuid, clerk uuid, motion uuid, seat int, choice text, channel text, key uuid, fact uuid)
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
    where o.committee_id = committee and o.motion_id = motion and s.seat = transcribe_ballot.seat
      and (not exists (select from seat_holders h where h.committee_id = committee and h.motion_id = motion and h.seat = transcribe_ballot.seat)
        or exists (select from seat_holders h where h.committee_id = committee and h.motion_id = motion and h.seat = transcribe_ballot.seat and not h.recused));
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

reset role;
revoke create on schema public from yishi_ballots;
