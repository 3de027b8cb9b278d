import type { FiguresQuery, FiguresReport } from '@hoithi/shared/contract/figures';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import { citizensApart } from '@hoithi/shared/rules/units/citizens-apart';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { findRound } from './change-round.ts';
import { viewFigures } from './figures-report.ts';
import { readRoundFigures } from './figures-sql.ts';

/** The figures of a round that has opened, for its organizer, with the act in the audit trail. SPEC C10, C18. */
export async function reportFigures(
  app: App,
  by: { actor: string; contestId: string | null },
  roundId: string,
  { lang, lowest, reason }: FiguresQuery,
  format: 'json' | 'xlsx' | 'pdf',
): Promise<Result<FiguresReport>> {
  const found = findRound(app, roundId, by.contestId);
  if (!found.ok) return found;
  const { contest, round } = found.value;
  const phase = roundPhase(round, app.clock.nowMs());
  if (phase === 'scheduled') return refuse({ code: 'round_phase', phase });
  const before = contest.rounds.find((each) => each.ordinal === round.ordinal - 1) ?? null;
  const { contestId, rules } = contest;
  const of = { contestId, round, before, rules, citizensApart: citizensApart(rules) };
  const figures = await readRoundFigures(app.db, of, () => app.clock.nowMs());
  await writeAudit(app.db, {
    contestId,
    atMs: figures.computedAtMs,
    actor: by.actor,
    act: 'figures:export',
    object: `round ${round.ordinal}`,
    detail: { format, lang, lowest, ...(reason === null ? {} : { reason }) },
  });
  return accept(viewFigures({ contest, round, figures, lowest }));
}
