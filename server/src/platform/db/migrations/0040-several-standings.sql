-- A round may settle several standings: one for each award, or list without an award, that its close makes whole. They share
-- the version; standing_id names the award's result or the list. '': from before there were several. '-': the round settles
-- none, and the row has its counts alone. [M10, F3]
alter table standings
  add column list_no integer not null default 1,
  add column standing_id text not null default '';
alter table standings drop constraint standings_pkey, add primary key (round_id, version, list_no);

-- prize: the number of the award's prize, from 0; in a standing without a name its rank in words. attempt_id null: placed by
-- what the committee brought.
alter table standing_rows add column list_no integer not null default 1;
alter table standing_rows drop constraint standing_rows_pkey, add primary key (round_id, version, list_no, position);
alter table standing_rows alter column attempt_id drop not null;

create index standing_rows_with_prize on standing_rows (round_id, version, list_no) where prize is not null or to_decide;
