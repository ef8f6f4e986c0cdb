-- Residents ask for a meeting: one text, signatures that are counted three ways at once, a duty with its date, an answer.

create table petitions (
  committee_id uuid not null constraint petitions_community references communities,
  petition_id uuid not null,
  author_id uuid not null,
  meeting text not null check (meeting in ('residents', 'representatives')),
  proposal_id uuid,
  status text not null check (status in ('open', 'due', 'convened', 'declined', 'withdrawn')),
  year int not null,
  number int not null check (number > 0),
  title text,
  asks text,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  opened_at timestamptz not null,
  window_ends date not null,
  bases jsonb not null check (jsonb_typeof(bases) = 'object'),
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  met_by text check (met_by in ('persons', 'households', 'representatives')),
  due_on date,
  meeting_on date,
  ground text check (ground in ('notForTheMeeting', 'unlawful', 'decidedRecently', 'signaturesUnsound', 'alreadyConvened')),
  answer text,
  answer_lang text check (answer_lang in ('zh-CN', 'en')),
  answered_by uuid,
  answered_at timestamptz,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, petition_id),
  unique (committee_id, year, number),
  constraint petitions_author foreign key (committee_id, author_id) references residents,
  constraint petitions_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint petitions_answered_by foreign key (committee_id, answered_by) references members,
  constraint petitions_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((erased_at is null) = (title is not null and asks is not null)),
  check ((met_by is null) = (due_on is null)),
  check ((status in ('due', 'convened', 'declined')) = (met_by is not null)),
  check ((status = 'convened') = (meeting_on is not null)),
  check ((status = 'declined') = (ground is not null)),
  check ((status in ('convened', 'declined')) = (answered_by is not null)),
  check ((answered_by is null) = (answered_at is null))
);
create index petitions_author on petitions (committee_id, author_id);
create index petitions_proposal on petitions (committee_id, proposal_id);
create index petitions_answered_by on petitions (committee_id, answered_by);
create index petitions_fact on petitions (committee_id, fact_id);
create index petitions_newest on petitions (committee_id, opened_at desc, petition_id desc);
create index petitions_due on petitions (committee_id, due_on) where status = 'due';
create trigger new_fact before update on petitions for each row execute function require_new_fact();
create trigger no_delete before delete on petitions for each row execute function forbid_change();

-- The text is signed as it stands: it may be erased under the law, but it never says something else.
create function as_signed() returns trigger language plpgsql as $$
begin
  if (new.title, new.asks) is distinct from (old.title, old.asks) and new.erased_at is null then
    raise exception 'what was signed is not edited' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger as_signed before update of title, asks on petitions for each row execute function as_signed();

-- Who signed: as they stood then. Whoever takes their name back leaves no line.
create table petition_signatures (
  committee_id uuid not null,
  petition_id uuid not null,
  resident_id uuid not null,
  household_id uuid not null,
  representative boolean not null,
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  primary key (committee_id, petition_id, resident_id),
  constraint petition_signatures_petition foreign key (committee_id, petition_id) references petitions,
  constraint petition_signatures_resident foreign key (committee_id, resident_id) references residents,
  constraint petition_signatures_household foreign key (committee_id, household_id) references households
);
create index petition_signatures_resident on petition_signatures (committee_id, resident_id);
create index petition_signatures_household on petition_signatures (committee_id, household_id);
create trigger no_change before update on petition_signatures for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['petitions', 'petition_signatures'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on petitions to yishi_app;
grant select, insert, delete on petition_signatures to yishi_app;
