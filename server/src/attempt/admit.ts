import type { StartAttempt } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';

/**
 * Whether a start is heard now or waits its turn; decided before any store is asked. A start that the round refuses
 * anyway does not wait. Nobody's clock runs in the waiting room: the attempt starts when it is let in. SPEC W5.
 */
export function admit(app: App, personId: string, message: StartAttempt): Result<null> {
  const round = app.contests.byRound(message.roundId)?.round;
  if (!round) return refuse({ code: 'not_found', what: 'round' });
  if (!message.practice && roundPhase(round, app.clock.nowMs()) !== 'open') return accept(null);
  const decided = app.admission.ask(personId);
  if (decided.kind === 'in') return accept(null);
  if (decided.kind === 'busy') return refuse({ code: 'busy', retryInMs: decided.retryInMs });
  const { ahead, estimateMs, pollInMs } = decided;
  return refuse({ code: 'waiting', ahead, estimateMs, pollInMs });
}
