import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { loadShow } from '../show/load-show.ts';

const showsDir = fileURLToPath(new URL('../../content/shows/', import.meta.url));

/** The demo holds a launch show and an award show, ready to run. SPEC D3, H1. */
export async function seedShows(app: App, contest: CachedContest): Promise<void> {
  for (const file of (await readdir(showsDir)).sort()) {
    if (!file.endsWith('.json')) continue;
    const loaded = await loadShow(app, contest, await readFile(`${showsDir}${file}`, 'utf8'), 'demo');
    assert(loaded.ok, `the demo show ${file} can be loaded: ${JSON.stringify(loaded)}`);
  }
}
