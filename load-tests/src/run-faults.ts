import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { awaitEqualRankings, awaitRebuilt, countWrongFigures } from './faults/audit-rankings.ts';
import { type Fault, listFaults, type Pair, portOf } from './faults/break-things.ts';
import { openProxy, type TcpProxy } from './faults/proxy.ts';
import { openServerClock, type ServerClock } from './faults/server-clock.ts';
import { openShift } from './faults/shift.ts';
import type { FaultsFlags } from './flags.ts';
import { measureBareCommit } from './measure/bare-commit.ts';
import { type FaultFigures, linesOfFaults } from './report/faults-report.ts';
import type { Outcome } from './report/report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRig } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest, type Stage, shortRules } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import { startServer } from './stage/real-server.ts';
import { addScreenLink } from './stage/watchers-by-sql.ts';
import { openLeanDevice } from './wire/lean-device.ts';

const questions = 5;
const clockAsks = 50;

/** Two servers, a crowd that answers behind a proxy, and one fault after the other in the middle of answers; an audit after each. */
export async function runFaults(flags: FaultsFlags, leaving: Leaving): Promise<Outcome> {
  const rig = await openRig(flags.profileDir, leaving);
  const bareCommit = await measureBareCommit(rig.stores.db);
  const network = { postgres: await openNetwork(rig.stores.postgres), redis: await openNetwork(rig.stores.redis) };
  leaving.undo(() => Promise.all([network.postgres.close(), network.redis.close()]));
  const settingsOfServer = () => ({
    ...rig.settingsOfServer(),
    databaseUrl: through(network.postgres, rig.stores.postgres),
    redisUrl: through(network.redis, rig.stores.redis),
  });
  const servers: Pair['servers'] = [
    await startServer(settingsOfServer(), leaving),
    await startServer(settingsOfServer(), leaving),
  ];
  const organizer = await enterAsOrganizer(servers[0]);
  const stage = await makeContest(servers[0], organizer, shortRules(questions, 'one-by-one'), '46');
  organizer.close();
  const cookies = await addPeople(rig.stores.db, stage, flags.persons);
  const screenToken = await addScreenLink(rig.stores.db, stage.contestId);
  await rig.stores.db.end(); // it would not outlive the restart of PostgreSQL
  const proxy = await openProxy(servers.map(portOf));
  leaving.undo(() => proxy.close());
  const pair: Pair = { rig, servers, settingsOfServer, proxy, network };
  const clock = openServerClock();
  for (const server of servers) await learnClock(server.url, clock);

  const figures: FaultFigures[] = [];
  for (const fault of listFaults(pair, flags, leaving)) {
    log(`${fault.name}: ${flags.persons} people answer`);
    figures.push(await sufferFault(fault, pair, { flags, stage, cookies, screenToken, clock }, leaving));
  }
  const complaints = servers.flatMap((server) => server.complaints);
  const lines = linesOfFaults(figures, bareCommit, complaints);
  const whole = figures.every(isWhole);
  const notes = [
    `Rules: ${questions} questions one by one, any number of attempts. A connection is opened again as the client does it: 4 s for an ack; a new one after one silence where a small question stays unanswered too, after three else; early once a minute at most.`,
  ];
  if (!whole) notes.unshift('Not whole: see answers lost or doubled, people not back, clocks and rankings.');
  return {
    report: { run: `Faults, ${flags.persons} people`, store: `two servers, ${rig.storeNamed}`, lines, notes },
    whole,
  };
}

const openNetwork = (store: { url: string }): Promise<TcpProxy> => openProxy([portOf(store)]);
const through = (network: TcpProxy, store: { url: string }): string =>
  Object.assign(new URL(store.url), { port: `${portOf(network)}` }).href;

type Scene = { flags: FaultsFlags; stage: Stage; cookies: readonly string[]; screenToken: string; clock: ServerClock };

async function sufferFault(fault: Fault, pair: Pair, scene: Scene, leaving: Leaving): Promise<FaultFigures> {
  const { flags, stage, cookies, screenToken, clock } = scene;
  const shift = openShift(pair.proxy.url, stage, cookies, { pace: flags.thinkMs, clock });
  leaving.undo(() => shift.leave());
  await pause(flags.calmSeconds * 1_000);
  const calmAnswer = shift.calm();
  const struckAtMs = performance.now();
  await fault.strike();
  const [back, passedAtMs] = await Promise.all([shift.comeBack(struckAtMs), fault.over()]);
  const { db, end } = await openLedger(pair);
  const rebuiltAfterMs = fault.wipesRankings ? await awaitRebuilt(db, pair.rig.stores.redis.url, stage.roundId) : null;
  await pause(flags.calmSeconds * 1_000);
  await shift.end();
  log('the audit');
  const audit = await auditLedger(db, shift.sittings, 'several');
  const rankings = await awaitEqualRankings(db, pair.rig.stores.redis.url, stage.roundId);
  const wrongFigures = await countWrongFigures(db, pair.servers, stage.roundId, screenToken);
  await end();
  shift.leave();
  const passedAfterMs = passedAtMs - struckAtMs;
  const seen = { calmAnswer, shift, audit, rankings, wrongFigures, rebuiltAfterMs, passedAfterMs, back };
  return { name: fault.name, persons: cookies.length, wipesRankings: fault.wipesRankings, ...seen };
}

const isWhole = ({
  back,
  persons,
  audit,
  rankings,
  wrongFigures,
  rebuiltAfterMs,
  wipesRankings,
}: FaultFigures): boolean =>
  back.took.figures()?.count === persons &&
  back.clockWrong + back.lockWrong + faultsOf(audit) + rankings.unequal + wrongFigures === 0 &&
  (!wipesRankings || rebuiltAfterMs !== null);

/** A connection that outlives no fault: each audit has its own. */
async function openLedger(pair: Pair): Promise<{ db: pg.Client; end(): Promise<void> }> {
  const db = new pg.Client({ connectionString: pair.rig.stores.postgres.url });
  await db.connect();
  return { db, end: () => db.end() };
}

/** Reads the time until one reading was quick: its middle is the server's time to within half of the round trip. */
async function learnClock(url: string, clock: ServerClock): Promise<void> {
  const device = await openLeanDevice({ url, namespace: '/contestant', cookie: null });
  for (let at = 0; at < clockAsks; at++) {
    const sentAtMs = performance.now();
    const { result, tookMs } = await device.request<{ serverNowMs: number }>('clock:read', {});
    if (result.ok) clock.receive(result.value.serverNowMs, sentAtMs, tookMs);
    await pause(60); // within the rate limit of one connection
  }
  device.close();
}
