-- Two proposals about the same thing become one, when both authors have said yes to one common text.

alter table proposals drop constraint proposals_status_check;
alter table proposals add constraint proposals_status_check check (status in (
  'draft', 'seekingSupport', 'admissibility', 'returned', 'appealed', 'admitted', 'drafted', 'priorStudied', 'scheduled',
  'passed', 'rejected', 'noQuorum', 'noticed', 'objected', 'setAside', 'implementing', 'accepted', 'withdrawn', 'merged'));

-- What is asked and answered stands in public, as both proposals do.
create table mergers (
  committee_id uuid not null,
  merger_id uuid not null,
  from_id uuid not null,
  into_id uuid not null,
  status text not null check (status in ('open', 'merged', 'refused', 'takenBack')),
  suggested_as text check (suggested_as in ('reviewer', 'committee')),
  version int not null check (version > 0),
  from_version int not null,
  into_version int not null,
  from_yes boolean not null,
  into_yes boolean not null,
  answer_by date not null,
  why text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  reason text,
  reason_lang text check (reason_lang in ('zh-CN', 'en')),
  fact_id uuid not null,
  primary key (committee_id, merger_id),
  constraint mergers_from foreign key (committee_id, from_id, from_version) references proposal_versions,
  constraint mergers_into foreign key (committee_id, into_id, into_version) references proposal_versions,
  constraint mergers_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (from_id <> into_id),
  check ((status = 'merged') = (from_yes and into_yes)),
  check ((status = 'refused') = (reason is not null)),
  check ((reason is null) = (reason_lang is null))
);
create index mergers_from on mergers (committee_id, from_id, from_version);
create index mergers_into on mergers (committee_id, into_id, into_version);
create index mergers_fact on mergers (committee_id, fact_id);
-- A proposal goes into one other, once.
create unique index mergers_once on mergers (committee_id, from_id) where status = 'merged';
create trigger new_fact before update on mergers for each row execute function require_new_fact();
create trigger no_delete before delete on mergers for each row execute function forbid_change();

-- The common text as it was proposed and mended. What both agreed to is the next version of the proposal that stays.
create table merger_versions (
  committee_id uuid not null,
  merger_id uuid not null,
  version int not null check (version > 0),
  title text not null,
  problem text not null,
  wish text not null,
  touches text not null,
  cost text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  primary key (committee_id, merger_id, version),
  constraint merger_versions_merger foreign key (committee_id, merger_id) references mergers deferrable initially deferred
);
create trigger no_change before update or delete on merger_versions for each row execute function forbid_change();

-- Whether somebody whose proposal went into another supports the common one too. A no is nobody else's business; with a
-- yes stands a line among the co-signers.
create table support_answers (
  committee_id uuid not null,
  proposal_id uuid not null,
  resident_id uuid not null,
  supports boolean not null,
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, proposal_id, resident_id),
  constraint support_answers_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint support_answers_resident foreign key (committee_id, resident_id) references residents,
  constraint support_answers_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index support_answers_resident on support_answers (committee_id, resident_id);
create index support_answers_fact on support_answers (committee_id, fact_id);
create trigger new_fact before update on support_answers for each row execute function require_new_fact();
create trigger no_delete before delete on support_answers for each row execute function forbid_change();

-- Everything that went into a proposal, directly or by way of another that went into it.
create function went_into(community uuid, proposal uuid) returns table (proposal_id uuid) language sql stable as $$
  with recursive gone (proposal_id) as (
    select m.from_id from mergers m where m.committee_id = community and m.into_id = proposal and m.status = 'merged'
    union select m.from_id from gone g join mergers m on m.committee_id = community and m.into_id = g.proposal_id and m.status = 'merged')
  select g.proposal_id from gone g
$$;

-- Whoever stood below, or wrote, what went into a proposal, and neither wrote it nor stands below it already.
create function asked_to_support(community uuid, proposal uuid) returns table (resident_id uuid) language sql stable as $$
  select distinct s.resident_id from went_into(community, proposal) g
    cross join lateral (
      select c.resident_id from cosponsors c where c.committee_id = community and c.proposal_id = g.proposal_id
      union all select o.author_id from proposals o where o.committee_id = community and o.proposal_id = g.proposal_id) s
    where not exists (select from proposals p where p.committee_id = community and p.proposal_id = proposal and p.author_id = s.resident_id)
      and not exists (select from cosponsors c where c.committee_id = community and c.proposal_id = proposal and c.resident_id = s.resident_id)
$$;
grant execute on function went_into, asked_to_support to yishi_app;

do $$ declare t text; begin
  foreach t in array array['mergers', 'merger_versions', 'support_answers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on mergers, support_answers to yishi_app;
grant select, insert on merger_versions to yishi_app;
