import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { LadderKey, PrizeRank } from '@hoithi/shared/contract/rules';
import type { Queries } from '../platform/db/database.ts';

/** Standings: the numbered versions and what was published of them. SPEC F3, L1. */

export type StandingRow = {
  version: number;
  rules_version: number;
  computed_at_ms: number;
  prediction_target: number | null;
  attempts: number;
  round_persons: number;
  all_correct_persons: number;
  to_decide: number;
};
export type RankedRow = {
  contestant_id: string;
  attempt_id: string;
  rank: number;
  points: number;
  right_count: number;
  elapsed_ms: number;
  submitted_at_ms: number;
  prediction: number | null;
  prediction_error: number | null;
  ahead_decided_by: LadderKey | 'tie' | null;
  behind_decided_by: LadderKey | 'tie' | null;
  prize: PrizeRank | null;
  amount_vnd: number | null;
  to_decide: boolean;
};

const standingColumns = `version, rules_version, computed_at_ms, prediction_target, attempts, round_persons, all_correct_persons, to_decide`;
const rankedColumns = `contestant_id, attempt_id, rank, points, right_count, elapsed_ms, submitted_at_ms, prediction, prediction_error, ahead_decided_by, behind_decided_by, prize, amount_vnd, to_decide`;
const rankedArrays = `$4::uuid[], $5::uuid[], $6::integer[], $7::integer[], $8::integer[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::text[], $15::text[], $16::bigint[], $17::boolean[]`;
/** In the order of the parameters. */
const rankedKeys = rankedColumns.split(', ') as (keyof RankedRow)[];

/** Saves a numbered standing. false: the version was taken by another process first. SPEC F1, F3. */
export async function insertStanding(
  tx: Queries,
  roundId: string,
  standing: StandingRow,
  rows: readonly RankedRow[],
): Promise<boolean> {
  const taken = await tx.query(
    `insert into standings (round_id, version, rules_version, computed_at_ms, prediction_target, attempts, round_persons,
       all_correct_persons, to_decide) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
    [
      roundId,
      standing.version,
      standing.rules_version,
      standing.computed_at_ms,
      standing.prediction_target,
      standing.attempts,
      standing.round_persons,
      standing.all_correct_persons,
      standing.to_decide,
    ],
  );
  if (taken.length === 0) return false;
  const pageSize = 2_000; // small enough that answers are not delayed
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize);
    await tx.query(
      `insert into standing_rows (round_id, version, position, ${rankedColumns})
       select $1, $2, $3::integer + t.place::integer, ${rankedColumns}
       from unnest(${rankedArrays}) with ordinality as t(${rankedColumns}, place)`,
      [roundId, standing.version, from, ...rankedKeys.map((key) => page.map((row) => row[key]))],
    );
  }
  return true;
}

export async function readLatestStanding(db: Queries, roundId: string): Promise<StandingRow | null> {
  const rows = await db.query<StandingRow>(
    `select ${standingColumns} from standings where round_id = $1 order by version desc limit 1`,
    [roundId],
  );
  return rows[0] ?? null;
}

export async function readStanding(db: Queries, roundId: string, version: number): Promise<StandingRow | null> {
  const rows = await db.query<StandingRow>(
    `select ${standingColumns} from standings where round_id = $1 and version = $2`,
    [roundId, version],
  );
  return rows[0] ?? null;
}

/** Places with a prize or a decision to make, in order. */
export const readWinningRows = (db: Queries, roundId: string, version: number): Promise<RankedRow[]> =>
  db.query<RankedRow>(
    `select ${rankedColumns} from standing_rows where round_id = $1 and version = $2 and (prize is not null or to_decide) order by position`,
    [roundId, version],
  );

export async function readRowOf(
  db: Queries,
  roundId: string,
  version: number,
  contestantId: string,
): Promise<RankedRow | null> {
  const rows = await db.query<RankedRow>(
    `select ${rankedColumns} from standing_rows where round_id = $1 and version = $2 and contestant_id = $3`,
    [roundId, version, contestantId],
  );
  return rows[0] ?? null;
}

export async function countRows(db: Queries, roundId: string, version: number): Promise<number> {
  const rows = await db.query<{ n: number }>(
    'select count(*)::int as n from standing_rows where round_id = $1 and version = $2',
    [roundId, version],
  );
  return rows[0]?.n ?? 0;
}

/** Prizes won in the contest's rounds before this one that are finalized at an instant, by contestant. SPEC L6. */
export async function readPrizesWon(
  db: Queries,
  contestId: string,
  beforeOrdinal: number,
  atMs: number,
): Promise<Map<string, number>> {
  const rows = await db.query<{ contestant_id: string; won: number }>(
    `select l.contestant_id, count(*)::int as won from standing_rows l join rounds r on r.id = l.round_id
     join round_events e on e.round_id = r.id and e.kind = 'finalized' and (e.detail->>'standingVersion')::int = l.version
     where r.contest_id = $1 and r.ordinal < $2 and e.at_ms <= $3 and l.prize is not null group by l.contestant_id`,
    [contestId, beforeOrdinal, atMs],
  );
  return new Map(rows.map((row) => [row.contestant_id, row.won]));
}

/** A page of a standing's places, in order, after a position. */
export const readRows = (
  db: Queries,
  roundId: string,
  version: number,
  afterPosition: number,
  max: number,
): Promise<RankedRow[]> =>
  db.query<RankedRow>(
    `select ${rankedColumns} from standing_rows where round_id = $1 and version = $2 and position > $3 order by position limit $4`,
    [roundId, version, afterPosition, max],
  );

/** Whether an attempt of the round was voided, or counted again, after an instant. SPEC A13. */
export async function hasLaterVoids(db: Queries, roundId: string, afterMs: number): Promise<boolean> {
  const rows = await db.query(
    'select 1 from attempt_voids v join attempts a on a.id = v.attempt_id where a.round_id = $1 and v.at_ms > $2 limit 1',
    [roundId, afterMs],
  );
  return rows.length > 0;
}

export const readStandings = (db: Queries, roundId: string): Promise<StandingRow[]> =>
  db.query<StandingRow>(`select ${standingColumns} from standings where round_id = $1 order by version`, [roundId]);

export const readPublications = <T>(
  db: Queries,
  roundId: string,
): Promise<{ version: number; document: T; at_ms: number }[]> =>
  db.query('select version, document, at_ms from publications where round_id = $1 order by version', [roundId]);

export const insertPublication = (
  tx: Queries,
  roundId: string,
  version: number,
  { document, figures }: { document: unknown; figures: FiguresReport },
  atMs: number,
): Promise<unknown> =>
  tx.query(
    'insert into publications (round_id, version, document, figures, at_ms) values ($1, $2, $3::jsonb, $4::jsonb, $5) on conflict do nothing',
    [roundId, version, JSON.stringify(document), JSON.stringify(figures), atMs],
  );

/** The report of a round as of its publication; null: not published, or before reports were stored. SPEC C21. */
export async function readPublishedFigures(db: Queries, roundId: string): Promise<FiguresReport | null> {
  const rows = await db.query<{ figures: FiguresReport | null }>(
    'select figures from publications where round_id = $1 order by version desc limit 1',
    [roundId],
  );
  return rows[0]?.figures ?? null;
}

export async function readPublication<T>(db: Queries, roundId: string): Promise<T | null> {
  const rows = await db.query<{ document: T }>(
    'select document from publications where round_id = $1 order by version desc limit 1',
    [roundId],
  );
  return rows[0]?.document ?? null;
}
