-- A question is answered by yes or no, by one of several options, or by every option that one can accept. A choice is
-- still seven characters, whatever it says: 'o1' to 'o7' for one option, 'x--x---' for those that are accepted.

alter table motions
  add column form text not null default 'yesNo' check (form in ('yesNo', 'oneOf', 'approval')),
  add column options int not null default 0,
  add constraint motions_options_known check (case when form = 'yesNo' then options = 0 else options between 2 and 7 end);

-- The options of a version, in their places: what each is called, says and costs.
alter table motion_versions
  add column options jsonb,
  drop constraint motion_versions_erased_whole,
  add constraint motion_versions_erased_whole check (erased_at is null or (why is null and options is null));

-- Whether a choice answers a question; isChoice in the domain says the same.
create function is_choice(form text, options int, choice text, paper boolean) returns boolean language sql immutable as $$
  select case
    when choice = 'abstain' then true
    when choice = 'invalid' then paper
    when form = 'yesNo' then choice in ('for', 'against')
    when form = 'oneOf' then exists (select from generate_series(1, options) place where choice = 'o' || place)
    when form = 'approval' then
      length(choice) = 7 and translate(choice, 'x-', '') = '' and strpos(choice, 'x') > 0 and strpos(substr(choice, options + 1), 'x') = 0
    else false end $$;

grant create on schema public to yishi_ballots; -- only for this change; taken back below
set local role yishi_ballots;

alter table ballots drop constraint ballots_choice_check,
  add constraint ballots_choice_check check (choice::text ~ '^(for|against|abstain|invalid|o[1-7]|[x-]{7})$' and choice <> '-------');
alter table paper_readings drop constraint paper_readings_choice_check,
  add constraint paper_readings_choice_check check (choice::text ~ '^(for|against|abstain|invalid|o[1-7]|[x-]{7})$' and choice <> '-------');

-- As before, and WRONG where the choice does not answer the question: told last, so that nobody learns from it more than
-- how they are asked.
create or replace function cast_ballot(committee uuid, account uuid, motion uuid, choice text, key uuid, fact uuid)
returns table (answer text, given_at timestamptz, given_through text, given_seat int)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare at timestamptz; m record; counts boolean; old record;
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock_shared(motion_lock(motion));
  at := yishi_now();
  select h.seat, h.resident_id, p.member_id, o.opens_at, o.closes_at, o.app_ballots_count, o.counted_at, o.form, o.options into m
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
  if is_choice(m.form, m.options, choice, false) is not true then
    return query select 'WRONG', null::timestamptz, null::text, m.seat; return;
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

-- The same of a signed paper, which may also hold what cannot be read.
create or replace function transcribe_ballot(committee uuid, clerk uuid, motion uuid, seat int, choice text, channel text, key uuid, fact uuid)
returns table (answer text, given_at timestamptz, given_through text)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare at timestamptz; m record; old record; first record;
begin
  perform set_config('app.committee', committee::text, true);
  perform pg_advisory_xact_lock_shared(motion_lock(motion));
  at := yishi_now();
  select o.opens_at, o.closes_at, o.counted_at, o.form, o.options into m
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
  if is_choice(m.form, m.options, choice, true) is not true then
    return query select 'WRONG', null::timestamptz, null::text; return;
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
