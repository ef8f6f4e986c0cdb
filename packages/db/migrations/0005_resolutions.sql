-- What was decided, published with its notice period, and how it is carried out.

create table resolutions (
  committee_id uuid not null,
  resolution_id uuid not null,
  motion_id uuid not null,
  year int not null,
  number int not null check (number > 0),
  published_at timestamptz not null,
  notice_ends date not null,
  publisher_id uuid not null,
  fact_id uuid not null,
  primary key (committee_id, resolution_id),
  unique (committee_id, motion_id),
  unique (committee_id, year, number),
  constraint resolutions_motion foreign key (committee_id, motion_id) references motions,
  constraint resolutions_publisher foreign key (committee_id, publisher_id) references members,
  constraint resolutions_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index resolutions_publisher on resolutions (committee_id, publisher_id);
create index resolutions_fact on resolutions (committee_id, fact_id);
create trigger no_change before update or delete on resolutions for each row execute function forbid_change();

create table milestones (
  committee_id uuid not null,
  motion_id uuid not null,
  ordinal int not null check (ordinal > 0),
  title text not null check (char_length(title) between 2 and 120),
  lang text not null check (lang in ('zh-CN', 'en')),
  responsible text not null check (char_length(responsible) between 1 and 60),
  due_on date not null,
  done_on date,
  fact_id uuid not null,
  primary key (committee_id, motion_id, ordinal),
  constraint milestones_motion foreign key (committee_id, motion_id) references motions,
  constraint milestones_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred
);
create index milestones_fact on milestones (committee_id, fact_id);
create trigger new_fact before update on milestones for each row execute function require_new_fact();

grant select, insert on resolutions to yishi_app;
grant select, insert, update on milestones to yishi_app;
