import type { Server as HttpServer } from 'node:http';
import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { OidcSettings } from './accounts/oidc-settings.ts';
import type { App } from './app-parts.ts';
import { restoreFiles, watchPublishedFiles } from './archive/published-files.ts';
import { createAnswerBatch } from './attempt/answers-sql.ts';
import { createStartBatch } from './attempt/attempts-sql.ts';
import { FirstArrivals } from './attempt/first-arrivals.ts';
import { openHttpAttemptLocks } from './attempt/http-attempt-locks.ts';
import { OpenAttempts } from './attempt/open-attempts.ts';
import { createSubmitBatch } from './attempt/submit-batch.ts';
import { type CachedContest, Contests } from './contest/contests.ts';
import { findHolders } from './contestant/attempt-locks.ts';
import { openContestantNamespace } from './contestant/contestant-commands.ts';
import { MinuteShow } from './demo/minute-show.ts';
import { openOrganizerNamespace } from './desk/organizer-commands.ts';
import { Live } from './live/live.ts';
import { type LogKey, makeLogKey } from './log/log-key.ts';
import { Sequencer } from './log/sequencer.ts';
import { scheduleMediaDeletion } from './media/delete-unused.ts';
import { scheduleMessageDeletion } from './messages/delete-messages.ts';
import { scheduleReminders } from './messages/send-reminders.ts';
import { readBounds } from './operations/read-bounds.ts';
import { openAppHeartbeats } from './operations/read-heartbeats.ts';
import { PublicFigures } from './participation/public-figures.ts';
import { UnitQualities, UnitRosters, UnitTrends } from './participation/unit-caches.ts';
import { openUnitLeaderNamespace } from './participation/unit-leader-commands.ts';
import { scheduleSignInDeletion } from './people/delete-old-sign-ins.ts';
import { socketBus } from './platform/bus/bus.ts';
import type { PeerWatch } from './platform/bus/redis-connections.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Database } from './platform/db/database.ts';
import { migrationsFit, readMigrations } from './platform/db/migrate.ts';
import type { MessageGateway } from './platform/gateway/message-gateway.ts';
import { createBackgroundJobs } from './platform/jobs/background-jobs.ts';
import { addressesInReach, addressHere } from './platform/lan-addresses.ts';
import { Admission } from './platform/limits/admission.ts';
import { DeviceTokens, readDeviceKey } from './platform/limits/device-tokens.ts';
import { type OverloadSettings, usualOverload } from './platform/limits/limit-settings.ts';
import { MessageBudget } from './platform/limits/message-budget.ts';
import { type AppMetrics, openAppMetrics } from './platform/metrics/app-metrics.ts';
import { databaseAnswers, type Health, watchHealth } from './platform/metrics/health.ts';
import { type LoopDelay, watchLoopDelay } from './platform/metrics/loop-delay.ts';
import { createOutageLog } from './platform/metrics/outages.ts';
import { deriveKeys } from './platform/own-keys.ts';
import type { Rankings } from './platform/rankings/rankings.ts';
import { keepLogs } from './proof/keep-log.ts';
import { readBank } from './questions/program-questions.ts';
import { crowdHere } from './rehearsal/run-crowd-here.ts';
import { scheduleRoundRehearsals } from './rehearsal/schedule-rehearsals.ts';
import type { SecondScorer } from './result/scorer.ts';
import { scheduleErasure } from './rights/erase-when-due.ts';
import { startTimetable } from './round/timetable.ts';
import { collectBetween } from './show/collect-garbage.ts';
import { openMcNamespace } from './show/mc-commands.ts';
import { scheduleShowRehearsals } from './show/rehearse-show.ts';
import { Runs } from './show/runs.ts';
import { openScreenNamespace } from './show/screen-commands.ts';
import { screenCounter } from './show/screen-link.ts';
import { createShowAnswerBatch } from './show/show-answers-sql.ts';
import { openShowNamespace } from './show/show-commands.ts';
import { createPlayerBatch } from './show/show-players-sql.ts';
import { openSite } from './site.ts';
import { scheduleSlipDeletion } from './slips/delete-slips.ts';
import { CacheSync } from './sync-caches.ts';
import { scheduleRosterDeletion } from './units/delete-rosters.ts';
import { noWays, type WaySettings } from './ways/way-settings.ts';
import { closeRootNamespace, handshakeInOneWrite, limitConnections } from './web/connection-limits.ts';
import { nameDevices } from './web/devices.ts';
import { openHttpServer } from './web/http-server.ts';
import { limitMessages } from './web/limit-messages.ts';
import { moveSockets } from './web/move-sockets.ts';
import { isOwnPage } from './web/own-page.ts';
import { isAnySession } from './web/sessions.ts';
import { dropSlowReaders, type SlowReaders } from './web/slow-readers.ts';

