import type { ListedUnit } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { readUnits } from '../contest/contests-sql.ts';
import { countEnrolledByUnit } from '../people/people-sql.ts';

const collator = new Intl.Collator('vi');

/** Every entry of a contest's unit list, merged ones too, with how many people chose it. SPEC U3, U8. */
export async function listUnits(
  app: Pick<App, 'contests' | 'db'>,
  by: By,
  contestId: string,
): Promise<Result<{ units: ListedUnit[]; mayChange: boolean }>> {
  const contest = app.contests.byId(contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  const people = await countEnrolledByUnit(app.db, contestId);
  const rows = await readUnits(app.db, contestId);
  const units = rows.map(({ tile: _tile, ...unit }) => ({
    ...unit,
    path: contest.units.pathOf(unit.code),
    mergedInto: contest.units.merged.get(unit.code) ?? null,
    people: people.get(unit.code) ?? 0,
  }));
  units.sort((a, b) => collator.compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
  return accept({ units, mayChange: contest.rounds.some((round) => !round.settled) });
}
