import { createHash } from 'node:crypto';
import type { BroughtPreview, BroughtProblem, TableQuery } from '@hoithi/shared/contract/committee';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { maskPhone } from '@hoithi/shared/rules/phone';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { BroughtLine, BroughtOrder, BroughtTableRead } from '@hoithi/shared/rules/units/read-brought-table';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { writeAudit } from '../platform/audit.ts';
import { unitsOfFile } from '../units/load-rosters.ts';
import { appendTableLeaves } from './brought-leaves.ts';
import { appendList, readLists } from './lists-sql.ts';
import { listsOf } from './named-lists.ts';
import type { readBroughtFile } from './read-brought-file.ts';
import { readContestantsByPhone } from './subjects-sql.ts';
import { appendTable, type BroughtCell, readTableVersions } from './tables-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;
const problemsShown = 200;
const firstShown = 5;

/** A list that a population names, out of a table of phone numbers: shown first, saved as the next version. SPEC M22. */
export async function loadList(
  app: Deps,
  by: { actor: string },
  contest: CachedContest,
  list: string,
  { file, source, write }: { file: Buffer; source: string; write: boolean },
): Promise<Result<BroughtPreview>> {
  if (!listsOf(contest.rulebook).some(({ roster }) => roster === list))
    return refuse({ code: 'not_found', what: 'roster' });
  const order: BroughtOrder = { of: 'people', columns: [] };
  const read = await readFile(contest, file, order);
  if (!write || read.lines.length === 0) return accept(preview(read, order, false));
  const { contestId } = contest;
  await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    const before = (await readLists(tx, contestId)).find((each) => each.list === list);
    const atMs = app.clock.nowMs();
    const phones = read.lines.map(({ subject }) => subject);
    const version = await appendList(tx, contestId, { list, source, at_ms: atMs, actor: by.actor }, phones);
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'committee:list',
      object: list,
      detail: {
        ...{ version, source, leftOut: read.problems.length, file: hashOf(file) },
        before: { people: before?.people ?? null },
        after: { people: phones.length },
      },
    });
  });
  await reload(app, contest);
  return accept(preview(read, order, true));
}

/** The table part of a round with whose lines it names. */
export function tableOf(rulebook: Rulebook, round: OpenRound): BroughtOrder | null {
  const part = partOf(round, 'table');
  if (!part) return null;
  const standings = rulebook.standings.filter(
    ({ over }) => over.includes(round.id) || over.includes(round.series ?? ''),
  );
  const ofUnits = standings.some(
    ({ by, population }) =>
      by.kind === 'keys' && rulebook.populations.find(({ id }) => id === population)?.of === 'units',
  );
  return { of: ofUnits ? 'units' : 'people', columns: part.columns };
}

/**
 * Numbers of a round for its people or units: shown first, saved as the next signed version. A correction is a version too.
 *
 * Refuses  not_found, where the round has no table; round_phase before it opens and once it is settled.
 * Source   SPEC M23.
 */
export async function loadTable(
  app: Deps,
  by: { actor: string },
  { contest, round }: { contest: CachedContest; round: CachedRound },
  file: Buffer,
  { write, signedBy, dated, reason, source, complete }: TableQuery,
): Promise<Result<BroughtPreview>> {
  const order = tableOf(contest.rulebook, contest.settings(contest.rulesVersion, round.ordinal).round);
  if (!order) return refuse({ code: 'not_found', what: 'table' });
  const phase = roundPhase(round, app.clock.nowMs());
  if (phase === 'scheduled' || round.settled) return refuse({ code: 'round_phase', phase });
  const read = await findSubjects(app, contest, order, await readFile(contest, file, order));
  if (write !== 'true' || read.lines.length === 0) return accept(preview(read, order, false));
  const cells = read.lines.flatMap(({ subject, cells: own }): BroughtCell[] =>
    own.map(({ column, value }) => ({ column_id: column, subject: read.idOf.get(subject) ?? subject, value })),
  );
  await app.db.transaction(async (tx) => {
    await lockContest(tx, contest.contestId);
    const [before] = await readTableVersions(tx, round.roundId);
    const atMs = app.clock.nowMs();
    const table = { signed_by: signedBy, dated, reason, source, complete: complete === 'true', at_ms: atMs };
    const version = await appendTable(tx, round.roundId, { ...table, actor: by.actor }, cells);
    await appendTableLeaves(tx, contest, round);
    await writeAudit(tx, {
      contestId: contest.contestId,
      atMs,
      actor: by.actor,
      act: 'committee:table',
      object: `round ${round.ordinal}`,
      detail: {
        ...{ signedBy, dated, reason, source, complete: table.complete, lines: read.lines.length, file: hashOf(file) },
        before: { version: before?.version ?? null },
        after: { version },
      },
    });
  });
  await reload(app, contest);
  return accept(preview(read, order, true));
}

async function reload(app: Deps, { contestId }: CachedContest): Promise<void> {
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
}

async function readFile(contest: CachedContest, file: Buffer, order: BroughtOrder): Promise<BroughtTableRead> {
  const given = await readUpload<typeof readBroughtFile>({
    program: 'brought-worker',
    given: [file, order, unitsOfFile(contest)],
    msMax: limits.fileReadMsMax,
  });
  return given ?? tooHeavy;
}

/** People by their numbers; whoever is not enrolled is a problem of the line. */
async function findSubjects(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  { of }: BroughtOrder,
  read: BroughtTableRead,
): Promise<BroughtTableRead & { idOf: ReadonlyMap<string, string> }> {
  if (of === 'units') return { ...read, idOf: new Map() };
  const phones = read.lines.map(({ subject }) => subject);
  const found = await readContestantsByPhone(app.db, contest.contestId, phones);
  const idOf = new Map(found.map(({ id, phone }) => [phone ?? '', id]));
  const unknown = read.lines
    .filter(({ subject }) => !idOf.has(subject))
    .map(
      ({ line, subject }): BroughtProblem => ({
        ...{ line, column: null, problem: 'person_unknown', value: maskPhone(subject) },
      }),
    );
  return {
    ...read,
    idOf,
    lines: read.lines.filter(({ subject }) => idOf.has(subject)),
    problems: [...read.problems, ...unknown].toSorted((one, other) => one.line - other.line),
  };
}

function preview(
  { lines, problems, unknownColumns }: BroughtTableRead,
  { of, columns }: BroughtOrder,
  written: boolean,
): BroughtPreview {
  return {
    lines: lines.length,
    first: lines.slice(0, firstShown).map((each) => firstOf(each, of, columns)),
    columns: columns.map(({ label }) => label),
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    unknownColumns,
    written,
  };
}

const firstOf = ({ line, subject, cells }: BroughtLine, of: BroughtOrder['of'], columns: BroughtOrder['columns']) => ({
  line,
  subject: of === 'people' ? maskPhone(subject) : subject,
  cells: columns.map(({ id }) => cells.find(({ column }) => column === id)?.value ?? null),
});

const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex').slice(0, 16);
