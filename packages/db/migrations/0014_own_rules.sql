-- What a residents' meeting made stricter for its own community. Nothing here is ever changed: a later change is a row more.

create table rule_changes (
  committee_id uuid not null constraint rule_changes_community references communities,
  change_id uuid not null,
  key text not null check (key ~ '^[a-zA-Z]+(\.[a-zA-Z0-9]+)+$' and char_length(key) <= 80),
  value jsonb not null check (jsonb_typeof(value) = 'object'),
  resolution_id uuid,
  paper text check (char_length(paper) between 2 and 120),
  adopted_on date not null,
  effective_from date not null,
  recorded_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, change_id),
  constraint rule_changes_resolution foreign key (committee_id, resolution_id) references resolutions,
  constraint rule_changes_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (num_nonnulls(resolution_id, paper) = 1),
  check (effective_from > (recorded_at at time zone '+08')::date)
);
create index rule_changes_resolution on rule_changes (committee_id, resolution_id);
create index rule_changes_fact on rule_changes (committee_id, fact_id);
create index rule_changes_in_order on rule_changes (committee_id, recorded_at, change_id);
create trigger no_change before update or delete on rule_changes for each row execute function forbid_change();
create trigger no_truncate before truncate on rule_changes for each statement execute function forbid_change();

alter table rule_changes enable row level security;
alter table rule_changes force row level security;
create policy tenant on rule_changes using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on rule_changes to yishi_app;

-- Whatever opens holds this lock shared while it reads the rules, a change holds it alone and reads the clock then: so a
-- rule that takes effect tomorrow is known to everything that opens tomorrow.
create function rules_lock(committee uuid) returns bigint language sql immutable
  as $$ select ('x' || substr(md5('rules ' || committee::text), 1, 16))::bit(64)::bigint $$;

-- The rules that a proposal was opened with. None of what was opened before this: then every community had the default.
alter table proposals add column rules jsonb check (jsonb_typeof(rules) = 'object');
