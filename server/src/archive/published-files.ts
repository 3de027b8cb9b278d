import { readFile } from 'node:fs/promises';
import type { App } from '../app-parts.ts';
import { collectiveFileOf, restoreCollectiveFile } from '../collective/publish-collective.ts';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { restoreResultsFiles, resultsFilesOf } from '../round/publish-round.ts';

type Files = { db: Queries; publishedDir: string };
const everyMs = 60_000;

/** Published files of a contest that are not what the ledger says; one that is not there is none of them. SPEC B2e, F4, G10. */
export async function listChangedFiles(app: Files, contest: CachedContest): Promise<string[]> {
  const changed: string[] = [];
  const collective = await collectiveFileOf(app, contest);
  const files = collective ? [collective] : [];
  for (const round of contest.rounds) files.push(...(await resultsFilesOf(app, contest.slug, round)));
  for (const { path, text } of files) {
    const found = await readFile(path, 'utf8').catch(() => null);
    if (found !== null && found !== text) changed.push(path);
  }
  return changed;
}

/** Writes what is published from the ledger; a file that somebody changed is reported first. */
export async function restoreFiles(app: Files & Pick<App, 'log'>, contest: CachedContest): Promise<void> {
  await reportChanged(app, contest);
  await restoreResultsFiles(app, contest);
  await restoreCollectiveFile(app, contest);
}

async function reportChanged({ log, ...app }: Files & Pick<App, 'log'>, contest: CachedContest): Promise<boolean> {
  const first = await listChangedFiles(app, contest);
  if (first.length === 0) return false;
  const again = await listChangedFiles(app, contest); // one that is being published was neither before nor behind it
  const changed = first.filter((path) => again.includes(path));
  for (const path of changed)
    log.error(
      { contestId: contest.contestId, path },
      'a published file was changed; it is written anew from the ledger',
    );
  return changed.length > 0;
}

/** Looks at every published file each minute, and writes anew what somebody changed. SPEC B2e. */
export function watchPublishedFiles(app: Files & { contests: Contests; log: App['log'] }): {
  runNow(): Promise<void>;
  stop(): void;
} {
  let isRunning = false;
  async function runNow(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (const contest of app.contests.all()) if (await reportChanged(app, contest)) await restoreFiles(app, contest);
    } catch (fault) {
      app.log.warn({ err: fault }, 'published files could not be compared');
    } finally {
      isRunning = false;
    }
  }
  const timer = setInterval(() => void runNow(), everyMs);
  timer.unref();
  return { runNow, stop: () => clearInterval(timer) };
}
