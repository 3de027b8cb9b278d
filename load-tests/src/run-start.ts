import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StartFlags } from './flags.ts';
import { startBareDatabase } from './measure/bare-database.ts';
import { listEmbeddedDatabase, readFamilyPss } from './measure/process-figures.ts';
import { mebibytes, ms } from './report/figures.ts';
import type { Outcome } from './report/report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log } from './stage/open-rig.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readyWithinMs = 120_000;
const nodeFlags = ['--max-semi-space-size=32', '--heap-growing-percent=100'];

type Started = { pid: number; bannerMs: number; pageMs: number; stop(): Promise<void> };

/** `npm start` on an empty folder and again on the one it made, beside its two parts alone. Source: SPEC D3; design 8. */
export async function runStart(_flags: StartFlags, leaving: Leaving): Promise<Outcome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hoithi-start-'));
  leaving.undo(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o711); // the database's own user passes through it, alone too

  log('the program alone');
  const importMs = await measureImport(dataDir);
  log('a first start, with the demo');
  const cold = await start(dataDir, leaving);
  const coldBytes = readFamilyPss(cold.pid);
  const database = listEmbeddedDatabase(cold.pid);
  await cold.stop();
  log('the database alone');
  const databaseMs = database === null ? null : await startBareDatabase(database, leaving);
  log('a later start');
  const later = await start(dataDir, leaving);
  const laterBytes = readFamilyPss(later.pid);
  await later.stop();

  const bareMs = importMs + (databaseMs ?? 0);
  const times = (figure: number): string => `${(figure / bareMs).toFixed(2)} ×`;
  return {
    whole: true,
    report: {
      run: 'start: embedded, with the demo contest',
      store: 'embedded PostgreSQL, no Redis',
      lines: [
        { what: 'first start: banner / the demo page served', figure: `${ms(cold.bannerMs)} / ${ms(cold.pageMs)} ms` },
        {
          what: 'later start: banner / the demo page served',
          figure: `${ms(later.bannerMs)} / ${ms(later.pageMs)} ms`,
        },
        { what: 'bare: importing the built server, to its refusal of a wrong setting', figure: `${ms(importMs)} ms` },
        {
          what: 'bare: the database on the same folder, to its first answer',
          figure: databaseMs === null ? 'not measured' : `${ms(databaseMs)} ms`,
        },
        {
          what: 'first / later start against both bare ones',
          figure: `${times(cold.pageMs)} / ${times(later.pageMs)}`,
        },
        {
          what: 'memory of server and database after the first / a later start (shared pages once)',
          figure: `${mebibytes(coldBytes)} / ${mebibytes(laterBytes)}`,
        },
      ],
      notes: [],
    },
  };
}

function spawnServer(dataDir: string, port: string): ChildProcess {
  const settings = {
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: '',
    DATABASE_URL: '',
    REDIS_URL: '',
    LOG_LEVEL: 'warn',
  };
  return spawn(process.execPath, [...nodeFlags, 'scripts/start.mjs', 'main'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings, DATA_DIR: dataDir },
  });
}

/** The whole program is imported before its settings are read: a wrong one ends it there. */
async function measureImport(dataDir: string): Promise<number> {
  const begunMs = performance.now();
  const child = spawnServer(dataDir, 'wrong');
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 1) throw new Error(`a server with a wrong setting ended with ${code}`);
  return performance.now() - begunMs;
}

/** From the start of the process to its banner, and until the demo contest and the page that shows it have been served. */
async function start(dataDir: string, leaving: Leaving): Promise<Started> {
  const begunMs = performance.now();
  const child = spawnServer(dataDir, '0');
  const stop = () => stopChild(child);
  leaving.undo(stop);
  const url = await waitForBanner(child);
  const bannerMs = performance.now() - begunMs;
  const site = (await (await fetch(`${url}/api/site`)).json()) as { value: { demoSlug: string } };
  for (const path of [`/c/${site.value.demoSlug}`, `/api/contests/${site.value.demoSlug}`]) {
    const page = await fetch(url + path);
    if (!page.ok) throw new Error(`${path} answered ${page.status}`);
    await page.arrayBuffer();
  }
  return { pid: child.pid ?? 0, bannerMs, pageMs: performance.now() - begunMs, stop };
}

function waitForBanner(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`no banner within ${readyWithinMs} ms\n${output}`)), readyWithinMs);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${output}`)));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const port = output.match(/(?:localhost|127\.0\.0\.1):(\d+)\/to-chuc\/vao#/)?.[1];
        if (!port) return;
        clearTimeout(timer);
        resolve(`http://127.0.0.1:${port}`);
      });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
