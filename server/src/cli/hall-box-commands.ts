import { packPart } from '../archive/hand-over.ts';
import { importContest } from '../archive/import-contest.ts';
import type { Added } from '../archive/insert-rows.ts';
import { mergeRun } from '../archive/merge-run.ts';
import { checkArchive } from '../archive/read-archive.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { readContests } from '../contest/contests-sql.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import { readOpenRuns, readRun } from '../show/shows-sql.ts';
import { type Out, withApp } from './run-command.ts';
import { words } from './words.ts';

/** Contests to a hall box, and runs back from it. SPEC B7-B9. */

const actor = 'command';

function withClock<T>(config: Config, work: (app: { db: Database; clock: Clock }) => Promise<T>): Promise<T> {
  return withApp(config, async (db) => {
    const clock = await databaseClock(db);
    try {
      return await work({ db, clock });
    } finally {
      clock.stop();
    }
  });
}

async function handOn(
  { db, clock }: { db: Database; clock: Clock },
  what: { kind: 'contest' | 'run'; id: string; about: string },
  path: string,
  out: Out,
): Promise<boolean> {
  const { packed, done } = packPart(db, { ...what, madeAtMs: clock.nowMs() });
  const written = await writeArchiveFile(path, packed, (beside) => checkArchive(beside, what.kind));
  if (written === false) {
    packed.destroy();
    await done.catch(() => undefined);
    out.say(words.fileThere(path));
    return false;
  }
  out.say(words.handedOn(path, (await done).rows));
  return true;
}

export const exportContest = (config: Config, out: Out, slug: string, path: string): Promise<boolean> =>
  withClock(config, async (app) => {
    const contest = (await readContests(app.db)).find((each) => each.slug === slug);
    if (contest) return handOn(app, { kind: 'contest', id: contest.id, about: slug }, path, out);
    out.say(words.notFound(slug));
    return false;
  });

export const exportRun = (config: Config, out: Out, code: string, path: string): Promise<boolean> =>
  withClock(config, async (app) => {
    const run = await readRun(app.db, { code });
    if (!run) out.say(words.notFound(code));
    else if ((await readOpenRuns(app.db, run.contest_id)).some((open) => open.id === run.id))
      out.say(words.runNotEnded);
    else return handOn(app, { kind: 'run', id: run.id, about: code }, path, out);
    return false;
  });

function sayAdded({ added, same, conflicts }: Added, out: Out): boolean {
  if (conflicts.length === 0) {
    out.say(words.merged(added, same));
    return true;
  }
  out.say(words.conflicts(conflicts.length));
  for (const { table, key, reason } of conflicts) out.sayAlike(`  ${table}  ${key}  ${reason}`);
  return false;
}

export const importContestFile = (config: Config, out: Out, path: string): Promise<boolean> =>
  withClock(config, async (app) => sayAdded(await importContest(app, path, actor), out));

export const mergeRunFile = (config: Config, out: Out, path: string): Promise<boolean> =>
  withClock(config, async (app) => {
    const merged = await mergeRun(app, path, actor);
    if (!merged.ok) {
      out.say(merged.refusal.code === 'run_open' ? words.runNotEnded : words.contestUnknown);
      return false;
    }
    const taken = sayAdded(merged.value, out);
    if (taken && merged.value.unlinked > 0) out.say(words.unlinked(merged.value.unlinked));
    return taken;
  });
