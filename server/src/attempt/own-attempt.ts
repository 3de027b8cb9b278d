import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedAttempt } from './open-attempts.ts';

/** The sender's own attempt, open or submitted. SPEC A2, W4. */
export async function findOwnAttempt(
  app: App,
  contestantId: string,
  attemptId: string,
): Promise<Result<CachedAttempt>> {
  const attempt = await app.attempts.get(attemptId);
  if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
  if (attempt.row.contestant_id !== contestantId) return refuse({ code: 'attempt_not_yours' });
  return accept(attempt);
}
