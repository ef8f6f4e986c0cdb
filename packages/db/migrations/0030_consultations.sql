-- Experts are asked: a question, a panel, what each declared, an opinion with its dissents, an answer to every advice.

-- What a proposal touches, so that experts have to look at it. A mark that was made stays.
create table proposal_hazards (
  committee_id uuid not null,
  proposal_id uuid not null,
  hazard text not null check (hazard in ('safety', 'structure', 'heating', 'fire', 'gas')),
  marked_by uuid not null,
  at timestamptz not null,
  primary key (committee_id, proposal_id, hazard),
  constraint proposal_hazards_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint proposal_hazards_marked_by foreign key (committee_id, marked_by) references members
);
create index proposal_hazards_proposal on proposal_hazards (committee_id, proposal_id);
create index proposal_hazards_marked_by on proposal_hazards (committee_id, marked_by);
create trigger no_change before update or delete on proposal_hazards for each row execute function forbid_change();

create table consultations (
  committee_id uuid not null constraint consultations_community references communities,
  consultation_id uuid not null,
  proposal_id uuid not null,
  asker_id uuid not null,
  asked_as text not null check (asked_as in ('committee', 'proposer', 'supervision')),
  status text not null check (status in ('choosing', 'studying', 'answering', 'answered', 'outside', 'withdrawn')),
  size int not null check (size > 0),
  working_days int not null check (working_days > 0),
  fields text[] not null check (cardinality(fields) > 0),
  buildings text[] not null,
  question text not null,
  why text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  rules jsonb not null check (jsonb_typeof(rules) = 'object'),
  asked_at timestamptz not null,
  choose_by date not null,
  opinion_due date,
  response_due date,
  responder_id uuid,
  responded_at timestamptz,
  outside_reference text,
  fact_id uuid not null,
  primary key (committee_id, consultation_id),
  constraint consultations_proposal foreign key (committee_id, proposal_id) references proposals,
  constraint consultations_asker foreign key (committee_id, asker_id) references members,
  constraint consultations_responder foreign key (committee_id, responder_id) references members,
  constraint consultations_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (status <> 'studying' or opinion_due is not null),
  check (status <> 'answering' or response_due is not null),
  check ((status = 'answered') = (responder_id is not null)),
  check ((responder_id is null) = (responded_at is null)),
  check ((status = 'outside') = (outside_reference is not null))
);
create index consultations_proposal on consultations (committee_id, proposal_id);
create index consultations_asker on consultations (committee_id, asker_id);
create index consultations_responder on consultations (committee_id, responder_id);
create index consultations_fact on consultations (committee_id, fact_id);
create unique index consultations_underway on consultations (committee_id, proposal_id) where status in ('choosing', 'studying', 'answering');
create trigger new_fact before update on consultations for each row execute function require_new_fact();
create trigger no_delete before delete on consultations for each row execute function forbid_change();

-- Whom somebody chose, and why where it was not whom the list proposed.
create table panel_choices (
  committee_id uuid not null,
  consultation_id uuid not null,
  ordinal int not null check (ordinal > 0),
  chooser_id uuid not null,
  asked int not null check (asked > 0),
  differs boolean not null,
  reason text,
  lang text not null check (lang in ('zh-CN', 'en')),
  at timestamptz not null,
  primary key (committee_id, consultation_id, ordinal),
  constraint panel_choices_consultation foreign key (committee_id, consultation_id) references consultations,
  constraint panel_choices_chooser foreign key (committee_id, chooser_id) references members,
  check (not differs or reason is not null)
);
create index panel_choices_consultation on panel_choices (committee_id, consultation_id);
create index panel_choices_chooser on panel_choices (committee_id, chooser_id);
create trigger no_change before update or delete on panel_choices for each row execute function forbid_change();

