-- The hot commits, one call for a whole group. Each function locks first and looks second: statements of a volatile
-- function see what was committed while they waited for the lock.

-- Starts attempts. Arrays run in parallel, one place an attempt; questions are joined by commas.
-- Returns the ids that were taken; an id that is missing lost its ordinal to another device or met a settled round. [A9, F2]
create function start_attempts(
  ids uuid[], round_ids uuid[], contestant_ids uuid[], practices boolean[], ordinals integer[], rules_versions integer[],
  seeds text[], questions text[], started_at bigint[], limits bigint[]
) returns setof uuid language plpgsql as $$
begin
  perform 1 from rounds r where r.id = any(round_ids) order by r.id for share;
  return query
    with incoming as (
      select * from unnest(ids, round_ids, contestant_ids, practices, ordinals, rules_versions, seeds, questions, started_at, limits)
        as t(id, round_id, contestant_id, practice, ordinal, rules_version, seed, question_list, at_ms, limit_at_ms)
    ), taken as (
      insert into attempts
        select i.id, i.round_id, i.contestant_id, i.practice, i.ordinal, i.rules_version, i.seed,
               string_to_array(i.question_list, ','), i.at_ms, i.limit_at_ms
        from incoming i
        where not exists (select 1 from round_events e where e.round_id = i.round_id and e.kind = 'settled')
        on conflict do nothing
        returning attempts.id, attempts.question_ids[1] as first_question, attempts.started_at_ms
    ), handed as (
      insert into handouts select t.id, 1, t.first_question, t.started_at_ms from taken t on conflict do nothing
    )
    select t.id from taken t;
end $$;

-- Keeps answers, each with the hand-out of the next question where there is one. Options are joined by commas.
-- Returns the ids that were kept; an id that is missing met a submitted attempt, a used id or a used change number. [A2-A5]
create function save_answers(
  ids uuid[], attempt_ids uuid[], question_ids text[], change_nos integer[], options text[], arrived bigint[], counted bigint[],
  elapsed bigint[], round_trips integer[], credits integer[], next_positions integer[], next_questions text[], handed_at bigint
) returns setof uuid language plpgsql as $$
begin
  perform 1 from attempts a where a.id = any(attempt_ids) order by a.id for share;
  return query
    with incoming as (
      select * from unnest(ids, attempt_ids, question_ids, change_nos, options, arrived, counted, elapsed, round_trips, credits,
                           next_positions, next_questions)
        as t(id, attempt_id, question_id, change_no, option_list, arrived_ms, counted_ms, elapsed_ms, round_trip_ms, credit_ms,
             next_position, next_question)
    ), kept as (
      insert into answers
        select i.id, i.attempt_id, i.question_id, i.change_no, string_to_array(i.option_list, ','), i.arrived_ms, i.counted_ms,
               i.elapsed_ms, i.round_trip_ms, i.credit_ms
        from incoming i
        where not exists (select 1 from submissions s where s.attempt_id = i.attempt_id)
        on conflict do nothing
        returning answers.id
    ), handed as (
      insert into handouts
        select i.attempt_id, i.next_position, i.next_question, handed_at
        from incoming i join kept k on k.id = i.id where i.next_question is not null
        on conflict do nothing
    )
    select k.id from kept k;
end $$;
