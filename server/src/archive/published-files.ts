import { readFile } from 'node:fs/promises';
import { maskName } from '@hoithi/shared/rules/mask-name';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { collectiveFileOf, restoreCollectiveFile } from '../collective/publish-collective.ts';
import type { CachedContest, Contests } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { restoreResultsFiles, resultsFilesOf } from '../round/publish-round.ts';

type Files = { db: Queries; publishedDir: string };
const everyMs = 60_000;

/** Published files of a contest that are not what the ledger says; one that is not there is none of them. SPEC B2e, F4, G10. */
export const listChangedFiles = async (app: Files, contest: CachedContest): Promise<string[]> =>
  (await findChanged(app, contest)).map(({ path }) => path);

type Changed = { path: string; inNamesAlone: boolean };

async function findChanged(app: Files, contest: CachedContest): Promise<Changed[]> {
  const changed: Changed[] = [];
  const collective = await collectiveFileOf(app, contest);
  const files = collective ? [collective] : [];
  for (const round of contest.rounds) files.push(...(await resultsFilesOf(app, contest, round)));
  for (const { path, text } of files) {
    const found = await readFile(path, 'utf8').catch(() => null);
    if (found !== null && found !== text)
      changed.push({ path, inNamesAlone: withoutNames(found) === withoutNames(text) });
  }
  return changed;
}

/** A file with its winners masked; what cannot be read stays as it is. */
function withoutNames(text: string): string {
  const read = NamedFile.safeParse(parseJson(text));
  if (!read.success) return text;
  return JSON.stringify({
    ...read.data,
    winners: read.data.winners.map((each) => ({ ...each, name: maskName(each.name) })),
  });
}

const NamedFile = z.looseObject({ winners: z.array(z.looseObject({ name: z.string() })) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // cut short
  }
}

/** Writes what is published from the ledger; a file that somebody changed is reported first. */
export async function restoreFiles(app: Files & Pick<App, 'log'>, contest: CachedContest): Promise<void> {
  await reportChanged(app, contest);
  await restoreResultsFiles(app, contest);
  await restoreCollectiveFile(app, contest);
}

async function reportChanged({ log, ...app }: Files & Pick<App, 'log'>, contest: CachedContest): Promise<boolean> {
  const first = await findChanged(app, contest);
  if (first.length === 0) return false;
  const again = await listChangedFiles(app, contest); // one that is being published was neither before nor behind it
  const changed = first.filter(({ path }) => again.includes(path));
  for (const { path, inNamesAlone } of changed) {
    const about = { contestId: contest.contestId, path };
    if (inNamesAlone)
      log.info(about, 'consents to names have changed; a published file is written anew'); // elsewhere
    else log.error(about, 'a published file was changed; it is written anew from the ledger');
  }
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
