import type { Server as HttpServer } from 'node:http';
import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { House } from './app-parts.ts';
import { createAnswerBatch } from './attempt/answers-sql.ts';
import { createStartBatch } from './attempt/attempts-sql.ts';
import { holdFirstArrivals } from './attempt/first-arrivals.ts';
import { holdHttpSeats } from './attempt/http-attempt-locks.ts';
import { holdAttempts } from './attempt/open-attempts.ts';
import { createSubmitBatch } from './attempt/submit-batch.ts';
import { restoreCollectiveFile } from './collective/publish-collective.ts';
import { type HouseContest, holdContests } from './contest/contests.ts';
import { readBank } from './contest/read-content.ts';
import { findSeats } from './contestant/attempt-locks.ts';
import { openContestantDoor } from './contestant/contestant-commands.ts';
import { openOrganizerDoor } from './desk/organizer-commands.ts';
import { openBoard } from './live/live.ts';
import { readBounds } from './operations/read-bounds.ts';
import { readVitals } from './operations/read-heartbeats.ts';
import { holdPublicFigures } from './participation/public-figures.ts';
import { openUnitLeaderDoor } from './participation/unit-leader-commands.ts';
import { holdUnitQualities } from './participation/unit-qualities.ts';
import { holdRosters } from './participation/unit-rosters.ts';
import { holdUnitTrends } from './participation/unit-trends.ts';
import { keepSignIns } from './people/delete-old-sign-ins.ts';
import { socketBus } from './platform/bus/bus.ts';
import type { Hearing } from './platform/bus/redis-connections.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Database } from './platform/db/database.ts';
import { migrationsFit, readMigrations } from './platform/db/migrate.ts';
import type { MessageGateway } from './platform/gateway/message-gateway.ts';
import { createBackgroundLane } from './platform/jobs/background-jobs.ts';
import { addressesInReach, addressHere } from './platform/lan-addresses.ts';
import { createAdmission } from './platform/limits/admission.ts';
import { type OverloadSettings, usualOverload } from './platform/limits/limit-settings.ts';
import { createMessageBudget } from './platform/limits/message-budget.ts';
import { openVitals } from './platform/metrics/app-metrics.ts';
import { watchHealth } from './platform/metrics/health.ts';
import { watchLoopDelay } from './platform/metrics/loop-delay.ts';
import { tellOutages } from './platform/metrics/outages.ts';
import type { Counters } from './platform/rankings/counters.ts';
import type { Rankings } from './platform/rankings/rankings.ts';
import { crowdHere } from './rehearsal/run-crowd-here.ts';
import { keepRoundRehearsals } from './rehearsal/schedule-rehearsals.ts';
import { restoreResultsFiles } from './round/publish-round.ts';
import { keepTimetable } from './round/timetable.ts';
import { collectBetween } from './show/collect-garbage.ts';
import { openMcDoor } from './show/mc-commands.ts';
import { keepRehearsals } from './show/rehearse-show.ts';
import { holdRuns, loadOpenRuns } from './show/runs.ts';
import { openScreenDoor } from './show/screen-commands.ts';
import { createShowAnswerBatch } from './show/show-answers-sql.ts';
import { openShowDoor } from './show/show-commands.ts';
import { createSeatBatch } from './show/show-players-sql.ts';
import { openSite } from './site.ts';
import { keepUp } from './sync-caches.ts';
import { keepRosters } from './units/delete-rosters.ts';
import { greetInOneWrite, keepDoor } from './web/connection-limits.ts';
import { openHttpServer } from './web/http-server.ts';
import { moveSockets } from './web/move-sockets.ts';
import { dropSlowReaders } from './web/slow-readers.ts';