export type AppOptions = {
  db: Database;
  clock: Clock;
  rankings: Rankings;
  gateway: MessageGateway;
  log: Logger;
  /** Joins the Socket.IO server to those of other processes; null for a process alone. */
  joinOthers: ((io: Server) => void) | null;
  /** Registers a listener for the end of an outage of the rankings' store; null where it has none. */
  onRankingsBack?: ((listener: () => void) => void) | null;
  /** Whether facts of other processes are received; null for a process alone. */
  peers?: PeerWatch | null;
  /** Facts that wait for Redis; null for a process alone. */
  busWaiting?: (() => number) | null;
  publishedDir: string;
  publicUrl: string | null;
  trustProxyHops: number;
  /** What is not given is as usual. */
  overload?: Partial<OverloadSettings>;
  /** How late the event loop runs, in milliseconds; measured where nothing is given. */
  loopDelayMs?: () => number;
  /** Whether the channels between processes answer; null for a process alone. */
  pingRedis: (() => Promise<boolean>) | null;
  /** Signs the transparency log; a new one where it is left out. */
  logKey?: LogKey;
  /** Compares a standing before it is finalized; none where it is left out. */
  secondScorer?: SecondScorer | null;
  /** Keys of witnesses; none where it is left out. */
  logWitnesses?: readonly string[];
  /** The organization's identity provider; none where it is left out. */
  oidc?: OidcSettings | null;
  /** Who else says who contestants are; nobody where it is left out. */
  ways?: WaySettings;
  metricsToken: string | null;
  /** The metrics of all processes behind this address; null where there is only this one. */
  gatherFigures: (() => Promise<unknown[]>) | null;
};

export type OpenedApp = {
  app: App;
  server: HttpServer;
  io: Server;
  /** Settles and publishes what is due, now. */
  runTimetable(): Promise<void>;
  /** Writes the leaves of steps, and gives all that wait their places, now. */
  runLog(): Promise<void>;
  /** Ends rehearsals that are over, now. */
  runRehearsalSchedule(): Promise<void>;
  /** Accepts nobody any more, and moves those who are here to another process, spread over `overMs`. Units: ms. SPEC N3. */
  leave(overMs: number): Promise<void>;
  close(): Promise<void>;
};

type Sockets = { server: HttpServer; io: Server; guests(): number; slowReaders: SlowReaders };
type Measures = { metrics: AppMetrics; health: Health; loop: LoopDelay };
type Stoppable = { stop(): void };

/** Composes the app, opens its routes and namespaces, and starts its jobs; listening is the caller's. */
export async function openApp(options: AppOptions): Promise<OpenedApp> {
  const overload = { ...usualOverload, ...options.overload };
  const metrics = openAppMetrics();
  const measures = { metrics, health: openHealth(options, metrics), loop: watchLoopDelay() };
  const sockets = openSockets(options, overload, measures.health);
  await measures.health.check();
  const { app, batches } = await composeApp(options, overload, sockets, measures);
  await loadState(app);
  const pages = openPages(app, options, sockets, measures.loop);
  const { timetable, rehearsals, logs, jobs } = startJobs(app, options);
  const { server, io, slowReaders } = sockets;
  const { health, loop } = measures;
  const { heartbeats, live, runs } = app;

  return {
    app,
    server,
    io,
    runTimetable: timetable.runNow,
    runRehearsalSchedule: rehearsals.runNow,
    async runLog() {
      await logs.runNow();
      await app.sequencer.runNow();
    },
    async leave(overMs) {
      health.drain();
      heartbeats.report();
      server.close();
      await moveSockets(io, overMs, heartbeats.othersServe);
      await batches.idle();
    },
    async close() {
      for (const part of [health, heartbeats, ...jobs, ...pages, loop, slowReaders, live, runs]) part.stop();
      const sweep = setInterval(() => server.closeIdleConnections(), 200); // those whose last answer has left meanwhile
      await io.close();
      clearInterval(sweep);
      await batches.idle();
    },
  };
}

