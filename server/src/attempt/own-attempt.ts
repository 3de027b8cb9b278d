import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { House } from '../app-parts.ts';
import type { HeldAttempt } from './open-attempts.ts';

/** The sender's own attempt, open or submitted. SPEC A2, W4. */
export async function findOwnAttempt(
  house: House,
  contestantId: string,
  attemptId: string,
): Promise<Result<HeldAttempt>> {
  const attempt = await house.attempts.get(attemptId);
  if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
  if (attempt.row.contestant_id !== contestantId) return refuse({ code: 'attempt_not_yours' });
  return accept(attempt);
}
