import type { Server as HttpServer } from 'node:http';
import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { App } from './app-parts.ts';
import { createAnswerBatch } from './attempt/answers-sql.ts';
import { createStartBatch } from './attempt/attempts-sql.ts';
import { FirstArrivals } from './attempt/first-arrivals.ts';
import { openHttpAttemptLocks } from './attempt/http-attempt-locks.ts';
import { OpenAttempts } from './attempt/open-attempts.ts';
import { createSubmitBatch } from './attempt/submit-batch.ts';
import { restoreCollectiveFile } from './collective/publish-collective.ts';
import { type CachedContest, Contests } from './contest/contests.ts';
import { readBank } from './contest/read-content.ts';
import { findHolders } from './contestant/attempt-locks.ts';
import { openContestantNamespace } from './contestant/contestant-commands.ts';
import { openOrganizerNamespace } from './desk/organizer-commands.ts';
import { Live } from './live/live.ts';
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
import { type OverloadSettings, usualOverload } from './platform/limits/limit-settings.ts';
import { createMessageBudget } from './platform/limits/message-budget.ts';
import { openAppMetrics } from './platform/metrics/app-metrics.ts';
import { databaseAnswers, watchHealth } from './platform/metrics/health.ts';
import { watchLoopDelay } from './platform/metrics/loop-delay.ts';
import { createOutageLog } from './platform/metrics/outages.ts';
import type { Counters } from './platform/rankings/counters.ts';
import type { Rankings } from './platform/rankings/rankings.ts';
import { crowdHere } from './rehearsal/run-crowd-here.ts';
import { scheduleRoundRehearsals } from './rehearsal/schedule-rehearsals.ts';
import { restoreResultsFiles } from './round/publish-round.ts';
import { startTimetable } from './round/timetable.ts';
import { collectBetween } from './show/collect-garbage.ts';
import { openMcNamespace } from './show/mc-commands.ts';
import { scheduleShowRehearsals } from './show/rehearse-show.ts';
import { Runs } from './show/runs.ts';
import { openScreenNamespace } from './show/screen-commands.ts';
import { createShowAnswerBatch } from './show/show-answers-sql.ts';
import { openShowNamespace } from './show/show-commands.ts';
import { createPlayerBatch } from './show/show-players-sql.ts';
import { openSite } from './site.ts';
import { syncCaches } from './sync-caches.ts';
import { scheduleRosterDeletion } from './units/delete-rosters.ts';
import { handshakeInOneWrite, limitConnections } from './web/connection-limits.ts';
import { openHttpServer } from './web/http-server.ts';
import { moveSockets } from './web/move-sockets.ts';
import { isOwnPage } from './web/own-page.ts';
import { dropSlowReaders } from './web/slow-readers.ts';

export type AppOptions = {
  db: Database;
  clock: Clock;
  rankings: Rankings;
  counters: Counters;
  gateway: MessageGateway;
  log: Logger;
  /** Joins the Socket.IO server to those of other processes; null for a process alone. */
  joinOthers: ((io: Server) => void) | null;
  /** Calls when the store of rankings and counters has come back; null where it cannot go. */
  onRankingsBack?: ((hear: () => void) => void) | null;
  /** Whether the others are heard; null for a process alone. */
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
  metricsToken: string | null;
  /** The figures of all processes behind this address; null where there is only this one. */
  gatherFigures: (() => Promise<unknown[]>) | null;
};

export type OpenedApp = {
  app: App;
  server: HttpServer;
  io: Server;
  /** Settles and publishes what is due, now. */
  runTimetable(): Promise<void>;
  /** Ends rehearsals that are over, now. */
  runRehearsalSchedule(): Promise<void>;
  /**
   * Takes nobody in any more, and asks whoever is here to go to another process, spread over `overMs`. Units: ms. SPEC N3.
   */
  leave(overMs: number): Promise<void>;
  close(): Promise<void>;
};

