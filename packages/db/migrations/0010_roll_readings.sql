-- A reading keeps what was said of the file, and once it is applied how many people it changed.
alter table roll_imports
  add column notes jsonb,
  add column ignored jsonb not null default '[]',
  add column counts jsonb;
