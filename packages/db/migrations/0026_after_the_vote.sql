-- After the vote: objections and their answer, a court's case, money and history of milestones, acceptance by those who
-- use it, and whether it still serves.

alter table proposals drop constraint proposals_status_check;
alter table proposals add constraint proposals_status_check check (status in (
  'draft', 'seekingSupport', 'admissibility', 'returned', 'appealed', 'admitted', 'drafted', 'priorStudied', 'scheduled',
  'passed', 'rejected', 'noQuorum', 'noticed', 'objected', 'setAside', 'implementing', 'accepted', 'withdrawn'));
alter table motions drop constraint motions_status_check;
alter table motions add constraint motions_status_check check (status in (
  'drafted', 'priorStudied', 'scheduled', 'passed', 'rejected', 'noQuorum', 'noticed', 'objected', 'setAside',
  'implementing', 'accepted'));
alter table motions add column follow_up jsonb,
  add constraint motions_follow_up_known check ((status = 'accepted') <= (follow_up is not null));

-- One for each person and decision, on two grounds only. Its words can be erased under the law.
create table objections (
  committee_id uuid not null,
  objection_id uuid not null,
  motion_id uuid not null,
  resident_id uuid,
  member_id uuid,
  as_supervisor boolean not null,
  building text not null,
  ground text not null check (ground in ('law', 'procedure')),
  code text not null check (code in (
    'againstLaw', 'beyondPower', 'harmsRights', 'notice', 'roll', 'voting', 'counting')),
  text text,
  lang text not null check (lang in ('zh-CN', 'en')),
  status text not null check (status in ('open', 'rejected', 'upheld')),
  channel text not null check (channel in ('app', 'desk')),
  filed_at timestamptz not null,
  due_on date not null,
  answered_at timestamptz,
  answered_by uuid,
  answer text,
  answer_lang text check (answer_lang in ('zh-CN', 'en')),
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, objection_id),
  constraint objections_motion foreign key (committee_id, motion_id) references motions,
  constraint objections_resident foreign key (committee_id, resident_id) references residents,
  constraint objections_member foreign key (committee_id, member_id) references members,
  constraint objections_answered_by foreign key (committee_id, answered_by) references members,
  constraint objections_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (resident_id is not null or member_id is not null),
  check ((ground = 'law') = (code in ('againstLaw', 'beyondPower', 'harmsRights'))),
  check ((erased_at is null) = (text is not null)),
  check ((status = 'open') = (answered_at is null)),
  check ((status = 'open') = (answered_by is null))
);
create unique index objections_once on objections (committee_id, motion_id, coalesce(resident_id, member_id));
create index objections_motion on objections (committee_id, motion_id, filed_at);
create index objections_resident on objections (committee_id, resident_id);
create index objections_member on objections (committee_id, member_id);
create index objections_answered_by on objections (committee_id, answered_by);
create index objections_fact on objections (committee_id, fact_id);
create trigger new_fact before update on objections for each row execute function require_new_fact();
create trigger no_delete before delete on objections for each row execute function forbid_change();
grant select, insert, update on objections to yishi_app;

-- That a court took a case against a decision, and how it ended: the days and the papers' references.
create table court_cases (
  committee_id uuid not null,
  case_id uuid not null,
  motion_id uuid not null,
  court text not null check (char_length(court) between 2 and 60),
  accepted_on date not null,
  reference text not null check (char_length(reference) between 2 and 120),
  ended_on date check (ended_on >= accepted_on),
  ended_how text check (ended_how in ('upheld', 'revoked', 'withdrawn')),
  ended_reference text check (char_length(ended_reference) between 2 and 120),
  fact_id uuid not null,
  primary key (committee_id, case_id),
  constraint court_cases_motion foreign key (committee_id, motion_id) references motions,
  constraint court_cases_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((ended_on is null) = (ended_how is null)),
  check ((ended_on is null) = (ended_reference is null))
);
create unique index court_cases_open on court_cases (committee_id, motion_id) where ended_on is null;
create index court_cases_motion on court_cases (committee_id, motion_id, accepted_on);
create index court_cases_fact on court_cases (committee_id, fact_id);
create trigger new_fact before update on court_cases for each row execute function require_new_fact();
create trigger no_delete before delete on court_cases for each row execute function forbid_change();
grant select, insert, update on court_cases to yishi_app;

