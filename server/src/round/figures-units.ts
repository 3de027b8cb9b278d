import type { BlockName, FiguresReport, FiguresUnit, Part } from '@hoithi/shared/contract/figures';
import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { isHeading, unitLevels } from '@hoithi/shared/contract/unit-level';
import { assert } from '@hoithi/shared/rules/assert';
import { percentOf } from '@hoithi/shared/rules/percent';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Headcount } from '../contest/headcounts-sql.ts';
import { rankUnits, rollUpUnits, type UnitCounts } from '../live/unit-figures.ts';

const collator = new Intl.Collator('vi');
type Counted = UnitParticipation & { rank: number | null };
type Headcounts = ReadonlyMap<string, Headcount>;

/**
 * Units of a round: in force on some day of it, or with people in it, each with the headcount of the close. Headings are
 * left out. SPEC C14, C20.
 */
function unitsOf(contest: CachedContest, round: CachedRound, counts: UnitCounts, headcounts: Headcounts): Counted[] {
  const [first, last] = [vietnamDayOf(round.opensAtMs), vietnamDayOf(round.closesAtMs)];
  return rankUnits(
    rollUpUnits(contest, counts)
      .map((unit) => withHeadcount(unit, headcounts.get(unit.code)))
      .filter(({ code, level, persons, citizens }) => {
        const unit = contest.units.units.get(code);
        const from = unit?.validFrom ?? null;
        const to = unit?.validTo ?? null;
        const inForce = (from === null || from <= last) && (to === null || first <= to);
        return !isHeading(level) && (inForce || persons + citizens > 0);
      }),
  );
}

const withHeadcount = (unit: UnitParticipation, own: Headcount | undefined): UnitParticipation =>
  own
    ? { ...unit, ...own, rate: own.headcount === null || own.headcount === 0 ? null : unit.persons / own.headcount }
    : unit;

/** Known levels from the province down, then the organizer's own by name. */
function byLevel(one: string, other: string): number {
  const placeOf = (level: string) => {
    const at = (unitLevels as readonly string[]).indexOf(level);
    return at < 0 ? unitLevels.length : at;
  };
  return placeOf(one) - placeOf(other) || collator.compare(one, other);
}

export function viewTakingPart(
  contest: CachedContest,
  round: CachedRound,
  counts: UnitCounts,
  headcounts: Headcounts,
): FiguresReport['takingPart'] {
  const units = unitsOf(contest, round, counts, headcounts);
  const part = (some: readonly Counted[]) =>
    percentOf(some.filter(({ persons, citizens }) => persons + citizens > 0).length, some.length);
  const levels = [...new Set(units.map((unit) => unit.level))].sort(byLevel);
  return {
    all: part(units),
    byLevel: levels.map((level) => ({ level, part: part(units.filter((unit) => unit.level === level)) })),
  };
}

/** Everybody once: by the block of the own unit, of a unit without one, without a unit. */
export function viewBlocks(contest: CachedContest, counts: UnitCounts, roundPersons: number): Part<BlockName>[] {
  const sums = new Map<string, { name: BlockName; persons: number; attempts: number }>();
  for (const [code, count] of counts) {
    const block = contest.units.blockOf(code);
    const name: BlockName = code === '' ? 'no-unit' : block === null ? 'no-block' : { block };
    const key = typeof name === 'string' ? name : `block ${name.block}`;
    const sum = sums.get(key) ?? { name, persons: 0, attempts: 0 };
    sum.persons += count.persons + count.citizens;
    sum.attempts += count.attempts;
    sums.set(key, sum);
  }
  const parts = [...sums.values()].filter((part) => part.persons > 0).sort((a, b) => byBlock(a.name, b.name));
  assert(parts.reduce((sum, part) => sum + part.persons, 0) === roundPersons, 'the blocks count everybody once');
  return parts.map((part) => ({ ...part, share: percentOf(part.persons, roundPersons) }));
}

function byBlock(one: BlockName, other: BlockName): number {
  if (typeof one !== 'string' && typeof other !== 'string') return collator.compare(one.block, other.block);
  const places = ['no-block', 'no-unit'];
  return (
    (typeof one === 'string' ? places.indexOf(one) : -1) - (typeof other === 'string' ? places.indexOf(other) : -1)
  );
}

/** The table of units and the lists made from it. Only a unit with a headcount is in a list. SPEC C15. */
export function viewUnits(
  contest: CachedContest,
  round: CachedRound,
  counts: UnitCounts,
  headcounts: Headcounts,
): Pick<FiguresReport, 'units' | 'unratedUnits' | 'full'> {
  const all = unitsOf(contest, round, counts, headcounts)
    .sort(
      (a, b) =>
        byLevel(a.level, b.level) ||
        (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) ||
        collator.compare(a.name, b.name) ||
        (a.code < b.code ? -1 : 1),
    )
    .map(viewUnit);
  const units = all.filter((unit) => unit.rate !== null);
  const byRate = [...units].sort((a, b) => compareRates(b, a));
  return {
    units,
    unratedUnits: all.filter((unit) => unit.rate === null),
    full: byRate.filter(isFull),
  };
}

/** As many of the lowest units as were asked for, and how many more share the rate of the last one; null: none. SPEC C15. */
export function lowestOf(units: readonly FiguresUnit[], count: number): FiguresReport['lowest'] {
  if (count === 0) return null;
  const below = units.filter((unit) => !isFull(unit)).sort(compareRates);
  const named = below.slice(0, count);
  const last = named.at(-1);
  return {
    units: named,
    tied: last ? below.slice(count).filter((unit) => compareRates(unit, last) === 0).length : 0,
  };
}

function viewUnit({ headcount, persons, ...unit }: Counted): FiguresUnit {
  const rated = headcount !== null && headcount > 0;
  return {
    code: unit.code,
    name: unit.name,
    level: unit.level,
    block: unit.block,
    headcount,
    headcountDate: unit.headcountDate,
    headcountSource: unit.headcountSource,
    persons,
    citizens: unit.citizens,
    attempts: unit.attempts,
    rate: rated ? percentOf(persons, headcount) : null,
    rank: unit.rank,
    over: rated && persons > headcount,
  };
}

const isFull = (unit: FiguresUnit): boolean => unit.headcount !== null && unit.persons >= unit.headcount;

/** By the exact ratio, not by the printed one: a/b against c/d is ad against cb. */
function compareRates(one: FiguresUnit, other: FiguresUnit): number {
  return one.persons * (other.headcount ?? 1) - other.persons * (one.headcount ?? 1);
}
