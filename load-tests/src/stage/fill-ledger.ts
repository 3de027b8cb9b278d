import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Stage } from './organizer.ts';

/**
 * Fills a round with submitted attempts of made-up people: attempts, submissions, predictions, profiles and units, and of
 * each attempt so many hand-outs with their answers. `sound`: scores and times follow from the answers, as the verifier computes
 * them; else they are made up, for a standing reads no answers. Scores and times repeat often enough for the whole ladder to be needed.
 * The start numbers of an attempt run through the people, so that some have one attempt and others several.
 */
export async function fillLedger(
  db: pg.Client,
  stage: Stage,
  {
    attempts,
    persons,
    answersEach = 0,
    sound = false,
    groups = 0,
  }: { attempts: number; persons: number; answersEach?: number; sound?: boolean; groups?: number },
): Promise<void> {
  const nowMs = Date.now();
  await db.query('select setseed(0.59)');
  await db.query(
    'create temporary table made_persons as select n, gen_random_uuid() as id from generate_series(1, $1::integer) as n',
    [persons],
  );
  await db.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select id, $1, gen_random_uuid(), null, false, $2::bigint - n from made_persons`,
    [stage.contestId, nowMs - 86_400_000],
  );
  if (groups > 0)
    await db.query(
      `insert into stated_fields (contestant_id, since_ms, fields)
       select id, $1::bigint - n, jsonb_build_object('group', 'group-' || (n % $2::integer + 1)) from made_persons`,
      [nowMs - 86_400_000, groups],
    );
  await db.query(`insert into profiles (contestant_id, name) select id, 'Nguyễn Thị Hường' from made_persons`);
  await db.query(
    `insert into unit_memberships (contestant_id, since_ms, unit_code)
     select p.id, $2::bigint, u.code from made_persons p join (
       select code, row_number() over (order by code) - 1 as place, count(*) over () as units
       from units where contest_id = $1 and level not in ('PROVINCE', 'BLOCK')
     ) u on u.place = p.n % u.units`,
    [stage.contestId, nowMs - 86_400_000],
  );
  await db.query(
    `create temporary table made_attempts as
     select gen_random_uuid() as id, p.id as contestant_id, ((k - 1) / $2::integer + 1)::integer as ordinal,
            $3::bigint - (random() * 18000000)::bigint as started_at_ms, (60000 + random() * 600000)::bigint as elapsed_ms,
            least(15, 4 + floor(random() * random() * 12))::integer as right_count
     from generate_series(1, $1::integer) as k join made_persons p on p.n = (k - 1) % $2::integer + 1`,
    [attempts, persons, nowMs - 3_600_000],
  );
  await db.query(
    `insert into attempts (id, round_id, contestant_id, practice, ordinal, rules_version, seed, question_ids, started_at_ms, limit_at_ms)
     select m.id, $1, m.contestant_id, false, m.ordinal, 1, left(m.id::text, 16), q.ids, m.started_at_ms, m.started_at_ms + 1200000
     from made_attempts m, (
       select array_agg(question_id) as ids from (select question_id from questions where contest_id = $2 order by 1 limit 15) first_few
     ) q`,
    [stage.roundId, stage.contestId],
  );
  await db.query(
    `insert into submissions (attempt_id, round_id, contestant_id, practice, ordinal, started_at_ms, at_ms, submitted_by,
       question_count, answered, right_count, points, elapsed_ms, credit_ms)
     select id, $1, contestant_id, false, ordinal, started_at_ms, started_at_ms + elapsed_ms, 'contestant', 15, 15, right_count,
            right_count * 10, elapsed_ms, 0 from made_attempts`,
    [stage.roundId],
  );
  await db.query(
    `insert into predictions (round_id, contestant_id, attempt_id, value, at_ms)
     select $1, contestant_id, id, floor(random() * 400000)::bigint, started_at_ms + elapsed_ms from made_attempts
     where ordinal = 1 and random() < 0.9`,
    [stage.roundId],
  );
  await db.query(
    `insert into handouts (attempt_id, position, question_id, at_ms)
     select a.id, q, a.question_ids[q], m.started_at_ms + q * 1000
     from made_attempts m join attempts a on a.id = m.id, generate_series(1, $1::integer) as q`,
    [answersEach],
  );
  await db.query(
    `insert into answers (id, attempt_id, question_id, change_no, option_ids, arrived_at_ms, counted_at_ms, elapsed_ms, credit_ms)
     select gen_random_uuid(), m.id, a.question_ids[q], 0, '{a}', m.started_at_ms + q * 1000 + 900, m.started_at_ms + q * 1000 + 900,
            900, 0
     from made_attempts m join attempts a on a.id = m.id, generate_series(1, $1::integer) as q`,
    [answersEach],
  );
  if (sound) await answerSoundly(db, stage.contestId);
  await db.query('drop table made_attempts, made_persons');
  await db.query('vacuum analyze');
  await db.query('checkpoint'); // else whoever reads afterwards writes these rows to the disk first
}

const logMostMs = 3_600_000;

/** The server takes what was filled in into the log of the contest, as it would have taken it one by one. */
export async function waitForLog(db: pg.Client, contestId: string, attempts: number): Promise<void> {
  const untilMs = performance.now() + logMostMs;
  while (performance.now() < untilMs) {
    const found = await db.query(
      `select 1 where (select count(*) from log_entries where contest_id = $1) >= $2
         and not exists (select 1 from log_pending where contest_id = $1)`,
      [contestId, attempts],
    );
    if (found.rows.length > 0) return;
    await pause(2_000);
  }
  throw new Error('the log did not take what was submitted');
}

/** The first `right_count` questions are answered rightly, each in a time of its own; what was submitted follows from that. */
async function answerSoundly(db: pg.Client, contestId: string): Promise<void> {
  await db.query(`set session_replication_role = 'replica'`); // the ledger refuses to be rewritten
  await db.query(
    `update answers a set option_ids = array[case when h.position <= m.right_count then q.body->'right'->>0
         else (select o->>'id' from jsonb_array_elements(q.body->'options') o where not (q.body->'right') ? (o->>'id') limit 1) end],
       arrived_at_ms = h.at_ms + t.ms, counted_at_ms = h.at_ms + t.ms, elapsed_ms = t.ms
     from handouts h join made_attempts m on m.id = h.attempt_id
       join questions q on q.contest_id = $1 and q.question_id = h.question_id and q.is_current
       cross join lateral (select 300 + (m.elapsed_ms / (h.position + 6)) % 600 as ms) t
     where a.attempt_id = h.attempt_id and a.question_id = h.question_id`,
    [contestId],
  );
  await db.query(
    `update submissions s set elapsed_ms = t.ms, last_change_ms = t.ms from (
       select a.attempt_id, sum(a.elapsed_ms) as ms from answers a join made_attempts m on m.id = a.attempt_id group by 1
     ) t where t.attempt_id = s.attempt_id`,
  );
  await db.query(`set session_replication_role = 'origin'`);
}
