import type { CachedContest } from '../src/contest/contests.ts';
import type { Database } from '../src/platform/db/database.ts';

/** A round counted again from raw rows, without any of the server's SQL. */

type Row = Record<string, string | number | boolean | null> & { contestant_id: string };
const rowsOf = (db: Database, table: string) => db.query<Row>(`select * from ${table}`);
/** Which of a person's attempts counts; of points alike the shorter by whole seconds, then the earlier. */
export type Counted = 'best' | 'first' | 'last';

const mergedInto: Record<string, string> = { A4b: 'A4' };

export async function recountFigures(
  db: Database,
  contest: CachedContest,
  rules: { counted: Counted; completeOnly: boolean },
) {
  const people = new Map((await rowsOf(db, 'contestants')).map((row) => [String(row.id), row]));
  const rounds = contest.rounds.map((round) => round.roundId);
  const all = (await rowsOf(db, 'submissions')).filter((row) => rounds.includes(String(row.round_id)));
  const voids = await rowsOf(db, 'attempt_voids');
  const isVoided = (attempt: unknown) =>
    voids
      .filter((row) => row.attempt_id === attempt)
      .sort((a, b) => Number(a.seq) - Number(b.seq))
      .at(-1)?.voided === true;
  const isSimulated = (row: Row) => people.get(row.contestant_id)?.simulated === true && !contest.demo;
  const counts = (row: Row) => row.practice === false && !isSimulated(row) && !isVoided(row.attempt_id);
  const of = (ordinal: number) => all.filter((row) => row.round_id === rounds[ordinal - 1]);
  const personsOf = (rows: Row[]) => new Set(rows.map((row) => row.contestant_id));
  const isRight = (row: Row) => row.right_count === row.question_count;
  const describeRound = (ordinal: number) => {
    const rows = of(ordinal).filter(counts);
    return {
      attempts: rows.length,
      roundPersons: personsOf(rows).size,
      allCorrectPersons: personsOf(rows.filter(isRight)).size,
    };
  };

  const memberships = await rowsOf(db, 'unit_memberships');
  const unitAt = (id: string, atMs: number): string => {
    const own = memberships
      .filter((row) => row.contestant_id === id)
      .sort((a, b) => Number(a.since_ms) - Number(b.since_ms));
    const code = own.filter((row) => Number(row.since_ms) <= atMs).at(-1)?.unit_code;
    return code === undefined ? '' : (mergedInto[String(code)] ?? String(code));
  };

  /** Distinct people of a round whose unit and audience fit. */
  const peopleWhere = (ordinal: number, fits: (unit: string, audience: string | null) => boolean) => {
    const closesAtMs = contest.rounds[ordinal - 1]?.closesAtMs ?? 0;
    const rows = of(ordinal)
      .filter(counts)
      .filter((row) =>
        fits(unitAt(row.contestant_id, closesAtMs), people.get(row.contestant_id)?.audience as string | null),
      );
    return { persons: personsOf(rows).size, attempts: rows.length };
  };

  const isAhead = (one: Row, other: Row) => {
    const keys: (keyof Row)[] = rules.counted === 'best' ? ['points', 'seconds', 'ordinal'] : ['ordinal'];
    for (const key of keys) {
      const [a, b] = [one, other].map((row) =>
        key === 'seconds' ? Math.floor(Number(row.elapsed_ms) / 1000) : Number(row[key]),
      );
      if (a !== b) return key === 'points' || rules.counted === 'last' ? a! > b! : a! < b!;
    }
    return false;
  };
  const counted = (ordinal: number) => {
    const best = new Map<string, Row>();
    for (const row of of(ordinal).filter(counts)) {
      if (rules.completeOnly && row.answered !== row.question_count) continue;
      const known = best.get(row.contestant_id);
      if (!known || isAhead(row, known)) best.set(row.contestant_id, row);
    }
    return [...best.values()].map((row) => ({
      ...{ points: Number(row.points), right: Number(row.right_count), questionCount: Number(row.question_count) },
    }));
  };

  const submitted = (ordinal: number) => {
    const rows = of(ordinal);
    const real = rows.filter((row) => row.practice === false && !isSimulated(row));
    return {
      counted: rows.filter(counts).length,
      practice: rows.filter((row) => row.practice === true).length,
      simulated: rows.filter((row) => row.practice === false && isSimulated(row)).length,
      voided: real.filter((row) => isVoided(row.attempt_id)).length,
    };
  };
  const begun = async (ordinal: number) =>
    (await rowsOf(db, 'attempts')).filter((row) => row.round_id === rounds[ordinal - 1]).length;
  const contestPersons = (ordinal: number) =>
    personsOf(rounds.slice(0, ordinal).flatMap((_, at) => of(at + 1).filter(counts))).size;
  return {
    describeRound,
    contestPersons,
    peopleWhere,
    counted,
    submitted,
    openAttempts: async (n: number) => (await begun(n)) - of(n).length,
  };
}
