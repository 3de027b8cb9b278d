-- Which players of a run one device has added: the hash of its token under the run, so that runs are not joined up by it,
-- and the how-manieth player it is. Simulated players and those merged from a hall box have none. [H18c]
create table player_devices (
  player_id uuid primary key,
  run_id uuid not null,
  device_hash text not null,
  nth integer not null,
  unique (run_id, device_hash, nth)
);

drop function save_show_players(uuid[], uuid[], text[], uuid[], text[], boolean[], bigint[], text[], text[]);

-- Saves players with their nicknames (null: a signed-in contestant, named by the profile) and their devices (null: none).
-- Returns the ids that were saved with their place in the order of joining; a missing id met a used token, a used contestant,
-- a used nickname, or a device that has added as many players as it may. [H4, H18, H18c]
create function save_show_players(
  ids uuid[], run_ids uuid[], token_hashes text[], contestant_ids uuid[], unit_codes text[], simulateds boolean[],
  joined bigint[], names text[], name_keys text[], device_hashes text[], device_maxes integer[]
) returns table (player_id uuid, place_no bigint) language plpgsql as $$
begin
  return query
    with incoming as (
      select t.*, coalesce(
          (select max(d.nth) from player_devices d where d.run_id = t.run_id and d.device_hash = t.device_hash), 0
        ) + row_number() over (partition by t.run_id, t.device_hash order by t.at) as nth
      from unnest(
        ids, run_ids, token_hashes, contestant_ids, unit_codes, simulateds, joined, names, name_keys, device_hashes, device_maxes
      ) with ordinality
        as t(id, run_id, token_hash, contestant_id, unit_code, simulated, joined_ms, name, name_key, device_hash, device_max, at)
    ), fitting as (
      select * from incoming i where i.device_hash is null or i.nth <= i.device_max
    ), named as (
      insert into player_names select f.id, f.run_id, f.name, f.name_key from fitting f where f.name is not null
        on conflict do nothing returning player_names.player_id
    ), placed as (
      insert into player_devices select f.id, f.run_id, f.device_hash, f.nth from fitting f
        where f.device_hash is not null and (f.name is null or exists (select 1 from named n where n.player_id = f.id))
        on conflict do nothing returning player_devices.player_id
    )
    insert into show_players (id, run_id, token_hash, contestant_id, unit_code, simulated, joined_at_ms)
      select f.id, f.run_id, f.token_hash, f.contestant_id, f.unit_code, f.simulated, f.joined_ms
      from fitting f
      where (f.name is null or exists (select 1 from named n where n.player_id = f.id))
        and (f.device_hash is null or exists (select 1 from placed p where p.player_id = f.id))
      on conflict do nothing
      returning show_players.id, show_players.place_no;
end $$;
