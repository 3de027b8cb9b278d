-- A number or a short answer as it was typed; null: options were chosen. [Q5]
alter table answers add column typed text;

-- As before, with what was typed. The older call, without it, stays for processes of the version before.
create function save_answers(
  ids uuid[], attempt_ids uuid[], question_ids text[], change_nos integer[], options text[], arrived bigint[], counted bigint[],
  elapsed bigint[], round_trips integer[], credits integer[], next_positions integer[], next_questions text[], handed_at bigint,
  typed_texts text[]
) returns setof uuid language plpgsql as $$
begin
  perform 1 from attempts a where a.id = any(attempt_ids) order by a.id for share;
  return query
    with incoming as (
      select * from unnest(ids, attempt_ids, question_ids, change_nos, options, arrived, counted, elapsed, round_trips, credits,
                           next_positions, next_questions, typed_texts)
        as t(id, attempt_id, question_id, change_no, option_list, arrived_ms, counted_ms, elapsed_ms, round_trip_ms, credit_ms,
             next_position, next_question, typed_text)
    ), kept as (
      insert into answers (id, attempt_id, question_id, change_no, option_ids, arrived_at_ms, counted_at_ms, elapsed_ms,
                           round_trip_ms, credit_ms, typed)
        select i.id, i.attempt_id, i.question_id, i.change_no, string_to_array(i.option_list, ','), i.arrived_ms, i.counted_ms,
               i.elapsed_ms, i.round_trip_ms, i.credit_ms, i.typed_text
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
