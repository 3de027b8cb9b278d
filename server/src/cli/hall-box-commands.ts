import { packPart } from '../archive/hand-over.ts';
import { importContest } from '../archive/import-contest.ts';
import type { Added } from '../archive/insert-rows.ts';
import { mergeRun } from '../archive/merge-run.ts';
import { checkKept } from '../archive/read-archive.ts';
import { writeKeptFile } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import { readContests } from '../contest/contests-sql.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { databaseClock } from '../platform/clock/database-clock.ts';
import type { Database } from '../platform/db/database.ts';
import { readOpenRuns, readRun } from '../show/shows-sql.ts';
import { type Out, withHouse } from './run-command.ts';
import { words } from './words.ts';

/** Contests to a hall box, and runs back from it. SPEC B7-B9. */

const actor = 'command';

function withClock<T>(config: Config, work: (house: { db: Database; clock: Clock }) => Promise<T>): Promise<T> {
  return withHouse(config, async (db) => {
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
  const written = await writeKeptFile(path, packed, (beside) => checkKept(beside, what.kind));
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
  withClock(config, async (house) => {
    const contest = (await readContests(house.db)).find((each) => each.slug === slug);
    if (contest) return handOn(house, { kind: 'contest', id: contest.id, about: slug }, path, out);
    out.say(words.notFound(slug));
    return false;
  });

export const exportRun = (config: Config, out: Out, code: string, path: string): Promise<boolean> =>
  withClock(config, async (house) => {
    const run = await readRun(house.db, { code });
    if (!run) out.say(words.notFound(code));
    else if ((await readOpenRuns(house.db, run.contest_id)).some((open) => open.id === run.id))
      out.say(words.runNotEnded);
    else return handOn(house, { kind: 'run', id: run.id, about: code }, path, out);
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
  withClock(config, async (house) => sayAdded(await importContest(house, path, actor), out));

export const mergeRunFile = (config: Config, out: Out, path: string): Promise<boolean> =>
  withClock(config, async (house) => {
    const merged = await mergeRun(house, path, actor);
    if (!merged.ok) {
      out.say(merged.refusal.code === 'run_open' ? words.runNotEnded : words.contestUnknown);
      return false;
    }
    const taken = sayAdded(merged.value, out);
    if (taken && merged.value.unlinked > 0) out.say(words.unlinked(merged.value.unlinked));
    return taken;
  });
