import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Evidence } from '../archive/evidence.ts';
import { exportPart } from '../archive/export-part.ts';
import { importContest } from '../archive/import-contest.ts';
import { mergeRun } from '../archive/merge-run.ts';
import { checkArchive } from '../archive/read-archive.ts';
import type { Added } from '../archive/rows-sql.ts';
import { type Verified, verifyLedger } from '../archive/verify.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { Contests } from '../contest/contests.ts';
import { readContests } from '../contest/contests-sql.ts';
import { openLogKey } from '../log/log-key.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { rotateKeyFile } from '../log/rotate-key.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { BundleKind } from '../proof/bundle.ts';
import { continueLog } from '../proof/continue-log.ts';
import { storeBundle } from '../proof/stored-bundle.ts';
import { readOpenRuns, readRun } from '../show/shows-sql.ts';
import { type Out, onlyFile, UsageError, withMigratedDatabase } from './run-command.ts';
import { checkWords, continueRefusals, words } from './words.ts';

const actor = 'command';
const list = { type: 'string', multiple: true } as const;
type Deps = { db: Database; clock: Clock };

/** `ledger verify | bundle | rotate-key | continue-log | export-contest | import-contest | export-run | merge`. SPEC B1-B3, B7-B9, Z5, Z13, Z14. */
export async function ledgerCommand(argv: readonly string[], config: Config, out: Out): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      ...{ json: { type: 'boolean' }, run: { type: 'string' }, contest: { type: 'string' } },
      ...{ checkpoint: list, receipt: list, witness: list, inspector: { type: 'boolean' }, reason: { type: 'string' } },
    },
  });
  const [verb, ...rest] = positionals;
  if (verb === 'verify' && rest.length === 0) {
    const { checkpoint = [], receipt = [], witness = [] } = values;
    const given = { checkpoints: checkpoint, receipts: receipt, witnesses: witness };
    return verify(config, out, { json: values.json ?? false, given });
  }
  if (verb === 'rotate-key' && rest.length === 0) return rotateKey(config, out);
  if (verb === 'continue-log') return continueAfterRestore(config, out, rest, values);
  if (verb === 'bundle') return bundle(config, out, rest, values.inspector ? 'inspector' : 'public');
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

type ToVerify = { json: boolean; given: Evidence };

/** true when the ledger is sound. */
async function verify(config: Config, out: Out, { json, given }: ToVerify): Promise<boolean> {
  const evidence = {
    checkpoints: await Promise.all(given.checkpoints.map(textOf)),
    receipts: await Promise.all(given.receipts.map(textOf)),
    witnesses: await Promise.all(given.witnesses.map(textOf)),
  };
  return withMigratedDatabase(config, async (db) => {
    const verified = await verifyLedger(db, evidence, join(config.dataDir, 'published'));
    if (json) out.printJson(verified);
    else printVerified(verified, out);
    return verified.sound;
  });
}

/** What was given: the text of a file where there is one, else the text itself. */
async function textOf(given: string): Promise<string> {
  return (await stat(given).catch(() => null))?.isFile() ? readFile(given, 'utf8') : given;
}

/** Writes the proof bundle of a contest, as its log stands, to a file. Reading the inspector's is in the trail. SPEC Z5. */
function bundle(config: Config, out: Out, given: readonly string[], kind: BundleKind): Promise<boolean> {
  const [slug, path = `${slug}.${kind === 'public' ? '' : 'inspector.'}proof.gz`, ...more] = given;
  if (slug === undefined || more.length > 0) throw new UsageError();
  return withClock(config, async ({ db, clock }) => {
    const contests = new Contests(db);
    const contest = await contests.findBySlug(slug);
    const log = contest && (await readLog(db, contest.contestId));
    if (!contest || !log || !(await readCheckpoint(db, log))) {
      out.print(words.notFound(slug));
      return false;
    }
    if (existsSync(path)) {
      out.print(words.fileExists(path));
      return false;
    }
    if (kind === 'inspector')
      await writeAudit(db, {
        ...{ contestId: contest.contestId, atMs: clock.nowMs(), actor, act: 'bundle:read', object: slug },
        detail: { kind },
      });
    await storeBundle({ db, clock }, contest, kind, path);
    out.print(words.bundled(path, (await stat(path)).size, kind === 'inspector'));
    return true;
  });
}

/** Another key signs every log from here on, by the hand of the old one. SPEC Z13. */
function rotateKey(config: Config, out: Out): Promise<boolean> {
  return withClock(config, async ({ db, clock }) => {
    if (config.logKey !== null) {
      out.print(words.keyElsewhere);
      return false;
    }
    const old = await openLogKey(config.dataDir, null);
    const { before, now, logs } = await rotateKeyFile(config.dataDir, db, old, { actor, atMs: clock.nowMs() });
    out.print(words.keyRotated(logs));
    out.printLine(`- ${before}`);
    out.printLine(`+ ${now}`);
    return true;
  });
}

/** Opens the next log of a contest after a restore behind a known checkpoint. SPEC Z14. */
function continueAfterRestore(
  config: Config,
  out: Out,
  [slug, ...more]: readonly string[],
  { checkpoint, reason }: { checkpoint?: string[] | undefined; reason?: string | undefined },
): Promise<boolean> {
  const [given, ...others] = checkpoint ?? [];
  if (slug === undefined || given === undefined || !reason || more.length + others.length > 0) throw new UsageError();
  return withClock(config, async ({ db, clock }) => {
    const contest = await new Contests(db).findBySlug(slug);
    if (!contest) {
      out.print(words.notFound(slug));
      return false;
    }
    const note = await textOf(given);
    const logKey = await openLogKey(config.dataDir, config.logKey);
    const asked = { note: note.endsWith('\n') ? note : `${note}\n`, reason, actor };
    const done = await continueLog({ db, clock, logKey }, contest, asked);
    out.print(done.ok ? words.logContinued(done.origin) : continueRefusals[done.why]);
    return done.ok;
  });
}

/** Prints what was checked, the hash of each table, and what is wrong. */
export function printVerified({ checked, trail, log, proof, findings, sound }: Verified, out: Out): void {
  out.print(words.checked(checked.promises, checked.submissions, checked.standings));
  const width = Math.max(...proof.tables.map((each) => each.table.length));
  for (const each of proof.tables) {
    out.printLine(`  ${each.table.padEnd(width)}  ${String(each.rows).padStart(10)}  ${each.hash}`);
  }
  out.print(words.rows(proof.rows));
  out.print(words.hash(proof.hash));
  if (trail.head !== null) out.print(words.trail(trail.entries, `${trail.head.seq} ${trail.head.hash}`));
  out.print(words.leaves(log.leaves));
  for (const { kind, about, holds } of log.evidence) out.print(words.evidence(kind, about, holds));
  if (log.evidence.length === 0) out.print(words.noEvidence);
  for (const { check, count, samples } of findings) {
    const [vi, en] = checkWords[check] ?? [check, check];
    const [places, placesEn] = words.found(count);
    out.print([`✗ ${check}: ${vi} (${places})`, `  ${en} (${placesEn})`]);
    for (const sample of samples) out.printLine(`    ${sample}`);
  }
  if (!sound) out.print(words.unsound);
  else out.print(log.evidence.length === 0 ? words.consistent : words.sound);
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
