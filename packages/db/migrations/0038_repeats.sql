-- Where too few took part, the same motion is put to the vote once more: a motion of its own, with a roll, ballots and a
-- result of its own, beside the first one, which stays as it was.
alter table motions
  add column repeats int,
  add constraint motions_repeats_an_earlier_one check (repeats < ordinal),
  add constraint motions_repeats foreign key (committee_id, proposal_id, repeats) references motions (committee_id, proposal_id, ordinal);
-- Once, and never again.
create unique index motions_repeated_once on motions (committee_id, proposal_id, repeats);
