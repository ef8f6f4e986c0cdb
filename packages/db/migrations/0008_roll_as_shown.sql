-- A reading remembers the roll that it was compared with: what was shown is what is made, or it is shown again.
delete from roll_imports where applied_at is null; -- readings wait a day at most; those from before know no roll
alter table roll_imports add column roll_hash bytea check (octet_length(roll_hash) = 32);
alter table roll_imports add constraint roll_imports_compared check (applied_at is not null or roll_hash is not null);
