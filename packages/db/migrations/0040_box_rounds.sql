-- A box that goes from door to door is carried by two: who they were, on which day, and at which seats they called.

create table box_rounds (
  committee_id uuid not null,
  round_id uuid not null,
  motion_id uuid not null,
  carrier_id uuid not null,
  second_carrier_id uuid not null,
  carried_on date not null,
  fact_id uuid not null,
  primary key (committee_id, round_id),
  constraint box_rounds_motion foreign key (committee_id, motion_id) references motions,
  constraint box_rounds_carrier foreign key (committee_id, carrier_id) references members,
  constraint box_rounds_second_carrier foreign key (committee_id, second_carrier_id) references members,
  constraint box_rounds_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (carrier_id <> second_carrier_id)
);
create index box_rounds_motion on box_rounds (committee_id, motion_id);
create index box_rounds_carrier on box_rounds (committee_id, carrier_id);
create index box_rounds_second_carrier on box_rounds (committee_id, second_carrier_id);
create index box_rounds_fact on box_rounds (committee_id, fact_id);

create table box_visits (
  committee_id uuid not null,
  round_id uuid not null,
  motion_id uuid not null,
  seat int not null,
  primary key (committee_id, round_id, seat),
  constraint box_visits_round foreign key (committee_id, round_id) references box_rounds,
  constraint box_visits_seat foreign key (committee_id, motion_id, seat) references seats
);
create index box_visits_seat on box_visits (committee_id, motion_id, seat);

do $$ declare t text; begin
  foreach t in array array['box_rounds', 'box_visits'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
    execute format('create trigger no_change before update or delete on %I for each row execute function forbid_change()', t);
    execute format('create trigger no_truncate before truncate on %I for each statement execute function forbid_change()', t);
    execute format('grant select, insert on %I to yishi_app', t);
  end loop;
end $$;
