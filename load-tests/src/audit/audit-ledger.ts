import type pg from 'pg';
import type { Sitting } from '../crowd/tally.ts';
import type { Audit } from './audit.ts';

const doubledAttempts = {
  one: 'select 1 from attempts where not practice group by round_id, contestant_id having count(*) > 1',
  several: `select 1 from attempts a where not practice and not exists (select 1 from submissions s where s.attempt_id = a.id)
            group by round_id, contestant_id having count(*) > 1`,
};

/**
 * Finds every acknowledged row in the ledger itself. Where a person has `one` attempt a second is one too many; where
 * there may be `several`, a second one that is open at the same time.
 */
export async function auditLedger(
  db: pg.Client,
  sittings: readonly Sitting[],
  attemptsEach: 'one' | 'several' = 'one',
): Promise<Audit> {
  const answers = sittings.flatMap((sitting) =>
    sitting.answers.map((answer) => ({ ...answer, attemptId: sitting.attemptId })),
  );
  const submitted = sittings.filter((sitting) => sitting.submitted !== null);
  const predicted = sittings.filter((sitting) => sitting.predicted !== null);
  const pages = <T>(all: readonly T[], sql: string, columns: (page: readonly T[]) => unknown[]) =>
    sumPages(db, all, sql, columns);
  return {
    answersAcked: answers.length,
    attemptsAcked: sittings.length,
    answersLost: await pages(
      answers,
      `select count(*)::int as n from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as t(id, attempt, question, options)
       where not exists (select 1 from answers a where a.id = t.id and a.attempt_id = t.attempt and a.question_id = t.question
                         and array_to_string(a.option_ids, ',') = t.options)`,
      (page) => [
        page.map((each) => each.answerId),
        page.map((each) => each.attemptId),
        page.map((each) => each.questionId),
        page.map((each) => each.optionIds.join(',')),
      ],
    ),
    // Nobody in the crowd changes a choice, so a question has one row.
    answersDoubled: await countRows(db, 'select 1 from answers group by attempt_id, question_id having count(*) > 1'),
    attemptsLost: await pages(
      sittings,
      'select count(*)::int as n from unnest($1::uuid[]) as t(id) where not exists (select 1 from attempts a where a.id = t.id)',
      (page) => [page.map((each) => each.attemptId)],
    ),
    attemptsDoubled: await countRows(db, doubledAttempts[attemptsEach]),
    submissionsLost: await pages(
      submitted,
      `select count(*)::int as n from unnest($1::uuid[], $2::integer[]) as t(id, answered)
       where not exists (select 1 from submissions s where s.attempt_id = t.id and s.answered = t.answered)`,
      (page) => [page.map((each) => each.attemptId), page.map((each) => each.answers.length)],
    ),
    predictionsLost: await pages(
      predicted,
      `select count(*)::int as n from unnest($1::uuid[], $2::bigint[]) as t(id, value)
       where not exists (select 1 from predictions p where p.attempt_id = t.id and p.value = t.value)`,
      (page) => [page.map((each) => each.attemptId), page.map((each) => each.predicted)],
    ),
  };
}

async function sumPages<T>(
  db: pg.Client,
  all: readonly T[],
  sql: string,
  columns: (page: readonly T[]) => unknown[],
): Promise<number> {
  const pageSize = 10_000;
  let sum = 0;
  for (let from = 0; from < all.length; from += pageSize) {
    const found = await db.query<{ n: number }>(sql, columns(all.slice(from, from + pageSize)));
    sum += found.rows[0]?.n ?? 0;
  }
  return sum;
}

async function countRows(db: pg.Client, sql: string): Promise<number> {
  const found = await db.query<{ n: number }>(`select count(*)::int as n from (${sql}) rows`);
  return found.rows[0]?.n ?? 0;
}
