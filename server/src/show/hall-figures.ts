import type { HallFigures } from '@hoithi/shared/contract/show';
import type { HouseContest } from '../contest/contests.ts';
import type { HeldRun } from './cached-run.ts';
import { unitLine } from './stage-view.ts';

const newestMax = 8;
const arrivals = new WeakMap<HeldRun, { seats: number; made: HallFigures['arrivals'] }>();

/** The hall in numbers. Arrivals are counted again only when somebody has come. SPEC H9. */
export function viewFigures(
  { run, contest, version }: { run: HeldRun; contest: HouseContest; version: number },
  counted: { connected: number; answered: number; playing: number },
): HallFigures {
  const known = arrivals.get(run);
  const made = known?.seats === run.seats.size ? known.made : countArrivals(run, contest);
  arrivals.set(run, { seats: run.seats.size, made });
  let still = run.seats.size - run.state.removed.size;
  if (run.file.rules.mode === 'elimination') {
    still = 0;
    for (const tally of run.tally.values()) if (tally.status === 'in') still += 1;
  }
  return {
    version,
    connected: counted.connected,
    seats: run.seats.size,
    in: still,
    answered: Math.min(counted.answered, counted.playing),
    playing: counted.playing,
    arrivals: made,
    newest: lastSeats(run, newestMax).map((seat) => ({ name: seat.name, unitName: unitLine(contest, seat.unitCode) })),
  };
}

/** The newest seats that were not removed, newest first. */
export function lastSeats(run: HeldRun, max: number) {
  const found = [];
  for (const seat of [...run.seats.values()].slice(-(max + run.state.removed.size)).reverse())
    if (!run.state.removed.has(seat.seatId) && found.length < max) found.push(seat);
  return found;
}

/** By the unit that stands on the map; without one, by the unit itself. */
function countArrivals(run: HeldRun, contest: HouseContest): HallFigures['arrivals'] {
  const { units } = contest.units;
  const persons = new Map<string | null, number>();
  const onMap = new Map<string, string>();
  for (const { unitCode } of run.seats.values()) {
    let code: string | null = null;
    if (unitCode !== null) {
      code = onMap.get(unitCode) ?? contest.units.lineOf(unitCode).find((each) => units.get(each)?.tile) ?? unitCode;
      onMap.set(unitCode, code);
    }
    persons.set(code, (persons.get(code) ?? 0) + 1);
  }
  return [...persons]
    .map(([unitCode, count]) => {
      const unit = unitCode === null ? null : contest.units.unitOf(unitCode);
      return { unitCode, unitName: unit?.name ?? null, tile: unit?.tile ?? null, persons: count };
    })
    .sort((a, b) => b.persons - a.persons);
}
