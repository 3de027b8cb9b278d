import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { DecidedBy, PublicResults } from '@hoithi/shared/contract/results';
import type { UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import { type RankedResults, upgradeFigures, upgradeResults } from '@hoithi/shared/rules/upgrade-results';
import type { Queries, Transaction } from '../platform/db/database.ts';

/** Standings: the numbered versions, each of one or several lists, and what was published of them. SPEC F3, M10. */

export type StandingRow = {
  version: number;
  /** Lists of one version in the order of the rules, from 1. */
  list_no: number;
  /** The award's result or the list that it is; '': from before there were several; '-': none, counts alone. */
  standing_id: string;
  rules_version: number;
  computed_at_ms: number;
  prediction_target: number | null;
  attempts: number;
  round_persons: number;
  all_correct_persons: number;
  to_decide: number;
  /** It rests on the contest's decisions up to this number. */
  decided_no: number;
  /** How many are in the drawing of an award that is drawn. */
  to_draw: number;
};
export type RankedRow = {
  contestant_id: string;
  attempt_id: string | null;
  rank: number;
  points: number;
  right_count: number;
  elapsed_ms: number;
  submitted_at_ms: number;
  prediction: number | null;
  prediction_error: number | null;
  ahead_decided_by: DecidedBy | null;
  behind_decided_by: DecidedBy | null;
  /** The number of the award's prize, from 0; from before there were several standings, the prize's rank. */
  prize: string | null;
  amount_vnd: number | null;
  to_decide: boolean;
  /** In the drawing. */
  to_draw: boolean;
};

/** A place of a named standing. */
export type PlacedRow = RankedRow & { standing_id: string };

const standingColumns = `version, list_no, standing_id, rules_version, computed_at_ms, prediction_target, attempts, round_persons, all_correct_persons, to_decide, to_draw, decided_no`;
const rankedColumns = `contestant_id, attempt_id, rank, points, right_count, elapsed_ms, submitted_at_ms, prediction, prediction_error, ahead_decided_by, behind_decided_by, prize, amount_vnd, to_decide, to_draw`;
const rankedKeys = rankedColumns.split(', ') as (keyof RankedRow)[];
const copiedColumns = ['round_id', 'version', 'list_no', 'position', ...rankedKeys];

function* placesOf(roundId: string, { version, list_no }: StandingRow, rows: readonly RankedRow[]) {
  for (const [at, row] of rows.entries())
    yield [roundId, version, list_no, at + 1, ...rankedKeys.map((key) => row[key])];
}

/** Saves a numbered standing. false: the version was taken by another process first. SPEC F1, F3. */
export async function insertStanding(
  tx: Transaction,
  roundId: string,
  standing: StandingRow,
  rows: readonly RankedRow[],
): Promise<boolean> {
  const taken = await tx.query(
    `insert into standings (round_id, version, list_no, standing_id, rules_version, computed_at_ms, prediction_target, attempts,
       round_persons, all_correct_persons, to_decide, to_draw, decided_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning version`,
    [
      roundId,
      standing.version,
      standing.list_no,
      standing.standing_id,
      standing.rules_version,
      standing.computed_at_ms,
      standing.prediction_target,
      standing.attempts,
      standing.round_persons,
      standing.all_correct_persons,
      standing.to_decide,
      standing.to_draw,
      standing.decided_no,
    ],
  );
  if (taken.length === 0) return false;
  await tx.copy('standing_rows', copiedColumns, placesOf(roundId, standing, rows));
  return true;
}

/** The number of the newest version; 0: there is none. */
export async function readLatestVersion(db: Queries, roundId: string): Promise<number> {
  const rows = await db.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from standings where round_id = $1',
    [roundId],
  );
  return rows[0]?.version ?? 0;
}

/** The first standing of a version: its counts are those of the round. */
export async function readStanding(db: Queries, roundId: string, version: number): Promise<StandingRow | null> {
  const rows = await db.query<StandingRow>(
    `select ${standingColumns} from standings where round_id = $1 and version = $2 order by list_no limit 1`,
    [roundId, version],
  );
  return rows[0] ?? null;
}

const placedColumns = `l.contestant_id, l.attempt_id, l.rank, l.points, l.right_count, l.elapsed_ms, l.submitted_at_ms, l.prediction, l.prediction_error, l.ahead_decided_by, l.behind_decided_by, l.prize, l.amount_vnd, l.to_decide, l.to_draw`;
const namedRows = `standing_rows l join standings s on s.round_id = l.round_id and s.version = l.version and s.list_no = l.list_no`;

/** Places with a prize or a decision to make, in order, list by list. */
export const readWinningRows = (db: Queries, roundId: string, version: number): Promise<PlacedRow[]> =>
  db.query<PlacedRow>(
    `select s.standing_id, ${placedColumns} from ${namedRows}
     where l.round_id = $1 and l.version = $2 and (l.prize is not null or l.to_decide) order by l.list_no, l.position`,
    [roundId, version],
  );

