import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { readKnownContestants } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { placeShowVersion } from '../show/shows-sql.ts';
import { runCheck, showChecks } from './checks.ts';
import { contestantNameKey, runParts } from './hand-over.ts';
import { Conflicting } from './import-contest.ts';
import type { Added } from './insert-rows.ts';
import { ArchiveRefused, checkArchive } from './read-archive.ts';
import { type Hands, takePart } from './read-part.ts';
import { insertRunOrigin } from './run-origins-sql.ts';
import type { Line } from './snapshot.ts';

export type Merged = Added & {
  runId: string;
  /** Seats of people who are not registered here: they keep the name they sat under. */
  unlinked: number;
};
type Deps = { db: Database; clock: Clock };

/** The file's run as it comes in, and who of it is known here. */
type Coming = {
  runId: string | null;
  contestId: string | null;
  ended: boolean;
  unlinked: number;
  linkedPlayers: Set<string>;
};

/**
 * Merges a run that was performed in another house into the house its contest is from: run, events, seats, answers,
 * nicknames, ids and all. It only adds; twice gives the same; and it says where the run comes from.
 *
 * Refuses  not_found: the contest is not of this house; run_open: the run has not ended. Rows that differ from those that
 *          are here are listed as conflicts, and nothing is written then. Throws KeptFileRefused.
 * Source   SPEC B8, B9.
 */
export async function mergeRun({ db, clock }: Deps, path: string, actor: string): Promise<Result<Merged>> {
  const { header } = await checkArchive(path, 'run');
  const coming: Coming = { runId: null, contestId: null, ended: false, unlinked: 0, linkedPlayers: new Set() };
  class Refused extends Error {
    readonly code: 'contest' | 'run_open';
    constructor(code: 'contest' | 'run_open') {
      super(code);
      this.code = code;
    }
  }
  const allowed = new Set(runParts.map(([table]) => table));
  try {
    const added = await db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      const brokenBefore = await countBroken(tx);
      const sum = await takePart(tx, path, allowed, async (table, lines, hands) => {
        look(coming, table, lines, hands);
        if (table === 'shows' && !(await isOwnContest(tx, coming.contestId))) throw new Refused('contest');
        if (table === 'shows') return fitVersions(tx, lines, hands);
        return table === 'show_players' || table === 'player_names'
          ? fitPeople(tx, coming, table, lines, hands)
          : [...lines];
      });
      const { runId, contestId } = coming;
      if (runId === null || contestId === null) throw new ArchiveRefused('damaged');
      if (!coming.ended) throw new Refused('run_open');
      if (sum.conflicts.length > 0) throw new Conflicting(sum);
      if ((await countBroken(tx)) > brokenBefore) throw new ArchiveRefused('damaged'); // sound in form, not in what it tells
      if (sum.added > 0) {
        const atMs = clock.nowMs();
        await insertRunOrigin(tx, { run_id: runId, installation_id: header.installationId, merged_at_ms: atMs, actor });
        const detail = { runId, installationId: header.installationId, added: sum.added };
        await writeAudit(tx, { contestId, atMs, actor, act: 'run:merge', object: `run ${header.about}`, detail });
      }
      return sum;
    });
    return accept({ ...added, runId: coming.runId ?? '', unlinked: coming.unlinked });
  } catch (fault) {
    if (fault instanceof Conflicting) {
      return accept({ ...fault.added, added: 0, runId: coming.runId ?? '', unlinked: coming.unlinked });
    }
    if (!(fault instanceof Refused)) throw fault;
    return refuse(fault.code === 'contest' ? { code: 'not_found', what: 'contest' } : { code: 'run_open' });
  }
}

/** How many promises about shows are broken in this ledger. SPEC B2. */
async function countBroken(tx: Queries): Promise<number> {
  let count = 0;
  for (const check of showChecks) count += (await runCheck(tx, check))?.count ?? 0;
  return count;
}

/** Every row is of the one run that the file is about. */
function look(coming: Coming, table: string, lines: readonly Line[], { read }: Hands): void {
  for (const line of lines) {
    if (table === 'shows' || table === 'show_runs') {
      const contestId = read(line, 'contest_id');
      coming.contestId ??= contestId;
      if (contestId !== coming.contestId) throw new ArchiveRefused('damaged');
    }
    if (table === 'show_runs' && coming.runId === null) coming.runId = read(line, 'id');
    if (table === 'show_events' && read(line, 'kind') === 'ended') coming.ended = true;
    const own = table === 'shows' ? coming.runId : read(line, table === 'show_runs' ? 'id' : 'run_id');
    if (own !== coming.runId) throw new ArchiveRefused('damaged');
  }
}

async function isOwnContest(tx: Queries, contestId: string | null): Promise<boolean> {
  return (await tx.query('select 1 from contests where id = $1', [contestId])).length > 0;
}

/**
 * A show that was loaded in the other house only, while this house gave its number to another one, stands below all
 * others here: never the version that is opened next.
 */
async function fitVersions(tx: Queries, lines: readonly Line[], { read, write }: Hands): Promise<Line[]> {
  const fitted: Line[] = [];
  for (const line of lines) {
    const show = {
      id: read(line, 'id') ?? '',
      contestId: read(line, 'contest_id') ?? '',
      slug: read(line, 'slug') ?? '',
    };
    const version = String(await placeShowVersion(tx, { ...show, version: Number(read(line, 'version')) }));
    fitted.push(write(line, 'version', version));
  }
  return fitted;
}

/**
 * A seat keeps its contestant only when this house knows him in this contest; his name is in his profile then, and the
 * name that travelled with the seat is left out. SPEC B9.
 */
async function fitPeople(
  tx: Queries,
  coming: Coming,
  table: 'show_players' | 'player_names',
  lines: readonly Line[],
  { read, write }: Hands,
): Promise<Line[]> {
  if (table === 'player_names') {
    return lines.filter((line) => {
      const travelled = read(line, 'name_key')?.startsWith(contestantNameKey) ?? false;
      return !(travelled && coming.linkedPlayers.has(read(line, 'player_id') ?? ''));
    });
  }
  const ids = lines.map((line) => read(line, 'contestant_id')).filter((id) => id !== null);
  const known = await readKnownContestants(tx, coming.contestId ?? '', ids);
  return lines.map((line) => {
    const contestantId = read(line, 'contestant_id');
    if (contestantId === null) return line;
    if (known.has(contestantId)) {
      coming.linkedPlayers.add(read(line, 'id') ?? '');
      return line;
    }
    coming.unlinked += 1;
    return write(line, 'contestant_id', null);
  });
}
