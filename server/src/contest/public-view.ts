import type { ContestCard, RoundCard } from '@hoithi/shared/contract/public';
import { liveCounterMode, publicCount } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { CachedContest, CachedRound } from './contests.ts';

export function viewContestCard(contest: CachedContest): ContestCard {
  const { rules } = contest;
  return {
    contestId: contest.contestId,
    slug: contest.slug,
    name: rules.meta.name,
    host: rules.meta.host,
    demo: contest.demo,
    questionCount: rules.questions.count,
    attemptSeconds: rules.time.attemptSeconds,
    pacing: rules.questions.pacing,
    questionSeconds: rules.time.questionSeconds,
    contact: rules.meta.contact,
  };
}

/** A round for everybody; `persons` only as the rules let the public see it. SPEC V3. */
export function viewRoundCard(contest: CachedContest, round: CachedRound, persons: number, nowMs: number): RoundCard {
  const phase = roundPhase(round, nowMs);
  return {
    ...roundHead(round, nowMs),
    persons: phase === 'scheduled' ? null : publicCount(persons, liveCounterMode(contest.rules, phase)),
  };
}

export function roundHead(round: CachedRound, nowMs: number): Omit<RoundCard, 'persons'> {
  return {
    roundId: round.roundId,
    ordinal: round.ordinal,
    label: round.rules.label,
    phase: roundPhase(round, nowMs),
    opensAtMs: round.opensAtMs,
    closesAtMs: round.closesAtMs,
    publishAtMs: round.publishAtMs,
  };
}

/** The round people look at: the open one, else the next to open when none has begun, else the latest begun. */
export function roundInFocus(contest: CachedContest, nowMs: number): CachedRound | null {
  const open = contest.rounds.find((round) => roundPhase(round, nowMs) === 'open');
  if (open) return open;
  const begun = contest.rounds.filter((round) => round.opensAtMs <= nowMs);
  return begun.at(-1) ?? contest.rounds[0] ?? null;
}