create table panel_seats (
  committee_id uuid not null,
  seat_id uuid not null,
  consultation_id uuid not null,
  expert_id uuid not null,
  status text not null check (status in ('asked', 'declared', 'sitting', 'declined', 'recused')),
  outside boolean not null,
  asked_at timestamptz not null,
  reply_by date not null,
  decide_by date,
  declared jsonb check (jsonb_typeof(declared) = 'object'),
  declared_through text check (declared_through in ('app', 'desk')),
  decider_id uuid,
  decision text,
  decision_lang text check (decision_lang in ('zh-CN', 'en')),
  spoke text check (spoke in ('opinion', 'signature', 'dissent')),
  spoke_hash bytea check (octet_length(spoke_hash) = 32),
  spoke_at timestamptz,
  spoke_through text check (spoke_through in ('app', 'desk')),
  fact_id uuid not null,
  primary key (committee_id, seat_id),
  unique (committee_id, consultation_id, expert_id),
  constraint panel_seats_consultation foreign key (committee_id, consultation_id) references consultations,
  constraint panel_seats_expert foreign key (committee_id, expert_id) references experts,
  constraint panel_seats_decider foreign key (committee_id, decider_id) references members,
  constraint panel_seats_fact foreign key (committee_id, fact_id) references facts deferrable initially deferred,
  check (status not in ('declared', 'sitting') or declared is not null),
  check ((declared is null) = (decide_by is null)),
  check (status <> 'sitting' or decider_id is not null),
  check ((decider_id is null) = (decision is null)),
  check ((spoke is null) = (spoke_hash is null)),
  check ((spoke is null) = (spoke_at is null))
);
create index panel_seats_consultation on panel_seats (committee_id, consultation_id);
create index panel_seats_expert on panel_seats (committee_id, expert_id);
create index panel_seats_decider on panel_seats (committee_id, decider_id);
create index panel_seats_fact on panel_seats (committee_id, fact_id);
create unique index panel_seats_one_opinion on panel_seats (committee_id, consultation_id) where spoke = 'opinion';
create trigger new_fact before update on panel_seats for each row execute function require_new_fact();
create trigger no_delete before delete on panel_seats for each row execute function forbid_change();

-- Who objected to somebody on a panel: how many is public, who is not.
create table panel_objections (
  committee_id uuid not null,
  seat_id uuid not null,
  resident_id uuid not null,
  channel text not null check (channel in ('app', 'desk')),
  at timestamptz not null,
  primary key (committee_id, seat_id, resident_id),
  constraint panel_objections_seat foreign key (committee_id, seat_id) references panel_seats,
  constraint panel_objections_resident foreign key (committee_id, resident_id) references residents
);
create index panel_objections_seat on panel_objections (committee_id, seat_id);
create index panel_objections_resident on panel_objections (committee_id, resident_id);
create trigger no_change before update or delete on panel_objections for each row execute function forbid_change();

-- What an expert is writing. It is theirs alone, and goes with the filing.
create table opinion_drafts (
  committee_id uuid not null,
  seat_id uuid not null,
  facts text not null,
  advice text[] not null,
  risk text not null,
  unknown text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  changed_at timestamptz not null,
  primary key (committee_id, seat_id),
  constraint opinion_drafts_seat foreign key (committee_id, seat_id) references panel_seats
);

create table opinions (
  committee_id uuid not null,
  seat_id uuid not null,
  facts text not null,
  risk text not null,
  unknown text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  hash bytea not null check (octet_length(hash) = 32),
  filed_at timestamptz not null,
  primary key (committee_id, seat_id),
  constraint opinions_seat foreign key (committee_id, seat_id) references panel_seats
);
create trigger no_change before update or delete on opinions for each row execute function forbid_change();

-- Each advice has one number in its consultation, whether it stands in the opinion or in a dissent.
create table opinion_advice (
  committee_id uuid not null,
  consultation_id uuid not null,
  number int not null check (number > 0),
  seat_id uuid not null,
  advice text not null,
  primary key (committee_id, consultation_id, number),
  constraint opinion_advice_opinion foreign key (committee_id, seat_id) references opinions,
  constraint opinion_advice_consultation foreign key (committee_id, consultation_id) references consultations
);
create index opinion_advice_opinion on opinion_advice (committee_id, seat_id);
create index opinion_advice_consultation on opinion_advice (committee_id, consultation_id);
create trigger no_change before update or delete on opinion_advice for each row execute function forbid_change();

create table advice_answers (
  committee_id uuid not null,
  consultation_id uuid not null,
  number int not null,
  verdict text not null check (verdict in ('adopted', 'partly', 'notAdopted')),
  reason text not null,
  lang text not null check (lang in ('zh-CN', 'en')),
  at timestamptz not null,
  primary key (committee_id, consultation_id, number),
  constraint advice_answers_advice foreign key (committee_id, consultation_id, number) references opinion_advice
);
create trigger no_change before update or delete on advice_answers for each row execute function forbid_change();

do $$ declare t text; begin
  foreach t in array array['proposal_hazards', 'consultations', 'panel_choices', 'panel_seats', 'panel_objections', 'opinion_drafts', 'opinions', 'opinion_advice', 'advice_answers'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
grant select, insert on proposal_hazards, panel_choices, panel_objections, opinions, opinion_advice, advice_answers to yishi_app;
grant select, insert, update on consultations, panel_seats to yishi_app;
grant select, insert, update, delete on opinion_drafts to yishi_app;
