-- A proposal from its draft to its motion.

create table proposals (
  committee_id uuid not null constraint proposals_community references communities,
  proposal_id uuid not null,
  author_id uuid not null,
  status text not null check (status in (
    'draft', 'seekingSupport', 'admissibility', 'returned', 'admitted', 'drafted', 'priorStudied', 'scheduled',
    'passed', 'rejected', 'noQuorum', 'noticed', 'implementing', 'withdrawn')),
  year int,
  number int check (number > 0),
  version int not null check (version > 0),
  author_named boolean not null,
  opened_at timestamptz,
  window_ends date,
  cosponsors int not null default 0 check (cosponsors >= 0),
  cosponsors_needed int check (cosponsors_needed > 0),
  review_due date,
  changed_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, proposal_id),
  unique (committee_id, year, number),
  constraint proposals_author foreign key (committee_id, author_id) references residents,
  constraint proposals_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (status in ('draft', 'withdrawn') or (year is not null and number is not null and opened_at is not null))
);
create index proposals_author on proposals (committee_id, author_id);
create index proposals_fact on proposals (committee_id, fact_id);
create index proposals_newest on proposals (committee_id, opened_at desc, proposal_id desc) where status <> 'draft';
create index proposals_by_status on proposals (committee_id, status, opened_at desc, proposal_id desc);
create trigger new_fact before update on proposals for each row execute function require_new_fact();

-- The words. A version is never edited; under the law it may be erased: row kept, text null, ground and time.
create table proposal_versions (
  committee_id uuid not null,
  proposal_id uuid not null,
  version int not null check (version > 0),
  title text,
  problem text,
  wish text,
  touches text,
  cost text,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  primary key (committee_id, proposal_id, version),
  constraint proposal_versions_proposal foreign key (committee_id, proposal_id) references proposals deferrable initially deferred,
  check ((erased_at is null) = (title is not null))
);

create table cosponsors (
  committee_id uuid not null,
  proposal_id uuid not null,
  resident_id uuid not null,
  name_public boolean not null,
  channel text not null check (channel in ('app', 'desk', 'phone', 'paper', 'visit')),
  at timestamptz not null,
  primary key (committee_id, proposal_id, resident_id),
  constraint cosponsors_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint cosponsors_resident foreign key (committee_id, resident_id) references residents
);
create index cosponsors_resident on cosponsors (committee_id, resident_id);

-- Two reviewers, one of them not from the committee; the five grounds and no other.
create table reviews (
  committee_id uuid not null,
  proposal_id uuid not null,
  version int not null,
  reviewer_id uuid not null,
  from_committee boolean not null,
  verdict text not null check (verdict in ('admit', 'return')),
  ground text check (ground in ('outsideArea', 'notResidentsBusiness', 'unlawful', 'decidedRecently', 'personalAttack')),
  reason text,
  at timestamptz not null,
  primary key (committee_id, proposal_id, version, reviewer_id),
  constraint reviews_version foreign key (committee_id, proposal_id, version) references proposal_versions,
  constraint reviews_reviewer foreign key (committee_id, reviewer_id) references members,
  check ((verdict = 'return') = (ground is not null))
);
create index reviews_reviewer on reviews (committee_id, reviewer_id);

-- A motion: one question of a proposal, put to one body.
create table motions (
  committee_id uuid not null,
  motion_id uuid not null,
  proposal_id uuid not null,
  ordinal int not null check (ordinal > 0),
  status text not null check (status in (
    'drafted', 'priorStudied', 'scheduled', 'passed', 'rejected', 'noQuorum', 'noticed', 'implementing')),
  version int not null check (version > 0),
  electorate text not null check (electorate in ('household', 'person')),
  rules jsonb,
  prior_study_on date,
  prior_study_reference text,
  noticed_at timestamptz,
  opens_at timestamptz,
  closes_at timestamptz,
  convener_id uuid,
  app_ballots_count boolean,
  seats int check (seats >= 0),
  counted_at timestamptz,
  outcome jsonb,
  fact_id uuid not null,
  primary key (committee_id, motion_id),
  unique (committee_id, proposal_id, ordinal),
  constraint motions_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint motions_convener foreign key (committee_id, convener_id) references members,
  constraint motions_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (opens_at < closes_at),
  check (status in ('drafted', 'priorStudied') or (opens_at is not null and closes_at is not null and seats is not null)),
  check ((counted_at is null) = (outcome is null))
);
create index motions_fact on motions (committee_id, fact_id);
create index motions_convener on motions (committee_id, convener_id);
create trigger new_fact before update on motions for each row execute function require_new_fact();

create table motion_versions (
  committee_id uuid not null,
  motion_id uuid not null,
  version int not null check (version > 0),
  question text,
  text text,
  cost_yuan bigint not null check (cost_yuan between 0 and 1000000000),
  money_source text,
  carried_out_by text,
  done_by date not null,
  if_rejected text,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  primary key (committee_id, motion_id, version),
  constraint motion_versions_motion foreign key (committee_id, motion_id) references motions deferrable initially deferred,
  check ((erased_at is null) = (question is not null))
);

create trigger no_delete before delete on proposal_versions for each row execute function forbid_change();
create trigger no_delete before delete on motion_versions for each row execute function forbid_change();
create trigger no_change before update or delete on reviews for each row execute function forbid_change();
grant select, insert on proposal_versions, motion_versions, reviews, cosponsors to yishi_app;
grant select, insert, update on proposals, motions to yishi_app;
