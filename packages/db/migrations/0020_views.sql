-- What neighbours think of a proposal, in threads one level deep. The words stand apart, in versions that can be erased.
create table views (
  committee_id uuid not null,
  view_id uuid not null,
  proposal_id uuid not null,
  parent_id uuid,
  kind text not null check (kind in ('for', 'against', 'suggestion', 'question', 'reply', 'answer')),
  status text not null check (status in ('shown', 'hidden', 'withdrawn')),
  version int not null check (version > 0),
  author_id uuid,
  member_id uuid not null,
  role text not null check (role in ('proposer', 'committee', 'representative', 'expert', 'resident')),
  building text not null check (char_length(building) <= 20),
  name_public boolean not null,
  channel text not null check (channel in ('app', 'desk', 'phone', 'paper', 'visit')),
  said_at timestamptz not null,
  edited_at timestamptz,
  answer_due date,
  fact_id uuid not null,
  primary key (committee_id, view_id),
  constraint views_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint views_parent foreign key (committee_id, parent_id) references views,
  constraint views_author foreign key (committee_id, author_id) references residents,
  constraint views_member foreign key (committee_id, member_id) references members,
  constraint views_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((parent_id is null) = (kind not in ('reply', 'answer'))),
  check ((kind = 'question') = (answer_due is not null)),
  check (author_id is not null or (kind = 'answer' and channel = 'app'))
);
create index views_proposal on views (committee_id, proposal_id, said_at desc, view_id desc);
create index views_parent on views (committee_id, parent_id, said_at, view_id);
create index views_author on views (committee_id, author_id, said_at desc);
create index views_member on views (committee_id, member_id);
create index views_fact on views (committee_id, fact_id);
create trigger new_fact before update on views for each row execute function require_new_fact();
create trigger no_delete before delete on views for each row execute function forbid_change();

-- The words, with the wording that a suggestion may carry. Appended; nothing in them changes but that they are erased.
create table view_versions (
  committee_id uuid not null,
  view_id uuid not null,
  version int not null check (version > 0),
  text text check (char_length(text) between 1 and 4000),
  wording text check (char_length(wording) between 1 and 8000),
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  written_at timestamptz not null,
  erased_at timestamptz,
  erased_ground text,
  primary key (committee_id, view_id, version),
  constraint view_versions_view foreign key (committee_id, view_id) references views deferrable initially deferred,
  check ((erased_at is null) = (text is not null)),
  check (erased_at is null or wording is null),
  check ((erased_at is null) = (erased_ground is null))
);
create function only_erased() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null or new.erased_at is null or to_jsonb(new) - array['text', 'wording', 'erased_at', 'erased_ground']
      <> to_jsonb(old) - array['text', 'wording', 'erased_at', 'erased_ground'] then
    raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_erased before update on view_versions for each row execute function only_erased();
create trigger no_delete before delete on view_versions for each row execute function forbid_change();

-- Another wording of one part of the proposal: open until its author takes it up, or refuses it with a reason.
create table amendments (
  committee_id uuid not null,
  view_id uuid not null,
  proposal_id uuid not null,
  version int not null,
  field text not null check (field in ('title', 'problem', 'wish')),
  state text not null check (state in ('open', 'accepted', 'refused')),
  became_version int,
  reason text check (char_length(reason) between 1 and 4000),
  decided_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, view_id),
  constraint amendments_view foreign key (committee_id, view_id) references views,
  constraint amendments_version foreign key (committee_id, proposal_id, version) references proposal_versions,
  constraint amendments_became foreign key (committee_id, proposal_id, became_version) references proposal_versions,
  constraint amendments_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((state = 'accepted') = (became_version is not null)),
  check ((state = 'open') = (decided_at is null))
);
create index amendments_version on amendments (committee_id, proposal_id, version);
create index amendments_became on amendments (committee_id, proposal_id, became_version);
create index amendments_fact on amendments (committee_id, fact_id);
create trigger new_fact before update on amendments for each row execute function require_new_fact();
create trigger no_delete before delete on amendments for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['views', 'view_versions', 'amendments'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on views, amendments to yishi_app;
grant select, insert, update (text, wording, erased_at, erased_ground) on view_versions to yishi_app;

-- To be named beside what one says is agreed to like the other names, and taken back like them.
alter table consents drop constraint consents_purpose_check;
alter table consents add constraint consents_purpose_check check (purpose in ('authorName', 'cosponsorName', 'viewName', 'viewPublic'));