function openHealth({ db, rankings, pingRedis, log }: AppOptions, metrics: AppMetrics): Health {
  const ownMigrations = readMigrations();
  return watchHealth(
    {
      database: () => databaseAnswers(db),
      migrations: () => migrationsFit(db, ownMigrations),
      ...(pingRedis ? { redis: async () => rankings.ready() && (await pingRedis()) } : {}),
    },
    (part) => {
      log.error({ part }, 'health check failed');
      if (part !== 'migrations') metrics.outage(part);
    },
  );
}

function openSockets(options: AppOptions, overload: OverloadSettings, health: Health): Sockets {
  const server = openHttpServer();
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: limits.messageBytesMax,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    perMessageDeflate: false,
    connectTimeout: limits.namespaceEnterMs,
    allowRequest: (request, decide) => {
      if (!isOwnPage(request.headers, options.publicUrl)) return decide('another site', false);
      if (health.readiness().draining) return decide('leaving', false);
      connections.admit(request, (accepted) => {
        if (accepted) handshakeInOneWrite(request.socket);
        decide(accepted ? null : 'busy', accepted);
      });
    },
  });
  const connections = limitConnections(io, overload, (cookie) => isAnySession(options, cookie));
  limitMessages(io, options.log);
  closeRootNamespace(io);
  options.joinOthers?.(io);
  return { server, io, guests: connections.guests, slowReaders: dropSlowReaders(io, options.log) };
}

/** One batch for each kind of row that crowds write. */
function openBatches({ db, clock }: AppOptions, attempts: OpenAttempts, metrics: AppMetrics) {
  return {
    starts: createStartBatch(db, metrics.batch('starts')),
    answers: createAnswerBatch(
      db,
      clock,
      metrics.batch('answers', ({ row }, commit) => (commit.saved ? row.credit_ms : 0)),
    ),
    submissions: createSubmitBatch(db, attempts, metrics.batch('submissions')),
    showAnswers: createShowAnswerBatch(
      db,
      metrics.batch('show_answers', (row, saved) => (saved ? row.credit_ms : 0)),
    ),
    players: createPlayerBatch(db, metrics.batch('players')),
  };
}

const byMetricNames = ({ showAnswers, ...others }: ReturnType<typeof openBatches>) => ({
  ...others,
  show_answers: showAnswers,
});

