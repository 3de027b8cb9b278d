import { accept, type Result } from '@hoithi/shared/contract/result';
import type { Signalled, SignalsDesk } from '@hoithi/shared/contract/signals';
import { chanceOfAtLeast, leastReadingMs, standsOut } from '@hoithi/shared/rules/signals/chance';
import type { App } from '../app-parts.ts';
import { readOneSnapshot } from '../attempt/question-figures-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { countAlike, countDoubles, readDoubles, readLateFrom, readOutstanding } from './signals-sql.ts';
import { viewPerson } from './view-people.ts';

type Found = { contest: CachedContest; round: CachedRound };
const shownMax = 30;
/** Fewer answers say nothing about a connection. */
const lateAnswersMin = 5;

/**
 * What judges may look into in a round, each with how many would look like it by chance, reckoned from the round's own answers.
 * It voids nobody.
 *
 * Source  SPEC F30.
 */
export const readSignals = ({ db }: Pick<App, 'db'>, found: Found): Promise<Result<SignalsDesk>> =>
  db.transaction(async (tx) => {
    await readOneSnapshot(tx);
    const attempts = await readAttemptSignals(tx, found);
    return accept({ ...attempts, doubles: await readDoubleSignals(tx, found) });
  });

async function readAttemptSignals(tx: Queries, found: Found): Promise<Omit<SignalsDesk, 'doubles'>> {
  const { contest, round } = found;
  const questions = [...contest.bank.values()];
  const floors = {
    ids: questions.map(({ id }) => id),
    ms: questions.map((each) =>
      leastReadingMs([each.text, ...('options' in each ? each.options.map(({ text }) => text) : [])]),
    ),
  };
  const lateFromMs = await readLateFrom(tx, round.roundId);
  const alike = await countAlike(tx, round.roundId, floors, lateFromMs);
  const sum = (of: (row: (typeof alike)[number]) => number) => alike.reduce((all, row) => all + of(row), 0);
  const attempts = sum((row) => row.attempts);
  const answers = sum((row) => row.attempts * row.answers);
  const share = answers === 0 ? 0 : sum((row) => row.attempts * row.fast) / answers;
  const chanceOf = (row: { answers: number; fast: number }) => chanceOfAtLeast(row.fast, row.answers, share);
  const pairs = alike.filter((row) => row.fast > 0 && standsOut(chanceOf(row), attempts));
  const late = sum((row) => (row.all_late && row.answers >= lateAnswersMin ? row.attempts : 0));
  const rows = await readOutstanding(tx, round.roundId, floors, { lateFromMs, lateAnswersMin, pairs, max: shownMax });
  const view = await viewer(
    tx,
    found,
    rows.map(({ contestant_id }) => contestant_id),
  );
  const isFast = ({ answers: n, fast }: { answers: number; fast: number }) =>
    pairs.some((pair) => pair.answers === n && pair.fast === fast);
  return {
    attempts,
    fast: {
      share,
      found: rows.filter(isFast).map((row) => ({
        ...view(row.contestant_id, row.attempt_id),
        ...{ answers: row.answers, fast: row.fast, perThousand: chanceOf(row) * 1_000 },
      })),
    },
    late: {
      fromMs: lateFromMs,
      perThousand: attempts === 0 ? 0 : (late / attempts) * 1_000,
      found: rows
        .filter((row) => row.all_late)
        .map((row) => ({
          ...view(row.contestant_id, row.attempt_id),
          ...{ answers: row.answers, leastMs: row.least_ms ?? 0 },
        })),
    },
  };
}

/** Pairs by chance: those of one name, of which as large a part share the other as of all pairs. */
async function readDoubleSignals(tx: Queries, found: Found): Promise<SignalsDesk['doubles']> {
  const { roundId } = found.round;
  const counts = await countDoubles(tx, roundId);
  const by = counts.dated > 0 ? 'birth-date' : 'unit';
  const all = counts.people * (counts.people - 1);
  const other = by === 'unit' ? counts.same_unit : counts.same_born;
  const groups = await readDoubles(tx, roundId, by, shownMax);
  const view = await viewer(
    tx,
    found,
    groups.flatMap(({ ids }) => ids),
  );
  return {
    by,
    expected: all === 0 ? 0 : (counts.same_name * other) / all / 2,
    pairs: groups.reduce((sum, { ids }) => sum + (ids.length * (ids.length - 1)) / 2, 0),
    found: groups.map(({ ids }) => ({ people: ids.map((id) => view(id, null)) })),
  };
}

async function viewer(tx: Queries, { contest, round }: Found, ids: readonly string[]) {
  const people = new Map((await readEnrolledAt(tx, ids, round.closesAtMs)).map((person) => [person.id, person]));
  return (personId: string, attemptId: string | null): Signalled => ({
    ...{ personId, attemptId },
    ...viewPerson(contest, people.get(personId)),
  });
}
