import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { RoundCard } from '@hoithi/shared/contract/public';
import type { LeaderQuality, LeaderUnit, LeaderView } from '@hoithi/shared/contract/unit-leader';
import { liveCounterMode } from '@hoithi/shared/rules/public-count';
import { roundPhase } from '@hoithi/shared/rules/round';
import { missingPeople } from '@hoithi/shared/rules/units/count-targets';
import { describeQuality, qualityPersonsMin } from '@hoithi/shared/rules/units/describe-quality';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { roundInFocus, viewContestCard } from '../contest/public-view.ts';
import { rollUpUnits, type UnitCounts, unitsOfDay } from '../live/unit-figures.ts';
import { viewTrend } from './leader-trend.ts';
import { placeOf } from './peer-place.ts';
import type { UnitQualityRow, UnitTrendRow } from './unit-figures-sql.ts';

export type LeaderInput = {
  contest: CachedContest;
  /** The own unit's code, as the tree has it. */
  unitCode: string;
  unitCounts(roundId: string): UnitCounts;
  /** The round in focus, as everybody sees it. */
  card: RoundCard | null;
  trend(round: CachedRound): readonly UnitTrendRow[];
  quality(round: CachedRound): readonly UnitQualityRow[];
  roster: LeaderView['roster'];
  nowMs: number;
  version: number;
};

/**
 * What the leaders of one unit see: the own unit and those below it exactly, since they can count their people by hand
 * anyway; other units as the public does. Null: the contest has no such unit. SPEC U4, U10-U13, V3.
 */
export function viewLeader(input: LeaderInput): LeaderView | null {
  const { contest, unitCode, nowMs, version } = input;
  const round = roundInFocus(contest, nowMs);
  const phase = round ? roundPhase(round, nowMs) : 'scheduled';
  const mode = liveCounterMode(contest.rules, phase);
  const coarse = mode !== 'exact';
  const all = rollUpUnits(contest, round ? input.unitCounts(round.roundId) : new Map());
  const against = (unit: UnitParticipation): LeaderUnit => ({ ...unit, missing: missingPeople(unit) });
  const found = all.find((unit) => unit.code === unitCode);
  if (!found) return null;
  const shown = unitsOfDay(contest, all, vietnamDayOf(nowMs));
  const previous = round && contest.rounds.findLast((each) => each.ordinal < round.ordinal);
  return {
    version,
    serverNowMs: nowMs,
    contest: viewContestCard(contest),
    round: input.card,
    coarse,
    own: against(found),
    children: shown
      .filter((unit) => unit.parentCode === unitCode)
      .map(against)
      .sort(byNeed),
    place: mode === 'hidden' ? null : placeOf(shown, unitCode, coarse),
    trend:
      round &&
      viewTrend({
        units: contest.units,
        unitCode,
        round,
        rows: input.trend(round),
        previous: previous ? { round: previous, rows: input.trend(previous) } : null,
        peopleNow: found.persons + found.citizens,
        nowMs,
      }),
    quality: round && phase !== 'scheduled' ? qualityOf(input, round) : null,
    roster: input.roster,
  };
}

const collator = new Intl.Collator('vi');

/** Most people missing first, then the lowest rate; units without a target by rate, those without a headcount last. SPEC U10. */
function byNeed(a: LeaderUnit, b: LeaderUnit): number {
  if (a.rate === null || b.rate === null)
    return Number(a.rate === null) - Number(b.rate === null) || collator.compare(a.name, b.name);
  return (b.missing ?? 0) - (a.missing ?? 0) || a.rate - b.rate || collator.compare(a.name, b.name);
}

/** Sums over the own unit and those below it; nothing is added up before it may be shown. SPEC U13. */
function qualityOf({ contest, unitCode, quality, nowMs }: LeaderInput, round: CachedRound): LeaderQuality {
  const when = describeQuality(contest.rules, { phase: roundPhase(round, nowMs), settled: round.settled });
  if (when !== 'now') return { kind: 'later', until: when };
  const sums = { persons: 0, points: 0, allCorrect: 0 };
  for (const row of quality(round)) {
    if (!contest.units.ancestorsOf(row.unit_code).includes(unitCode)) continue;
    sums.persons += row.persons;
    sums.points += row.points;
    sums.allCorrect += row.all_correct;
  }
  if (sums.persons < qualityPersonsMin) return { kind: 'few', personsMin: qualityPersonsMin };
  return {
    kind: 'shown',
    persons: sums.persons,
    meanPoints: sums.points / sums.persons,
    pointsMax: contest.rules.questions.count * contest.rules.perQuestion,
    allCorrectPersons: sums.allCorrect,
  };
}
