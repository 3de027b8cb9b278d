import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import type { CommonFlags } from './flags.ts';
import { median } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import { openDemoHall } from './show/hall.ts';
import type { Leaving } from './stage/on-exit.ts';
import { startServer } from './stage/real-server.ts';

const shows = ['le-phat-dong', 'nhieu-dang-cau-hoi', 'le-trao-giai'];
/** After a step a picture enters for a moment; then it is measured for so long. */
const entersMs = 600;
const measuredMs = 3_000;
/** A show has an end; one that never comes to it is not driven on for ever. */
const stepsMax = 120;

/** Frames of one picture. Units: a second, ms. */
type Frames = { perSecond: number; longestMs: number };

/**
 * The pictures of the hall's screen in Chromium at 1920 × 1080: the content's shows are driven with 40 simulated players, and
 * after each step the frames that the browser draws are counted.
 */
export async function runScreen(flags: CommonFlags, leaving: Leaving): Promise<Outcome> {
  const log = (text: string): void => void process.stdout.write(`${text}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'hoithi-load-'));
  leaving.undo(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startServer(
    { databaseUrl: null, redisUrl: null, dataDir, logLevel: 'warn', profileDir: flags.profileDir, demo: true },
    leaving,
  );
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  leaving.undo(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const measured = new Map<string, Frames[]>();
  for (const name of shows) {
    log(`show ${name}`);
    const hall = await openDemoHall(server, name, 40);
    await page.goto(`${server.url}${(await hall.view()).screenPath}`);
    for (let step = 0; step < stepsMax; step++) {
      await pause(entersMs);
      const { run } = (await hall.view()).show;
      if (!run || run.stage.ended) break;
      const picture = nameOf(run.stage.cue);
      const frames = await countFrames(page);
      measured.set(picture, [...(measured.get(picture) ?? []), frames]);
      await hall.next();
    }
    hall.mc.close();
    hall.screen.close();
  }
  const still = await countFramesOf(page, 'about:blank');
  const lines: Line[] = [
    rowOf('an empty page, what this machine can draw at most', [still]),
    ...[...measured].map(([picture, frames]) => rowOf(picture, frames)),
  ];
  const notes = [
    `Frames a second, the median of the times that the picture was shown, and the longest time between two frames; ${measuredMs / 1000} s each.`,
    `Chromium ${browser.version()} without a graphics processor, on ${cpus().length} processors that server and browser share.`,
  ];
  return { report: { run: 'Screen', store: 'embedded store', lines, notes }, whole: measured.size > 0 };
}

const rowOf = (what: string, frames: readonly Frames[]): Line => ({
  what,
  figure: `${Math.round(median(frames.map(({ perSecond }) => perSecond)))}; longest ${Math.round(Math.max(...frames.map(({ longestMs }) => longestMs)))} ms`,
});

/** A cue and how far it is: `question, open`. */
function nameOf(cue: { kind: string; phase?: string; floor?: boolean; launchedAtMs?: number | null }): string {
  const state = cue.floor ? 'floor' : (cue.phase ?? (typeof cue.launchedAtMs === 'number' ? 'launched' : null));
  return state === null ? cue.kind : `${cue.kind}, ${state}`;
}

async function countFramesOf(page: Page, url: string): Promise<Frames> {
  await page.goto(url);
  return countFrames(page);
}

/** Runs in the page, whose globals these programs do not have. */
const countInPage = (forMs: number): string => `new Promise((resolve) => {
  const begunAt = performance.now();
  let last = begunAt;
  let frames = 0;
  let longestMs = 0;
  const onFrame = () => {
    const now = performance.now();
    frames += 1;
    longestMs = Math.max(longestMs, now - last);
    last = now;
    if (now - begunAt < ${forMs}) requestAnimationFrame(onFrame);
    else resolve({ perSecond: (frames * 1000) / (now - begunAt), longestMs });
  };
  requestAnimationFrame(onFrame);
})`;

const countFrames = (page: Page): Promise<Frames> => page.evaluate<Frames>(countInPage(measuredMs));
