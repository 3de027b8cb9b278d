import { createHash } from 'node:crypto';
import { accept, type Result } from '@hoithi/shared/contract/result';
import type { RosterList, RosterPreview, RosterUnit } from '@hoithi/shared/contract/unit-leader';
import { type RosterTable, readRosterTable } from '@hoithi/shared/rules/units/read-roster-table';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readTable } from '../documents/read-table.ts';
import { writeAudit } from '../platform/audit.ts';
import { type RosterRow, readRosters, replaceRosters } from './rosters-sql.ts';

type How = { write: boolean; unitForAll: string | null };
const problemsShown = 200;

/** Reads lists of units' people; with `write` the good rows replace the lists of their units. SPEC U15. */
export async function loadRosters(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'rosters'>,
  by: { actor: string },
  contest: CachedContest,
  file: Buffer,
  { write, unitForAll }: How,
): Promise<Result<RosterPreview>> {
  const { contestId } = contest;
  const table = await readTable(file);
  const read = 'problem' in table ? unread(table.problem) : readRosterTable(table.rows, codeOf(contest), unitForAll);
  if (!write || read.lines.length === 0) return accept(preview(contest, read, await app.rosters.of(contest), false));
  const shown = await app.db.transaction(async (tx) => {
    const before = new Map((await readRosters(tx, contestId)).map((row) => [row.unit_code, row]));
    const atMs = app.clock.nowMs();
    await replaceRosters(tx, contestId, atMs, read.lines);
    const written = preview(contest, read, before, true);
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'roster:load',
      object: createHash('sha256').update(file).digest('hex').slice(0, 16),
      detail: {
        units: written.units.map((unit) => unit.code).slice(0, 200),
        people: written.people,
        leftOut: written.problemCount,
      },
    });
    return written;
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept(shown);
}

/** Which units have a list, for the organizer. */
export async function listRosters(app: Pick<App, 'rosters'>, contest: CachedContest): Promise<Result<RosterList>> {
  const rows = [...(await app.rosters.of(contest)).values()];
  return accept({
    rosters: rows.map(({ unit_code, people, loaded_at_ms }) => ({
      code: unit_code,
      name: contest.units.unitOf(unit_code)?.name ?? unit_code,
      people,
      loadedAtMs: loaded_at_ms,
    })),
  });
}

const codeOf = (contest: CachedContest) => (code: string) => contest.units.unitOf(code)?.code ?? null;

function unread(problem: (RosterTable['problems'][number] | { problem: string })['problem']): RosterTable {
  const known = problem === 'spreadsheet_unread' || problem === 'encoding_unread' ? problem : 'quotes_unread';
  return { lines: [], problems: [{ line: 0, column: null, problem: known, value: '' }] };
}

function preview(
  contest: CachedContest,
  { lines, problems }: RosterTable,
  before: ReadonlyMap<string, RosterRow>,
  written: boolean,
): RosterPreview {
  const peopleOf = new Map<string, number>();
  for (const { unitCode } of lines) peopleOf.set(unitCode, (peopleOf.get(unitCode) ?? 0) + 1);
  const units: RosterUnit[] = [...peopleOf].map(([code, people]) => ({
    code,
    name: contest.units.unitOf(code)?.name ?? code,
    people,
    before: before.get(code)?.people ?? null,
  }));
  return {
    units,
    people: lines.length,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    written,
  };
}
