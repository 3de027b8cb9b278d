import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import type { House } from '../app-parts.ts';
import type { HouseContest } from '../contest/contests.ts';
import { programPath } from '../platform/programs.ts';
import { loadShow } from '../show/load-show.ts';

const showsDir = programPath('server/content/shows/');

/** The demo holds a launch show and an award show, ready to run. SPEC D3, H1. */
export async function seedShows(house: House, contest: HouseContest): Promise<void> {
  for (const file of (await readdir(showsDir)).sort()) {
    if (!file.endsWith('.json')) continue;
    const loaded = await loadShow(house, contest, await readFile(`${showsDir}${file}`, 'utf8'), 'demo');
    assert(loaded.ok, `the demo show ${file} can be loaded: ${JSON.stringify(loaded)}`);
  }
}
