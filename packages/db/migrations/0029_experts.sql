-- The register of experts: who offers what they know, who named them, who checked it, and the fields there are.

create table experts (
  committee_id uuid not null constraint experts_community references communities,
  expert_id uuid not null,
  member_id uuid not null,
  status text not null check (status in ('nominated', 'applied', 'active', 'paused', 'retired')),
  round int not null check (round >= 0),
  fields text[] not null default '{}',
  former_post text,
  years int check (years between 0 and 80),
  motto text,
  lang text check (lang in ('zh-CN', 'en')),
  confirm_by date,
  term_ends date,
  begun_at timestamptz not null,
  fact_id uuid not null,
  primary key (committee_id, expert_id),
  unique (committee_id, member_id),
  constraint experts_member foreign key (committee_id, member_id) references members,
  constraint experts_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check ((confirm_by is null) = (term_ends is null)),
  check (status not in ('active', 'paused') or term_ends is not null),
  check (status in ('nominated', 'retired') or (former_post is not null and years is not null and lang is not null and cardinality(fields) > 0))
);
create index experts_member on experts (committee_id, member_id);
create index experts_fact on experts (committee_id, fact_id);
create trigger new_fact before update on experts for each row execute function require_new_fact();
create trigger no_delete before delete on experts for each row execute function forbid_change();

-- What was seen is written down: which paper, and who gave it out. The paper itself is not kept.
create table expert_checks (
  committee_id uuid not null,
  expert_id uuid not null,
  round int not null,
  checker_id uuid not null,
  as_of text not null check (as_of in ('committee', 'supervision')),
  seen text not null check (seen in ('certificate', 'letter')),
  issuer text not null,
  at timestamptz not null,
  primary key (committee_id, expert_id, round, checker_id),
  constraint expert_checks_expert foreign key (committee_id, expert_id) references experts,
  constraint expert_checks_checker foreign key (committee_id, checker_id) references members
);
create index expert_checks_expert on expert_checks (committee_id, expert_id);
create index expert_checks_checker on expert_checks (committee_id, checker_id);
create trigger no_change before update or delete on expert_checks for each row execute function forbid_change();

-- Who named a neighbour. Once the neighbour has said yes or no, these lines have served and go.
create table expert_namings (
  committee_id uuid not null,
  resident_id uuid not null,
  namer_id uuid not null,
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  primary key (committee_id, resident_id, namer_id),
  constraint expert_namings_resident foreign key (committee_id, resident_id) references residents,
  constraint expert_namings_namer foreign key (committee_id, namer_id) references residents
);
create index expert_namings_resident on expert_namings (committee_id, resident_id);
create index expert_namings_namer on expert_namings (committee_id, namer_id);
create trigger no_change before update on expert_namings for each row execute function forbid_change();

-- Fields that a committee added beside the common ones.
create table expert_fields (
  committee_id uuid not null constraint expert_fields_community references communities,
  field_id uuid not null,
  name text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  added_by uuid not null,
  at timestamptz not null,
  primary key (committee_id, field_id),
  unique (committee_id, name),
  constraint expert_fields_added_by foreign key (committee_id, added_by) references members
);
create index expert_fields_added_by on expert_fields (committee_id, added_by);
create trigger no_change before update or delete on expert_fields for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['experts', 'expert_checks', 'expert_namings', 'expert_fields'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert, update on experts to yishi_app;
grant select, insert on expert_checks, expert_fields to yishi_app;
grant select, insert, delete on expert_namings to yishi_app;
