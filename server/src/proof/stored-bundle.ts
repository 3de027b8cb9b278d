import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readDecisions } from '../round/decisions-sql.ts';
import { type BundleKind, writeBundle } from './bundle.ts';
import { bringLogUp } from './keep-log.ts';

type Deps = Pick<App, 'background' | 'clock' | 'contests' | 'db' | 'logKey' | 'publishedDir' | 'sequencer'>;
const making = new Map<string, Promise<void>>();

/**
 * The public bundle as a file beside the published results: made once for each state of the rounds, the rules and the decisions,
 * beside the answers, and then only read.
 *
 * Source  SPEC Z5.
 */
export async function storedBundle(app: Deps, contest: CachedContest): Promise<{ root: string; name: string }> {
  const steps = contest.rounds.reduce((sum, { seq }) => sum + seq, 0);
  const decided = (await readDecisions(app.db, contest.contestId)).at(-1)?.no ?? 0; // on an open round none is a step
  const name = `proof-${steps}-${contest.rulesVersion}-${decided}.gz`;
  const folder = join(app.publishedDir, contest.slug);
  const path = join(folder, name);
  if (!existsSync(path)) {
    const running = making.get(path) ?? make(app, contest, folder, name).finally(() => making.delete(path));
    making.set(path, running);
    await running;
  }
  return { root: app.publishedDir, name: `${contest.slug}/${name}` };
}

const make = (app: Deps, contest: CachedContest, folder: string, name: string): Promise<void> =>
  app.background.run(async (yieldIfDue) => {
    await bringLogUp(app, contest, yieldIfDue); // what was published just now is in it
    await storeBundle(app, contest, 'public', join(folder, name), yieldIfDue);
    for (const older of await readdir(folder))
      if (/^proof-[\d-]+\.gz$/.test(older) && older !== name) await rm(join(folder, older), { force: true });
  });

/** Writes a bundle to a file that is whole, or not there. */
export async function storeBundle(
  app: Pick<App, 'db' | 'clock'>,
  contest: CachedContest,
  kind: BundleKind,
  path: string,
  yieldIfDue?: () => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  await pipeline(
    Readable.from(writeBundle(app, contest, kind, yieldIfDue)),
    createGzip({ level: 6 }),
    createWriteStream(beside),
  );
  await rename(beside, path);
}
