-- Voting in a meeting: to which meeting a vote is put, that it was opened there with enough people, and the show of
-- hands, counted by two, of which nobody learns a figure before the box is opened.

create table motion_meetings (
  committee_id uuid not null,
  motion_id uuid not null,
  meeting_id uuid not null,
  item int not null,
  fact_id uuid not null,
  primary key (committee_id, motion_id),
  constraint motion_meetings_motion foreign key (committee_id, motion_id) references motions,
  constraint motion_meetings_item foreign key (committee_id, meeting_id, item) references meeting_items,
  constraint motion_meetings_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index motion_meetings_item on motion_meetings (committee_id, meeting_id, item);
create index motion_meetings_fact on motion_meetings (committee_id, fact_id);

create table hand_openings (
  committee_id uuid not null,
  motion_id uuid not null,
  member_id uuid not null,
  present int not null check (present > 0),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, motion_id),
  constraint hand_openings_put foreign key (committee_id, motion_id) references motion_meetings,
  constraint hand_openings_member foreign key (committee_id, member_id) references members,
  constraint hand_openings_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index hand_openings_member on hand_openings (committee_id, member_id);
create index hand_openings_fact on hand_openings (committee_id, fact_id);

-- What each counter saw, by themselves, until another saw the same.
create table hand_readings (
  committee_id uuid not null,
  motion_id uuid not null,
  counter_id uuid not null,
  agreed int not null check (agreed >= 0),
  opposed int not null check (opposed >= 0),
  withheld int not null check (withheld >= 0),
  unraised int not null check (unraised >= 0),
  at timestamptz not null,
  primary key (committee_id, motion_id, counter_id),
  constraint hand_readings_opening foreign key (committee_id, motion_id) references hand_openings,
  constraint hand_readings_counter foreign key (committee_id, counter_id) references members
);
create index hand_readings_counter on hand_readings (committee_id, counter_id);

-- What they agreed on. Which seat raised its hand for what is nowhere: the seats are ballots that say "by hands".
create table hand_counts (
  committee_id uuid not null,
  motion_id uuid not null,
  seats int not null check (seats = agreed + opposed + withheld + unraised),
  agreed int not null check (agreed >= 0),
  opposed int not null check (opposed >= 0),
  withheld int not null check (withheld >= 0),
  unraised int not null check (unraised >= 0),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, motion_id),
  constraint hand_counts_opening foreign key (committee_id, motion_id) references hand_openings,
  constraint hand_counts_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index hand_counts_fact on hand_counts (committee_id, fact_id);

do $$ declare t text; begin
  foreach t in array array['motion_meetings', 'hand_openings', 'hand_readings', 'hand_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
  foreach t in array array['motion_meetings', 'hand_openings', 'hand_counts'] loop
    execute format('create trigger no_change before update or delete on %I for each row execute function forbid_change()', t);
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
  end loop;
end $$;
grant select, insert on motion_meetings, hand_openings to yishi_app;
grant select on motion_meetings, hand_openings, meetings, meeting_holders, meeting_attendance to yishi_ballots;

-- The seats of a vote that somebody is there for, at the meeting it is put to, and whether each has given its ballot: a
-- paper that waits for its second reader was given as well. Who stepped back is there without a voice.
create function seats_present(committee uuid, motion uuid) returns table (seat int, given boolean) language sql stable as $$
  select h.seat,
      exists (select from ballots b where b.committee_id = committee and b.motion_id = motion and b.seat = h.seat and b.binding)
      or exists (select from paper_readings r where r.committee_id = committee and r.motion_id = motion and r.seat = h.seat)
    from motion_meetings p
    join meeting_attendance a on a.committee_id = p.committee_id and a.meeting_id = p.meeting_id and a.present
    join meeting_holders w on w.committee_id = a.committee_id and w.meeting_id = a.meeting_id and w.holder_id = a.holder_id
    join seat_holders h on h.committee_id = p.committee_id and h.motion_id = p.motion_id and h.resident_id = w.resident_id and not h.recused
    where p.committee_id = committee and p.motion_id = motion
    group by h.seat
$$;

-- A vote is opened in a meeting that has begun and is not over, by enough of its own roll. The meeting is locked first:
-- nobody comes or is struck from its list meanwhile.
create function opened_with_quorum() returns trigger language plpgsql as $$
declare m record; there int; num int; den int;
begin
  perform from meetings g join motion_meetings p on p.committee_id = g.committee_id and p.meeting_id = g.meeting_id
    where p.committee_id = new.committee_id and p.motion_id = new.motion_id for update of g;
  select o.seats, o.rules -> 'quorum' as share, o.status, o.opens_at, o.closes_at, g.status as meets, g.starts_at into m
    from motion_meetings p
    join motions o on o.committee_id = p.committee_id and o.motion_id = p.motion_id
    join meetings g on g.committee_id = p.committee_id and g.meeting_id = p.meeting_id
    where p.committee_id = new.committee_id and p.motion_id = new.motion_id;
  if m.status <> 'scheduled' or m.meets <> 'called' or new.at < m.starts_at or new.at < m.opens_at or new.at >= m.closes_at then
    raise exception 'nothing is put to the vote now' using errcode = 'integrity_constraint_violation';
  end if;
  select count(*) into there from seats_present(new.committee_id, new.motion_id);
  num := (m.share ->> 'num')::int; den := (m.share ->> 'den')::int;
  if there <> new.present or there::bigint * den < m.seats::bigint * num
      or (m.share ->> 'cmp' = 'moreThan' and there::bigint * den = m.seats::bigint * num) then
    raise exception 'too few are there' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger opened_with_quorum before insert on hand_openings for each row execute function opened_with_quorum();

grant create on schema public to yishi_ballots; -- only for this change; taken back below
alter table hand_readings owner to yishi_ballots;
alter table hand_counts owner to yishi_ballots;
set local role yishi_ballots;

grant select (committee_id, motion_id, counter_id, at) on hand_readings to yishi_app;
grant select (committee_id, motion_id, seats, at, fact_id) on hand_counts to yishi_app;

-- Beside what a ballot could say until now: that its seat was counted among the hands.
do $$ declare said text; begin
  select pg_get_expr(conbin, conrelid) into said from pg_constraint
    where conrelid = 'ballots'::regclass and conname = 'ballots_choice_check';
  alter table ballots drop constraint ballots_choice_check;
  execute format('alter table ballots add constraint ballots_choice_check check ((%s) or (choice = ''hands'' and channel = ''meeting''))', said);
end $$;

-- One counter's figures: NONE (not opened), TAKEN (hands were counted), CLOSED, SUM (they do not come to those who may),
-- FIRST (another has to see the same), DIFFERS (all count again), NEW (the seats have voted). The lock of the motion is
-- held alone: a ballot from the app or from paper is before it or after it, and its seat never votes twice.
create function count_hands(committee uuid, counter uuid, motion uuid, agreed int, opposed int, withheld int, unraised int, fact uuid)
returns table (answer text, may int)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare at timestamptz; m record; there int; same int; differing int; first uuid;
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock(motion_lock(motion));
  at := yishi_now();
  select o.opens_at, o.closes_at, o.counted_at, o.rules, g.status into m
    from hand_openings h
    join motions o on o.committee_id = h.committee_id and o.motion_id = h.motion_id
    join motion_meetings p on p.committee_id = h.committee_id and p.motion_id = h.motion_id
    join meetings g on g.committee_id = p.committee_id and g.meeting_id = p.meeting_id
    where h.committee_id = committee and h.motion_id = motion;
  if not found then return query select 'NONE', 0; return; end if;
  if exists (select from hand_counts c where c.committee_id = committee and c.motion_id = motion) then
    return query select 'TAKEN', 0; return;
  end if;
  if at < m.opens_at or at >= m.closes_at or m.counted_at is not null or m.status <> 'called' then
    return query select 'CLOSED', 0; return;
  end if;
  select count(*)::int into there from seats_present(committee, motion) s where not s.given;
  if there = 0 or agreed::bigint + opposed + withheld + unraised <> there then return query select 'SUM', there; return; end if;
  delete from hand_readings r where r.committee_id = committee and r.motion_id = motion and r.counter_id = counter;
  insert into hand_readings values (committee, motion, counter, agreed, opposed, withheld, unraised, at);
  select count(*) filter (where (r.agreed, r.opposed, r.withheld, r.unraised) = (agreed, opposed, withheld, unraised)),
      count(*) filter (where (r.agreed, r.opposed, r.withheld, r.unraised) <> (agreed, opposed, withheld, unraised))
    into same, differing from hand_readings r where r.committee_id = committee and r.motion_id = motion;
  if differing > 0 then
    delete from hand_readings r where r.committee_id = committee and r.motion_id = motion;
    insert into facts values (committee, fact, 'ballot.handsDiffer', motion, counter, null, 'meeting', at, '{}');
    return query select 'DIFFERS', there; return;
  end if;
  if same < greatest(2, coalesce((m.rules ->> 'scrutineers')::int, 2)) then
    insert into facts values (committee, fact, 'ballot.handsRead', motion, counter, null, 'meeting', at, '{}');
    return query select 'FIRST', there; return;
  end if;
  select r.counter_id into first from hand_readings r
    where r.committee_id = committee and r.motion_id = motion and r.counter_id <> counter order by r.at, r.counter_id limit 1;
  insert into facts values (committee, fact, 'vote.handsCounted', motion, counter, null, 'meeting', at, jsonb_build_object('seats', there));
  insert into hand_counts values (committee, motion, there, agreed, opposed, withheld, unraised, at, fact);
  insert into ballots select committee, motion, s.seat, true, 'hands', 'meeting', first, counter, null, gen_random_uuid(), at, fact
    from seats_present(committee, motion) s where not s.given;
  delete from hand_readings r where r.committee_id = committee and r.motion_id = motion;
  return query select 'NEW', there;
end $$;

-- What the hands said, once the vote is closed and never before; nothing where none were counted.
create function read_hands(committee uuid, motion uuid)
returns table (seats int, agreed int, opposed int, withheld int, unraised int)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock(motion_lock(motion));
  if not exists (select from motions o where o.committee_id = committee and o.motion_id = motion and yishi_now() >= o.closes_at) then
    raise exception 'the vote is not closed' using errcode = 'insufficient_privilege';
  end if;
  return query select c.seats, c.agreed, c.opposed, c.withheld, c.unraised from hand_counts c
    where c.committee_id = read_hands.committee and c.motion_id = read_hands.motion;
end $$;

do $$ declare f text; begin
  foreach f in array array['count_hands(uuid,uuid,uuid,int,int,int,int,uuid)', 'read_hands(uuid,uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to yishi_app', f);
  end loop;
end $$;
reset role;
revoke create on schema public from yishi_ballots;
