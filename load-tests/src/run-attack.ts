import { setTimeout as pause } from 'node:timers/promises';
import { beginFlood, type Flood, type FloodCount, floods } from './attack/flood.ts';
import { type Idlers, idlers, openIdleSockets } from './attack/idle-sockets.ts';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { gatherInside, type Inside } from './crowd/inside.ts';
import { openTally } from './crowd/tally.ts';
import type { AttackFlags } from './flags.ts';
import { type Latency, type LatencyFigures, measureLatency } from './measure/latency.ts';
import { readRss } from './measure/process-figures.ts';
import { countsOf, latencyOf, mebibytes } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest, shortRules } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import { openLeanDevice } from './wire/lean-device.ts';

const questions = 30; // no more than the bank has
const settleMs = 2_000;
/** Longer than any socket may stay in no namespace. */
const staysMs = 12_000;

/** Some people answer; beside them one connection floods in several ways, and thousands of sockets come and say nothing. */
export async function runAttack(flags: AttackFlags, leaving: Leaving): Promise<Outcome> {
  const { stores, server, storeNamed } = await openRigWithServer(flags.profileDir, leaving);
  const organizer = await enterAsOrganizer(server);
  const stage = await makeContest(server, organizer, { ...shortRules(questions, 'one-by-one'), perRound: 1 }, '46');
  organizer.close();
  const [attacker = '', signedIn = '', ...cookies] = await addPeople(stores.db, stage, flags.persons + 2);
  const tally = openTally();
  const lines: Line[] = [];
  const inside = gatherInside(server.url, stage, tally, flags.thinkMs);
  leaving.undo(() => inside.leave());
  await inside.enter(cookies);
  await pause(settleMs);

  for (const flood of floods) {
    log(`a flood: ${flood.named}`);
    const seen = await floodBeside(server.url, flood.signedIn ? attacker : null, flood, inside, flags.seconds);
    lines.push({ what: `answers of others, before and during a flood: ${flood.named}`, figure: describeFlood(seen) });
  }
  await inside.end();
  inside.leave();
  for (const idle of idlers) {
    log(`${flags.idle} sockets ${idle.named}`);
    lines.push(await idleBeside(server.url, signedIn, idle, flags.idle));
  }
  lines.push({ what: 'server RSS afterwards', figure: mebibytes(readRss(server.pid)) });

  const audit = await auditLedger(stores.db, tally.sittings);
  lines.push(
    {
      what: 'answers acked / lost / doubled',
      figure: `${audit.answersAcked} / ${audit.answersLost} / ${audit.answersDoubled}`,
    },
    { what: 'connections of others lost', figure: countsOf(tally.faults) },
    { what: "warnings in the server's log", figure: `${server.complaints.length}` },
  );
  const whole = faultsOf(audit) === 0 && tally.faults.size === 0;
  const notes = whole ? [] : ['Not whole: somebody lost an answer or a connection.'];
  return { report: { run: 'Attack', store: storeNamed, lines, notes }, whole };
}

type Seen = { before: LatencyFigures | null; during: LatencyFigures | null; counted: FloodCount; seconds: number };

async function floodBeside(
  url: string,
  cookie: string | null,
  flood: Flood,
  inside: Inside,
  seconds: number,
): Promise<Seen> {
  const listen = async (): Promise<LatencyFigures | null> => {
    const latency: Latency = measureLatency();
    inside.record(latency);
    await pause(seconds * 1_000);
    inside.record(measureLatency());
    return latency.figures();
  };
  const before = await listen();
  const end = await beginFlood(url, cookie, flood);
  const during = await listen();
  const counted = await end();
  await pause(settleMs);
  return { before, during, counted, seconds };
}

const describeFlood = ({ before, during, counted, seconds }: Seen): string =>
  `${latencyOf(before)} → ${latencyOf(during)}; ${Math.round(counted.sent / seconds)} messages a second written, cut ${counted.cut} times`;

/** After some seconds: who of them is still there, and whether a stranger and somebody with a session can connect. */
async function idleBeside(url: string, cookie: string, idle: Idlers, count: number): Promise<Line> {
  const canConnect = async (who: string | null): Promise<string> => {
    try {
      (await openLeanDevice({ url, namespace: '/show', cookie: who })).close();
      return 'connects';
    } catch {
      return 'is refused';
    }
  };
  const crowd = await openIdleSockets(url, count, idle);
  const [guestAtOnce, personAtOnce] = [await canConnect(null), await canConnect(cookie)];
  await pause(staysMs);
  const stay = crowd.stillOpen();
  const guestLater = await canConnect(null);
  crowd.leave();
  await pause(settleMs);
  return {
    what: `${count} sockets ${idle.named}`,
    figure: `${crowd.accepted} accepted, ${stay} still open after ${staysMs / 1_000} s; meanwhile a new guest ${guestAtOnce} and who is signed in ${personAtOnce}; later a guest ${guestLater}`,
  };
}
