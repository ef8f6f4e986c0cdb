-- Pictures and papers with an opinion and with what was asked; and which advice a motion goes by.

-- A picture from inside a home is for the panel alone, also when the opinion is public.
alter table files drop constraint files_subject_kind_check;
alter table files
  add constraint files_subject_kind_check check (subject_kind in ('proposal', 'opinion', 'consultation')),
  add column panel_only boolean not null default false,
  add constraint files_panel_only check (not panel_only or subject_kind = 'opinion');

-- The numbered advice on which a version of a motion says it stands.
create table motion_citations (
  committee_id uuid not null,
  motion_id uuid not null,
  version int not null,
  consultation_id uuid not null,
  number int not null,
  primary key (committee_id, motion_id, version, consultation_id, number),
  constraint motion_citations_version foreign key (committee_id, motion_id, version) references motion_versions,
  constraint motion_citations_answer foreign key (committee_id, consultation_id, number) references advice_answers
);
create index motion_citations_version on motion_citations (committee_id, motion_id, version);
create index motion_citations_answer on motion_citations (committee_id, consultation_id, number);
create trigger no_change before update or delete on motion_citations for each row execute function forbid_change();
alter table motion_citations enable row level security;
alter table motion_citations force row level security;
create policy tenant on motion_citations using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert on motion_citations to yishi_app;

-- What an expert had not signed goes with their account: what they were writing, and its files.
create function forget_opinion() returns trigger language plpgsql as $$
begin
  delete from files f using panel_seats s, experts e
    where f.committee_id = new.committee_id and f.subject_kind = 'opinion' and s.committee_id = f.committee_id
      and s.seat_id = f.subject_id and e.committee_id = s.committee_id and e.expert_id = s.expert_id
      and e.member_id = new.member_id and not exists (select from opinions o
        where o.committee_id = s.committee_id and o.seat_id = s.seat_id);
  delete from opinion_drafts d using panel_seats s, experts e
    where d.committee_id = new.committee_id and s.committee_id = d.committee_id and s.seat_id = d.seat_id
      and e.committee_id = s.committee_id and e.expert_id = s.expert_id and e.member_id = new.member_id;
  return null;
end $$;
create trigger forget_opinion after update of account_id, left_at on members for each row
  when (new.account_id is null or new.left_at is not null)
  execute function forget_opinion();
