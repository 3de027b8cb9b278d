import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitGroupPreview } from '@hoithi/shared/contract/unit-group-table';
import { foldText } from '@hoithi/shared/rules/fold';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { appendUnitGroups } from '../contest/unit-groups-sql.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { writeAudit } from '../platform/audit.ts';
import { unitsOfFile } from '../units/load-rosters.ts';
import { findContest, forgetJudged } from './judge-collective.ts';
import type { readUnitGroupsFile } from './read-unit-groups-file.ts';

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
  const given = await readUpload<typeof readUnitGroupsFile>({
    program: 'unit-groups-worker',
    given: [file, unitsOfFile(contest), groups],
    msMax: limits.fileReadMsMax,
  });
  const { lines, problems, unknownColumns } = given ?? tooHeavy;
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
    forgetJudged(contest);
  }
  return accept({
    rows: lines
      .slice(0, rowsShown)
      .map((line) => ({ ...line, unitName: contest.units.unitOf(line.unitCode)?.name ?? '' })),
    rowCount: lines.length,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    unknownColumns,
    written,
  });
}

/** Names of the groups that some award makes a condition, by their folded text. */
function groupsRequested(contest: CachedContest): ReadonlyMap<string, string> {
  return new Map(
    contest.rulebook.standings.flatMap(({ by }) =>
      by.kind === 'formula' ? by.filter.mandatory.map(({ name }) => [foldText(name), name] as const) : [],
    ),
  );
}
