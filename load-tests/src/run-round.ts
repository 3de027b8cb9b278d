import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { faultsOf } from './audit/audit.ts';
import { auditByResend } from './audit/audit-by-resend.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { gatherCrowd } from './crowd/crowd.ts';
import { openTally } from './crowd/tally.ts';
import type { RoundFlags } from './flags.ts';
import { measureBareCommit } from './measure/bare-commit.ts';
import { watchOwnLoop } from './measure/own-loop.ts';
import { readFamilyRss } from './measure/process-figures.ts';
import { findAnswerOnlyWindow, openSampler, type Sample, windowBetween } from './measure/sampler.ts';
import type { Outcome } from './report/report.ts';
import { linesOfRound } from './report/round-report.ts';
import { fillLedger, waitForLog } from './stage/fill-ledger.ts';
import type { Leaving } from './stage/on-exit.ts';
import { enterAsOrganizer, makeContest, waitForLeaders } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import { signPeopleIn } from './stage/people-by-wire.ts';
import { type ServerSettings, startServer } from './stage/real-server.ts';
import { startStores } from './stage/stores.ts';

const controls = 2;
/** Of each attempt that lies in the ledger beforehand: enough for the tables of answers to be the largest. */
const filledAnswers = 3;

async function readDatabaseBytes(db: pg.Client): Promise<number> {
  const read = await db.query('select pg_database_size(current_database())::float8 as bytes');
  return read.rows[0].bytes;
}

/** A round under load: idle attempts first, then starts evenly, each attempt sat to its end; then the audit. */
export async function runRound(flags: RoundFlags, leaving: Leaving): Promise<Outcome> {
  const log = (text: string): void => void process.stdout.write(`${text}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'hoithi-load-'));
  leaving.undo(() => rmSync(dataDir, { recursive: true, force: true }));

  const stores = flags.embedded ? null : await startStores(leaving);
  const bareCommit = stores ? await measureBareCommit(stores.db) : null;
  const settings: ServerSettings = {
    databaseUrl: stores?.postgres.url ?? null,
    redisUrl: stores?.redis.url ?? null,
    dataDir,
    logLevel: flags.embedded ? 'info' : 'warn', // the codes of sign-in stand in the log
    profileDir: flags.profileDir,
    processes: flags.processes,
    startsPerSecond: Math.ceil(2 * Math.max(flags.startsPerSecond, flags.rampPerSecond)), // no start queue here
  };
  const first = await startServer(settings, leaving);
  const organizer = await enterAsOrganizer(first);
  const stage = await makeContest(first, organizer, { pacing: flags.pacing });
  organizer.close();
  let server = first;
  let startedFirstInMs: number | null = null;
  if (stores && flags.ledger > 0) {
    await first.stop();
    log(`${flags.ledger} attempts are written into the ledger`);
    await fillLedger(stores.db, stage, {
      attempts: flags.ledger,
      persons: flags.ledger,
      answersEach: filledAnswers,
    });
    const counting = await startServer(settings, leaving); // counts and ranks everybody, as after a restored backup
    startedFirstInMs = counting.startedInMs;
    const desk = await enterAsOrganizer(counting);
    await waitForLeaders(desk, stage.contestId);
    desk.close();
    await waitForLog(stores.db, stage.contestId, flags.ledger);
    await counting.stop();
    server = await startServer(settings, leaving);
  }

  const sitting = Math.round(flags.startsPerSecond * flags.seconds);
  const idle = Math.max(0, Math.round(flags.openMax) - sitting);
  log(`the server listens after ${Math.round(server.startedInMs)} ms; ${sitting + idle} people are signed in`);
  const cookies = stores
    ? await addPeople(stores.db, stage, sitting + idle)
    : await signPeopleIn(server, stage, sitting + idle);

  const tally = openTally();
  const crowd = gatherCrowd(server.url, stage, tally, flags.thinkMs, Math.min(controls, sitting));
  leaving.undo(() => crowd.leave());
  const sampler = openSampler({ server: server.pid, stores: stores ? [stores.postgres.pid] : [] }, () => tally);
  leaving.undo(() => sampler.stop());

  const before = sampler.take();
  if (idle > 0) log(`${idle} attempts are opened and left idle`);
  await crowd.openIdle(cookies.slice(sitting), flags.rampPerSecond);
  const ramped = sampler.take();
  await pause(2_000);

  await crowd.watchClock();
  const endLoop = watchOwnLoop();
  const begun = sampler.take();
  const databaseBefore = stores ? await readDatabaseBytes(stores.db) : null;
  const idleBytes = { ...tally.traffic };
  log(`${flags.startsPerSecond} starts a second for ${flags.seconds} s`);
  const sat = crowd.sitAll(cookies.slice(0, sitting), flags.startsPerSecond);
  await sat.started;
  const allStarted = sampler.take();
  log('all have started; the last ones sit to their end');
  await sat.over;
  const over = sampler.take();
  const ownLoop = endLoop();
  sampler.stop();
  const grownBytes = stores && databaseBefore !== null ? (await readDatabaseBytes(stores.db)) - databaseBefore : null;
  const after = readFamilyRss(server.pid);
  crowd.leave();
  await pause(500);

  log('the audit');
  let audit: Awaited<ReturnType<typeof auditLedger>>;
  if (stores) audit = await auditLedger(stores.db, tally.sittings);
  else {
    await server.stop();
    const again = await startServer({ ...settings, profileDir: null }, leaving);
    audit = await auditByResend(again.url, stage, tally.sittings);
  }

  const open = (sample: Sample): number => sample.started - sample.submitted;
  const fullest = sampler.samples.reduce((most, sample) => (open(sample) > open(most) ? sample : most), before);
  const lines = linesOfRound({
    flags,
    tally,
    audit,
    bareCommit,
    startedInMs: { counting: startedFirstInMs, own: server.startedInMs },
    loopDelay: ownLoop,
    ramp: idle > 0 ? windowBetween(before, ramped) : null,
    starts: windowBetween(begun, allStarted),
    answersAlone: findAnswerOnlyWindow(sampler.samples.filter((sample) => sample.atMs >= begun.atMs)),
    whole: windowBetween(begun, over),
    rss: { before: before.serverRss, most: fullest.serverRss, openThen: open(fullest), after },
    openMost: open(fullest),
    grownBytes,
    traffic: {
      receivedBytes: tally.traffic.receivedBytes - idleBytes.receivedBytes,
      sentBytes: tally.traffic.sentBytes - idleBytes.sentBytes,
    },
    complaints: server.complaints,
  });
  const store = stores ? `PostgreSQL ${stores.version} (fsync on), Redis` : 'embedded store';
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  const expected = sitting + idle;
  const whole = tally.started === expected && tally.submitted === sitting && faultsOf(audit) === 0;
  if (!whole)
    notes.unshift(`Not whole: ${tally.started} of ${expected} started, ${tally.submitted} of ${sitting} handed in.`);
  return { report: { run: `Round${flags.embedded ? ', embedded' : ''}`, store, lines, notes }, whole };
}
