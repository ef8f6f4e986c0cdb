-- Who serves here and lives elsewhere is a member without a line of the roll; where they work, or why they serve here,
-- is all that is kept of them beside the name.
alter table members add column serves_as text check (char_length(serves_as) between 2 and 60);
alter table members add constraint members_elsewhere check (serves_as is null or resident_id is null);

-- The number of a paper may hold a name: it goes with the names of whoever left.
grant update (reference) on roll_entries to yishi_app;
