-- What the committee brings to a contest and decides in it, and what a settled round went by. [M11, M22-M27]

-- The order of people or units: of equals in a standing, or the whole of one that the committee orders. list: the standing, with
-- its period. Of several about the same ones the newest counts. Append-only.
create table standing_orders (
  contest_id uuid not null references contests,
  seq integer not null,
  list text not null,
  ids text[] not null,
  reason text not null,
  at_ms bigint not null,
  actor text not null,
  primary key (contest_id, seq)
);

-- Lists of people whom a population names: the newest version of a list counts. Numbers stand as hashes under the contest's key
-- of roster_keys and may be forgotten: people_list_entries is not append-only.
create table people_lists (
  contest_id uuid not null references contests,
  list text not null,
  version integer not null,
  people integer not null,
  source text not null,
  at_ms bigint not null,
  actor text not null,
  primary key (contest_id, list, version)
);
create table people_list_entries (
  contest_id uuid not null,
  list text not null,
  version integer not null,
  phone_hash bytea not null,
  primary key (contest_id, list, version, phone_hash),
  foreign key (contest_id, list, version) references people_lists
);

-- Numbers of a round that the committee brought for people or units. Of several about one the last version counts; a value that
-- is null takes it back. complete: nothing more is awaited. Append-only.
create table brought_tables (
  round_id uuid not null references rounds,
  version integer not null,
  signed_by text not null,
  dated date not null,
  reason text not null,
  source text not null,
  complete boolean not null,
  at_ms bigint not null,
  actor text not null,
  primary key (round_id, version)
);
create table brought_cells (
  round_id uuid not null,
  version integer not null,
  column_id text not null,
  subject text not null,               -- a contestant's id, or a unit's code
  value double precision,
  primary key (round_id, version, column_id, subject),
  foreign key (round_id, version) references brought_tables
);

-- Who asked for one of the counted places of a round, and who gave it back. Append-only.
create table place_claims (
  round_id uuid not null references rounds,
  contestant_id uuid not null references contestants,
  unit_code text,
  at_ms bigint not null,
  primary key (round_id, contestant_id)
);
create table place_returns (
  round_id uuid not null,
  contestant_id uuid not null,
  reason text not null,
  at_ms bigint not null,
  actor text not null,
  primary key (round_id, contestant_id),
  foreign key (round_id, contestant_id) references place_claims
);

-- Places and points of a show's run at its end, of players who are contestants. Append-only.
create table show_places (
  run_id uuid not null references show_runs,
  contestant_id uuid not null references contestants,
  place integer not null,
  points bigint not null,
  at_ms bigint not null,
  primary key (run_id, contestant_id)
);

-- Units with their names, levels, blocks and headcounts, and who stood on which list, as a standing went by. Append-only.
create table settled_bases (
  round_id uuid not null references rounds,
  version integer not null,
  units jsonb not null,
  listed jsonb not null,               -- {list: [contestant]}
  primary key (round_id, version)
);

-- Awards that are drawn: who is in the drawing stays as the standing has it.
alter table standing_rows add column to_draw boolean not null default false;
alter table standings add column to_draw integer not null default 0;

-- kind: of which people of the unit; '': of all whom its table counts.
alter table headcounts add column kind text not null default '';
alter table headcounts drop constraint headcounts_pkey, add primary key (contest_id, unit_code, kind, loaded_at_ms);

do $$
declare t text;
begin
  foreach t in array array['standing_orders', 'people_lists', 'brought_tables', 'brought_cells', 'place_claims', 'place_returns', 'show_places', 'settled_bases'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;