async function composeApp(
  options: AppOptions,
  overload: OverloadSettings,
  { server, io, guests, slowReaders }: Sockets,
  { metrics, health, loop }: Measures,
): Promise<{ app: App; batches: { idle(): Promise<void> } }> {
  const { db, clock, rankings, gateway, log, publishedDir, publicUrl } = options;
  const contests = new Contests(db);
  await contests.loadAll();
  const attempts = new OpenAttempts(db, contests);
  const bus = socketBus(io, options.joinOthers === null);
  const live = new Live({ db, bus, clock, contests, rankings, log, onRebuilt: metrics.rebuilt });
  options.onRankingsBack?.(() => live.markStoreSuspect());
  const firstArrivals = new FirstArrivals();
  const onFault = (err: unknown) => log.warn({ err }, 'reading a run failed');
  const runs = new Runs({ db, bus, clock, firstArrivals, onFault });
  const trends = new UnitTrends({ db, clock });
  const batches = openBatches(options, attempts, metrics);
  const readings = {
    sockets: () => io.engine.clientsCount,
    guestSockets: guests,
    outgoingBytes: slowReaders.waitingBytes,
    busWaiting: options.busWaiting ?? null,
  };
  const figured = byMetricNames(batches);
  const heartbeats = openAppHeartbeats({
    ...{ io, bus, live, batches: figured, metrics, health, loop },
    startedAtMs: clock.nowMs(),
    socketsMax: overload.socketsMax,
    bounds: () => readBounds(app, figured, overload, readings),
  });
  const logKey = options.logKey ?? makeLogKey();
  const storedKey = await readDeviceKey(db);
  const { startsPerSecond, startQueueMax, messagesPerHour, messagesPerAddress } = overload;
  const app: App = {
    ...{ clock, db, rankings, gateway, bus, log, publishedDir, publicUrl },
    ...{ contests, attempts, live, trends, runs, firstArrivals, metrics, health, heartbeats },
    ...batches,
    qualities: new UnitQualities(db),
    rosters: new UnitRosters(db),
    publicFigures: new PublicFigures({ live, trends, clock }),
    admission: new Admission({
      nowMs: clock.nowMs,
      perSecond: startsPerSecond,
      queueMax: startQueueMax,
      random: Math.random,
    }),
    logKey,
    logWitnesses: options.logWitnesses ?? [],
    sequencer: new Sequencer({ db, clock, logKey, log }),
    secondScorer: options.secondScorer ?? null,
    background: createBackgroundJobs(),
    httpAttemptLocks: openHttpAttemptLocks(bus),
    messageBudget: new MessageBudget(clock, { perHour: messagesPerHour, perAddress: messagesPerAddress }),
    deviceTokens: new DeviceTokens(storedKey),
    outages: createOutageLog(log),
    topicTitles: new Map((await readBank()).map((file) => [file.topic, file.title])),
    oidc: options.oidc ?? null,
    ways: options.ways ?? noWays,
    ownKeys: deriveKeys(storedKey),
    lanAddresses: () => addressesInReach(server.address()),
    ownAddress: () => publicUrl ?? addressHere(server.address()),
  };
  const idle = async () => void (await Promise.all(Object.values(batches).map((batch) => batch.idle())));
  return { app, batches: { idle } };
}

async function loadState(app: App): Promise<void> {
  for (const contest of app.contests.all()) {
    await app.live.refresh(contest.contestId);
    await restoreFiles(app, contest);
  }
  await app.runs.loadOpen();
}

function openPages(app: App, options: AppOptions, { server, io }: Sockets, loop: LoopDelay): Stoppable[] {
  const crowd = crowdHere(app);
  const holdersOf = (attemptId: string) => findHolders(app, io.of('/contestant'), attemptId);
  const minuteShow = new MinuteShow(app);
  const screens = screenCounter(io);
  const countScreens = async (contestId: string) => (await screens(contestId)).connected;
  const site = openSite(app, { ...options, holdersOf, crowd, minuteShow, countScreens });
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/socket.io/')) site(request, response);
  });
  nameDevices(app, io, options.trustProxyHops);
  openMcNamespace(app, io);
  openScreenNamespace(app, io);
  openUnitLeaderNamespace(app, io);
  openShowNamespace(app, io);
  return [
    openContestantNamespace(app, io, options.loopDelayMs ?? loop.readMs),
    openOrganizerNamespace(app, io),
    { stop: () => crowd.stopAll() },
    minuteShow,
  ];
}

function startJobs(app: App, { peers }: AppOptions) {
  const timetable = startTimetable(app);
  const rehearsals = scheduleRoundRehearsals(app);
  const logs = keepLogs(app);
  const restore = (contest: CachedContest) => restoreFiles(app, contest);
  const jobs: Stoppable[] = [
    timetable,
    rehearsals,
    app.sequencer,
    logs,
    scheduleShowRehearsals(app),
    scheduleRosterDeletion(app),
    scheduleSlipDeletion(app),
    scheduleErasure(app),
    scheduleMessageDeletion(app),
    scheduleReminders(app),
    scheduleSignInDeletion(app),
    scheduleMediaDeletion(app),
    watchPublishedFiles(app),
    collectBetween(app.runs, app.clock),
    new CacheSync({ ...app, peers: peers ?? null, restore }),
  ];
  return { timetable, rehearsals, logs, jobs };
}
