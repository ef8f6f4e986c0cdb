-- Slips in batches with the state of each, accounts that are mended at the desk by two clerks, and sessions one can read.

-- Words that the addresses of the house itself begin with.
alter table communities drop constraint communities_slug_check;
alter table communities add constraint communities_slug_check check (slug ~ '^[a-z][a-z0-9-]{2,39}$'
  and slug not in ('account', 'demo', 'display', 'districts', 'health', 'me', 'metrics', 'ready', 'setup',
    'sign-in', 'sign-out', 'slip', 'trpc'));

-- What was printed in one go. Its form's key is kept: the page with the codes is answered once and never again.
create table slip_batches (
  committee_id uuid not null constraint slip_batches_community references communities,
  batch_id uuid not null,
  number int not null check (number > 0),
  maker_id uuid not null,
  form_key uuid not null,
  slips int not null check (slips > 0),
  printed_at timestamptz not null,
  primary key (committee_id, batch_id),
  unique (committee_id, number),
  unique (committee_id, maker_id, form_key),
  constraint slip_batches_maker foreign key (committee_id, maker_id) references members
);
create index slip_batches_maker on slip_batches (committee_id, maker_id);

-- One slip as the community knows it: everything but its code, whose hash the auth schema keeps under the same id.
-- That a slip has expired is computed, as everything is that time alone does.
create table slips (
  committee_id uuid not null,
  slip_id uuid not null,
  batch_id uuid not null,
  serial int not null check (serial > 0),
  member_id uuid not null,
  state text not null check (state in ('printed', 'handedOut', 'used', 'revoked')),
  reason text check (reason in ('lost', 'wrongPerson', 'reprinted', 'left')),
  printed_at timestamptz not null,
  expires_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, slip_id),
  unique (committee_id, batch_id, serial),
  check ((state = 'revoked') = (reason is not null)),
  constraint slips_batch foreign key (committee_id, batch_id) references slip_batches,
  constraint slips_member foreign key (committee_id, member_id) references members,
  constraint slips_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index slips_member on slips (committee_id, member_id);
create index slips_fact on slips (committee_id, fact_id);
create trigger new_fact before update on slips for each row execute function require_new_fact();

-- An account that two clerks give back to its owner. The proof is a word; nothing of a document is kept.
create table recoveries (
  committee_id uuid not null,
  recovery_id uuid not null,
  member_id uuid not null,
  proof text not null check (proof in ('known', 'idShown', 'householdPresent')),
  state text not null check (state in ('opened', 'confirmed', 'used', 'withdrawn')),
  opener_id uuid not null,
  opened_at timestamptz not null,
  confirm_by timestamptz not null,
  confirmer_id uuid,
  confirmed_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, recovery_id),
  check (confirmer_id <> opener_id and opener_id <> member_id and confirmer_id <> member_id),
  check ((state in ('confirmed', 'used')) <= (confirmer_id is not null and confirmed_at is not null)),
  constraint recoveries_member foreign key (committee_id, member_id) references members,
  constraint recoveries_opener foreign key (committee_id, opener_id) references members,
  constraint recoveries_confirmer foreign key (committee_id, confirmer_id) references members,
  constraint recoveries_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index recoveries_member on recoveries (committee_id, member_id);
create index recoveries_opener on recoveries (committee_id, opener_id, opened_at);
create index recoveries_confirmer on recoveries (committee_id, confirmer_id);
create index recoveries_fact on recoveries (committee_id, fact_id);
create trigger new_fact before update on recoveries for each row execute function require_new_fact();

do $$ declare t regclass; begin
  foreach t in array array['slip_batches', 'slips', 'recoveries']::regclass[] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert on slip_batches to yishi_app;
grant select, insert, update on slips, recoveries to yishi_app;

-- The code of a recovery slip, kept as the code of an invitation is; `seen_at` once its owner has read the notice of it.
create table auth.recoveries (
  recovery_id uuid primary key,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  account_id uuid not null constraint recoveries_account references auth.accounts,
  committee_id uuid not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  seen_at timestamptz,
  check (issued_at < expires_at)
);
create index recoveries_account on auth.recoveries (account_id);

