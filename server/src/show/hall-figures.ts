import type { HallFigures } from '@hoithi/shared/contract/show';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun, Player } from './cached-run.ts';
import { markOf } from './team-standing.ts';
import { unitPath } from './unit-path.ts';
import { isNamed, namingOf } from './wall-names.ts';

const newestMax = 8;
const arrivals = new WeakMap<CachedRun, { players: number; removed: number; made: HallFigures['arrivals'] }>();

/** The hall in numbers. Arrivals are counted again only after somebody has joined or was removed. SPEC H9, H18a. */
export function viewFigures(
  { run, contest, version }: { run: CachedRun; contest: CachedContest; version: number },
  counted: { connected: number; answered: number; playing: number },
): HallFigures {
  const known = arrivals.get(run);
  const [players, removed] = [run.players.size, run.state.removed.size];
  const isKnown = known?.players === players && known.removed === removed;
  const made = isKnown ? known.made : countArrivals(run, contest);
  arrivals.set(run, { players, removed, made });
  return {
    version,
    connected: counted.connected,
    players: run.countAll(),
    in: run.file.rules.mode === 'elimination' ? run.countStatus('in') : run.countAll(),
    answered: Math.min(counted.answered, counted.playing),
    playing: counted.playing,
    arrivals: made,
    newest: newestNames(run, contest),
  };
}

/** Of those whose names may stand on the wall. SPEC H40. */
function newestNames(run: CachedRun, contest: CachedContest): HallFigures['newest'] {
  if (namingOf(run).lobby === 'units') return [];
  const named = lastPlayers(run, newestMax, (player) => isNamed(run, player));
  return named.map(({ name, unitCode }) => ({
    name,
    unitName: unitPath(contest, unitCode),
    mark: unitCode === null ? null : markOf(contest, unitCode),
  }));
}

/** The newest players that were not removed and pass `may`, newest first. */
export function lastPlayers(run: CachedRun, max: number, may = (_player: Player): boolean => true): Player[] {
  const found: Player[] = [];
  for (const player of [...run.players.values()].reverse()) {
    if (found.length === max) break;
    if (!run.state.removed.has(player.playerId) && may(player)) found.push(player);
  }
  return found;
}

/** By the nearest unit above that is on the map; without one, by the unit itself. */
function countArrivals(run: CachedRun, contest: CachedContest): HallFigures['arrivals'] {
  const { units } = contest.units;
  const persons = new Map<string | null, number>();
  const onMap = new Map<string, string>();
  for (const { playerId, unitCode } of run.players.values()) {
    if (run.state.removed.has(playerId)) continue;
    let code: string | null = null;
    if (unitCode !== null) {
      code =
        onMap.get(unitCode) ?? contest.units.ancestorsOf(unitCode).find((each) => units.get(each)?.tile) ?? unitCode;
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
