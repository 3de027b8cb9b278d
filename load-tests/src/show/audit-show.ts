import { ShowFile } from '@hoithi/shared/contract/show-file';
import { pointsFor } from '@hoithi/shared/rules/show/score-show';
import type pg from 'pg';
import { type Acked, type Player, pointsShown } from './players.ts';

export type ShowAudit = { rows: number; lost: number; doubled: number; unequalPoints: number };

/** Against the ledger from outside: every acknowledged answer once, and the points sent equal to those computed again. */
export async function auditShow(
  db: pg.Client,
  runId: string,
  acked: readonly Acked[],
  players: readonly Player[],
): Promise<ShowAudit> {
  const { rows } = await db.query<{
    id: string;
    player_id: string;
    asking: number;
    given: string;
    elapsed_ms: number;
  }>('select id, player_id, asking, given, elapsed_ms from show_answers where run_id = $1', [runId]);
  const shows = await db.query<{ file: unknown }>(
    'select s.file from show_runs r join shows s on s.id = r.show_id where r.id = $1',
    [runId],
  );
  const file = ShowFile.parse(shows.rows[0]?.file);
  const wanted = await db.query<{ asking: number; cue: number }>(
    `select asking, (detail->>'cueIndex')::int as cue from show_events where run_id = $1 and kind = 'asked'`,
    [runId],
  );
  const cueOf = new Map(wanted.rows.map((row) => [row.asking, file.cues[row.cue]]));
  const saved = new Set(rows.map((row) => row.id));
  const once = new Set(rows.map((row) => `${row.asking}:${row.player_id}`));
  const points = new Map<string, number>();
  for (const row of rows) {
    const cue = cueOf.get(row.asking);
    if (cue?.kind !== 'question' || !('right' in cue.question) || cue.question.right !== row.given) continue;
    const earned = pointsFor(file.rules, cue.seconds, row.elapsed_ms);
    points.set(row.player_id, (points.get(row.player_id) ?? 0) + earned);
  }
  return {
    rows: rows.length,
    lost: acked.filter((answer) => !saved.has(answer.answerId)).length,
    doubled: rows.length - once.size,
    unequalPoints: players.filter((player) => pointsShown(player) !== (points.get(player.playerId) ?? 0)).length,
  };
}