/** Puts the house together from its parts and opens its doors; listening is the caller's. */
export async function openApp(parts: AppOptions): Promise<OpenedApp> {
  const overload = { ...usualOverload, ...parts.overload };
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
      if (!isOwnPage(request.headers, parts.publicUrl)) return decide('not this house', false);
      if (health.readiness().draining) return decide('leaving', false);
      const namespace = keeper.hasPlaceFor(request.headers.cookie);
      if (namespace) handshakeInOneWrite(request.socket);
      return decide(namespace ? null : 'busy', namespace);
    },
  });
  const keeper = limitConnections(io, overload);
  parts.joinOthers?.(io);

  const { db, clock, rankings, counters, log, pingRedis } = parts;
  const slowReaders = dropSlowReaders(io, log);
  const metrics = openAppMetrics();
  const loop = watchLoopDelay();
  const ownMigrations = readMigrations();
  const health = watchHealth(
    {
      database: () => databaseAnswers(db),
      migrations: () => migrationsFit(db, ownMigrations),
      ...(pingRedis ? { redis: async () => rankings.ready() && (await pingRedis()) } : {}),
    },
    (part) => {
      log.error({ part }, 'a part of the house is away');
      if (part !== 'migrations') metrics.outage(part);
    },
  );
  await health.look();
  const contests = new Contests(db);
  await contests.loadAll();
  const attempts = new OpenAttempts(db, contests);
  const bus = socketBus(io, parts.joinOthers === null);
  const live = new Live({ db, bus, clock, contests, rankings, counters, log, onRebuilt: metrics.rebuilt });
  parts.onRankingsBack?.(() => live.markStoreSuspect());
  const firstArrivals = new FirstArrivals();
  const runs = new Runs({
    db,
    bus,
    clock,
    firstArrivals,
    onFault: (err) => log.warn({ err }, 'a run could not be read'),
  });
  const trends = new UnitTrends({ db, clock });
  const batches = {
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
    players: createPlayerBatch(db, metrics.batch('seats')),
  };
  const { showAnswers, ...sameName } = batches;
  const figured = { ...sameName, show_answers: showAnswers }; // as the figures name them
  const heartbeats = openAppHeartbeats({
    io,
    bus,
    live,
    batches: figured,
    metrics,
    health,
    startedAtMs: clock.nowMs(),
    loop,
    socketsMax: overload.socketsMax,
    bounds: () =>
      readBounds(app, figured, overload, {
        sockets: () => io.engine.clientsCount,
        guestSockets: keeper.guests,
        outgoingBytes: slowReaders.waitingBytes,
        busWaiting: parts.busWaiting ?? null,
      }),
  });
  const app: App = {
    clock,
    db,
    rankings,
    counters,
    gateway: parts.gateway,
    bus,
    log,
    contests,
    attempts,
    live,
    trends,
    qualities: new UnitQualities(db),
    rosters: new UnitRosters(db),
    publicFigures: new PublicFigures({ live, trends, clock }),
    runs,
    admission: new Admission({
      nowMs: clock.nowMs,
      perSecond: overload.startsPerSecond,
      queueMax: overload.startQueueMax,
      random: Math.random,
    }),
    background: createBackgroundJobs(),
    firstArrivals,
    httpAttemptLocks: openHttpAttemptLocks(bus),
    messageBudget: createMessageBudget(clock, overload.messagesPerHour),
    metrics,
    health,
    heartbeats,
    outages: createOutageLog(log),
    ...batches,
    topicTitles: new Map((await readBank()).map((file) => [file.topic, file.title])),
    publishedDir: parts.publishedDir,
    publicUrl: parts.publicUrl,
    lanAddresses: () => addressesInReach(server.address()),
    ownAddress: () => parts.publicUrl ?? addressHere(server.address()),
  };

  const batchesIdle = async () => void (await Promise.all(Object.values(batches).map((batch) => batch.idle())));

  async function restore(contest: CachedContest): Promise<void> {
    await restoreResultsFiles(app, contest);
    await restoreCollectiveFile(app, contest);
  }
  for (const contest of contests.all()) {
    await live.begin(contest.contestId);
    await restore(contest);
  }

  await runs.loadOpen();

  const crowd = crowdHere(app);
  const site = openSite(app, {
    ...parts,
    holdersOf: (attemptId) => findHolders(app, io.of('/contestant'), attemptId),
    crowd,
  });
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/socket.io/')) site(request, response);
  });
  const contestantNamespace = openContestantNamespace(app, io, parts.loopDelayMs ?? loop.readMs);
  const organizerNamespace = openOrganizerNamespace(app, io);
  openMcNamespace(app, io);
  openScreenNamespace(app, io);
  openUnitLeaderNamespace(app, io);
  openShowNamespace(app, io);
  const rehearsals = scheduleShowRehearsals(app);
  const rosters = scheduleRosterDeletion(app);
  const signIns = scheduleSignInDeletion(app);
  const roundRehearsals = scheduleRoundRehearsals(app);
  const collecting = collectBetween(runs, clock);
  const others = syncCaches({ bus, contests, attempts, runs, log, peers: parts.peers ?? null, restore });
  const timetable = startTimetable(app);

  return {
    app,
    server,
    io,
    runTimetable: timetable.runNow,
    runRehearsalSchedule: roundRehearsals.runNow,
    async leave(overMs) {
      health.drain();
      heartbeats.tell();
      server.close();
      await moveSockets(io, overMs, heartbeats.othersServe);
      await batchesIdle();
    },
    async close() {
      health.stop();
      heartbeats.stop();
      timetable.stop();
      others.stop();
      contestantNamespace.stop();
      loop.stop();
      slowReaders.stop();
      organizerNamespace.stop();
      live.stop();
      rehearsals.stop();
      rosters.stop();
      signIns.stop();
      roundRehearsals.stop();
      crowd.stopAll();
      collecting.stop();
      runs.stop();
      const sweep = setInterval(() => server.closeIdleConnections(), 200); // whose last answer has left meanwhile
      await io.close();
      clearInterval(sweep);
      await batchesIdle();
    },
  };
}