-- Money is whole fen. The first date stays; what is expected now stands beside it, each change with its reason.
alter table milestones
  add column cost_fen bigint not null default 0 check (cost_fen between 0 and 100000000000),
  add column spent_fen bigint check (spent_fen between 0 and 100000000000),
  add column reference text check (char_length(reference) between 2 and 120),
  add column expected_on date;
create table milestone_changes (
  committee_id uuid not null,
  change_id uuid not null,
  motion_id uuid not null,
  ordinal int not null,
  from_day date not null,
  to_day date not null,
  reason text not null check (char_length(reason) between 4 and 1000),
  lang text not null check (lang in ('zh-CN', 'en')),
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, change_id),
  constraint milestone_changes_milestone foreign key (committee_id, motion_id, ordinal) references milestones,
  constraint milestone_changes_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index milestone_changes_milestone on milestone_changes (committee_id, motion_id, ordinal, at);
create index milestone_changes_fact on milestone_changes (committee_id, fact_id);
create trigger no_change before update or delete on milestone_changes for each row execute function forbid_change();
grant select, insert on milestone_changes to yishi_app;

-- What those who use it say of the finished work, once each in every round.
create table acceptances (
  committee_id uuid not null,
  acceptance_id uuid not null,
  motion_id uuid not null,
  round int not null check (round > 0),
  resident_id uuid,
  member_id uuid,
  role text not null check (role in ('proposer', 'neighbour', 'supervisor')),
  accepted boolean not null,
  missing text,
  lang text not null check (lang in ('zh-CN', 'en')),
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, acceptance_id),
  constraint acceptances_motion foreign key (committee_id, motion_id) references motions,
  constraint acceptances_resident foreign key (committee_id, resident_id) references residents,
  constraint acceptances_member foreign key (committee_id, member_id) references members,
  constraint acceptances_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (resident_id is not null or member_id is not null),
  check (accepted or erased_at is not null or missing is not null)
);
create unique index acceptances_once on acceptances (committee_id, motion_id, round, coalesce(resident_id, member_id));
create index acceptances_motion on acceptances (committee_id, motion_id, round, at);
create index acceptances_resident on acceptances (committee_id, resident_id);
create index acceptances_member on acceptances (committee_id, member_id);
create index acceptances_fact on acceptances (committee_id, fact_id);
create trigger new_fact before update on acceptances for each row execute function require_new_fact();
create trigger no_delete before delete on acceptances for each row execute function forbid_change();
grant select, insert, update on acceptances to yishi_app;

-- Whether it still serves, one answer for each resident and round. Its score is in no fact.
create table follow_ups (
  committee_id uuid not null,
  motion_id uuid not null,
  round int not null check (round in (1, 2)),
  resident_id uuid not null,
  score int not null check (score between 1 and 5),
  words text,
  lang text not null check (lang in ('zh-CN', 'en')),
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  fact_id uuid not null,
  primary key (committee_id, motion_id, round, resident_id),
  constraint follow_ups_motion foreign key (committee_id, motion_id) references motions,
  constraint follow_ups_resident foreign key (committee_id, resident_id) references residents,
  constraint follow_ups_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index follow_ups_resident on follow_ups (committee_id, resident_id);
create index follow_ups_fact on follow_ups (committee_id, fact_id);
create trigger new_fact before update on follow_ups for each row execute function require_new_fact();
create trigger no_delete before delete on follow_ups for each row execute function forbid_change();
grant select, insert, update on follow_ups to yishi_app;

do $$ declare t text; begin
  foreach t in array array['objections', 'court_cases', 'milestone_changes', 'acceptances', 'follow_ups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
