import { rankTeams, type TeamPlace } from '@hoithi/shared/rules/show/rank-show';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun, Standing } from './cached-run.ts';

export type TeamStanding = { places: readonly TeamPlace[]; of: ReadonlyMap<string, TeamPlace> };

const ranked = new WeakMap<Standing, TeamStanding>();
const marks = new WeakMap<CachedContest, ReadonlyMap<string, number>>();

/** Teams of a standing, ranked once for it: ten thousand phones read their own out of it. SPEC H13, H13a. */
export function teamStandingOf(run: CachedRun, contest: CachedContest, standing: Standing): TeamStanding {
  const known = ranked.get(standing);
  if (known) return known;
  const places = rankTeams(run.file, standing.places, (unitCode) => teamOf(run, contest, unitCode));
  const made = { places, of: new Map(places.map((place) => [place.team, place])) };
  ranked.set(standing, made);
  return made;
}

/** The unit that a player counts for: the own one, or the one above it of the level in the rules; null: none, or no teams. */
export function teamOf(run: CachedRun, contest: CachedContest, unitCode: string | null): string | null {
  const { teams } = run.file.rules;
  if (teams === null || unitCode === null || teams.level === null) return teams && unitCode;
  const { units } = contest.units;
  return contest.units.ancestorsOf(unitCode).find((code) => units.get(code)?.level === teams.level) ?? null;
}

/** The number of a unit among those of its level, by which its mark is drawn: it does not change when the board does. */
export function markOf(contest: CachedContest, unitCode: string): number {
  const known = marks.get(contest) ?? countByLevel(contest);
  marks.set(contest, known);
  return known.get(unitCode) ?? 0;
}

function countByLevel(contest: CachedContest): ReadonlyMap<string, number> {
  const next = new Map<string, number>();
  const made = new Map<string, number>();
  for (const [code, { level }] of contest.units.units) {
    const at = next.get(level) ?? 0;
    made.set(code, at);
    next.set(level, at + 1);
  }
  return made;
}
