-- A motion that somebody else drew waits for its proposer's word: they agree, or put their own text beside it.
alter table motions
  add column agreement text check (agreement in ('asked', 'agreed', 'differs', 'both')),
  add column agree_by date,
  add constraint motions_agreement_known check ((agreement is null) = (agree_by is null)),
  add constraint motions_agreed_on check (agreement <> 'differs' or status in ('drafted', 'priorStudied'));

-- The proposer's own text, beside the version to which they did not agree.
create table motion_texts (
  committee_id uuid not null,
  motion_id uuid not null,
  version int not null check (version > 0),
  question text not null,
  text text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  primary key (committee_id, motion_id, version),
  constraint motion_texts_version foreign key (committee_id, motion_id, version) references motion_versions
);
create trigger no_change before update or delete on motion_texts for each row execute function forbid_change();
create trigger no_truncate before truncate on motion_texts for each statement execute function forbid_change();
alter table motion_texts enable row level security;
alter table motion_texts force row level security;
create policy tenant on motion_texts using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on motion_texts to yishi_app;
