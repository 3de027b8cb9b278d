import { randomInt, randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { SlipPreview, SlipReplaced } from '@hoithi/shared/contract/slip-views';
import { printSlipCode, slipCode, slipSymbols } from '@hoithi/shared/rules/slip-code';
import type { RosterTable } from '@hoithi/shared/rules/units/read-roster-table';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import type { PaperLanguage } from '../documents/print-values.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { writeAudit } from '../platform/audit.ts';
import { unitsOfFile } from '../units/load-rosters.ts';
import type { readRosterFile } from '../units/read-roster-file.ts';
import { closeSessionsOf } from '../web/sessions-sql.ts';
import { countSlips, insertSlips, type NewSlip, withdrawSlip } from './slips-sql.ts';
import type { printSlips } from './slips-worker.ts';

type SlipApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;
type By = { actor: string };
const problemsShown = 200;
const firstShown = 5;

export const newCode = (): string => slipCode(Array.from({ length: 8 }, () => randomInt(slipSymbols)));

/** Reads a list of people, of whom the file needs name and unit alone. SPEC S21. */
export async function readPeople(
  contest: CachedContest,
  file: Buffer,
  unitForAll: string | null,
): Promise<RosterTable> {
  const read = await readUpload<typeof readRosterFile>({
    program: 'roster-worker',
    given: [file, unitsOfFile(contest), unitForAll, false],
    msMax: limits.fileReadMsMax,
  });
  if (read === null) return tooHeavy;
  if (read.lines.length <= limits.slipsAtOnceMax) return read;
  const problem = { line: 0, column: null, problem: 'too_many_lines', value: String(read.lines.length) } as const;
  return { ...read, lines: [], problems: [problem] };
}

/** What would be made of a list, and how many slips its units have already. */
export async function previewSlips(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  { lines, problems, unknownColumns }: RosterTable,
): Promise<SlipPreview> {
  const counts = await countSlips(app.db, contest.contestId);
  const codes = [...new Set(lines.map(({ unitCode }) => unitCode))];
  const holding = (code: string) =>
    counts
      .filter((each) => each.unit_code === code && each.state !== 'withdrawn')
      .reduce((sum, { slips }) => sum + slips, 0);
  return {
    people: lines.length,
    units: codes.map((code) => ({
      code,
      name: nameOf(contest, code),
      people: lines.filter(({ unitCode }) => unitCode === code).length,
      before: holding(code),
    })),
    first: lines
      .slice(0, firstShown)
      .map(({ line, unitCode, name }) => ({ line, name, unit: nameOf(contest, unitCode) })),
    unknownColumns,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
  };
}

const nameOf = ({ units }: CachedContest, code: string): string => units.unitOf(code)?.name ?? code;

type Wanted = { format: 'slips' | 'sheet'; lang: PaperLanguage; origin: string };

/** Makes a slip for each person of a list. The codes stand in the file that comes back and nowhere else. SPEC S21. */
export async function makeSlips(
  app: SlipApp,
  by: By,
  contest: CachedContest,
  { lines }: RosterTable,
  { format, lang, origin }: Wanted,
): Promise<Result<Buffer>> {
  if (lines.length === 0) return refuse({ code: 'file_invalid', problems: [] });
  const slips = lines.map(
    ({ unitCode, name }): NewSlip => ({ id: randomUUID(), unitCode, name, code: newCode(), personId: null }),
  );
  const printed = slips.map(({ unitCode, name, code }) => ({
    unit: unitCode === null ? '' : nameOf(contest, unitCode),
    name,
    code: printSlipCode(code),
    address: `${origin}/c/${contest.slug}/dang-nhap/phieu#${code}`,
  }));
  // First the file: slips whose codes nobody has got would be of no use.
  const file = await typesetInWorker<typeof printSlips>({
    program: 'slips-worker',
    given: [format, printed, contest.rulebook.meta.name, lang],
    memoryMaxMb: 768,
  });
  await app.db.transaction(async (tx) => {
    const atMs = app.clock.nowMs();
    await insertSlips(tx, contest.contestId, atMs, slips);
    await writeAudit(tx, {
      ...{ contestId: contest.contestId, atMs, actor: by.actor, act: 'slips:make', object: contest.slug },
      detail: { slips: slips.length, units: new Set(slips.map(({ unitCode }) => unitCode)).size, format },
    });
  });
  return accept(file);
}

/**
 * Makes a new slip for whoever lost one or forgot the PIN, and ends the old one and every session that it opened. The new
 * one leads to the same person. SPEC S22.
 */
export async function replaceSlip(
  app: SlipApp,
  by: By,
  contest: CachedContest,
  slipId: string,
  reason: string,
): Promise<Result<SlipReplaced>> {
  const code = newCode();
  const done = await endSlip(app, by, contest, { slipId, reason, code });
  return done ? accept({ code: printSlipCode(code) }) : refuse({ code: 'not_found', what: 'slip' });
}

export async function withdrawOneSlip(
  app: SlipApp,
  by: By,
  contest: CachedContest,
  slipId: string,
  reason: string,
): Promise<Result<Record<string, never>>> {
  const done = await endSlip(app, by, contest, { slipId, reason, code: null });
  return done ? accept({}) : refuse({ code: 'not_found', what: 'slip' });
}

type Ending = { slipId: string; reason: string; code: string | null };

function endSlip(
  app: SlipApp,
  by: By,
  { contestId }: CachedContest,
  { slipId, reason, code }: Ending,
): Promise<boolean> {
  return app.db.transaction(async (tx) => {
    const atMs = app.clock.nowMs();
    const old = await withdrawSlip(tx, contestId, slipId, atMs);
    if (!old) return false;
    const id = randomUUID();
    if (code !== null)
      await insertSlips(
        tx,
        contestId,
        atMs,
        [{ id, unitCode: old.unit_code, name: old.name, code, personId: old.person_id }],
        old.at_desk,
      );
    if (old.person_id !== null) await closeSessionsOf(tx, old.person_id);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, object: `slip ${slipId}` },
      act: code === null ? 'slips:withdraw' : 'slips:replace',
      detail: { reason, ...(code === null ? {} : { by: id }) },
    });
    return true;
  });
}