export type HouseParts = {
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
  hearing?: Hearing | null;
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

export type OpenHouse = {
  house: House;
  server: HttpServer;
  io: Server;
  /** Settles and publishes what is due, now. */
  lookAtTimetable(): Promise<void>;
  /** Ends rehearsals that are over, now. */
  lookAtRehearsals(): Promise<void>;
  /**
   * Takes nobody in any more, and asks whoever is here to go to another process, spread over `overMs`. Units: ms. SPEC N3.
   */
  leave(overMs: number): Promise<void>;
  close(): Promise<void>;
};

/** Puts the house together from its parts and opens its doors; listening is the caller's. */
export async function openHouse(parts: HouseParts): Promise<OpenHouse> {
  const overload = { ...usualOverload, ...parts.overload };
  const server = openHttpServer();
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: limits.messageBytesMax,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    perMessageDeflate: false,
    connectTimeout: limits.socketRoomMs,
    allowRequest: (request, decide) => {
      if (!isOwnPage(request.headers, parts.publicUrl)) return decide('not this house', false);
      if (health.readiness().draining) return decide('leaving', false);
      const room = keeper.hasRoomFor(request.headers.cookie);
      if (room) greetInOneWrite(request.socket);
      return decide(room ? null : 'busy', room);
    },
  });
  const keeper = keepDoor(io, overload);
  parts.joinOthers?.(io);

  const { db, clock, rankings, counters, log, pingRedis } = parts;
  const slowReaders = dropSlowReaders(io, log);
  const vitals = openVitals();
  const loop = watchLoopDelay();
  const ownMigrations = readMigrations();
  const health = watchHealth(
    {
      database: async () => (await db.query('select 1')).length === 1,
      migrations: () => migrationsFit(db, ownMigrations),
      ...(pingRedis ? { redis: async () => rankings.ready() && (await pingRedis()) } : {}),
    },
    (part) => {
      log.error({ part }, 'a part of the house is away');
      if (part !== 'migrations') vitals.outage(part);
    },
  );
  await health.look();
  const contests = holdContests(db);
  await contests.loadAll();
  const attempts = holdAttempts(db, contests);
  const bus = socketBus(io, parts.joinOthers === null);
  const board = openBoard({ db, bus, clock, contests, rankings, counters, log, onRebuilt: vitals.rebuilt });
  parts.onRankingsBack?.(board.doubtStore);
  const firstArrivals = holdFirstArrivals();
  const runs = holdRuns({
    db,
    bus,
    clock,
    firstArrivals,
    onFault: (err) => log.warn({ err }, 'a run could not be read'),
  });
  const trends = holdUnitTrends({ db, clock });
  const batches = {
    starts: createStartBatch(db, vitals.batch('starts')),
    answers: createAnswerBatch(
      db,
      clock,
      vitals.batch('answers', ({ row }, commit) => (commit.kept ? row.credit_ms : 0)),
    ),
    submissions: createSubmitBatch(db, attempts, vitals.batch('submissions')),
    showAnswers: createShowAnswerBatch(
      db,
      vitals.batch('show_answers', (row, kept) => (kept ? row.credit_ms : 0)),
    ),
    seats: createSeatBatch(db, vitals.batch('seats')),
  };
  const { showAnswers, ...sameName } = batches;
  const figured = { ...sameName, show_answers: showAnswers }; // as the figures name them
  const pulses = readVitals({
    io,
    bus,
    board,
    batches: figured,
    vitals,
    health,
    startedAtMs: clock.nowMs(),
    loop,
    socketsMax: overload.socketsMax,
    bounds: () =>
      readBounds(house, figured, overload, {
        sockets: () => io.engine.clientsCount,
        guestSockets: keeper.guests,
        outgoingBytes: slowReaders.waitingBytes,
        busWaiting: parts.busWaiting ?? null,
      }),
  });
  const house: House = {
    clock,
    db,
    rankings,
    counters,
    gateway: parts.gateway,
    bus,
    log,
    contests,
    attempts,
    board,
    trends,
    qualities: holdUnitQualities(db),
    rosters: holdRosters(db),
    publicFigures: holdPublicFigures({ board, trends, clock }),
    runs,
    admission: createAdmission({
      nowMs: clock.nowMs,
      perSecond: overload.startsPerSecond,
      queueMax: overload.startQueueMax,
      random: Math.random,
    }),
    background: createBackgroundLane(),
    firstArrivals,
    httpSeats: holdHttpSeats(bus),
    messageBudget: createMessageBudget(clock, overload.messagesPerHour),
    vitals,
    health,
    pulses,
    outages: tellOutages(log),
    ...batches,
    topicTitles: new Map((await readBank()).map((file) => [file.topic, file.title])),
    publishedDir: parts.publishedDir,
    publicUrl: parts.publicUrl,
    lanAddresses: () => addressesInReach(server.address()),
    ownAddress: () => parts.publicUrl ?? addressHere(server.address()),
  };

  const batchesIdle = async () => void (await Promise.all(Object.values(batches).map((batch) => batch.idle())));

  async function restore(contest: HouseContest): Promise<void> {
    await restoreResultsFiles(house, contest);
    await restoreCollectiveFile(house, contest);
  }
  for (const contest of contests.all()) {
    await board.begin(contest.contestId);
    await restore(contest);
  }

  await loadOpenRuns(db, runs);

  const crowd = crowdHere(house);
  const site = openSite(house, {
    ...parts,
    seatsOf: (attemptId) => findSeats(house, io.of('/contestant'), attemptId),
    crowd,
  });
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/socket.io/')) site(request, response);
  });
  const contestantDoor = openContestantDoor(house, io, parts.loopDelayMs ?? loop.lookMs);
  const organizerDoor = openOrganizerDoor(house, io);
  openMcDoor(house, io);
  openScreenDoor(house, io);
  openUnitLeaderDoor(house, io);
  openShowDoor(house, io);
  const rehearsals = keepRehearsals(house);
  const rosters = keepRosters(house);
  const signIns = keepSignIns(house);
  const roundRehearsals = keepRoundRehearsals(house);
  const collecting = collectBetween(runs, clock);
  const others = keepUp({ db, bus, contests, attempts, runs, log, hearing: parts.hearing ?? null, restore });
  const timetable = keepTimetable(house);

  return {
    house,
    server,
    io,
    lookAtTimetable: timetable.lookNow,
    lookAtRehearsals: roundRehearsals.lookNow,
    async leave(overMs) {
      health.drain();
      pulses.tell();
      server.close();
      await moveSockets(io, overMs, pulses.othersServe);
      await batchesIdle();
    },
    async close() {
      health.stop();
      pulses.stop();
      timetable.stop();
      others.stop();
      contestantDoor.stop();
      loop.stop();
      slowReaders.stop();
      organizerDoor.stop();
      board.stop();
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

/** A page of another site may not open a socket with this house's cookies; programs without an origin may. */
function isOwnPage(headers: { origin?: string; host?: string }, publicUrl: string | null): boolean {
  if (headers.origin === undefined) return true;
  if (!URL.canParse(headers.origin)) return false;
  const { host } = new URL(headers.origin);
  return host === headers.host || (publicUrl !== null && host === new URL(publicUrl).host);
}
