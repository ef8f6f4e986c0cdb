-- The charter gets a sister: the covenant. Both in versions, each with the resolution that adopted it.

alter table charters add column document text not null default 'charter' check (document in ('charter', 'covenant'));
alter table charters alter column document drop default;
alter table charters drop constraint charters_pkey;
alter table charters add primary key (committee_id, document, version);
alter table charters rename column resolution to paper;
alter table charters alter column paper drop not null;
alter table charters add column resolution_id uuid;
alter table charters add constraint charters_resolution foreign key (committee_id, resolution_id) references resolutions;
create index charters_resolution on charters (committee_id, resolution_id);
alter table charters add constraint charters_one_authority check (num_nonnulls(resolution_id, paper) = 1);
alter table charters alter column app_ballots_count drop not null;
alter table charters add constraint charters_clause check ((document = 'charter') = (app_ballots_count is not null));
create trigger no_truncate before truncate on charters for each statement execute function forbid_change();

-- When a version was put on file with the street.
create table charter_filings (
  committee_id uuid not null,
  document text not null check (document in ('charter', 'covenant')),
  version int not null,
  filed_on date not null,
  fact_id uuid not null,
  primary key (committee_id, document, version),
  constraint charter_filings_version foreign key (committee_id, document, version) references charters,
  constraint charter_filings_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index charter_filings_fact on charter_filings (committee_id, fact_id);
create trigger no_change before update or delete on charter_filings for each row execute function forbid_change();
create trigger no_truncate before truncate on charter_filings for each statement execute function forbid_change();

alter table charter_filings enable row level security;
alter table charter_filings force row level security;
create policy tenant on charter_filings using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on charter_filings to yishi_app;

-- Two adoptions of one document at once go one after the other.
create function charters_lock(committee uuid, document text) returns bigint language sql immutable
  as $$ select ('x' || substr(md5('charters ' || document || committee::text), 1, 16))::bit(64)::bigint $$;
