-- Shows. A file may be loaded again under the next version; a run and what happened in it may not be rewritten. [H1, H2]

create table shows (
  id uuid primary key,
  contest_id uuid not null references contests,
  slug text not null,
  version integer not null,
  file jsonb not null,
  loaded_at_ms bigint not null,
  unique (contest_id, slug, version)
);

-- One performance of a show. secret: from it come the keys of the sealed questions, the salt and the launch link.
create table show_runs (
  id uuid primary key,
  show_id uuid not null references shows,
  contest_id uuid not null references contests,
  rehearsal boolean not null,
  code text not null unique,
  secret text not null,
  commitment text not null,
  opened_at_ms bigint not null
);
create index show_runs_by_contest on show_runs (contest_id, opened_at_ms);

create table show_events (
  run_id uuid not null references show_runs,
  seq integer not null,
  kind text not null,
  asking integer,
  detail jsonb not null,
  at_ms bigint not null,
  actor text not null,
  primary key (run_id, seq)
);

-- Hot tables refer to runs and players without foreign keys: the actions have proved them, and a check costs more than the row.
create table show_players (
  id uuid primary key,
  run_id uuid not null,
  place_no bigint generated always as identity,
  token_hash text not null,
  contestant_id uuid,
  unit_code text,
  simulated boolean not null,
  joined_at_ms bigint not null,
  unique (run_id, token_hash),
  unique (run_id, contestant_id)
);

create table show_answers (
  id uuid primary key,
  run_id uuid not null,
  asking integer not null,
  player_id uuid not null,
  change_no integer not null,
  option_id text not null,
  arrived_at_ms bigint not null,
  elapsed_ms integer not null,
  round_trip_ms integer,
  credit_ms integer not null,
  unique (run_id, asking, player_id, change_no)
);

-- Nicknames: personal data, so they live apart and may be forgotten. name_key: what makes two names one. [H18, S8]
create table player_names (
  player_id uuid primary key,
  run_id uuid not null,
  name text not null,
  name_key text not null,
  unique (run_id, name_key)
);

-- Links by which staff open their pages, on as many devices as they like, until revoked or out of date.
create table staff_links (
  token_hash text primary key,
  role text not null,
  contest_id uuid not null references contests,
  unit_code text,
  made_at_ms bigint not null,
  expires_at_ms bigint not null,
  revoked_at_ms bigint
);

do $$
declare t text;
begin
  foreach t in array array['show_runs', 'show_events', 'show_players', 'show_answers'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_rewriting()', t);
  end loop;
end $$;

-- Saves answers of a show, one place of the arrays an answer. The shared lock meets the exclusive one of a reveal, so an
-- answer is either in the reveal or not saved. Returns the saved ids; an id that is missing met the reveal, a used
-- id or a used change number. [H5]
create function save_show_answers(
  ids uuid[], run_ids uuid[], askings integer[], player_ids uuid[], change_nos integer[], options text[], arrived bigint[],
  elapsed integer[], round_trips integer[], credits integer[]
) returns setof uuid language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(r::text, 4)) from (select distinct unnest(run_ids) as r order by 1) runs;
  return query
    insert into show_answers (id, run_id, asking, player_id, change_no, option_id, arrived_at_ms, elapsed_ms, round_trip_ms, credit_ms)
      select i.id, i.run_id, i.asking, i.player_id, i.change_no, i.option_id, i.arrived_ms, i.elapsed_ms, i.round_trip_ms, i.credit_ms
      from unnest(ids, run_ids, askings, player_ids, change_nos, options, arrived, elapsed, round_trips, credits)
        as i(id, run_id, asking, player_id, change_no, option_id, arrived_ms, elapsed_ms, round_trip_ms, credit_ms)
      where not exists (
        select 1 from show_events e where e.run_id = i.run_id and e.kind = 'revealed' and e.asking = i.asking)
      on conflict do nothing
      returning show_answers.id;
end $$;

-- Saves players with their nicknames (null: a signed-in contestant, named by the profile). Returns the saved ids
-- with their place in the order of joining; a missing id met a used token, a used contestant or a used nickname. [H4, H18]
create function save_show_players(
  ids uuid[], run_ids uuid[], token_hashes text[], contestant_ids uuid[], unit_codes text[], simulateds boolean[],
  joined bigint[], names text[], name_keys text[]
) returns table (player_id uuid, place_no bigint) language plpgsql as $$
begin
  return query
    with incoming as (
      select * from unnest(ids, run_ids, token_hashes, contestant_ids, unit_codes, simulateds, joined, names, name_keys)
        as t(id, run_id, token_hash, contestant_id, unit_code, simulated, joined_ms, name, name_key)
    ), named as (
      insert into player_names select i.id, i.run_id, i.name, i.name_key from incoming i where i.name is not null
        on conflict do nothing returning player_names.player_id
    )
    insert into show_players (id, run_id, token_hash, contestant_id, unit_code, simulated, joined_at_ms)
      select i.id, i.run_id, i.token_hash, i.contestant_id, i.unit_code, i.simulated, i.joined_ms
      from incoming i
      where i.name is null or exists (select 1 from named n where n.player_id = i.id)
      on conflict do nothing
      returning show_players.id, show_players.place_no;
end $$;