/** A person's places, list by list, with how many stand there. */
export const readRowsOf = (
  db: Queries,
  roundId: string,
  version: number,
  contestantId: string,
): Promise<(PlacedRow & { persons: number })[]> =>
  db.query(
    `select s.standing_id, ${placedColumns},
       (select count(*)::int from standing_rows o
        where o.round_id = l.round_id and o.version = l.version and o.list_no = l.list_no) as persons
     from ${namedRows} where l.round_id = $1 and l.version = $2 and l.contestant_id = $3 order by l.list_no`,
    [roundId, version, contestantId],
  );

/** A page of a standing's places, in order, after a position. */
export const readRows = (
  db: Queries,
  roundId: string,
  { version, list_no }: Pick<StandingRow, 'version' | 'list_no'>,
  afterPosition: number,
  max: number,
): Promise<RankedRow[]> =>
  db.query<RankedRow>(
    `select ${rankedColumns} from standing_rows where round_id = $1 and version = $2 and list_no = $3 and position > $4
     order by position limit $5`,
    [roundId, version, list_no, afterPosition, max],
  );

const laterVoids = `select 1 from attempt_voids v join attempts a on a.id = v.attempt_id join rounds r on r.id = a.round_id
  where a.round_id = $1 and v.at_ms > $2 and v.decision_no is null`;

/** Whether an attempt of the round was voided, or counted again, after an instant, other than by a decision. SPEC A13. */
export async function hasLaterVoids(db: Queries, roundId: string, afterMs: number): Promise<boolean> {
  const rows = await db.query(`${laterVoids} limit 1`, [roundId, afterMs]);
  return rows.length > 0;
}

/** The same before the contest had a log: since then every voiding rests on a decision. SPEC A13, B2b. */
export async function hasLaterVoidsUnlogged(db: Queries, roundId: string, afterMs: number): Promise<boolean> {
  const rows = await db.query(
    `${laterVoids} and not exists (
       select from contest_logs l where l.contest_id = r.contest_id and l.made_at_ms <= v.at_ms) limit 1`,
    [roundId, afterMs],
  );
  return rows.length > 0;
}

/** How many places of a version wait for a decision, in all its lists. */
export async function readUndecided(db: Queries, roundId: string, version: number): Promise<number> {
  const rows = await db.query<{ places: number }>(
    'select coalesce(sum(to_decide), 0)::integer as places from standings where round_id = $1 and version = $2',
    [roundId, version],
  );
  return rows[0]?.places ?? 0;
}

export const readStandings = (db: Queries, roundId: string): Promise<StandingRow[]> =>
  db.query<StandingRow>(`select ${standingColumns} from standings where round_id = $1 order by version, list_no`, [
    roundId,
  ]);

/** As they were published. */
export const readPublications = (
  db: Queries,
  roundId: string,
): Promise<{ version: number; document: PublicResults | RankedResults; at_ms: number }[]> =>
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
  const figures = rows[0]?.figures;
  return figures ? upgradeFigures(figures) : null;
}

export async function readPublication(db: Queries, roundId: string): Promise<PublicResults | null> {
  const rows = await db.query<{ document: PublicResults | RankedResults }>(
    'select document from publications where round_id = $1 order by version desc limit 1',
    [roundId],
  );
  const document = rows[0]?.document;
  return document ? upgradeResults(document) : null;
}

type BasisRow = { units: UnitRow[]; listed: Record<string, string[]> };

/** What a settled standing went by beside the ledger. SPEC M26. */
export const insertSettledBasis = (
  tx: Queries,
  roundId: string,
  version: number,
  { units, listed }: BasisRow,
): Promise<unknown> =>
  tx.query(
    'insert into settled_bases (round_id, version, units, listed) values ($1, $2, $3::jsonb, $4::jsonb) on conflict do nothing',
    [roundId, version, JSON.stringify(units), JSON.stringify(listed)],
  );

/** null: it was settled before this was saved. */
export async function readSettledBasis(db: Queries, roundId: string, version: number): Promise<BasisRow | null> {
  const rows = await db.query<BasisRow>(
    'select units, listed from settled_bases where round_id = $1 and version = $2',
    [roundId, version],
  );
  return rows[0] ?? null;
}

/** Who is in the drawing of a list, in the order of ids: it stays as it was settled. SPEC M27. */
export const readDrawing = (
  db: Queries,
  roundId: string,
  { version, list_no }: Pick<StandingRow, 'version' | 'list_no'>,
): Promise<{ contestant_id: string }[]> =>
  db.query(
    'select contestant_id from standing_rows where round_id = $1 and version = $2 and list_no = $3 and to_draw order by contestant_id',
    [roundId, version, list_no],
  );
