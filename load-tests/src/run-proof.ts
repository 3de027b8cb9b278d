import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { gatherInside, type Inside } from './crowd/inside.ts';
import { openTally } from './crowd/tally.ts';
import type { ProofFlags } from './flags.ts';
import { type LatencyFigures, measureLatency } from './measure/latency.ts';
import { readPeakRss } from './measure/process-figures.ts';
import { latencyOf, mebibytes } from './report/figures.ts';
import type { Outcome } from './report/report.ts';
import { fillLedger } from './stage/fill-ledger.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRig } from './stage/open-rig.ts';
import {
  enterAsOrganizer,
  makeContest,
  openOrganizer,
  type Stage,
  shortRules,
  takeOrganizerCookie,
} from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import { type RealServer, startServer } from './stage/real-server.ts';
import { requestFor } from './wire/device.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const questions = 30;
const answersEach = 15;
const waitMostMs = 1_800_000;
const hourMs = 3_600_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/**
 * A contest with a full ledger and no log yet: its log is begun and appended while people answer in another contest, its round is
 * closed, the inspector's bundle is made beside their answers and then verified by the command.
 */
export async function runProof(flags: ProofFlags, leaving: Leaving): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-proof-load-'));
  leaving.undo(() => rmSync(folder, { recursive: true, force: true }));
  const { stores, settingsOfServer, storeNamed } = await openRig(flags.profileDir, leaving);
  const settings = settingsOfServer();
  const { db } = stores;
  const first = await startServer(settings, leaving);
  const maker = await enterAsOrganizer(first);
  const own = { perRound: 3, weeks: 1, pacing: 'one-by-one' as const, firstOpensAtMs: Date.now() - 8 * hourMs };
  const stage = await makeContest(first, maker, own);
  const beside = await makeContest(
    first,
    maker,
    { ...shortRules(questions, 'one-by-one'), perRound: 1 },
    '46',
    'tra-loi',
  );
  maker.close();
  await pause(2_000); // the log is begun
  await first.stop();
  log(`${flags.attempts} attempts of ${flags.persons} people, each with ${answersEach} answers, are written`);
  await fillLedger(db, stage, { ...flags, answersEach, sound: true });
  await forgetLog(db, stage.contestId);
  const cookies = await addPeople(db, beside, flags.inside);

  const server = await startServer(settings, leaving);
  const begunMs = performance.now();
  const tally = openTally();
  const inside = gatherInside(server.url, beside, tally, flags.thinkMs);
  leaving.undo(() => inside.leave());
  await inside.enter(cookies);
  log('the log is appended while people answer');
  const listen = (until: Promise<unknown>) => listenTo(inside, until);
  const appended = waitFor(
    db,
    `select 1 from log_entries e where e.contest_id = $1 and e.subject = 'begun'
     and not exists (select from log_pending p where p.contest_id = $1)`,
    [stage.contestId],
  );
  const during = await listen(appended);
  const appendedMs = performance.now() - begunMs;
  log('nothing is appended');
  const after = await listen(pause(flags.seconds * 1_000));

  log('the round is closed and settled');
  const organizer = await openOrganizer(server, await takeOrganizerCookie(server));
  await requestFor(organizer, 'round:close', { roundId: stage.roundId, reason: 'kết thúc để đo' });
  organizer.close();
  await waitFor(
    db,
    `select 1 from log_entries e where e.contest_id = $1 and e.kind = 'standing'
     and not exists (select from log_pending p where p.contest_id = $1)`,
    [stage.contestId],
  );
  const calm = await listen(pause(flags.seconds * 1_000));
  log('the bundle is made beside answers');
  const path = join(folder, 'bundle.gz');
  const bundleMs = { value: 0 };
  const bundling = saveBundle(server, stage, path).then((tookMs) => {
    bundleMs.value = tookMs;
  });
  const besides = await listen(bundling);
  await inside.end();
  inside.leave();
  log('the bundle is verified');
  const verified = await verify(path);
  const whole = verified.verdict === 'holds' && verified.attempts === flags.attempts && tally.faults.size === 0;
  const lines = [
    { what: 'attempts / answers in the ledger', figure: `${flags.attempts} / ${flags.attempts * answersEach}` },
    { what: 'log begun and every leaf in its place', figure: seconds(appendedMs) },
    { what: 'answers of others: while it was appended', figure: latencyOf(during) },
    { what: 'the same afterwards', figure: latencyOf(after) },
    { what: 'bundle made (streamed, packed)', figure: `${seconds(bundleMs.value)}, ${mebibytes(statSync(path).size)}` },
    { what: 'answers of others: before it was made', figure: latencyOf(calm) },
    { what: 'the same meanwhile', figure: latencyOf(besides) },
    { what: 'verified: time / peak RSS', figure: `${seconds(verified.tookMs)} / ${mebibytes(verified.peak)}` },
    {
      what: 'verdict: attempts, standings',
      figure: `${verified.verdict}: ${verified.attempts}, ${verified.standings}`,
    },
    { what: "warnings in the server's log", figure: `${server.complaints.length}` },
  ];
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift(`Not whole: ${verified.broken.slice(0, 3).join('; ')}`);
  return { report: { run: `Proof, ${flags.attempts} attempts`, store: storeNamed, lines, notes }, whole };
}

