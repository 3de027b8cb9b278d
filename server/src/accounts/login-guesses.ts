import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { waitAfterGuessesMs } from '@hoithi/shared/rules/login-guesses';
import type { App } from '../app-parts.ts';
import { Busy } from '../platform/db/database.ts';
import { hashOf } from '../web/sessions-sql.ts';
import { countGuess, forgetGuesses, readGuesses } from './login-guesses-sql.ts';

/**
 * At what somebody guesses: a login from outside, the own account from inside a session, the PIN of a slip. They are counted
 * apart, so that strangers who guess at a login keep nobody from proving again who it is. SPEC I8, S22.
 */
export type GuessedAt = { login: string } | { accountId: string } | { slipId: string };

function keyOf(at: GuessedAt): string {
  if ('login' in at) return hashOf(`login:${at.login}`);
  return hashOf('slipId' in at ? `slip:${at.slipId}` : `proof:${at.accountId}`);
}
const triesMax = 10;

/**
 * Counts a guess before it is compared, so that guesses made at once are all counted; a right one is forgotten again by
 * `forgetGuess`. Answers how many there were with this one.
 *
 * Refuses  too_fast while one has to wait; nothing is counted then.
 * Source   SPEC I8.
 */
export async function takeGuess(app: Pick<App, 'db'>, at: GuessedAt, nowMs: number): Promise<Result<number>> {
  const key = keyOf(at);
  for (let tries = 0; tries < triesMax; tries++) {
    const before = await readGuesses(app.db, key);
    const retryInMs = before === null ? 0 : before.last_at_ms + waitAfterGuessesMs(before.wrong) - nowMs;
    if (retryInMs > 0) return refuse({ code: 'too_fast', retryInMs });
    if (await countGuess(app.db, key, before, nowMs)) return accept((before?.wrong ?? 0) + 1);
  }
  throw new Busy('too many guess at one login at the same instant');
}

export const forgetGuess = (app: Pick<App, 'db'>, at: GuessedAt): Promise<unknown> => forgetGuesses(app.db, keyOf(at));
