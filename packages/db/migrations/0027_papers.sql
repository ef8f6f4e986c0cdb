-- What somebody is writing, the pictures and papers that hang on it, and the grown neighbour beside who is under age.

-- A draft as it is being written: half sentences too, changed in place, and nobody's but its author's. The same number is
-- the proposal's later. It goes with the opening, with the draft, with the account, or when its time is over.
create table drafts (
  committee_id uuid not null,
  draft_id uuid not null,
  author_id uuid not null,
  revision int not null check (revision > 0),
  finished_revision int check (finished_revision <= revision),
  title text not null check (char_length(title) <= 300),
  problem text not null check (char_length(problem) <= 4000),
  wish text not null check (char_length(wish) <= 4000),
  touches text not null check (char_length(touches) <= 1000),
  cost text not null check (char_length(cost) <= 1000),
  author_named boolean,
  lang text not null check (lang in ('zh-CN', 'en')),
  saved_at timestamptz not null,
  primary key (committee_id, draft_id),
  constraint drafts_author foreign key (committee_id, author_id) references residents
);
create index drafts_author on drafts (committee_id, author_id, saved_at desc);
create index drafts_oldest on drafts (committee_id, saved_at);

-- Files hang on a thing of some room, told by its kind and its number; the room says who may add to it and read it. Of a
-- file that a moderator took away the line stays, without its description; its bytes are gone.
create table files (
  committee_id uuid not null,
  file_id uuid not null,
  subject_kind text not null check (subject_kind in ('proposal')),
  subject_id uuid not null,
  author_id uuid not null,
  kind text not null check (kind in ('picture', 'paper')),
  says text check (char_length(says) between 1 and 600),
  lang text not null check (lang in ('zh-CN', 'en')),
  size int not null check (size > 0),
  width int check (width > 0),
  height int check (height > 0),
  hash bytea not null check (octet_length(hash) = 32),
  added_at timestamptz not null,
  rule text check (rule in ('insult', 'personalData', 'advertising', 'offTopic', 'repeated')),
  reason text check (char_length(reason) between 1 and 4000),
  hider_id uuid,
  hidden_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, file_id),
  constraint files_author foreign key (committee_id, author_id) references residents,
  constraint files_hider foreign key (committee_id, hider_id) references members,
  constraint files_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((kind = 'picture') = (width is not null and height is not null)),
  check ((rule is null) = (hidden_at is null) and (rule is null) = (hider_id is null)),
  check ((rule is null) = (says is not null))
);
create index files_subject on files (committee_id, subject_kind, subject_id, added_at, file_id);
create index files_author on files (committee_id, author_id, added_at);
create index files_hider on files (committee_id, hider_id);
create index files_fact on files (committee_id, fact_id);
create trigger new_fact before update on files for each row execute function require_new_fact();

create table file_bytes (
  committee_id uuid not null,
  file_id uuid not null,
  part text not null check (part in ('whole', 'preview')),
  bytes bytea not null check (octet_length(bytes) between 1 and 20971520),
  primary key (committee_id, file_id, part),
  constraint file_bytes_file foreign key (committee_id, file_id) references files on delete cascade
);
-- They are packed already: to pack them once more costs time and saves nothing.
alter table file_bytes alter column bytes set storage external;
create trigger no_change before update on file_bytes for each row execute function forbid_change();

-- Who is under the voting age proposes together with somebody who has it: one is asked at a time.
create table sponsorships (
  committee_id uuid not null,
  proposal_id uuid not null,
  author_id uuid not null,
  sponsor_id uuid not null,
  state text not null check (state in ('asked', 'agreed', 'declined', 'carried')),
  version int check (version > 0),
  file_ids uuid[] not null,
  named boolean not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, proposal_id),
  constraint sponsorships_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint sponsorships_author foreign key (committee_id, author_id) references residents,
  constraint sponsorships_sponsor foreign key (committee_id, sponsor_id) references residents,
  constraint sponsorships_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (author_id <> sponsor_id),
  check ((state in ('agreed', 'carried')) = (version is not null)),
  check ((state = 'asked') = (answered_at is null)),
  check (state in ('agreed', 'carried') or not named)
);
create index sponsorships_author on sponsorships (committee_id, author_id);
create index sponsorships_sponsor on sponsorships (committee_id, sponsor_id, state);
create index sponsorships_fact on sponsorships (committee_id, fact_id);
create trigger new_fact before update on sponsorships for each row execute function require_new_fact();

do $$ declare t text; begin
  foreach t in array array['drafts', 'files', 'file_bytes', 'sponsorships'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update, delete on drafts, files, sponsorships to yishi_app;
grant select, insert, delete on file_bytes to yishi_app;

alter table consents drop constraint consents_purpose_check;
alter table consents add constraint consents_purpose_check
  check (purpose in ('authorName', 'cosponsorName', 'sponsorName', 'viewName', 'viewPublic'));

-- What was never public goes with its author's account: what they were writing, its files, and the words of its versions.
create function forget_drafts() returns trigger language plpgsql as $$
begin
  delete from drafts where committee_id = new.committee_id and author_id = new.resident_id;
  delete from files f where f.committee_id = new.committee_id and f.author_id = new.resident_id
    and f.subject_kind = 'proposal' and not exists (select from proposals p
      where p.committee_id = f.committee_id and p.proposal_id = f.subject_id and p.opened_at is not null);
  delete from sponsorships s where s.committee_id = new.committee_id and s.author_id = new.resident_id and s.state <> 'carried';
  delete from draft_answers a using proposals p where a.committee_id = new.committee_id and p.committee_id = a.committee_id
    and p.proposal_id = a.proposal_id and p.author_id = new.resident_id and p.opened_at is null;
  update proposal_versions v
    set title = null, problem = null, wish = null, touches = null, cost = null, erased_at = yishi_now(), erased_ground = 'closed'
    from proposals p where p.committee_id = new.committee_id and p.author_id = new.resident_id and p.opened_at is null
      and v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.erased_at is null;
  return null;
end $$;
create trigger forget_drafts after update of account_id, left_at on members for each row
  when (new.resident_id is not null and (new.account_id is null or new.left_at is not null))
  execute function forget_drafts();
