import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Decision } from '@hoithi/shared/rulebook/judge/decide';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { lockRound, readRoundEvents } from '../contest/round-events-sql.ts';
import { applyDecisions } from '../round/apply-decisions.ts';
import { madeDecisions, readDecisions } from '../round/decisions-sql.ts';
import { checkDecision } from './check-decision.ts';
import { type Deciding, saveDecision } from './save-decision.ts';

export type Wanted = { contest: CachedContest; round: CachedRound; decision: Decision; reason: string };

/** A decision on a round that has no standing yet: counts follow at once, and the first standing rests on it. SPEC F14. */
export async function decideBeforeStanding(
  app: Pick<App, 'clock' | 'db' | 'live'>,
  by: Deciding,
  { contest, round, decision, reason }: Wanted,
): Promise<Result<{ no: number }>> {
  const atMs = app.clock.nowMs();
  const done = await app.db.transaction(async (tx): Promise<Result<{ no: number; changed: string[] }>> => {
    await lockContest(tx, contest.contestId);
    await lockRound(tx, round.roundId); // settling waits for this transaction, or it is done already
    const events = await readRoundEvents(tx, [round.roundId]);
    if (events.some((event) => event.kind === 'settled'))
      return refuse({ code: 'round_phase', phase: roundPhase(round, atMs) });
    const before = await readDecisions(tx, contest.contestId);
    const checked = await checkDecision(tx, contest, round, decision, madeDecisions(before));
    if (!checked.ok) return checked;
    const no = (before.at(-1)?.no ?? 0) + 1;
    const saved = await saveDecision(tx, { contest, round, decision, reason, by, no, atMs, base: null });
    if (!saved) return refuse({ code: 'nothing_to_do' });
    const made = [...madeDecisions(before), { ...decision, no, atMs }];
    const changed = await applyDecisions(tx, contest, round, made, { actor: by.actor, atMs });
    return accept({ no, changed });
  });
  if (!done.ok) return done;
  for (const person of new Set(done.value.changed)) app.live.recount(contest.contestId, person);
  return accept({ no: done.value.no });
}
