-- What was hidden under which published rule, and what became of the appeal: one line for each view at most. Who hid it
-- and why is for the writer and the moderators; the public log reads dates, rules and outcomes, and nothing else.
create table moderations (
  committee_id uuid not null,
  view_id uuid not null,
  rule text not null check (rule in ('insult', 'personalData', 'advertising', 'offTopic', 'repeated')),
  reason text check (char_length(reason) between 1 and 4000),
  moderator_id uuid not null,
  hidden_at timestamptz not null,
  appeal text check (char_length(appeal) between 1 and 4000),
  appealed_at timestamptz,
  appeal_due date,
  decider_id uuid,
  decision text check (char_length(decision) between 1 and 4000),
  outcome text check (outcome in ('upheld', 'restored', 'takenBack')),
  decided_at timestamptz,
  fact_id uuid not null,
  primary key (committee_id, view_id),
  constraint moderations_view foreign key (committee_id, view_id) references views,
  constraint moderations_moderator foreign key (committee_id, moderator_id) references members,
  constraint moderations_decider foreign key (committee_id, decider_id) references members,
  constraint moderations_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((appealed_at is null) = (appeal_due is null)),
  check ((outcome is null) = (decided_at is null)),
  check (decider_id is null or outcome in ('upheld', 'restored')),
  check (decider_id <> moderator_id),
  check (outcome is null or outcome = 'takenBack' or (appealed_at is not null and decider_id is not null))
);
create index moderations_log on moderations (committee_id, hidden_at desc, view_id desc);
create index moderations_waiting on moderations (committee_id, appeal_due) where appealed_at is not null and outcome is null;
create index moderations_moderator on moderations (committee_id, moderator_id);
create index moderations_decider on moderations (committee_id, decider_id);
create index moderations_fact on moderations (committee_id, fact_id);
create trigger new_fact before update on moderations for each row execute function require_new_fact();
create trigger no_delete before delete on moderations for each row execute function forbid_change();
alter table moderations enable row level security;
alter table moderations force row level security;
create policy tenant on moderations using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert, update on moderations to yishi_app;
