import { atResolution } from '../../rules/elapsed.ts';
import type { CountedKey, RoundTime } from '../model/round.ts';
import { type OpenRound, partOf } from './expand-rounds.ts';
import type { AttemptFacts } from './facts.ts';

/** What one person did in one round. */
export type Sitting = {
  /** The attempt that counts; null: none does. */
  counted: AttemptFacts | null;
  attempts: number;
  perfectAttempts: number;
  /** When the person is looked at: the counted submission, or the last one. */
  atMs: number;
};

export const isPerfect = ({ wrong, blank }: Pick<AttemptFacts, 'wrong' | 'blank'>): boolean =>
  wrong === 0 && blank === 0;

/** The elapsed time of an attempt as the round compares it. Source: SPEC M7, T5. */
export function elapsedOf(attempt: AttemptFacts, { elapsed, resolution }: RoundTime): number {
  return atResolution(elapsed === 'submit' ? attempt.elapsedMs : attempt.elapsedToLastChangeMs, resolution);
}

/**
 * Everybody's sitting of one round. Attempts that were taken out are left aside; `asClosed` counts those that were taken out
 * after the close as they stood then.
 *
 * Source  SPEC M7.
 */
export function sitRound(round: OpenRound, attempts: readonly AttemptFacts[], asClosed: boolean): Map<string, Sitting> {
  const own = new Map<string, AttemptFacts[]>();
  for (const attempt of attempts) {
    const stands = attempt.voidedAtMs === null || (asClosed && attempt.voidedAtMs >= round.closesAtMs);
    if (!stands) continue;
    const list = own.get(attempt.personId);
    if (list) list.push(attempt);
    else own.set(attempt.personId, [attempt]);
  }
  return new Map([...own].map(([personId, list]) => [personId, sittingOf(round, list)]));
}

function sittingOf(round: OpenRound, attempts: readonly AttemptFacts[]): Sitting {
  const counted = countedAttempt(round, attempts);
  return {
    counted,
    attempts: attempts.length,
    perfectAttempts: attempts.filter(isPerfect).length,
    atMs: counted?.submittedAtMs ?? Math.max(...attempts.map(({ submittedAtMs }) => submittedAtMs)),
  };
}

/** The first by the round's keys, then by its number. The prediction is never looked at. Source: SPEC M7; domain (a4) 1. */
export function countedAttempt(
  round: Pick<OpenRound, 'counted' | 'time'>,
  attempts: readonly AttemptFacts[],
): AttemptFacts | null {
  const { by, completeOnly } = round.counted;
  const complete = completeOnly ? attempts.filter(({ blank }) => blank === 0) : attempts;
  const [first] = complete.toSorted((one, other) => {
    for (const key of by) {
      const difference = numberOf(key, one, round.time) - numberOf(key, other, round.time);
      if (difference !== 0) return key.order === 'least' ? difference : -difference;
    }
    return one.ordinal - other.ordinal;
  });
  return first ?? null;
}

function numberOf({ metric }: CountedKey, attempt: AttemptFacts, time: RoundTime): number {
  switch (metric) {
    case 'elapsed':
      return elapsedOf(attempt, time);
    case 'allRight':
      return isPerfect(attempt) ? 1 : 0;
    case 'submittedAt':
      return attempt.submittedAtMs;
    case 'startedAt':
      return attempt.startedAtMs;
    default:
      return attempt[metric];
  }
}

/** Whether a round's prediction takes an entry out of the standing that has none. Source: SPEC M8. */
export const isVoidWithoutPrediction = (round: OpenRound): boolean => partOf(round, 'prediction')?.missing === 'void';
