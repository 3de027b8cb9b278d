import type { OwnRound } from '@hoithi/shared/contract/contestant';
import type { RoundCard } from '@hoithi/shared/contract/public';

/** The one thing the contest page offers, or the reason why it cannot. */
export type Entry =
  | { is: 'sign-in' }
  | { is: 'enrol' }
  | { is: 'continue' }
  | { is: 'elsewhere' }
  | { is: 'start'; round: RoundCard; attemptsLeft: number | null }
  | { is: 'done'; round: RoundCard; next: RoundCard | null; used: number }
  | { is: 'cooling'; nextAtMs: number }
  | { is: 'not-yet'; round: RoundCard }
  | { is: 'over' };

/** The round a page is about: the open one, else the next to open, else the last. */
export function currentRound(rounds: RoundCard[]): RoundCard | null {
  return (
    rounds.find((round) => round.phase === 'open') ??
    rounds.find((round) => round.phase === 'scheduled') ??
    rounds.at(-1) ??
    null
  );
}

export type Standing = {
  signedIn: boolean;
  enrolled: boolean;
  attemptOpen: boolean;
  elsewhere: boolean;
  mine: OwnRound[];
  nowMs: number;
};

/** Chooses what the page offers. The server decides again when it is used. Units: epoch ms, server's clock. */
export function chooseEntry(rounds: RoundCard[], standing: Standing): Entry {
  const round = currentRound(rounds);
  if (!round || (round.phase !== 'open' && round.phase !== 'scheduled')) return { is: 'over' };
  if (!standing.signedIn) return { is: 'sign-in' };
  if (standing.elsewhere) return { is: 'elsewhere' };
  if (standing.attemptOpen) return { is: 'continue' };
  if (!standing.enrolled) return { is: 'enrol' };
  if (round.phase === 'scheduled') return { is: 'not-yet', round };
  const own = standing.mine.find((one) => one.roundId === round.roundId);
  if (own && own.attemptsLeft === 0) {
    const next = rounds.find(({ phase }) => phase === 'scheduled') ?? null;
    return { is: 'done', round, next, used: own.attemptsUsed };
  }
  if (own?.nextAttemptAtMs && own.nextAttemptAtMs > standing.nowMs)
    return { is: 'cooling', nextAtMs: own.nextAttemptAtMs };
  return { is: 'start', round, attemptsLeft: own?.attemptsLeft ?? null };
}
