import { timeResolutions } from '@hoithi/shared/contract/rules';
import type { OpenRound } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { isVoidWithoutPrediction } from '@hoithi/shared/rulebook/judge/sit-round';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { type Headcount, readHeadcountsOf } from '../contest/headcounts-sql.ts';
import { countAsOfRound, countByUnit } from '../live/counts-sql.ts';
import { type Enrolled, readEnrolledAt, readNameConsents } from '../people/people-sql.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import {
  hasLaterVoids,
  type PlacedRow,
  readLatestVersion,
  readStanding,
  readWinningRows,
  type StandingRow,
} from './standings-sql.ts';

/** Everything a figures report of a round is made of, read from one snapshot. SPEC C10. */
export type RoundFigures = {
  computedAtMs: number;
  counts: Awaited<ReturnType<typeof countAsOfRound>>;
  before: { attempts: number; roundPersons: number; allCorrectPersons: number } | null;
  scores: { right_count: number; question_count: number; points: number; points_max: number | null; persons: number }[];
  units: Awaited<ReturnType<typeof countByUnit>>;
  /** Of the close, where they changed. */
  headcounts: ReadonlyMap<string, Headcount>;
  audiences: { audience: string | null; persons: number; attempts: number }[];
  submitted: { submitted: number; practice: number; simulated: number; voided: number };
  openAttempts: number;
  excludedPhones: number;
  standing: StandingRow | null;
  voidedSince: boolean;
  winners: PlacedRow[];
  people: ReadonlyMap<string, Enrolled>;
  agreedToName: ReadonlySet<string>;
};

export type FiguresOf = {
  contestId: string;
  round: { roundId: string; ordinal: number; closesAtMs: number };
  before: { ordinal: number } | null;
  settings: OpenRound;
  citizensApart: boolean;
  /** The standing that the winners follow; null: the latest, if there is one. */
  standingVersion: number | null;
};

/**
 * Reads a round's figures in one repeatable-read transaction: what is committed meanwhile is in none of them. It uses
 * one core of the database and ends after a minute at the latest. Units of time: epoch ms. SPEC C10, C19.
 */
export function readRoundFigures(db: Database, of: FiguresOf, nowMs: () => number): Promise<RoundFigures> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    await tx.query(`set local statement_timeout = '60s'`);
    await tx.query('set local max_parallel_workers_per_gather = 0');
    await tx.query(`set local work_mem = '64MB'`);
    const { contestId, round, before, settings } = of;
    const own = await countAsOfRound(tx, contestId, round.ordinal); // the first query fixes the snapshot
    const computedAtMs = nowMs();
    const audiences = await countByAudience(tx, round.roundId);
    const version = of.standingVersion ?? (await readLatestVersion(tx, round.roundId));
    const standing = await readStanding(tx, round.roundId, version);
    const winners = standing ? await readWinningRows(tx, round.roundId, standing.version) : [];
    const ids = winners.map((row) => row.contestant_id);
    return {
      computedAtMs,
      counts: own,
      before: before && (await countAsOfRound(tx, contestId, before.ordinal)),
      scores: await readCountedScores(tx, round.roundId, settings),
      units: await countByUnit(tx, { roundId: round.roundId }, round.closesAtMs, of.citizensApart),
      headcounts: await readHeadcountsOf(tx, contestId, vietnamDayOf(round.closesAtMs - 1)),
      audiences,
      ...(await readLeftOut(tx, contestId, round.roundId)),
      standing,
      voidedSince: standing !== null && (await hasLaterVoids(tx, round.roundId, standing.computed_at_ms)),
      winners,
      people: new Map((await readEnrolledAt(tx, ids, round.closesAtMs)).map((person) => [person.id, person])),
      agreedToName: await readNameConsents(tx, ids),
    };
  });
}