async function listenTo(inside: Inside, until: Promise<unknown>): Promise<LatencyFigures | null> {
  const latency = measureLatency();
  inside.record(latency);
  await until;
  inside.record(measureLatency());
  return latency.figures();
}

async function waitFor(db: pg.Client, sql: string, values: readonly unknown[]): Promise<void> {
  const untilMs = performance.now() + waitMostMs;
  while (performance.now() < untilMs) {
    if ((await db.query(sql, [...values])).rows.length > 0) return;
    await pause(250);
  }
  throw new Error(`this did not come: ${sql}`);
}

/** As if the contest came from before there were logs. */
async function forgetLog(db: pg.Client, contestId: string): Promise<void> {
  await db.query(`set session_replication_role = 'replica'`);
  for (const table of ['log_pending', 'log_places', 'log_nodes', 'log_checkpoints', 'log_entries', 'contest_logs'])
    await db.query(`delete from ${table} where contest_id = $1`, [contestId]);
  await db.query(`set session_replication_role = 'origin'`);
}

async function saveBundle(server: RealServer, { contestId }: Stage, path: string): Promise<number> {
  const begunMs = performance.now();
  const response = await fetch(`${server.url}/api/organizer/contests/${contestId}/bundle`, {
    headers: { cookie: await takeOrganizerCookie(server) },
  });
  if (!response.ok || !response.body) throw new Error(`the bundle was not given: ${response.status}`);
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path));
  return performance.now() - begunMs;
}

/** The command, in a process of its own. */
async function verify(path: string) {
  const begunMs = performance.now();
  const args = ['--max-old-space-size=1024', '--import', 'tsx', 'verifier/src/verify-command.ts', path, '--json'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  let peak = 0;
  const timer = setInterval(() => {
    if (child.exitCode === null && child.pid) peak = Math.max(peak, readPeakOr(child.pid, peak));
  }, 100);
  await once(child, 'close');
  clearInterval(timer);
  const said = JSON.parse(text) as {
    verdict: string;
    broken: { code: string; data: object }[];
    figures: { attempts: number; standings: number };
  };
  const broken = said.broken.map(({ code, data }) => `${code} ${JSON.stringify(data)}`);
  return { verdict: said.verdict, broken, ...said.figures, peak, tookMs: performance.now() - begunMs };
}

function readPeakOr(pid: number, otherwise: number): number {
  try {
    return readPeakRss(pid);
  } catch {
    return otherwise; // it has just ended
  }
}
