import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { auditStanding } from './audit/audit-standing.ts';
import { gatherCrowd } from './crowd/crowd.ts';
import { openTally } from './crowd/tally.ts';
import type { StandingFlags } from './flags.ts';
import { readCpuMs, readFamilyCpuMs, readPeakRss, readRss, resetPeak } from './measure/process-figures.ts';
import { latencyOf, mebibytes } from './report/figures.ts';
import type { Outcome } from './report/report.ts';
import { fillLedger, waitForLog } from './stage/fill-ledger.ts';
import type { Leaving } from './stage/on-exit.ts';
import { enterAsOrganizer, makeContest, waitForLeaders } from './stage/organizer.ts';
import { type ServerSettings, startServer } from './stage/real-server.ts';
import { startStores } from './stage/stores.ts';
import { requestFor } from './wire/device.ts';

const waitMostMs = 600_000;
/** What the server waits past the close and its grace before it settles. Source: SPEC F2. */
const settlesAfterMs = 1_500;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A full round is closed by its organizer; how long until its standing is saved, and how large the server grows. */
export async function runStanding(flags: StandingFlags, leaving: Leaving): Promise<Outcome> {
  const log = (text: string): void => void process.stdout.write(`${text}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'hoithi-load-'));
  leaving.undo(() => rmSync(dataDir, { recursive: true, force: true }));
  const { postgres, redis, db, version } = await startStores(leaving);
  const settings: ServerSettings = {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    dataDir,
    logLevel: 'warn',
    profileDir: null,
  };
  const first = await startServer(settings, leaving);
  const maker = await enterAsOrganizer(first);
  const stage = await makeContest(first, maker, { perRound: 3, groups: flags.standings - 1 });
  maker.close();
  await first.stop();

  log(`${flags.attempts} attempts of ${flags.persons} people are written; standings: ${flags.standings}`);
  const fillBegunMs = performance.now();
  await fillLedger(db, stage, { ...flags, groups: flags.standings - 1 });
  log(`written in ${seconds(performance.now() - fillBegunMs)}`);

  const server = await startServer({ ...settings, profileDir: flags.profileDir }, leaving);
  const logBegunMs = performance.now();
  await waitForLog(db, stage.contestId, flags.attempts);
  log(`in the log of the contest after ${seconds(performance.now() - logBegunMs)}`);
  const organizer = await enterAsOrganizer(server);
  const listenedMs = performance.now();
  const desk = await waitForLeaders(organizer, stage.contestId);
  const rankedMs = performance.now() - listenedMs;

  const tally = openTally();
  const crowd = gatherCrowd(server.url, stage, tally, { leastMs: 0, mostMs: 0 }, 0);
  leaving.undo(() => crowd.leave());
  await crowd.watchClock();
  await pause(2_000);

  const rssBefore = readRss(server.pid);
  const peakIsOwn = resetPeak(server.pid);
  const [serverCpuMs, storeCpuMs] = [readCpuMs(server.pid), readFamilyCpuMs(postgres.pid)];
  const message = { roundId: stage.roundId, reason: 'kết thúc để đo' };
  const { closesAtMs } = await requestFor<{ closesAtMs: number }>(organizer, 'round:close', message);
  const dueAtMs = closesAtMs + (desk.desk?.rules.graceMs ?? 0) + settlesAfterMs;
  const savedAtMs = await waitForStanding(db, stage.roundId);
  const peak = readPeakRss(server.pid);
  const spent = {
    server: readCpuMs(server.pid) - serverCpuMs,
    store: readFamilyCpuMs(postgres.pid) - storeCpuMs,
  };
  await pause(1_000);
  crowd.leave();

  // As if two people had confirmed it: the step straight into the ledger, beside the wire that is measured.
  await db.query(
    `insert into round_events (round_id, seq, kind, at_ms, actor, detail)
     select round_id, seq + 1, 'finalized', at_ms, 'load', jsonb_build_object('standingVersion', detail->'standingVersion')
     from round_events where round_id = $1 and kind = 'settled'`,
    [stage.roundId],
  );
  await pause(12_000); // processes read what others wrote every ten seconds
  const publishBegunMs = performance.now();
  await requestFor(organizer, 'round:publish', { roundId: stage.roundId });
  const publishedMs = performance.now() - publishBegunMs;
  organizer.close();

  const audit = await auditStanding(db, stage.roundId);
  const good =
    audit.attempts === flags.attempts &&
    audit.persons === flags.persons &&
    audit.lists === flags.standings &&
    audit.rows === flags.persons * (flags.standings > 1 ? 2 : 1) && // everybody stands once in all and once in a group
    audit.outOfOrder === 0 &&
    audit.notTheirBest === 0;
  const lines = [
    {
      what: 'attempts / people / standings / places saved',
      figure: `${audit.attempts} / ${audit.persons} / ${audit.lists} / ${audit.rows}`,
    },
    { what: 'from being due to the standing saved', figure: seconds(savedAtMs - dueAtMs) },
    { what: 'of it reading and ranking', figure: seconds(audit.computedAtMs - dueAtMs) },
    { what: 'of it saving the places', figure: seconds(savedAtMs - audit.computedAtMs) },
    { what: 'publishing it afterwards', figure: seconds(publishedMs) },
    { what: 'CPU server / PostgreSQL', figure: `${seconds(spent.server)} / ${seconds(spent.store)}` },
    {
      what: 'server RSS before / peak',
      figure: `${mebibytes(rssBefore)} / ${mebibytes(peak)}${peakIsOwn ? '' : ' (since the start)'}`,
    },
    { what: 'others meanwhile: `clock:read`, p50 / p99 / max', figure: latencyOf(tally.clock.figures()) },
    {
      what: 'start of the server on this ledger; live ranking rebuilt',
      figure: `${seconds(server.startedInMs)}; ${seconds(rankedMs)}`,
    },
    {
      what: 'neighbours out of order / people with a better attempt',
      figure: `${audit.outOfOrder} / ${audit.notTheirBest}`,
    },
    { what: "warnings in the server's log", figure: `${server.complaints.length}` },
  ];
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!good) notes.unshift('Not whole: the figures of the first and the last lines do not fit together.');
  return { report: { run: 'Standing', store: `PostgreSQL ${version} (fsync on), Redis`, lines, notes }, whole: good };
}

/** The instant at which the standing could be read by others. */
async function waitForStanding(db: pg.Client, roundId: string): Promise<number> {
  const untilMs = performance.now() + waitMostMs;
  while (performance.now() < untilMs) {
    const found = await db.query('select 1 from standings where round_id = $1', [roundId]);
    if (found.rows.length > 0) return Date.now();
    await pause(100);
  }
  throw new Error('no standing was saved');
}