-- In which communities an account was joined to a member. Whether that member is still there, the community knows.
create table auth.memberships (
  account_id uuid not null constraint memberships_account references auth.accounts,
  committee_id uuid not null,
  primary key (account_id, committee_id)
);
alter table members no force row level security;
insert into auth.memberships (account_id, committee_id)
  select account_id, committee_id from members where account_id is not null;
alter table members force row level security;
grant select, insert, update on auth.recoveries to yishi_app;
grant select, insert on auth.memberships to yishi_app;
create function note_membership() returns trigger language plpgsql as $$
begin
  insert into auth.memberships (account_id, committee_id) values (new.account_id, new.committee_id) on conflict do nothing;
  return null;
end $$;
create trigger membership after insert or update of account_id on members for each row
  when (new.account_id is not null) execute function note_membership();

-- A session in words its owner knows: which kind of device, and the last day it was used. No address, no exact browser.
alter table auth.sessions
  add column device text not null default 'unknown' check (char_length(device) <= 20),
  add column browser text not null default 'unknown' check (char_length(browser) <= 20),
  add column last_used_on date not null default '2000-01-01',
  -- of an account that works at a desk: it is not renewed, and ends within the working day
  add column short boolean not null default false;
update auth.sessions set last_used_on = (created_at at time zone 'Asia/Shanghai')::date;
alter table auth.sessions alter column last_used_on drop default;

-- Whoever leaves leaves their slips behind, in the same instant, whoever or whatever made them leave. Nobody acts here:
-- who recorded the leaving stands in the fact of the leaving, so these facts name the member alone.
create function revoke_slips_of_leaver() returns trigger language plpgsql as $$
declare one record; fact uuid;
begin
  for one in select slip_id from slips where committee_id = new.committee_id and member_id = new.member_id
      and state in ('printed', 'handedOut') loop
    fact := gen_random_uuid();
    insert into facts (committee_id, fact_id, kind, object_id, actor_id, subject_id, channel, at, body)
      values (new.committee_id, fact, 'slip.revoked', one.slip_id, new.member_id, new.resident_id, 'desk', new.left_at,
        jsonb_build_object('reason', 'left'));
    update slips set state = 'revoked', reason = 'left', fact_id = fact
      where committee_id = new.committee_id and slip_id = one.slip_id;
  end loop;
  -- after the slips: whoever locks both does so in this order
  update auth.invitations set revoked_at = new.left_at
    where committee_id = new.committee_id and member_id = new.member_id and used_at is null and revoked_at is null;
  for one in select recovery_id from recoveries where committee_id = new.committee_id and member_id = new.member_id
      and state in ('opened', 'confirmed') loop
    fact := gen_random_uuid();
    insert into facts (committee_id, fact_id, kind, object_id, actor_id, subject_id, channel, at, body)
      values (new.committee_id, fact, 'recovery.withdrawn', one.recovery_id, new.member_id, new.resident_id, 'desk', new.left_at,
        jsonb_build_object('reason', 'left'));
    update recoveries set state = 'withdrawn', fact_id = fact
      where committee_id = new.committee_id and recovery_id = one.recovery_id;
    update auth.recoveries set revoked_at = new.left_at
      where recovery_id = one.recovery_id and used_at is null and revoked_at is null;
  end loop;
  return null;
end $$;
create trigger slips_of_leaver after update of left_at on members for each row
  when (old.left_at is null and new.left_at is not null) execute function revoke_slips_of_leaver();

-- Whether an account holds one of these posts now in any community but the one named (or in any at all). It looks into
-- one community after another, as a request does, puts the first one back, and says nothing but yes or no.
create function holds_post(account uuid, wanted text[], besides uuid) returns boolean language plpgsql as $$
declare here text := current_setting('app.committee', true); one record; held boolean := false;
begin
  for one in select committee_id from auth.memberships where account_id = account and committee_id is distinct from besides loop
    perform set_config('app.committee', one.committee_id::text, true);
    held := held or exists (select from members m join posts p on p.committee_id = m.committee_id and p.member_id = m.member_id
      where m.committee_id = one.committee_id and m.account_id = account and m.left_at is null
        and p.from_at <= yishi_now() and p.until_at > yishi_now() and (wanted is null or p.post = any(wanted)));
  end loop;
  perform set_config('app.committee', coalesce(here, ''), true);
  return held;
end $$;
