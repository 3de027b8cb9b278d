import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { unitLevels } from '@hoithi/shared/contract/unit-level';
import type { UnitDraft, UnitTablePreview, UnitTableRow } from '@hoithi/shared/contract/unit-table';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { lockContest, readUnits, upsertUnits } from '../contest/contests-sql.ts';
import { saveHeadcounts } from '../contest/headcounts-sql.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { writeAudit } from '../platform/audit.ts';
import type { readUnitFile } from './read-unit-file.ts';

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
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  if (contest.rounds.every((round) => round.settled)) return refuse({ code: 'not_allowed' });
  const known = await readUnits(app.db, contestId);
  const { preview, changes } = await readAgainst(known, file);
  if (!write || changes.length === 0) return accept(preview);

  const stored = await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    // Read in a thread without the lock: what others changed meanwhile is found here.
    if (!isDeepStrictEqual(await readUnits(tx, contestId), known)) return false;
    const atMs = app.clock.nowMs();
    await saveHeadcounts(tx, contestId, changes, atMs);
    await upsertUnits(tx, contestId, changes);
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'units:load',
      object: createHash('sha256').update(file).digest('hex').slice(0, 16),
      detail: {
        ...{ added: preview.counts.new, changed: preview.counts.changed, leftOut: preview.problemCount },
        ...headcountsOf(known, changes),
      },
    });
    return true;
  });
  if (!stored) return refuse({ code: 'unavailable' });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({ ...preview, written: true });
}

const headcountsInTrail = 100;
/** Headcounts of units that had another one, by code: prizes depend on them. */
function headcountsOf(known: readonly UnitDraft[], changes: readonly UnitTableRow[]) {
  const had = new Map(known.map(({ code, headcount }) => [code, headcount]));
  const moved = changes
    .filter(({ code, headcount }) => had.has(code) && had.get(code) !== headcount)
    .slice(0, headcountsInTrail);
  const before = Object.fromEntries(moved.map(({ code }) => [code, had.get(code) ?? null]));
  return { before, after: Object.fromEntries(moved.map(({ code, headcount }) => [code, headcount])) };
}

/** A file of units against those that are known, in a thread; what of it would change something. */
export async function readAgainst(known: readonly UnitDraft[], file: Buffer) {
  const given = await readUpload<typeof readUnitFile>({
    program: 'unit-table-worker',
    given: [file, known],
    msMax: limits.fileReadMsMax,
  });
  const { lines, problems, unknownColumns } = given ?? tooHeavy;
  const count = (change: (typeof lines)[number]['change']) => lines.filter((line) => line.change === change).length;
  const preview: UnitTablePreview = {
    rows: lines.slice(0, rowsShown),
    counts: { new: count('new'), changed: count('changed'), same: count('same') },
    newLevels: listNewLevels(lines, known),
    withoutHeadcount: lines.filter((line) => line.headcount === null).length,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    unknownColumns,
    written: false,
  };
  return { preview, changes: lines.filter((line) => line.change !== 'same') };
}

/** Levels in the organizer's own words that no unit of the contest had before. */
function listNewLevels(lines: readonly UnitTableRow[], known: readonly UnitDraft[]): string[] {
  const before = new Set<string>([...unitLevels, ...known.map((unit) => unit.level)]);
  return [...new Set(lines.map((line) => line.level))].filter((level) => !before.has(level));
}
