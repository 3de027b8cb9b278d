import { createHash } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { unitLevels } from '@hoithi/shared/contract/unit-level';
import type { UnitDraft, UnitTablePreview, UnitTableProblem, UnitTableRow } from '@hoithi/shared/contract/unit-table';
import { readUnitTable, type TableRow } from '@hoithi/shared/rules/units/read-unit-table';
import type { App } from '../app-parts.ts';
import { lockContest, readUnits, upsertUnits } from '../contest/contests-sql.ts';
import { readTable } from '../documents/read-table.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';

type By = { actor: string; contestId: string | null };
const rowsShown = 500;
const problemsShown = 200;

/** Reads a table of units against the contest's own; with `write` the good rows are saved. SPEC U1-U3. */
export async function loadUnits(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
  file: Buffer,
  write: boolean,
): Promise<Result<UnitTablePreview>> {
  const contest = app.contests.byId(contestId);
  if (!contest || (by.contestId !== null && by.contestId !== contestId))
    return refuse({ code: 'not_found', what: 'contest' });
  if (contest.rounds.every((round) => round.settled)) return refuse({ code: 'not_allowed' });
  const rows = await readTable(file);
  if ('problem' in rows) return accept(emptyPreview(rows));
  if (!write) return accept(await readAgainst(app.db, contestId, rows.rows).then((read) => read.preview));

  const written = await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    const { preview, changes } = await readAgainst(tx, contestId, rows.rows);
    await upsertUnits(tx, contestId, changes);
    await writeAudit(tx, {
      contestId,
      atMs: app.clock.nowMs(),
      actor: by.actor,
      act: 'units:load',
      object: createHash('sha256').update(file).digest('hex').slice(0, 16),
      detail: { added: preview.counts.new, changed: preview.counts.changed, leftOut: preview.problemCount },
    });
    return { ...preview, written: true };
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept(written);
}

async function readAgainst(db: Queries, contestId: string, rows: readonly TableRow[]) {
  const known = new Map((await readUnits(db, contestId)).map((unit) => [unit.code, unit]));
  const { lines, problems } = readUnitTable(rows, known);
  const count = (change: (typeof lines)[number]['change']) => lines.filter((line) => line.change === change).length;
  const preview: UnitTablePreview = {
    rows: lines.slice(0, rowsShown),
    counts: { new: count('new'), changed: count('changed'), same: count('same') },
    newLevels: listNewLevels(lines, known),
    withoutHeadcount: lines.filter((line) => line.headcount === null).length,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    written: false,
  };
  return { preview, changes: lines.filter((line) => line.change !== 'same') };
}

/** Levels in the organizer's own words that no unit of the contest had before. */
function listNewLevels(lines: readonly UnitTableRow[], known: ReadonlyMap<string, UnitDraft>): string[] {
  const before = new Set<string>([...unitLevels, ...[...known.values()].map((unit) => unit.level)]);
  return [...new Set(lines.map((line) => line.level))].filter((level) => !before.has(level));
}

const emptyPreview = ({ problem }: { problem: UnitTableProblem['problem'] }): UnitTablePreview => ({
  rows: [],
  counts: { new: 0, changed: 0, same: 0 },
  withoutHeadcount: 0,
  newLevels: [],
  problems: [{ line: 0, column: null, problem, value: '' }],
  problemCount: 1,
  written: false,
});
