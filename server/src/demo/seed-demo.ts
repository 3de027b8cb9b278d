import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app-parts.ts';
import { readUnitFile } from '../contest/read-content.ts';
import { freezeRound, sealsAtMs } from '../contest/seal-round.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { programPath } from '../platform/programs.ts';
import { readBank } from '../questions/program-questions.ts';
import { demoRulebook } from './demo-rules.ts';
import { insertDemoRules, insertDemoTable } from './demo-sql.ts';
import { type Demo, type DemoContent, makeDemo } from './make-demo.ts';
import { copyStoredTables, dropStoredDemo, readStoredDemo, type StoredDemo } from './stored-demo-sql.ts';

const showsDir = programPath('server/content/shows');

/** Makes the demo contest and loads it with its times for now. SPEC D3, C3. */
export async function seedDemo(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Promise<void> {
  const stored = await readStoredDemo(app.db);
  const demo = stored ?? makeDemo(await readDemoContent());
  const startMs = app.clock.nowMs();
  await app.db.transaction(async (tx) => {
    await loadDemo(tx, demo, startMs);
    await dropStoredDemo(tx);
  });
  await sealOpened(app, demo.contestId, startMs);
  app.bus.publish('contest:changed', { contestId: demo.contestId });
}

/** What the rounds that have opened could draw, committed to as of then: the log begins with it. SPEC D3, Q21. */
async function sealOpened(app: Pick<App, 'contests' | 'db'>, contestId: string, startMs: number): Promise<void> {
  const contest = await app.contests.load(contestId);
  if (!contest) return;
  await app.db.transaction(async (tx) => {
    for (const round of contest.rounds.filter(({ opensAtMs }) => opensAtMs <= startMs))
      await freezeRound(tx, contest, round, { atMs: sealsAtMs(round), actor: 'demo' });
  });
  await app.contests.load(contestId);
}

/** Writes a demo that starts at an instant (epoch ms): its rows, and what depends on the clock beyond a shift of times. */
export async function loadDemo(tx: Queries, demo: Demo | StoredDemo, startMs: number): Promise<void> {
  const { contestId, slug } = demo;
  await setStatementTimeout(tx);
  if ('stored' in demo) await copyStoredTables(tx, demo.tables, startMs);
  else for (const table of demo.tables) await insertDemoTable(tx, table, startMs);
  await insertDemoRules(tx, contestId, demoRulebook(startMs), startMs);
  const entry = { contestId, atMs: startMs, actor: 'demo' };
  await writeAudit(tx, { ...entry, act: 'contest:create', object: slug, detail: { rulesVersion: 1 } });
  for (const show of demo.shows)
    await writeAudit(tx, { ...entry, act: 'show:load', object: `show ${show.slug}`, detail: { showId: show.id } });
}

/** The content that comes with the program and that the demo is made of. */
export async function readDemoContent(): Promise<DemoContent> {
  const names = (await readdir(showsDir)).filter((name) => name.endsWith('.json')).sort();
  const shows = await Promise.all(names.map((name) => readFile(join(showsDir, name), 'utf8')));
  return { bank: await readBank(), units: await readUnitFile('42'), shows };
}
