import { createHash } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result } from '@hoithi/shared/contract/result';
import type { RosterList, RosterPreview, RosterUnit } from '@hoithi/shared/contract/unit-leader';
import { maskPhone } from '@hoithi/shared/rules/phone';
import type { RosterTable } from '@hoithi/shared/rules/units/read-roster-table';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { writeAudit } from '../platform/audit.ts';
import type { readRosterFile, UnitsOfFile } from './read-roster-file.ts';
import { type RosterRow, readRosters, replaceRosters } from './rosters-sql.ts';

type How = { write: boolean; unitForAll: string | null };
const problemsShown = 200;
const firstShown = 5;

/** Reads lists of units' people; with `write` the good rows replace the lists of their units. SPEC U15. */
export async function loadRosters(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'rosters'>,
  by: { actor: string },
  contest: CachedContest,
  file: Buffer,
  { write, unitForAll }: How,
): Promise<Result<RosterPreview>> {
  const { contestId } = contest;
  const given = await readUpload<typeof readRosterFile>({
    program: 'roster-worker',
    given: [file, unitsOfFile(contest), unitForAll],
    msMax: limits.fileReadMsMax,
  });
  const read = given ?? tooHeavy;
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
        before: { people: written.units.reduce((sum, unit) => sum + (unit.before ?? 0), 0) },
        after: { people: written.people },
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

/** What a thread needs to find the units of a file. */
export const unitsOfFile = ({ units }: CachedContest): UnitsOfFile => ({
  units: [...units.units.values()].map(({ code, name }) => ({ code, name })),
  merged: units.merged,
});

function preview(
  contest: CachedContest,
  { lines, problems, unknownColumns }: RosterTable,
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
    first: written
      ? []
      : lines.slice(0, firstShown).map(({ line, unitCode, name, phone }) => ({
          line,
          unit: contest.units.unitOf(unitCode)?.name ?? unitCode,
          name,
          phone: maskPhone(phone),
        })),
    unknownColumns,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    written,
  };
}
