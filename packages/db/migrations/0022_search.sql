-- Search that finds words of two characters. Chinese has no spaces, so what is kept of the words of a public proposal is
-- every pair of neighbouring characters, each a row with the community and the time in front of it.
--
-- Why not an array with a GIN index: under row-level security PostgreSQL asks no index about an operator that is not
-- leakproof before the line between communities is held, and none of an array's is. Equal texts are leakproof, and so is
-- every comparison of this index: it walks one pair of one community, newest first, from wherever a page ended.

-- Words as they are compared: one width (NFKC), one case.
create function search_folded(words text) returns text language sql immutable parallel safe
  as $$ select lower(normalize(words, NFKC)) $$;

-- Every pair of neighbouring characters. What is neither letter nor digit parts words, so that no pair reaches across it.
create function search_pairs(words text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct substr(run, place, 2)), '{}')
  from regexp_split_to_table(search_folded(words),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u303f\ufe10-\ufe6f\uff01-\uff0f\uff1a-\uff20]+') run
  cross join lateral generate_series(1, char_length(run) - 1) place
$$;

-- What of a version is searched: not whom it touches and what it costs, and never a name.
create function search_words(title text, problem text, wish text) returns text language sql immutable parallel safe
  as $$ select concat_ws(E'\n', title, problem, wish) $$;

create table proposal_pairs (
  committee_id uuid not null,
  pair text not null check (char_length(pair) = 2),
  opened_at timestamptz not null,
  proposal_id uuid not null,
  -- No foreign key: it would need a second index as large as this one. The triggers below alone write here.
  primary key (committee_id, pair, opened_at, proposal_id)
);
alter table proposal_pairs enable row level security;
alter table proposal_pairs force row level security;
create policy tenant on proposal_pairs using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()));
grant select, insert, delete on proposal_pairs to yishi_app;

-- The newest version of what is public is found; a draft, an older version and what was erased under the law never are.
create function keep_pairs(committee uuid, proposal uuid, opened timestamptz, words text) returns void language sql as $$
  insert into proposal_pairs
    select committee, pair, opened, proposal from unnest(search_pairs(words)) pair on conflict do nothing
$$;
create function drop_pairs(committee uuid, proposal uuid, opened timestamptz, words text) returns void language sql as $$
  delete from proposal_pairs where committee_id = committee and pair = any(search_pairs(words))
    and opened_at = opened and proposal_id = proposal
$$;

create function search_proposal() returns trigger language plpgsql as $$
declare words text;
begin
  if tg_op = 'UPDATE' then
    if (old.version, old.opened_at, old.status = 'draft') is not distinct from (new.version, new.opened_at, new.status = 'draft') then
      return null;
    end if;
    if old.status <> 'draft' and old.opened_at is not null then
      select search_words(v.title, v.problem, v.wish) into words from proposal_versions v
        where v.committee_id = old.committee_id and v.proposal_id = old.proposal_id and v.version = old.version;
      perform drop_pairs(old.committee_id, old.proposal_id, old.opened_at, coalesce(words, ''));
    end if;
  end if;
  if new.status <> 'draft' and new.opened_at is not null then
    select search_words(v.title, v.problem, v.wish) into words from proposal_versions v
      where v.committee_id = new.committee_id and v.proposal_id = new.proposal_id and v.version = new.version;
    perform keep_pairs(new.committee_id, new.proposal_id, new.opened_at, coalesce(words, ''));
  end if;
  return null;
end $$;
create trigger searched after insert or update of version, opened_at, status on proposals
  for each row execute function search_proposal();

create function search_version() returns trigger language plpgsql as $$
declare opened timestamptz;
begin
  select p.opened_at into opened from proposals p where p.committee_id = new.committee_id
    and p.proposal_id = new.proposal_id and p.version = new.version and p.status <> 'draft';
  if opened is null then return null; end if;
  if tg_op = 'UPDATE' then
    perform drop_pairs(new.committee_id, new.proposal_id, opened, search_words(old.title, old.problem, old.wish));
  end if;
  perform keep_pairs(new.committee_id, new.proposal_id, opened, search_words(new.title, new.problem, new.wish));
  return null;
end $$;
create trigger searched after insert or update of title, problem, wish on proposal_versions
  for each row execute function search_version();

-- What was public before this; the line between communities holds for the owner too.
do $$ declare community record; begin
  for community in select committee_id from communities loop
    perform set_config('app.committee', community.committee_id::text, true);
    perform keep_pairs(p.committee_id, p.proposal_id, p.opened_at, search_words(v.title, v.problem, v.wish))
      from proposals p join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id
        and v.version = p.version
      where p.committee_id = community.committee_id and p.status <> 'draft' and p.opened_at is not null;
  end loop;
  perform set_config('app.committee', '', true);
end $$;

-- Plain numbers (7) are looked for year by year. A filter by body or building begins where the fewer are.
create index motions_electorate on motions (committee_id, electorate, proposal_id) where ordinal = 1;
create index proposals_author_newest on proposals (committee_id, author_id, opened_at desc, proposal_id desc)
  where opened_at is not null;
