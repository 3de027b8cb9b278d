-- Once somebody is named at a buzzer no later press is saved. [H51a]
create or replace function save_show_answers(
  ids uuid[], run_ids uuid[], askings integer[], player_ids uuid[], change_nos integer[], givens text[], arrived bigint[],
  elapsed integer[], round_trips integer[], credits integer[]
) returns setof uuid language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(r::text, 4)) from (select distinct unnest(run_ids) as r order by 1) runs;
  return query
    insert into show_answers (id, run_id, asking, player_id, change_no, given, arrived_at_ms, elapsed_ms, round_trip_ms, credit_ms)
      select i.id, i.run_id, i.asking, i.player_id, i.change_no, i.given, i.arrived_ms, i.elapsed_ms, i.round_trip_ms, i.credit_ms
      from unnest(ids, run_ids, askings, player_ids, change_nos, givens, arrived, elapsed, round_trips, credits)
        as i(id, run_id, asking, player_id, change_no, given, arrived_ms, elapsed_ms, round_trip_ms, credit_ms)
      where not exists (
        select 1 from show_events e where e.run_id = i.run_id and e.kind in ('revealed', 'buzzed') and e.asking = i.asking)
      on conflict do nothing
      returning show_answers.id;
end $$;
