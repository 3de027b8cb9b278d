import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { PublicParticipation, PublicUnit } from '@hoithi/shared/contract/public-participation';
import { liveCounterMode } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import { oneTarget } from '@hoithi/shared/rules/units/count-targets';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { roundHead, roundInFocus, viewContestCard } from '../contest/public-view.ts';
import type { ContestCounts } from '../live/counts-sql.ts';
import { rankUnits, rollUpUnits, type UnitCounts, unitsOfDay } from '../live/unit-figures.ts';
import { coarsenUnits } from './coarse-units.ts';

export type PublicInput = {
  contest: CachedContest;
  counts: ContestCounts;
  unitCounts(roundId: string): UnitCounts;
  nowMs: number;
  version: number;
};

/** Participation as anybody may see it, of every unit and level: the public page and the screen. SPEC U21, U22, C1, C2, V3. */
export function viewPublicParticipation({
  contest,
  counts,
  unitCounts,
  nowMs,
  version,
}: PublicInput): PublicParticipation {
  const round = roundInFocus(contest, nowMs);
  const mode = publicMode(contest, round, nowMs);
  const all = round ? rollUpUnits(contest, unitCounts(round.roundId)) : [];
  const people = round ? (counts.byRound.get(round.roundId)?.roundPersons ?? 0) : 0;
  const coarse = mode === 'coarse' ? coarsenUnits(contest.entrance, all, people) : null;
  const persons = mode === 'hidden' ? null : (coarse?.people ?? { atLeast: people, exact: true });
  const units = mode === 'hidden' ? [] : publishUnits(contest, coarse?.units ?? all, vietnamDayOf(nowMs));
  const begun = round !== null && nowMs >= round.opensAtMs;
  return {
    version,
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    round: round && { ...roundHead(round, nowMs), persons: begun ? persons : null },
    mode,
    counts: mode === 'exact' && round ? countsOf(contest, round, counts) : null,
    persons: begun ? persons : null,
    units,
    maps: contest.maps,
    targetRate: oneTarget(units),
  };
}

/** How figures of the round in focus may be shown now. SPEC V3. */
export const publicMode = (
  contest: CachedContest,
  round: CachedRound | null,
  nowMs: number,
): PublicParticipation['mode'] =>
  liveCounterMode(contest.rules, round === null ? 'scheduled' : roundPhase(round, nowMs));

function countsOf(contest: CachedContest, round: CachedRound, counts: ContestCounts): PublicParticipation['counts'] {
  const own = counts.byRound.get(round.roundId);
  const upTo = contest.rounds.filter((each) => each.ordinal <= round.ordinal);
  return {
    attempts: own?.attempts ?? 0,
    roundPersons: own?.roundPersons ?? 0,
    sumOfRoundPersons: upTo.reduce((sum, each) => sum + (counts.byRound.get(each.roundId)?.roundPersons ?? 0), 0),
    contestPersons: counts.contestPersons,
  };
}

/** By name, so that the order reveals nothing; units that do not exist today are listed only where people are counted. */
function publishUnits(contest: CachedContest, units: readonly UnitParticipation[], day: string): PublicUnit[] {
  return rankUnits(unitsOfDay(contest, units, day))
    .map(({ attempts: _attempts, headcountSource: _source, ...unit }) => unit)
    .sort((a, b) => names.compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
}

const names = new Intl.Collator('vi', { numeric: true });
