-- Where a community lies is said once: a street office and its district are rows that their communities share.

create table districts (
  district_id uuid primary key,
  -- in full, as it stands in its address: 包头市青山区
  name text not null unique check (char_length(name) between 2 and 60)
);

create table subdistricts (
  subdistrict_id uuid primary key,
  district_id uuid not null constraint subdistricts_district references districts,
  name text not null check (char_length(name) between 2 and 60),
  unique (district_id, name)
);

insert into districts (district_id, name) select gen_random_uuid(), district from communities group by district;
insert into subdistricts (subdistrict_id, district_id, name)
  select gen_random_uuid(), d.district_id, c.subdistrict from communities c join districts d on d.name = c.district
  group by d.district_id, c.subdistrict;

alter table communities add column subdistrict_id uuid constraint communities_subdistrict references subdistricts;
update communities c set subdistrict_id = s.subdistrict_id
  from subdistricts s join districts d using (district_id) where d.name = c.district and s.name = c.subdistrict;
alter table communities alter column subdistrict_id set not null, drop column subdistrict, drop column district;
create index communities_subdistrict on communities (subdistrict_id);

-- Words that the addresses of the house itself begin with, or may begin with one day. domain/communities.ts says the same.
alter table communities drop constraint communities_slug_check;
alter table communities add constraint communities_slug check (slug ~ '^[a-z][a-z0-9-]{2,39}$' and slug not in (
  'about', 'account', 'accounts', 'admin', 'api', 'assets', 'communities', 'demo', 'display', 'districts', 'files',
  'health', 'help', 'keys', 'log', 'metrics', 'privacy', 'ready', 'rules', 'search', 'setup', 'sign-in', 'sign-out',
  'slip', 'static', 'trpc', 'verify', 'witness', 'www'));

grant select, insert on districts, subdistricts to yishi_app;

-- A set-up link: whoever holds its secret makes one community, or enters one registrar where nobody may appoint any more.
create table auth.setup_links (
  setup_link_id uuid primary key,
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  committee_id uuid constraint setup_links_community references communities,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check (issued_at < expires_at)
);
create index setup_links_community on auth.setup_links (committee_id);
grant select, insert, update on auth.setup_links to yishi_app;
