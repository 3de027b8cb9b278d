import { createHash } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitGroupPreview, UnitGroupProblem } from '@hoithi/shared/contract/unit-group-table';
import { readUnitGroups } from '@hoithi/shared/rules/collective/read-unit-groups';
import { foldText } from '@hoithi/shared/rules/fold';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { readTable } from '../documents/read-table.ts';
import { writeAudit } from '../platform/audit.ts';
import { type By, findContest } from './judge-collective.ts';
import { appendUnitGroups } from './unit-groups-sql.ts';

const rowsShown = 500;
const problemsShown = 200;

/** Reads the organizer's table of groups within units; with `write` the good rows are saved. SPEC G3. */
export async function loadUnitGroups(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
  file: Buffer,
  write: boolean,
): Promise<Result<UnitGroupPreview>> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const contest = found.value;
  const groups = groupsRequested(contest);
  if (groups.size === 0) return refuse({ code: 'nothing_to_do' });
  const table = await readTable(file);
  const { lines, problems } =
    'problem' in table
      ? { lines: [], problems: [unreadFile(table.problem)] }
      : readUnitGroups(table.rows, { unitCodeOf: (code) => contest.units.unitOf(code)?.code ?? null, groups });
  const written = write && lines.length > 0;
  if (written) {
    await app.db.transaction(async (tx) => {
      await lockContest(tx, contestId);
      const atMs = app.clock.nowMs();
      await appendUnitGroups(tx, contestId, lines, atMs, by.actor);
      await writeAudit(tx, {
        contestId,
        atMs,
        actor: by.actor,
        act: 'collective:groups',
        object: createHash('sha256').update(file).digest('hex').slice(0, 16),
        detail: { lines: lines.length, leftOut: problems.length },
      });
    });
  }
  return accept({
    rows: lines
      .slice(0, rowsShown)
      .map((line) => ({ ...line, unitName: contest.units.unitOf(line.unitCode)?.name ?? '' })),
    rowCount: lines.length,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    written,
  });
}

/** Names of the groups that some award makes a condition, by their folded text. */
function groupsRequested(contest: CachedContest): ReadonlyMap<string, string> {
  return new Map(
    contest.rules.prizes.collective.flatMap(({ judging }) =>
      judging.by === 'committee' ? [] : judging.filter.mandatory.map(({ name }) => [foldText(name), name] as const),
    ),
  );
}

const unreadFile = (problem: string): UnitGroupProblem => ({
  line: 0,
  column: null,
  problem: problem === 'encoding_unread' ? 'encoding_unread' : 'spreadsheet_unread',
  value: '',
});
