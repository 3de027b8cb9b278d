import type { DeskDecision } from '@hoithi/shared/contract/result-desk';
import { readAccount } from '../accounts/accounts-sql.ts';
import { readAttempts } from '../attempt/attempts-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import type { DecisionRow } from '../round/decisions-sql.ts';
import { labelOf } from '../round/label-lists.ts';
import { viewPerson } from './view-people.ts';

/** Decisions in words that the page can show: whom or what each is about, by whom, why. Newest first. SPEC F14. */
export async function viewDecisions(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  rows: readonly DecisionRow[],
  wholeNames = false,
): Promise<DeskDecision[]> {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const attempts = new Map(
    (
      await readAttempts(
        db,
        rows.flatMap(({ detail }) => (detail.attemptId === undefined ? [] : [text(detail.attemptId)])),
      )
    ).map((attempt) => [attempt.id, attempt]),
  );
  const personOf = ({ detail }: DecisionRow) =>
    text(detail.personId) || (attempts.get(text(detail.attemptId))?.contestant_id ?? '');
  const ids = rows.map(personOf).filter((id) => id !== '');
  const people = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const accounts = [...new Set(rows.flatMap(({ account_id }) => account_id ?? []))];
  const names = new Map(
    await Promise.all(accounts.map(async (id) => [id, (await readAccount(db, id))?.name ?? ''] as const)),
  );
  const about = (row: DecisionRow): string => {
    const { kind, detail } = row;
    if (kind === 'key') return contest.bank.get(text(detail.questionId))?.text ?? '';
    if (kind === 'order' || kind === 'lots') return labelOf(contest, text(detail.list ?? detail.award)).vi;
    return viewPerson(contest, people.get(personOf(row)), wholeNames).name;
  };
  return rows.toReversed().map((row) => ({
    ...{ no: row.no, kind: row.kind, detail: row.detail, about: about(row), reason: row.reason },
    round: contest.rounds.find(({ roundId }) => roundId === row.round_id)?.label ?? { vi: '', en: '' },
    own: row.round_id === round.roundId,
    by: (row.account_id && names.get(row.account_id)) || '',
    ...{ atMs: row.at_ms, base: row.base_version },
  }));
}
