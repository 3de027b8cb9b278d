import type { LeaderTrend } from '@hoithi/shared/contract/unit-leader';
import { roundPhase } from '@hoithi/shared/rules/round';
import { dayMs, startOfVietnamDay } from '@hoithi/shared/rules/vietnam-time';
import type { CachedRound } from '../contest/contests.ts';
import type { UnitTree } from '../contest/unit-tree.ts';
import type { UnitTrendRow } from './unit-figures-sql.ts';

export type TrendInput = {
  units: UnitTree;
  unitCode: string;
  round: CachedRound;
  rows: readonly UnitTrendRow[];
  previous: { round: CachedRound; rows: readonly UnitTrendRow[] } | null;
  /** How many there are now, so that the last point equals the figure above it. */
  peopleNow: number;
  nowMs: number;
};

const hourMs = 3_600_000;

/** People of a unit and those below it, added up by hour and day, beside the round before. SPEC U12. */
export function viewTrend({
  units,
  unitCode,
  round,
  rows,
  previous,
  peopleNow,
  nowMs,
}: TrendInput): LeaderTrend | null {
  const phase = roundPhase(round, nowMs);
  if (phase === 'scheduled') return null;
  const open = phase === 'open';
  const own = peopleBelow(units, rows, unitCode);
  const before = previous && { ...previous, hours: peopleBelow(units, previous.rows, unitCode) };
  const firstDayMs = startOfVietnamDay(round.opensAtMs);
  const shiftMs = before ? firstDayMs - startOfVietnamDay(before.round.opensAtMs) : 0;

  /** Up to the end of a span of time; of the current one, up to now. */
  const pointAt = (atMs: number, lengthMs: number) => {
    const untilMs = atMs + lengthMs;
    const isCurrent = open && atMs <= nowMs && nowMs < untilMs;
    const beforeOver = before === null || atMs - shiftMs >= before.round.closesAtMs;
    return {
      atMs,
      persons: atMs > nowMs ? null : Math.max(sum(own, untilMs), isCurrent ? peopleNow : 0),
      before: beforeOver ? null : sum(before.hours, untilMs - shiftMs),
    };
  };
  const pointsOf = (fromMs: number, toMs: number, lengthMs: number) =>
    Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / lengthMs)) }, (_, i) =>
      pointAt(fromMs + i * lengthMs, lengthMs),
    );
  const todayMs = startOfVietnamDay(nowMs);
  return {
    previous: before?.round.label ?? null,
    days: pointsOf(firstDayMs, round.closesAtMs, dayMs),
    hours: open ? pointsOf(todayMs, todayMs + dayMs, hourMs) : null,
    citizens: own.citizens,
  };
}

/** Hours in order, each with the people up to its end. */
type Cumulated = { hours: number[]; people: number[]; citizens: boolean };

/** How many had taken part before an instant. */
function sum({ hours, people }: Cumulated, untilMs: number): number {
  let low = 0;
  let high = hours.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hours[middle] as number) < untilMs) low = middle + 1;
    else high = middle;
  }
  return people[low - 1] ?? 0;
}

/** Rows never change once read, so all leaders share one roll-up of them. */
const rolledUp = new WeakMap<readonly UnitTrendRow[], { units: UnitTree; byUnit: Map<string, Cumulated> }>();

const nobody: Cumulated = { hours: [], people: [], citizens: false };

function peopleBelow(units: UnitTree, rows: readonly UnitTrendRow[], unitCode: string): Cumulated {
  let known = rolledUp.get(rows);
  if (known?.units !== units) {
    known = { units, byUnit: rollUpHours(units, rows) };
    rolledUp.set(rows, known);
  }
  return known.byUnit.get(unitCode) ?? nobody;
}

function rollUpHours(units: UnitTree, rows: readonly UnitTrendRow[]): Map<string, Cumulated> {
  const byUnit = new Map<string, Map<number, number>>();
  const withCitizens = new Set<string>();
  for (const { unit_code, hour, persons, citizens } of rows) {
    for (const code of units.ancestorsOf(unit_code)) {
      const hours = byUnit.get(code) ?? new Map<number, number>();
      byUnit.set(code, hours);
      hours.set(hour, (hours.get(hour) ?? 0) + persons + citizens);
      if (citizens > 0) withCitizens.add(code);
    }
  }
  return new Map([...byUnit].map(([code, hours]) => [code, countUp(hours, withCitizens.has(code))]));
}

function countUp(people: ReadonlyMap<number, number>, citizens: boolean): Cumulated {
  let sum = 0;
  const hours = [...people.keys()].sort((a, b) => a - b);
  return { hours, people: hours.map((hour) => (sum += people.get(hour) ?? 0)), citizens };
}
