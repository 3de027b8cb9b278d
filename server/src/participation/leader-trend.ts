import type { LeaderTrend } from '@hoithi/shared/contract/unit-leader';
import { roundPhase } from '@hoithi/shared/rules/round';
import { dayMs, startOfVietnamDay } from '@hoithi/shared/rules/vietnam-time';
import type { CachedRound } from '../contest/contests.ts';
import type { UnitTree } from '../contest/unit-tree.ts';
import type { UnitTrendRow } from './unit-trend-sql.ts';

export type TrendInput = {
  units: UnitTree;
  unitCode: string;
  round: CachedRound;
  rows: readonly UnitTrendRow[];
  previous: { round: CachedRound; rows: readonly UnitTrendRow[] } | null;
  /** How many there are by now, so that the last point is as fresh as the figure above it. */
  peopleNow: number;
  nowMs: number;
};

const hourMs = 3_600_000;

/** People of a unit and those below it, counted up by hour and day beside the round before. SPEC U12. */
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

  /** Up to the end of a stretch of time; the stretch that is going on is told as it stands now. */
  const pointAt = (atMs: number, lengthMs: number) => {
    const untilMs = atMs + lengthMs;
    const goingOn = open && atMs <= nowMs && nowMs < untilMs;
    const beforeOver = before === null || atMs - shiftMs >= before.round.closesAtMs;
    return {
      atMs,
      persons: atMs > nowMs ? null : Math.max(sum(own, untilMs), goingOn ? peopleNow : 0),
      before: beforeOver ? null : sum(before.hours, untilMs - shiftMs),
    };
  };
  const stretch = (fromMs: number, toMs: number, lengthMs: number) =>
    Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / lengthMs)) }, (_, i) =>
      pointAt(fromMs + i * lengthMs, lengthMs),
    );
  const todayMs = startOfVietnamDay(nowMs);
  return {
    previous: before?.round.rules.label ?? null,
    days: stretch(firstDayMs, round.closesAtMs, dayMs),
    hours: open ? stretch(todayMs, todayMs + dayMs, hourMs) : null,
    citizens: own.citizens,
  };
}

/** Hours in their order, each with the people up to its end. */
type Risen = { hours: number[]; people: number[]; citizens: boolean };

/** How many had come before an instant. */
function sum({ hours, people }: Risen, untilMs: number): number {
  let low = 0;
  let high = hours.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hours[middle] as number) < untilMs) low = middle + 1;
    else high = middle;
  }
  return people[low - 1] ?? 0;
}

/** Rows never change once read, so hundreds of leaders share one roll-up of them. */
const rolledUp = new WeakMap<readonly UnitTrendRow[], { units: UnitTree; byUnit: Map<string, Risen> }>();

const nobodyYet: Risen = { hours: [], people: [], citizens: false };

function peopleBelow(units: UnitTree, rows: readonly UnitTrendRow[], unitCode: string): Risen {
  let kept = rolledUp.get(rows);
  if (kept?.units !== units) {
    kept = { units, byUnit: rollUpHours(units, rows) };
    rolledUp.set(rows, kept);
  }
  return kept.byUnit.get(unitCode) ?? nobodyYet;
}

function rollUpHours(units: UnitTree, rows: readonly UnitTrendRow[]): Map<string, Risen> {
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

function countUp(people: ReadonlyMap<number, number>, citizens: boolean): Risen {
  let sum = 0;
  const hours = [...people.keys()].sort((a, b) => a - b);
  return { hours, people: hours.map((hour) => (sum += people.get(hour) ?? 0)), citizens };
}