/** The value of one key that chooses the counted attempt, the least first; nothing where a round has fewer keys. */
const keyAt = (at: string) => `(($5::integer[])[${at}] * case ($2::text[])[${at}]
  when 'points' then points when 'right' then right_count when 'wrong' then answered - right_count
  when 'allRight' then (right_count = question_count)::integer when 'submittedAt' then at_ms when 'startedAt' then started_at_ms
  when 'elapsed' then elapsed_ms / $6::bigint when 'lastChange' then coalesce(last_change_ms, elapsed_ms) / $6::bigint end)`;

/**
 * Scores of the one attempt that counts of each person, as `countedAttempt` chooses it; where the rules void an entry without a
 * prediction, of whoever gave one. SPEC A7, A12, C13, P3.
 */
function readCountedScores(tx: Queries, roundId: string, round: OpenRound): Promise<RoundFigures['scores']> {
  const { by, completeOnly } = round.counted;
  const metrics = by.map(({ metric }) =>
    metric === 'elapsed' && round.time.elapsed === 'last-change' ? 'lastChange' : metric,
  );
  return tx.query(
    `with chosen as (
       select distinct on (contestant_id) right_count, question_count, points, points_max from counted_submissions
       where round_id = $1 and (answered = question_count or not $3::boolean) and (not $4::boolean or exists (
         select 1 from predictions p where p.round_id = $1 and p.contestant_id = counted_submissions.contestant_id))
       order by contestant_id, ${keyAt('1')}, ${keyAt('2')}, ${keyAt('3')}, ${keyAt('4')}, ${keyAt('5')}, ${keyAt('6')}, ${keyAt('7')}, ordinal
     )
     select right_count, question_count, points, max(points_max) as points_max, count(*)::int as persons
     from chosen group by 1, 2, 3 order by 1, 2, 3`,
    [
      roundId,
      metrics,
      completeOnly,
      isVoidWithoutPrediction(round),
      by.map(({ order }) => (order === 'most' ? -1 : 1)),
      timeResolutions[round.time.resolution],
    ],
  );
}

/** Distinct persons by audience. SPEC C14. */
const countByAudience = (tx: Queries, roundId: string): Promise<RoundFigures['audiences']> =>
  tx.query(
    `select c.audience, count(*)::int as persons, sum(p.attempts)::int as attempts
     from (
       select contestant_id, count(*)::int as attempts from counted_submissions where round_id = $1 group by contestant_id
     ) p join contestants c on c.id = p.contestant_id group by c.audience`,
    [roundId],
  );

/** Submissions that do not count, each under the first reason that fits; and attempts without a submission. SPEC A10, A13, C3, C16. */
async function readLeftOut(
  tx: Queries,
  contestId: string,
  roundId: string,
): Promise<Pick<RoundFigures, 'submitted' | 'openAttempts' | 'excludedPhones'>> {
  const submitted = await tx.query<RoundFigures['submitted']>(
    `with latest as (
       select distinct on (v.attempt_id) v.attempt_id, v.voided
       from attempt_voids v join attempts a on a.id = v.attempt_id where a.round_id = $2 order by v.attempt_id, v.seq desc
     ), reasons as (
       select s.practice, c.simulated and not k.demo as simulated, coalesce(l.voided, false) as voided
       from submissions s join contestants c on c.id = s.contestant_id join contests k on k.id = $1
       left join latest l on l.attempt_id = s.attempt_id where s.round_id = $2
     )
     select count(*)::int as submitted, (count(*) filter (where practice))::int as practice,
            (count(*) filter (where not practice and simulated))::int as simulated,
            (count(*) filter (where not practice and not simulated and voided))::int as voided from reasons`,
    [contestId, roundId],
  );
  const others = await tx.query<{ begun: number; excluded: number }>(
    `select (select count(*)::int from attempts where round_id = $2) as begun,
            (select count(*)::int from exclusions where contest_id = $1) as excluded`,
    [contestId, roundId],
  );
  const leftOut = submitted[0] ?? { submitted: 0, practice: 0, simulated: 0, voided: 0 };
  return {
    submitted: leftOut,
    openAttempts: (others[0]?.begun ?? 0) - leftOut.submitted,
    excludedPhones: others[0]?.excluded ?? 0,
  };
}
