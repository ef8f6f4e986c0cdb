-- What is kept about a resident is theirs to see, to contest and to have deleted: who has seen it, what they agreed to,
-- what they say is wrong. And what has served its time can go.

-- Who has seen what is kept about a resident. Nobody changes a line, and no line goes before a year has passed.
create table sightings (
  committee_id uuid not null,
  sighting_id uuid not null,
  resident_id uuid not null,
  member_id uuid not null,
  post text not null check (char_length(post) between 1 and 40),
  what text not null check (what ~ '^[a-z][a-zA-Z]{2,39}$'),
  at timestamptz not null,
  primary key (committee_id, sighting_id),
  constraint sightings_resident foreign key (committee_id, resident_id) references residents,
  constraint sightings_member foreign key (committee_id, member_id) references members
);
create index sightings_resident on sightings (committee_id, resident_id, at desc);
create index sightings_member on sightings (committee_id, member_id);
create index sightings_oldest on sightings (committee_id, at);

create function forbid_early_delete() returns trigger language plpgsql as $$
begin
  if old.at > yishi_now() - interval '12 months' then
    raise exception 'kept for a year at least: %', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger no_change before update on sightings for each row execute function forbid_change();
create trigger no_early_delete before delete on sightings for each row execute function forbid_early_delete();
create trigger no_truncate before truncate on sightings for each statement execute function forbid_change();
grant select, insert, delete on sightings to yishi_app;

-- What somebody agreed to and took back, each with the words that were shown then. The last line of a purpose holds.
create table consents (
  committee_id uuid not null,
  consent_id uuid not null,
  resident_id uuid not null,
  purpose text not null check (purpose in ('authorName', 'cosponsorName')),
  object_id uuid not null,
  given boolean not null,
  words text not null check (char_length(words) between 1 and 40),
  channel text not null check (channel in ('app', 'desk', 'phone', 'paper', 'visit', 'meeting')),
  actor_id uuid not null,
  at timestamptz not null,
  primary key (committee_id, consent_id),
  constraint consents_resident foreign key (committee_id, resident_id) references residents,
  constraint consents_actor foreign key (committee_id, actor_id) references members
);
create index consents_resident on consents (committee_id, resident_id, purpose, object_id, at desc);
create index consents_actor on consents (committee_id, actor_id);
create trigger no_change before update or delete on consents for each row execute function forbid_change();
create trigger no_truncate before truncate on consents for each statement execute function forbid_change();
grant select, insert on consents to yishi_app;

-- What was agreed to before there was a ledger begins it; each community by itself, for the line holds here too.
do $$ declare committee uuid; begin
  for committee in select committee_id from communities loop
    perform set_config('app.committee', committee::text, true);
    insert into consents
      select f.committee_id, gen_random_uuid(), f.subject_id, 'authorName', p.proposal_id, true, '2026-1', f.channel, f.actor_id, f.at
      from proposals p join facts f on f.committee_id = p.committee_id and f.object_id = p.proposal_id and f.kind = 'proposal.opened'
      where p.committee_id = committee and p.author_named and f.subject_id is not null;
    insert into consents
      select c.committee_id, gen_random_uuid(), c.resident_id, 'cosponsorName', c.proposal_id, true, '2026-1', c.channel, f.actor_id, c.at
      from cosponsors c join lateral (
        select f.actor_id from facts f where f.committee_id = c.committee_id and f.object_id = c.proposal_id
          and f.kind = 'proposal.cosponsored' and f.subject_id = c.resident_id order by f.at desc limit 1) f on true
      where c.committee_id = committee and c.name_public;
  end loop;
  perform set_config('app.committee', '', true);
end $$;
grant update (name_public) on cosponsors to yishi_app;

-- What a resident says is wrong with what is kept about them, or asks to have deleted, and the answer in time.
create table contests (
  committee_id uuid not null,
  contest_id uuid not null,
  resident_id uuid not null,
  asks text not null check (asks in ('correct', 'delete')),
  about text not null check (about ~ '^[a-z][a-zA-Z]{2,39}$'),
  wrong text,
  wanted text,
  lang text not null check (lang in ('zh-CN', 'en')),
  status text not null check (status in ('open', 'accepted', 'refused', 'withdrawn')),
  channel text not null check (channel in ('app', 'desk')),
  filed_at timestamptz not null,
  due_on date not null,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, contest_id),
  constraint contests_resident foreign key (committee_id, resident_id) references residents,
  constraint contests_answered_by foreign key (committee_id, answered_by) references members,
  constraint contests_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((erased_at is null) = (wrong is not null)),
  check ((status in ('accepted', 'refused')) = (answered_by is not null)),
  check ((status = 'open') = (answered_at is null)),
  check (erased_at is null or status <> 'open')
);
create unique index contests_open on contests (committee_id, resident_id, asks, about) where status = 'open';
create index contests_resident on contests (committee_id, resident_id, filed_at desc);
create index contests_answered_by on contests (committee_id, answered_by);
create index contests_fact on contests (committee_id, fact_id);
create index contests_due on contests (committee_id, due_on) where status = 'open';
create trigger new_fact before update on contests for each row execute function require_new_fact();
create trigger no_delete before delete on contests for each row execute function forbid_change();
grant select, insert, update on contests to yishi_app;

do $$ declare t text; begin
  foreach t in array array['sightings', 'consents', 'contests'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;

-- What has served its time goes: the words of a draft, the links of slips, the names of who left long ago.
grant update (before_name, before_born, before_residence, before_lived_since, fact_id) on roll_entries to yishi_app;
grant update (title, problem, wish, touches, cost, erased_at, erased_ground) on proposal_versions to yishi_app;
grant delete on auth.invitations, auth.memberships to yishi_app;

-- What was done for whom, for the page on which they read it; ballots stay out of it as they do elsewhere.
create index facts_subject on facts (committee_id, subject_id) where subject_id is not null and kind not like 'ballot.%';
