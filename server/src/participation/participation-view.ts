import type { ParticipationView, UnitParticipation } from '@hoithi/shared/contract/participation';
import { liveCounterMode } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import { oneTarget } from '@hoithi/shared/rules/units/count-targets';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { CachedContest } from '../contest/contests.ts';
import { roundInFocus, viewContestCard, viewRoundCard } from '../contest/public-view.ts';
import type { ContestCounts } from '../live/counts-sql.ts';
import { rollUpUnits, type UnitCounts, unitsOfDay } from '../live/unit-figures.ts';
import { coarsenUnits } from './coarse-units.ts';

export type ParticipationInput = {
  contest: CachedContest;
  counts: ContestCounts;
  unitCounts(roundId: string): UnitCounts;
  nowMs: number;
  version: number;
};

/** Participation for the hall. While a prediction depends on the figures they are floors. SPEC V3, C1, C2. */
export function viewParticipation({
  contest,
  counts,
  unitCounts,
  nowMs,
  version,
}: ParticipationInput): ParticipationView {
  const round = roundInFocus(contest, nowMs);
  const phase = round ? roundPhase(round, nowMs) : 'scheduled';
  const mode = liveCounterMode(contest.rules, phase);
  const coarse = round !== null && mode !== 'exact';
  const all = round ? rollUpUnits(contest, unitCounts(round.roundId)) : [];
  const own = round ? counts.byRound.get(round.roundId) : undefined;
  const floors = coarse ? coarsenUnits(contest.entrance, all, own?.roundPersons ?? 0) : null;
  const card = round && viewRoundCard(contest, round, own?.roundPersons ?? 0, nowMs);
  const units = mode === 'hidden' ? [] : hallUnits(unitsOfDay(contest, floors?.units ?? all, vietnamDayOf(nowMs)));
  const upTo = contest.rounds.filter((each) => round !== null && each.ordinal <= round.ordinal);
  return {
    version,
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    round: card && floors && card.persons ? { ...card, persons: floors.people } : card,
    coarse,
    counts:
      coarse || !round
        ? null
        : {
            attempts: own?.attempts ?? 0,
            roundPersons: own?.roundPersons ?? 0,
            sumOfRoundPersons: upTo.reduce(
              (sum, each) => sum + (counts.byRound.get(each.roundId)?.roundPersons ?? 0),
              0,
            ),
            contestPersons: counts.contestPersons,
          },
    units,
    targetRate: oneTarget(units),
  };
}

const hallUnits = (all: readonly UnitParticipation[]): UnitParticipation[] =>
  all.filter((unit) => unit.level === 'DISTRICT' || unit.level === 'AGENCY' || unit.level === 'BLOCK');
