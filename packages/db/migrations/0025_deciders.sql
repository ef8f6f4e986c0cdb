-- Who decides is asked before how many: the first question with a yes, and what reviewers and representatives made of it.

-- The answer that is kept with a draft. Of a danger and of a dispute between private people nothing is kept at all: these
-- two can't be written here, no fact tells of a draft's answer, and the row goes with the opening or with the draft.
create table draft_answers (
  committee_id uuid not null,
  proposal_id uuid not null,
  first_yes text not null check (first_yes in (
    'departmentDuty', 'ownersBusiness', 'residentsMoney', 'allResidents', 'delegated', 'oneGroup', 'none')),
  department text check (department in (
    'housing', 'cityManagement', 'heating', 'roads', 'police', 'fire', 'market', 'subdistrict')),
  primary key (committee_id, proposal_id),
  constraint draft_answers_proposal foreign key (committee_id, proposal_id) references proposals,
  check ((first_yes = 'departmentDuty') = (department is not null))
);

-- None of what was opened before this: then only the residents' meeting had votes here.
alter table proposals add column first_yes text check (first_yes in (
  'ownersBusiness', 'residentsMoney', 'allResidents', 'delegated', 'oneGroup', 'none'));
alter table reviews add column first_yes text check (first_yes in (
  'ownersBusiness', 'residentsMoney', 'allResidents', 'delegated', 'oneGroup', 'none'));

alter table proposals drop constraint proposals_status_check;
alter table proposals add constraint proposals_status_check check (status in (
  'draft', 'seekingSupport', 'admissibility', 'returned', 'appealed', 'admitted', 'drafted', 'priorStudied', 'scheduled',
  'passed', 'rejected', 'noQuorum', 'noticed', 'implementing', 'withdrawn'));

-- One appeal for each proposal, to the representatives; both it and what they decided are public.
create table appeals (
  committee_id uuid not null,
  proposal_id uuid not null,
  reason text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  filed_at timestamptz not null,
  decide_by date not null,
  fact_id uuid not null,
  primary key (committee_id, proposal_id),
  constraint appeals_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint appeals_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index appeals_fact on appeals (committee_id, fact_id);

create table appeal_decisions (
  committee_id uuid not null,
  proposal_id uuid not null,
  decides text not null check (decides in ('admit', 'uphold')),
  met_on date not null,
  members int not null check (members > 0),
  present int not null check (present between 1 and members),
  quorum_needed int not null check (quorum_needed <= present),
  in_favour int not null check (in_favour >= 0),
  opposed int not null check (opposed >= 0 and in_favour + opposed <= present),
  needed int not null check ((in_favour >= needed) = (decides = 'admit')),
  reference text not null,
  reason text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  recorder_id uuid not null,
  decided_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, proposal_id),
  constraint appeal_decisions_appeal foreign key (committee_id, proposal_id) references appeals,
  constraint appeal_decisions_recorder foreign key (committee_id, recorder_id) references members,
  constraint appeal_decisions_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index appeal_decisions_recorder on appeal_decisions (committee_id, recorder_id);
create index appeal_decisions_fact on appeal_decisions (committee_id, fact_id);
create trigger no_change before update or delete on appeals for each row execute function forbid_change();
create trigger no_change before update or delete on appeal_decisions for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['draft_answers', 'appeals', 'appeal_decisions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update, delete on draft_answers to yishi_app;
grant select, insert on appeals, appeal_decisions to yishi_app;
