-- By which record somebody was appointed, how a term ended early, who is near kin of whom, who stepped back from an item.

alter table posts add column record text not null default 'paper' check (record in ('election', 'resolution', 'paper'));
alter table posts alter column record drop default;
alter table posts add column resolution_id uuid;
alter table posts add column ended text check (ended in ('resigned', 'recalled', 'incapable', 'died', 'movedAway', 'lapsed'));
alter table posts add column ended_by text check (char_length(ended_by) between 2 and 120);
alter table posts add column ended_reference text check (char_length(ended_reference) between 2 and 120);
alter table posts add constraint posts_resolution foreign key (committee_id, resolution_id) references resolutions;
alter table posts add constraint posts_record check ((record = 'resolution') = (resolution_id is not null));
create index posts_resolution on posts (committee_id, resolution_id);

-- A term may end early. It never becomes longer, begins otherwise or turns into another post: that would be an appointment.
create function only_end_early() returns trigger language plpgsql as $$
begin
  if new.until_at > old.until_at or new.from_at <> old.from_at or new.post <> old.post then
    raise exception 'a term is ended early or left as it is' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger only_earlier before update on posts for each row execute function only_end_early();
create trigger no_delete before delete on posts for each row execute function forbid_change();

-- Near kin (Civil Code 1045) as it was declared: what `resident_id` is to `other_id`. Never public; struck out, not edited.
create table kinships (
  committee_id uuid not null,
  kinship_id uuid not null,
  resident_id uuid not null,
  other_id uuid not null,
  relation text not null check (relation in ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild')),
  declared_on date not null,
  struck_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, kinship_id),
  constraint kinships_resident foreign key (committee_id, resident_id) references residents,
  constraint kinships_other foreign key (committee_id, other_id) references residents,
  constraint kinships_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (resident_id <> other_id)
);
create index kinships_resident on kinships (committee_id, resident_id);
create index kinships_other on kinships (committee_id, other_id);
create index kinships_fact on kinships (committee_id, fact_id);
create unique index kinships_once on kinships (committee_id, least(resident_id, other_id), greatest(resident_id, other_id))
  where struck_at is null;
create trigger new_fact before update on kinships for each row execute function require_new_fact();

-- Who stepped back from a proposal and everything that follows from it. Not taken back: a new item is a new question.
create table recusals (
  committee_id uuid not null,
  proposal_id uuid not null,
  member_id uuid not null,
  post text not null check (post in (
    'chair', 'viceChair', 'committeeMember', 'secretary', 'reviewer', 'scrutineer', 'branchRecorder', 'deskClerk')),
  reason text not null check (reason in ('nearRelative', 'ownInterest', 'signedIt', 'other')),
  asked_by uuid,
  at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, proposal_id, member_id),
  constraint recusals_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint recusals_member foreign key (committee_id, member_id) references members,
  constraint recusals_asker foreign key (committee_id, asked_by) references members,
  constraint recusals_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index recusals_member on recusals (committee_id, member_id);
create index recusals_asker on recusals (committee_id, asked_by);
create index recusals_fact on recusals (committee_id, fact_id);
create trigger no_change before update or delete on recusals for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['kinships', 'recusals'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on kinships to yishi_app;
grant select, insert on recusals to yishi_app;
