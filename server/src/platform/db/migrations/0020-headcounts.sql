-- Headcounts have a history by their day; what a round's report said at its publication is stored beside the document. [C20, C21]

-- One row for each headcount that was loaded; headcount null: it was taken away. The first row of a unit, with loaded_at_ms 0,
-- is what the unit had before its first change. Append-only.
create table headcounts (
  contest_id uuid not null references contests,
  unit_code text not null,
  loaded_at_ms bigint not null,
  headcount integer,
  day date,               -- its own day; null: taken away, on the day it was loaded
  source text,
  primary key (contest_id, unit_code, loaded_at_ms)
);
create trigger append_only before update or delete or truncate on headcounts
  for each statement execute function refuse_rewriting();

-- figures: the report of the round as of the publication; null: published before reports were stored.
alter table publications add column figures jsonb;
