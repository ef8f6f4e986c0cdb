-- The tenant line: every table that has a committee_id shows and takes the rows of the current community alone.
-- A table made later brings its own policy; a test walks the catalogue and fails when one has none.
do $$ declare t regclass; begin
  for t in select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'committee_id'
      and c.relname <> 'communities' order by c.relname loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy tenant on %s using (committee_id = (select app_committee())) with check (committee_id = (select app_committee()))', t);
  end loop;
end $$;
