-- Once counted, a vote can be looked at again: by each elector their own ballot, and by two scrutineers the whole count.

-- Whether those who vote are shown, after the count, who voted what: only where a charter says so.
alter table charters add column names_shown boolean;
alter table charters add constraint charters_names_clause check (document = 'charter' or names_shown is null);

create table recounts (
  committee_id uuid not null,
  recount_id uuid not null,
  motion_id uuid not null,
  kind text not null check (kind in ('ballot', 'count')),
  claim text check (claim in ('notMine', 'otherwise', 'missing')),
  seat int,
  resident_id uuid,
  member_id uuid,
  text text,
  lang text not null check (lang in ('zh-CN', 'en')),
  channel text not null check (channel in ('app', 'desk')),
  status text not null check (status in ('open', 'done')),
  asked_at timestamptz not null,
  due_on date not null,
  done_at timestamptz,
  wrong int check (wrong >= 0),
  same boolean,
  turns boolean,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, recount_id),
  constraint recounts_motion foreign key (committee_id, motion_id) references motions,
  constraint recounts_seat foreign key (committee_id, motion_id, seat) references seats,
  constraint recounts_resident foreign key (committee_id, resident_id) references residents,
  constraint recounts_member foreign key (committee_id, member_id) references members,
  constraint recounts_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((kind = 'ballot') = (claim is not null)),
  check (kind = 'count' or seat is not null),
  check (resident_id is not null or member_id is not null),
  check ((erased_at is null) = (text is not null)),
  check (num_nonnulls(done_at, wrong, same, turns) in (0, 4)),
  check ((status = 'open') = (done_at is null))
);
create unique index recounts_once on recounts (committee_id, motion_id, kind, coalesce(resident_id, member_id));
create index recounts_motion on recounts (committee_id, motion_id, asked_at);
create index recounts_seat on recounts (committee_id, motion_id, seat);
create index recounts_resident on recounts (committee_id, resident_id);
create index recounts_member on recounts (committee_id, member_id);
create index recounts_fact on recounts (committee_id, fact_id);
create trigger new_fact before update on recounts for each row execute function require_new_fact();
create trigger no_delete before delete on recounts for each row execute function forbid_change();
grant select, insert, update on recounts to yishi_app;

-- What each scrutineer found: whether a claim holds, or the sheets of paper there are.
create table recount_findings (
  committee_id uuid not null,
  recount_id uuid not null,
  scrutineer_id uuid not null,
  holds boolean,
  desk int check (desk >= 0),
  home_box int check (home_box >= 0),
  meeting int check (meeting >= 0),
  at timestamptz not null,
  primary key (committee_id, recount_id, scrutineer_id),
  constraint recount_findings_recount foreign key (committee_id, recount_id) references recounts,
  constraint recount_findings_scrutineer foreign key (committee_id, scrutineer_id) references members,
  check (num_nonnulls(desk, home_box, meeting) in (0, 3)),
  check ((holds is null) = (desk is not null))
);
create index recount_findings_scrutineer on recount_findings (committee_id, scrutineer_id);
grant select, insert, update on recount_findings to yishi_app;

alter table recounts enable row level security;
alter table recounts force row level security;
create policy tenant on recounts using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
alter table recount_findings enable row level security;
alter table recount_findings force row level security;
create policy tenant on recount_findings using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));

grant select on posts to yishi_ballots;
grant create on schema public to yishi_ballots; -- only for this function; taken back below
set local role yishi_ballots;

-- The named list, once counted: for scrutineers and supervisors in office, and for who has a seat where the charter said
-- so when the vote was announced. By seat, so that it can be turned over page by page.
create function named_ballots(committee uuid, account uuid, motion uuid, after_seat int, most int)
returns table (seat int, binding boolean, choice text, channel text, at timestamptz)
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
#variable_conflict use_column
declare may boolean;
begin
  perform set_config('app.committee', committee::text, true);
  select exists (select from posts p where p.committee_id = m.committee_id and p.member_id = m.member_id
      and p.post in ('scrutineer', 'supervisor') and p.from_at <= yishi_now() and yishi_now() < p.until_at)
    or ((o.rules ->> 'namesShown')::boolean is true and exists (select from seat_holders h
      where h.committee_id = m.committee_id and h.motion_id = o.motion_id and h.resident_id = m.resident_id)) into may
    from members m join motions o on o.committee_id = m.committee_id
    where m.committee_id = committee and m.account_id = account and m.left_at is null
      and o.motion_id = motion and o.counted_at is not null;
  if may is not true then return; end if;
  return query select b.seat, b.binding, b.choice::text, b.channel, b.at from ballots b
    where b.committee_id = committee and b.motion_id = motion and b.seat > after_seat
    order by b.seat, b.binding desc limit least(most, 10000);
end $$;
revoke all on function named_ballots(uuid, uuid, uuid, int, int) from public;
grant execute on function named_ballots(uuid, uuid, uuid, int, int) to yishi_app;

reset role;
revoke create on schema public from yishi_ballots;
