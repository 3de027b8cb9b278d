import type { Server as HttpServer } from 'node:http';
import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { restoreCollectiveFile } from '../actions/collective/publish-collective.ts';
import { readBank } from '../actions/contest/read-content.ts';
import { keepRoundRehearsals } from '../actions/rehearsal/keep-rehearsals.ts';
import { crowdHere } from '../actions/rehearsal/run-crowd-here.ts';
import { keepTimetable } from '../actions/round/keep-timetable.ts';
import { restoreResultsFiles } from '../actions/round/publish-round.ts';
import { keepRehearsals } from '../actions/show/rehearse.ts';
import { keepSignIns } from '../actions/sign-in/forget-sign-ins.ts';
import { keepRosters } from '../actions/unit/forget-rosters.ts';
import { openBoard } from '../board/board.ts';
import { holdUnitQualities } from '../board/unit-qualities.ts';
import { holdRosters } from '../board/unit-rosters.ts';
import { holdUnitTrends } from '../board/unit-trends.ts';
import { socketBus } from '../bus/bus.ts';
import type { Hearing } from '../bus/redis-lines.ts';
import type { Clock } from '../clock/clock.ts';
import type { MessageGateway } from '../gateway/message-gateway.ts';
import { openHttpServer } from '../http/http-server.ts';
import { openSite } from '../http/site.ts';
import { addressesInReach, addressHere } from '../lan-addresses.ts';
import { createAnswerBatch } from '../ledger/answers.ts';
import { createStartBatch } from '../ledger/attempts.ts';
import type { Database } from '../ledger/database.ts';
import { migrationsFit, readMigrations } from '../ledger/migrate.ts';
import { createShowAnswerBatch } from '../ledger/show-answers.ts';
import { createSeatBatch } from '../ledger/show-seats.ts';
import type { Counters } from '../rankings/counters.ts';
import type { Rankings } from '../rankings/rankings.ts';
import { findSeats } from '../socket/attempt-seats.ts';
import { openContestantDoor } from '../socket/contestant.ts';
import { greetInOneWrite, keepDoor } from '../socket/door-keeper.ts';
import { openMcDoor } from '../socket/mc.ts';
import { moveSockets } from '../socket/move-sockets.ts';
import { openOrganizerDoor } from '../socket/organizer.ts';
import { openScreenDoor } from '../socket/screen.ts';
import { openShowDoor } from '../socket/show.ts';
import { dropSlowReaders } from '../socket/slow-readers.ts';
import { openUnitLeaderDoor } from '../socket/unit-leader.ts';
import { watchHealth } from '../vitals/health.ts';
import { watchLoopDelay } from '../vitals/loop-delay.ts';
import { tellOutages } from '../vitals/outages.ts';
import { openVitals } from '../vitals/vitals.ts';
import { createAdmission } from './admission.ts';
import { createBackgroundLane } from './background-lane.ts';
import { collectBetween } from './collect-between.ts';
import { type HouseContest, holdContests } from './contests.ts';
import { holdFirstArrivals } from './first-arrivals.ts';
import type { House } from './house.ts';
import { holdHttpSeats } from './http-seats.ts';
import { keepUp } from './keep-up.ts';
import { createMessageBudget } from './message-budget.ts';
import { holdAttempts } from './open-attempts.ts';
import { type OverloadSettings, usualOverload } from './overload-settings.ts';
import { holdPublicFigures } from './public-figures.ts';
import { readBounds } from './read-bounds.ts';
import { readVitals } from './read-vitals.ts';
import { holdRuns, loadOpenRuns } from './runs.ts';
import { createSubmitBatch } from './submit-batch.ts';

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
