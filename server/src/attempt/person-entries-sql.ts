import type { AttemptFacts } from '@hoithi/shared/rulebook/judge/facts';
import type { Queries } from '../platform/db/database.ts';
import type { SubmissionRow } from './submissions-sql.ts';

type EntryRow = Pick<
  SubmissionRow,
  | 'contestant_id'
  | 'round_id'
  | 'ordinal'
  | 'points'
  | 'right_count'
  | 'question_count'
  | 'answered'
  | 'elapsed_ms'
  | 'last_change_ms'
  | 'started_at_ms'
  | 'at_ms'
>;

const rowsPerChunk = 500;
const pageSize = 10_000;

/** Pages through all entries of a round by person, so that memory holds one page of rows and the caller's choice. */
export async function forEachPersonsEntries(
  db: Queries,
  roundId: string,
  take: (entries: AttemptFacts[]) => void,
  yieldIfDue: () => Promise<void> = async () => undefined,
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  let held: AttemptFacts[] = [];
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
      `select s.contestant_id, s.round_id, s.ordinal, s.points, s.right_count, s.question_count, s.answered, s.elapsed_ms,
              s.last_change_ms, s.started_at_ms, s.at_ms
       from counted_submissions s join contestants c on c.id = s.contestant_id
       where s.round_id = $1 and s.contestant_id > $2 and s.contestant_id <= $3
         and c.id > $2 and c.id <= $3
       order by s.contestant_id, s.ordinal`,
      [roundId, after, next],
    );
    for (const [at, row] of page.entries()) {
      if (at % rowsPerChunk === 0) await yieldIfDue();
      if (held[0] && held[0].personId !== row.contestant_id) {
        take(held);
        held = [];
      }
      held.push(entryOf(row));
    }
    after = next;
  }
  if (held.length > 0) take(held);
}

/** An entry as what counts is chosen by: nothing of levels or predictions. SPEC A12. */
export const entryOf = (row: EntryRow): AttemptFacts => ({
  personId: row.contestant_id,
  roundId: row.round_id,
  ordinal: row.ordinal,
  startedAtMs: row.started_at_ms,
  submittedAtMs: row.at_ms,
  elapsedMs: row.elapsed_ms,
  elapsedToLastChangeMs: row.last_change_ms ?? row.elapsed_ms,
  points: row.points,
  pointsMax: 0,
  right: row.right_count,
  wrong: row.answered - row.right_count,
  blank: row.question_count - row.answered,
  rightByLevel: {},
  voidedAtMs: null,
});
