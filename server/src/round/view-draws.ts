import { drawNumbersShown, type PublicDraw } from '@hoithi/shared/contract/draws';
import type { CachedContest } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { type DrawRow, type DrawStepRow, readDrawSteps, readDraws } from './draws-sql.ts';
import { labelOf } from './label-lists.ts';

/** A draw with its steps; `over`: how it ended, if it has. */
export type KnownDraw = { row: DrawRow; steps: DrawStepRow[]; over: DrawStepRow | null };

/** Draws of a round, in the order in which they were named. */
export async function readKnownDraws(db: Queries, roundId: string): Promise<KnownDraw[]> {
  const rows = await readDraws(db, roundId);
  if (rows.length === 0) return [];
  const steps = await readDrawSteps(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const own = steps.filter(({ draw_id }) => draw_id === row.id);
    return { row, steps: own, over: own.find(({ kind }) => kind !== 'typed') ?? null };
  });
}

/** A draw as anybody may see it: what was frozen, what was named, what came of it; by numbers, without people. SPEC F41. */
export const viewDraw = (contest: Pick<CachedContest, 'rulebook'>, { row, over }: KnownDraw): PublicDraw => ({
  drawId: row.id,
  label: labelOf(contest, row.standing_id),
  rank: row.rank,
  state: over === null ? 'named' : over.kind === 'drawn' ? 'drawn' : 'off',
  ...{ people: row.people, listHash: row.list_hash, source: row.source, namedAtMs: row.at_ms },
  ...{ seed: over?.value ?? null, atMs: over?.at_ms ?? null },
  numbers: (over?.numbers ?? []).slice(0, drawNumbersShown),
  reason: over?.kind === 'off' ? over.reason : null,
});
