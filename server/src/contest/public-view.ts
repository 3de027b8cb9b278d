import { type Look, picturesOf } from '@hoithi/shared/contract/look';
import type { ContestCard, RoundCard } from '@hoithi/shared/contract/public';
import { shownLook } from '@hoithi/shared/rules/look-colours';
import { liveCounterMode, publicCount } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { CachedContest, CachedRound } from './contests.ts';

/** Whether anything of a look was chosen. */
const hasLook = (look: Look): boolean => picturesOf(look).length > 0 || look.colours !== null;

export function viewContestCard(contest: CachedContest): ContestCard {
  const { rules, rulebook } = contest;
  return {
    contestId: contest.contestId,
    slug: contest.slug,
    name: rulebook.meta.name,
    host: rulebook.meta.host,
    demo: contest.demo,
    questionCount: rules.questions.count,
    attemptSeconds: rules.time.limitSeconds,
    pacing: rules.questions.pacing,
    questionSeconds: rules.time.questionSeconds,
    contact: rulebook.meta.contact,
    ...(hasLook(contest.look) ? { look: shownLook(contest.look) } : {}),
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
    label: round.label,
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
