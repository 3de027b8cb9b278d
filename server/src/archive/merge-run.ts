import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { readKnownContestants } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { placeShowVersion } from '../show/shows-sql.ts';
import { hasContest, insertRunOrigin } from './archive-sql.ts';
import { runCheck, showChecks } from './checks-sql.ts';
import { addRows, type Columns, Conflicting } from './import-contest.ts';
import { contestantNameKey, runTables } from './parts-sql.ts';
import { ArchiveRefused, checkArchive } from './read-archive.ts';
import type { Added } from './rows-sql.ts';
import type { ArchivedRow } from './tables-sql.ts';

export type Merged = Added & {
  runId: string;
  /** Players who are not registered here: they have only the name they joined by. */
  unlinked: number;
};
type Deps = { db: Database; clock: Clock };

/** What is known of the file's run while its rows are read. */
type IncomingRun = {
  runId: string | null;
  contestId: string | null;
  ended: boolean;
  unlinked: number;
  linkedPlayers: Set<string>;
};

class Refused extends Error {
  readonly code: 'contest' | 'run_open';
  constructor(code: 'contest' | 'run_open') {
    super(code);
    this.code = code;
  }
}

/**
 * Merges a run that was performed on a hall box into the installation its contest is from: run, events, players, answers,
 * nicknames, ids and all. It only adds, merging again changes nothing, and it records where the run comes from.
 *
 * Refuses  not_found: the contest is not of this installation; run_open: the run has not ended. Rows that differ from
 *          those that are here are listed as conflicts, and nothing is written then. Throws ArchiveRefused.
 * Source   SPEC B8, B9.
 */
export async function mergeRun({ db, clock }: Deps, path: string, actor: string): Promise<Result<Merged>> {
  const { header } = await checkArchive(path, 'run');
  const run: IncomingRun = { runId: null, contestId: null, ended: false, unlinked: 0, linkedPlayers: new Set() };
  try {
    const added = await db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      const brokenBefore = await countBroken(tx);
      const sum = await addRows(tx, path, runTables, (table, rows, columns) =>
        adaptRows(tx, run, table, rows, columns),
      );
      const { runId, contestId } = run;
      if (runId === null || contestId === null) throw new ArchiveRefused('damaged');
      if (!run.ended) throw new Refused('run_open');
      if (sum.conflicts.length > 0) throw new Conflicting(sum);
      if ((await countBroken(tx)) > brokenBefore) throw new ArchiveRefused('damaged'); // a whole file with impossible rows
      if (sum.added > 0) {
        const atMs = clock.nowMs();
        await insertRunOrigin(tx, { run_id: runId, installation_id: header.installationId, merged_at_ms: atMs, actor });
        const detail = { runId, installationId: header.installationId, added: sum.added };
        await writeAudit(tx, { contestId, atMs, actor, act: 'run:merge', object: `run ${header.about}`, detail });
      }
      return sum;
    });
    return accept({ ...added, runId: run.runId ?? '', unlinked: run.unlinked });
  } catch (fault) {
    if (fault instanceof Conflicting) {
      return accept({ ...fault.added, added: 0, runId: run.runId ?? '', unlinked: run.unlinked });
    }
    if (!(fault instanceof Refused)) throw fault;
    return refuse(fault.code === 'contest' ? { code: 'not_found', what: 'contest' } : { code: 'run_open' });
  }
}

/** How many checks of shows fail in this ledger. SPEC B2. */
async function countBroken(tx: Queries): Promise<number> {
  let count = 0;
  for (const check of showChecks) count += (await runCheck(tx, check))?.count ?? 0;
  return count;
}

async function adaptRows(
  tx: Queries,
  run: IncomingRun,
  table: string,
  rows: readonly ArchivedRow[],
  columns: Columns,
): Promise<ArchivedRow[]> {
  checkRows(run, table, rows, columns);
  if (table === 'shows') {
    if (!(await hasContest(tx, run.contestId))) throw new Refused('contest');
    return placeVersions(tx, rows, columns);
  }
  if (table === 'show_players') return linkPlayers(tx, run, rows, columns);
  return table === 'player_names' ? dropKnownNames(run, rows, columns) : [...rows];
}

/** Every row is of the one run that the file is about. */
function checkRows(run: IncomingRun, table: string, rows: readonly ArchivedRow[], { read }: Columns): void {
  for (const row of rows) {
    if (table === 'shows' || table === 'show_runs') {
      const contestId = read(row, 'contest_id');
      run.contestId ??= contestId;
      if (contestId !== run.contestId) throw new ArchiveRefused('damaged');
    }
    if (table === 'show_runs' && run.runId === null) run.runId = read(row, 'id');
    if (table === 'show_events' && read(row, 'kind') === 'ended') run.ended = true;
    const own = table === 'shows' ? run.runId : read(row, table === 'show_runs' ? 'id' : 'run_id');
    if (own !== run.runId) throw new ArchiveRefused('damaged');
  }
}

/**
 * A show that was loaded on the hall box only, while this installation gave its version number to another one, gets a
 * number below all others here: it never becomes the version that is opened next.
 */
async function placeVersions(
  tx: Queries,
  rows: readonly ArchivedRow[],
  { read, write }: Columns,
): Promise<ArchivedRow[]> {
  const placed: ArchivedRow[] = [];
  for (const row of rows) {
    const show = {
      id: read(row, 'id') ?? '',
      contestId: read(row, 'contest_id') ?? '',
      slug: read(row, 'slug') ?? '',
    };
    const version = String(await placeShowVersion(tx, { ...show, version: Number(read(row, 'version')) }));
    placed.push(write(row, 'version', version));
  }
  return placed;
}

/** A player stays linked to a contestant only where that contestant is registered in this contest here. SPEC B9. */
async function linkPlayers(
  tx: Queries,
  run: IncomingRun,
  rows: readonly ArchivedRow[],
  { read, write }: Columns,
): Promise<ArchivedRow[]> {
  const ids = rows.map((row) => read(row, 'contestant_id')).filter((id) => id !== null);
  const known = await readKnownContestants(tx, run.contestId ?? '', ids);
  return rows.map((row) => {
    const contestantId = read(row, 'contestant_id');
    if (contestantId === null) return row;
    if (known.has(contestantId)) {
      run.linkedPlayers.add(read(row, 'id') ?? '');
      return row;
    }
    run.unlinked += 1;
    return write(row, 'contestant_id', null);
  });
}

/** The name that travelled with a linked player is left out: the profile has it. SPEC B9. */
const dropKnownNames = (run: IncomingRun, rows: readonly ArchivedRow[], { read }: Columns): ArchivedRow[] =>
  rows.filter((row) => {
    const travelled = read(row, 'name_key')?.startsWith(contestantNameKey) ?? false;
    return !(travelled && run.linkedPlayers.has(read(row, 'player_id') ?? ''));
  });
