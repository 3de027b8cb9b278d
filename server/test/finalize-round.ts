import { stepRound } from '../src/round/change-round.ts';
import type { TestApp } from './open-test-app.ts';

/** A settled round whose newest standing is finalized, as if people had confirmed it. */
export async function finalizeRound({ app }: Pick<TestApp, 'app'>, roundId: string): Promise<void> {
  const round = app.contests.byRound(roundId)?.round;
  if (!round || round.standingVersion === null) throw new Error('only a settled round is finalized');
  const detail = { standingVersion: round.standingVersion };
  if (!(await stepRound(app, round, { kind: 'finalized', detail }, 'test'))) throw new Error('not finalized');
}
