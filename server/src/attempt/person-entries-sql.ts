import type { Entry } from '@hoithi/shared/rules/entry';
import type { Queries } from '../platform/db/database.ts';

type EntryRow = {
  attempt_id: string;
  contestant_id: string;
  ordinal: number;
  points: number;
  right_count: number;
  question_count: number;
  answered: number;
  elapsed_ms: number;
  started_at_ms: number;
  at_ms: number;
  prediction: number | null;
  registered_at_ms: number;
};

const rowsPerChunk = 500;

/** Pages through all entries of a round by person, so that memory holds one page of rows and the caller's choice. */
export async function forEachPersonsEntries(
  db: Queries,
  roundId: string,
  take: (entries: Entry[]) => void,
  yieldIfDue: () => Promise<void> = async () => undefined,
): Promise<void> {
  const pageSize = 10_000;
  let after = '00000000-0000-0000-0000-000000000000';
  let held: EntryRow[] = [];
  for (;;) {
    const [last] = await db.query<{ id: string | null }>(
      `select max(contestant_id::text) as id from (select x.contestant_id from submissions x where x.round_id = $1 and x.contestant_id > $2
       group by x.contestant_id order by x.contestant_id limit $3) page`,
      [roundId, after, pageSize],
    );
    const next = last?.id;
    if (!next) break;
    // A stretch of people, not a list of them: the database walks one index and looks at nobody else.
    const page = await db.query<EntryRow>(
      `select s.attempt_id, s.contestant_id, s.ordinal, s.points, s.right_count, s.question_count, s.answered, s.elapsed_ms,
              s.started_at_ms, s.at_ms, p.value as prediction, c.registered_at_ms
       from counted_submissions s join contestants c on c.id = s.contestant_id
       left join predictions p on p.round_id = s.round_id and p.contestant_id = s.contestant_id
       where s.round_id = $1 and s.contestant_id > $2 and s.contestant_id <= $3
         and c.id > $2 and c.id <= $3
       order by s.contestant_id, s.ordinal`,
      [roundId, after, next],
    );
    for (const [at, row] of page.entries()) {
      if (at % rowsPerChunk === 0) await yieldIfDue();
      if (held[0] && held[0].contestant_id !== row.contestant_id) {
        take(entriesOf(held));
        held = [];
      }
      held.push(row);
    }
    after = next;
  }
  if (held.length > 0) take(entriesOf(held));
}

function entriesOf(rows: readonly EntryRow[]): Entry[] {
  const perfectAttempts = rows.filter((row) => row.right_count === row.question_count).length;
  return rows.map((row) => ({
    attemptId: row.attempt_id,
    contestantId: row.contestant_id,
    ordinal: row.ordinal,
    points: row.points,
    right: row.right_count,
    questionCount: row.question_count,
    answered: row.answered,
    elapsedMs: row.elapsed_ms,
    startedAtMs: row.started_at_ms,
    submittedAtMs: row.at_ms,
    prediction: row.prediction,
    attemptsInRound: rows.length,
    perfectAttempts,
    registeredAtMs: row.registered_at_ms,
  }));
}
