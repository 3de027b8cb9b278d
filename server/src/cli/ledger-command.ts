import { parseArgs } from 'node:util';
import { exportPart } from '../archive/export-part.ts';
import { importContest } from '../archive/import-contest.ts';
import { mergeRun } from '../archive/merge-run.ts';
import { checkArchive } from '../archive/read-archive.ts';
import type { Added } from '../archive/rows-sql.ts';
import { type Verified, verifyLedger } from '../archive/verify.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { readContests } from '../contest/contests-sql.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import { readOpenRuns, readRun } from '../show/shows-sql.ts';
import { type Out, onlyFile, UsageError, withMigratedDatabase } from './run-command.ts';
import { checkWords, words } from './words.ts';

const actor = 'command';
type Deps = { db: Database; clock: Clock };

/** `ledger verify | export-contest | import-contest | export-run | merge`. SPEC B1-B3, B7-B9. */
export async function ledgerCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { json: { type: 'boolean' }, run: { type: 'string' }, contest: { type: 'string' } },
  });
  const [verb, ...rest] = positionals;
  if (verb === 'verify' && rest.length === 0) return verify(config, out, values.json ?? false);
  const path = onlyFile(rest);
  const { contest, run } = values;
  if (verb === 'export-contest' && contest !== undefined)
    return withClock(config, (deps) => exportContest(deps, out, contest, path));
  if (verb === 'export-run' && run !== undefined) return withClock(config, (deps) => exportRun(deps, out, run, path));
  if (verb === 'import-contest')
    return withClock(config, async (deps) => printAdded(await importContest(deps, path, actor), out));
  if (verb === 'merge') return withClock(config, (deps) => merge(deps, out, path));
  throw new UsageError();
}

/** true when the ledger is sound. */
function verify(config: Config, out: Out, json: boolean): Promise<boolean> {
  return withMigratedDatabase(config, async (db) => {
    const verified = await verifyLedger(db);
    if (json) out.printJson(verified);
    else printVerified(verified, out);
    return verified.sound;
  });
}

/** Prints what was checked, the hash of each table, and what is wrong. */
export function printVerified({ checked, trail, proof, findings, sound }: Verified, out: Out): void {
  out.print(words.checked(checked.promises, checked.submissions, checked.standings));
  const width = Math.max(...proof.tables.map((each) => each.table.length));
  for (const each of proof.tables) {
    out.printLine(`  ${each.table.padEnd(width)}  ${String(each.rows).padStart(10)}  ${each.hash}`);
  }
  out.print(words.rows(proof.rows));
  out.print(words.hash(proof.hash));
  if (trail.head !== null) out.print(words.trail(trail.entries, `${trail.head.seq} ${trail.head.hash}`));
  for (const { check, count, samples } of findings) {
    const [vi, en] = checkWords[check] ?? [check, check];
    const [places, placesEn] = words.found(count);
    out.print([`✗ ${check}: ${vi} (${places})`, `  ${en} (${placesEn})`]);
    for (const sample of samples) out.printLine(`    ${sample}`);
  }
  out.print(sound ? words.sound : words.unsound);
}

function withClock<T>(config: Config, work: (deps: Deps) => Promise<T>): Promise<T> {
  return withMigratedDatabase(config, async (db) => {
    const clock = await databaseClock(db);
    try {
      return await work({ db, clock });
    } finally {
      clock.stop();
    }
  });
}

async function exportContest(deps: Deps, out: Out, slug: string, path: string): Promise<boolean> {
  const contest = (await readContests(deps.db)).find((each) => each.slug === slug);
  if (contest) return writePart(deps, { kind: 'contest', id: contest.id, about: slug }, path, out);
  out.print(words.notFound(slug));
  return false;
}

async function exportRun(deps: Deps, out: Out, code: string, path: string): Promise<boolean> {
  const run = await readRun(deps.db, { code });
  if (!run) {
    out.print(words.notFound(code));
    return false;
  }
  if ((await readOpenRuns(deps.db, run.contest_id)).some((open) => open.id === run.id)) {
    out.print(words.runNotEnded);
    return false;
  }
  return writePart(deps, { kind: 'run', id: run.id, about: code }, path, out);
}

async function writePart(
  { db, clock }: Deps,
  part: { kind: 'contest' | 'run'; id: string; about: string },
  path: string,
  out: Out,
): Promise<boolean> {
  const { packed, done } = exportPart(db, { ...part, madeAtMs: clock.nowMs() });
  const written = await writeArchiveFile(path, packed, (beside) => checkArchive(beside, part.kind));
  if (written === false) {
    packed.destroy();
    await done.catch(() => undefined);
    out.print(words.fileExists(path));
    return false;
  }
  out.print(words.exported(path, (await done).rows));
  return true;
}

async function merge(deps: Deps, out: Out, path: string): Promise<boolean> {
  const merged = await mergeRun(deps, path, actor);
  if (!merged.ok) {
    out.print(merged.refusal.code === 'run_open' ? words.runNotEnded : words.contestUnknown);
    return false;
  }
  const isAdded = printAdded(merged.value, out);
  if (isAdded && merged.value.unlinked > 0) out.print(words.unlinked(merged.value.unlinked));
  return isAdded;
}

function printAdded({ added, same, conflicts }: Added, out: Out): boolean {
  if (conflicts.length === 0) {
    out.print(words.added(added, same));
    return true;
  }
  out.print(words.conflicts(conflicts.length));
  for (const { table, key, reason } of conflicts) out.printLine(`  ${table}  ${key}  ${reason}`);
  return false;
}
