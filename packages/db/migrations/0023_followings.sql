-- Who follows which proposal, and when they last looked. Nobody else's business: no fact is made of it, and where somebody
-- stops, nothing stays. Authors and co-signers follow by themselves; for them a row says that they stopped or looked.

create table followings (
  committee_id uuid not null,
  proposal_id uuid not null,
  member_id uuid not null,
  following boolean not null,
  looked_at timestamptz not null,
  primary key (committee_id, proposal_id, member_id),
  constraint followings_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint followings_member foreign key (committee_id, member_id) references members
);
create index followings_member on followings (committee_id, member_id);
alter table followings enable row level security;
alter table followings force row level security;
create policy tenant on followings using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert, update, delete on followings to yishi_app;

-- Whoever closes their account or leaves follows nothing any more.
create function forget_followings() returns trigger language plpgsql as $$
begin
  delete from followings where committee_id = new.committee_id and member_id = new.member_id;
  return null;
end $$;
create trigger forget_followings after update of account_id, left_at on members for each row
  when (new.account_id is null or new.left_at is not null) execute function forget_followings();
