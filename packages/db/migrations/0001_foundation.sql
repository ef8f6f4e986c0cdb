-- The ground everything stands on: one clock, the line between communities, accounts, and the record of facts.
-- Group roles (yishi_app, yishi_ballots) are made by migrate before this file runs: roles belong to the whole cluster.

revoke all on schema public from public;
grant usage on schema public to yishi_app, yishi_ballots;

-- One clock. The offset is written by the owner alone, forwards only, before the server listens; the teller of
-- the demo begins in the past of an empty database, tests move it to the edges of windows.
create table yishi_clock (
  one boolean primary key default true check (one),
  ahead interval not null default '0'
);
insert into yishi_clock default values;
grant select on yishi_clock to yishi_app, yishi_ballots;

create function yishi_now() returns timestamptz language sql volatile
  as $$ select clock_timestamp() + ahead from public.yishi_clock $$;

create function app_committee() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.committee', true), '')::uuid $$;

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- A state is never saved without its fact: every row names its fact, every update another one.
create function require_new_fact() returns trigger language plpgsql as $$
begin
  if new.fact_id = old.fact_id then
    raise exception 'a change of % without its fact', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

-- Which communities there are is public; everything inside one is held by row-level security.
create table communities (
  committee_id uuid primary key,
  -- not a word that the addresses of the house itself begin with
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{2,39}$' and slug not in ('demo', 'display', 'health', 'metrics', 'setup', 'sign-in', 'sign-out', 'slip', 'trpc')),
  name text not null check (char_length(name) between 2 and 60),
  subdistrict text not null check (char_length(subdistrict) between 2 and 60),
  district text not null check (char_length(district) between 2 and 60),
  phone text not null check (char_length(phone) between 3 and 30),
  window_place text not null check (char_length(window_place) <= 120),
  founded_at timestamptz not null
);
grant select, insert on communities to yishi_app;
grant select on communities to yishi_ballots;

-- Accounts belong to no community. This schema is reached by the auth package alone.
create schema auth;
grant usage on schema auth to yishi_app;

create table auth.accounts (
  account_id uuid primary key,
  name text not null unique check (char_length(name) between 2 and 40),
  password_hash text not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);

-- A token is `id.secret`; only the hash of the secret is kept.
create table auth.sessions (
  session_id text primary key check (char_length(session_id) = 24),
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  account_id uuid not null constraint sessions_account references auth.accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_account on auth.sessions (account_id);

-- An invitation slip: one use, expires, bound to one member of one community.
create table auth.invitations (
  invitation_id uuid primary key,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  committee_id uuid not null,
  member_id uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check (issued_at < expires_at)
);
create index invitations_member on auth.invitations (committee_id, member_id);

-- The shape rate-limiter-flexible keeps: survives a restart, shared by every process.
create table auth.throttles (key varchar(255) primary key, points integer not null default 0, expire bigint);

grant select, insert, update on auth.accounts, auth.invitations to yishi_app;
grant select, insert, update, delete on auth.sessions, auth.throttles to yishi_app;

-- The record of what was done: ids, states, numbers and hashes, never free text. Facts outlive what they speak
-- of (which may be erased under the law), so they carry no foreign keys.
create table facts (
  committee_id uuid not null,
  fact_id uuid not null,
  kind text not null check (kind ~ '^[a-z]+\.[a-zA-Z]+$'),
  object_id uuid not null,
  actor_id uuid not null,
  subject_id uuid,
  channel text not null check (channel in ('app', 'desk', 'phone', 'paper', 'visit', 'meeting', 'homeBox')),
  at timestamptz not null,
  body jsonb not null,
  primary key (committee_id, fact_id)
);
-- Ballots are many and are never read one by one: they stay out of the index of what happened to a thing.
create index facts_object on facts (committee_id, object_id, at) where kind not like 'ballot.%';
create trigger no_change before update or delete on facts for each row execute function forbid_change();
create trigger no_truncate before truncate on facts for each statement execute function forbid_change();
grant select, insert on facts to yishi_app;
grant insert on facts to yishi_ballots;

create function move_clock(at timestamptz) returns void language plpgsql as $$
declare wanted interval := at - clock_timestamp(); current interval;
begin
  select ahead into current from yishi_clock;
  if wanted < current and exists (select from facts) then
    raise exception 'the clock moves forwards only';
  end if;
  update yishi_clock set ahead = wanted;
end $$;
revoke all on function move_clock(timestamptz) from public;

-- Numbers that the public sees (2026-7) come from a row that is locked inside the transaction that gives them.
create table counters (
  committee_id uuid not null,
  kind text not null,
  year int not null,
  last int not null check (last > 0),
  primary key (committee_id, kind, year)
);
grant select, insert, update on counters to yishi_app;

-- A form sent twice is answered once: the hash of what was asked and the ids needed to answer again.
create table submissions (
  committee_id uuid not null,
  actor_id uuid not null,
  key uuid not null,
  procedure text not null,
  request_hash bytea not null check (octet_length(request_hash) = 32),
  answer jsonb,
  at timestamptz not null,
  primary key (committee_id, actor_id, key)
);
grant select, insert, update on submissions to yishi_app;
