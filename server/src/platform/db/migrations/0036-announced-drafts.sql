-- A draft that was announced belongs to its contest. [J9]
alter table drafts add column contest_id uuid references contests;
create unique index drafts_of_contest on drafts (contest_id) where contest_id is not null;
