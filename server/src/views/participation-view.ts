import type { ParticipationView, PeerPlace, UnitParticipation } from '@hoithi/shared/contract/participation';
import { liveCounterMode, publicCount } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { HouseContest } from '../house/contests.ts';
import type { ContestCounts } from '../ledger/counts.ts';
import { coarsenUnits } from './coarse-units.ts';
import { roundInFocus, viewContestCard, viewRoundCard } from './public-view.ts';
import { rollUpUnits, type UnitCounts } from './unit-figures.ts';

export type ParticipationInput = {
  contest: HouseContest;
  counts: ContestCounts;
  unitCounts(roundId: string): UnitCounts;
  nowMs: number;
  version: number;
};

/**
 * Participation for the hall, or for one unit's leader with the units below. While a prediction depends on the figures
 * they are floors, unless it is the leader's own unit, whose people the leader may count anyway. SPEC V3, C1, C2.
 */
export function viewParticipation(
  { contest, counts, unitCounts, nowMs, version }: ParticipationInput,
  unitCode: string | null,
): ParticipationView {
  const round = roundInFocus(contest, nowMs);
  const phase = round ? roundPhase(round, nowMs) : 'scheduled';
  const mode = liveCounterMode(contest.rules, phase);
  const coarse = round !== null && mode !== 'exact';
  const all = round ? rollUpUnits(contest, unitCounts(round.roundId)) : [];
  const own = round ? counts.byRound.get(round.roundId) : undefined;
  const floors = coarse && unitCode === null ? coarsenUnits(contest.rules, all, own?.roundPersons ?? 0) : null;
  const card = round && viewRoundCard(contest, round, own?.roundPersons ?? 0, nowMs);
  const upTo = contest.rounds.filter((each) => round !== null && each.ordinal <= round.ordinal);
  return {
    version,
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    round: card && floors && card.persons ? { ...card, persons: floors.people } : card,
    coarse,
    unitsCoarse: coarse && unitCode === null,
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
    units: unitCode !== null ? leaderUnits(all, unitCode) : mode === 'hidden' ? [] : hallUnits(floors?.units ?? all),
    targetRate: contest.rules.unitTargets[0]?.minRate ?? null,
    place: unitCode === null || mode === 'hidden' ? null : placeOf(all, unitCode, coarse),
  };
}

const hallUnits = (all: readonly UnitParticipation[]): UnitParticipation[] =>
  all.filter((unit) => unit.level === 'DISTRICT' || unit.level === 'AGENCY' || unit.level === 'BLOCK');

const leaderUnits = (all: readonly UnitParticipation[], code: string): UnitParticipation[] => [
  ...all.filter((unit) => unit.code === code),
  ...all.filter((unit) => unit.parentCode === code),
];

/** Floors with two significant digits; the rate follows the floor so that it tells no more. */
function coarsen(unit: UnitParticipation): UnitParticipation {
  const persons = publicCount(unit.persons, 'coarse')?.atLeast ?? 0;
  const citizens = publicCount(unit.citizens, 'coarse')?.atLeast ?? 0;
  const attempts = publicCount(unit.attempts, 'coarse')?.atLeast ?? 0;
  return {
    ...unit,
    persons,
    citizens,
    attempts,
    rate: unit.headcount === null || unit.headcount === 0 ? null : persons / unit.headcount,
  };
}

/** Among units of the same level under the same parent: 1 + how many have a higher rate, and who is next on either side. SPEC U5. */
export function placeOf(all: readonly UnitParticipation[], code: string, coarse = false): PeerPlace | null {
  const own = all.find((unit) => unit.code === code);
  const shown = (unit: UnitParticipation) => (coarse ? coarsen(unit) : unit);
  const ownRate = own ? shown(own).rate : null;
  if (!own || ownRate === null) return null;
  const peers = all
    .filter((unit) => unit.level === own.level && unit.parentCode === own.parentCode)
    .flatMap((unit) => {
      const { name, rate, headcount } = shown(unit);
      return rate === null || headcount === null ? [] : [{ name, rate, headcount }];
    });
  const ahead = peers.filter((peer) => peer.rate > ownRate).sort((a, b) => a.rate - b.rate);
  const behind = peers.filter((peer) => peer.rate < ownRate).sort((a, b) => b.rate - a.rate);
  return { rank: ahead.length + 1, of: peers.length, ahead: ahead[0] ?? null, behind: behind[0] ?? null };
}
