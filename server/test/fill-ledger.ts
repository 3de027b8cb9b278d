import type { Database } from '../src/platform/db/database.ts';

/**
 * Sixty contests of some thousand people together, with three rounds and a show each, by statements on whole sets: enough
 * rows for PostgreSQL to choose the plans that it would choose for a million.
 */
export async function fillLedger(db: Database, persons = 2_000): Promise<void> {
  await db.query(
    `insert into contests (id, slug, demo, made_at_ms)
     select gen_random_uuid(), 'contest-' || n, false, n from generate_series(1, 60) as n`,
  );
  await db.query(
    'insert into rounds (id, contest_id, ordinal) select gen_random_uuid(), id, n from contests, generate_series(1, 3) as n',
  );
  await db.query(
    `insert into shows (id, contest_id, slug, version, file, loaded_at_ms)
     select gen_random_uuid(), id, 'show', 1, '{}', 0 from contests`,
  );
  await db.query(
    `insert into show_runs (id, show_id, contest_id, rehearsal, code, secret, commitment, opened_at_ms)
     select gen_random_uuid(), id, contest_id, false, id, 's', 'c', 0 from shows`,
  );
  await db.query(
    `create table made as
     select n, gen_random_uuid() as person, gen_random_uuid() as contestant, gen_random_uuid() as player, c.id as contest_id,
            r.id as run_id
     from generate_series(1, ${persons}) as n
     join (select id, row_number() over () - 1 as place from contests) c on c.place = n % 60
     join show_runs r on r.contest_id = c.id`,
  );
  await db.query(
    "insert into people (id, phone, simulated, made_at_ms) select person, '+84' || (900000000 + n), false, n from made",
  );
  await db.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select contestant, contest_id, person, 'OFFICIAL', false, n from made`,
  );
  await db.query("insert into profiles (contestant_id, name) select contestant, 'Trần Văn Bình' from made");
  await db.query(
    `insert into consents (contestant_id, purpose, given, text_hash, text_version, at_ms)
     select contestant, 'results', true, 'h', '1', n from made`,
  );
  await db.query(
    "insert into unit_memberships (contestant_id, since_ms, unit_code) select contestant, n, 'u' || n % 50 from made",
  );
  await db.query(
    `insert into sessions (token_hash, kind, person_id, made_at_ms, expires_at_ms)
     select md5(person::text), 'contestant', person, n, n + 1 from made`,
  );
  await db.query(
    `insert into sign_in_codes (id, phone, code_hash, made_at_ms)
     select gen_random_uuid(), '+84' || (900000000 + n), 'h', n from made`,
  );
  await db.query(
    `insert into attempts (id, round_id, contestant_id, practice, ordinal, rules_version, seed, question_ids, started_at_ms, limit_at_ms)
     select gen_random_uuid(), r.id, contestant, false, 1, 1, 's', '{q1,q2,q3,q4,q5}', n * 10, n * 10 + 100000
     from made join rounds r on r.contest_id = made.contest_id`,
  );
  await db.query(
    `insert into handouts (attempt_id, position, question_id, at_ms)
     select id, q, 'q' || q, started_at_ms + q from attempts, generate_series(1, 5) as q`,
  );
  await db.query(
    `insert into answers (id, attempt_id, question_id, change_no, option_ids, arrived_at_ms, counted_at_ms, elapsed_ms, credit_ms)
     select gen_random_uuid(), attempt_id, question_id, 0, '{a}', at_ms, at_ms, 1, 0 from handouts`,
  );
  await db.query(
    `insert into submissions (attempt_id, round_id, contestant_id, practice, ordinal, started_at_ms, at_ms, submitted_by,
       question_count, answered, right_count, points, elapsed_ms, credit_ms)
     select id, round_id, contestant_id, practice, ordinal, started_at_ms, started_at_ms + 50, 'contestant', 5, 5, 3, 30, 50, 0
     from attempts where limit_at_ms % 100 <> 0`,
  );
  await db.query(
    `insert into predictions (round_id, contestant_id, attempt_id, value, at_ms)
     select round_id, contestant_id, id, 7, started_at_ms from attempts`,
  );
  await db.query(
    `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason)
     select id, 1, true, 1, 'test', 'thử hủy' from attempts where limit_at_ms % 50 = 0`,
  );
  await db.query(
    `insert into standing_rows (round_id, version, position, contestant_id, attempt_id, rank, points, right_count, elapsed_ms,
       submitted_at_ms, to_decide)
     select round_id, 1, row_number() over (partition by round_id), contestant_id, id, 1, 30, 3, 50, 60, false from attempts`,
  );
  await db.query(
    `insert into audit (contest_id, at_ms, actor, act, object, detail)
     select contest_id, n, 'test', 'test', 'test', '{}' from made`,
  );
  await db.query(
    `insert into show_players (id, run_id, token_hash, contestant_id, simulated, joined_at_ms)
     select player, run_id, md5(player::text), case when n % 2 = 0 then contestant end, false, n from made`,
  );
  await db.query(
    "insert into player_names (player_id, run_id, name, name_key) select player, run_id, 'Bình', 'binh' || n from made",
  );
  await db.query(
    `insert into show_answers (id, run_id, asking, player_id, change_no, given, arrived_at_ms, elapsed_ms, credit_ms)
     select gen_random_uuid(), run_id, q, player, 1, 'a', n, 1, 0 from made, generate_series(1, 5) as q`,
  );
  await db.query('drop table made');
  await db.query('analyze');
}
