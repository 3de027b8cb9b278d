-- A draft that was announced belongs to its contest. An archived contest is read-only and off the lists. [J9, J11]
alter table drafts add column contest_id uuid references contests;
create unique index drafts_of_contest on drafts (contest_id) where contest_id is not null;
alter table contests add column archived_at_ms bigint;
