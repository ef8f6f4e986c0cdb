-- A proposal has one or more motions. By which of them its status goes is kept with it, so that a list finds it at once.
alter table proposals add column lead int not null default 1 check (lead > 0);

-- A further motion says to everybody why its body is asked as well.
alter table motion_versions
  add column why text,
  add constraint motion_versions_erased_whole check (erased_at is null or why is null);

-- A filter by body finds any of the motions.
drop index motions_electorate;
create index motions_electorate on motions (committee_id, electorate, proposal_id);
