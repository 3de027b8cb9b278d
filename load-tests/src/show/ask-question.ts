import { setTimeout as pause } from 'node:timers/promises';
import type { CpuShares, ShareMeter } from '../measure/cpu-shares.ts';
import { type Latency, type LatencyFigures, measureLatency } from '../measure/latency.ts';
import { watchOwnLoop } from '../measure/own-loop.ts';
import { readFamilyCpuMs } from '../measure/process-figures.ts';
import type { FanOut } from './fan-out.ts';
import { type Hall, questionSeconds } from './hall.ts';
import type { Acked, Players } from './players.ts';

export const answersWithinMs = 2_000;

/** What one question of a show came to. Units: milliseconds; messages received by a phone. */
export type QuestionFigures = {
  fanOut: FanOut;
  sinceCommandMs: number;
  countedMs: number;
  revealMs: number;
  /** The reveal on its way to the phones, and the last of them after the screen. */
  revealFanOut: FanOut;
  revealLastMs: number;
  /** The last own view with points and place, after the screen. */
  rowsLastMs: number;
  answersCpuMs: number;
  shares: CpuShares;
  acks: LatencyFigures | null;
  /** How late the crowd came to its own timers. */
  ownLoop: LatencyFigures;
  acked: Acked[];
  messagesAPhone: number;
  /** The question as phones received it. */
  stageText: string;
};

type Parts = { hall: Hall; players: Players; serverPid: number; shares: ShareMeter };

/** One question from its cue to its reveal, answered by everybody inside two seconds. */
export async function askQuestion(parts: Parts, acks: Latency, clock: Latency): Promise<QuestionFigures> {
  const { hall, players } = parts;
  const phones = players.all.length;
  const moved = players.stages.expect(phones);
  await hall.next(); // to the question's cue
  await moved;
  globalThis.gc?.(); // or the crowd's own collector takes a core while the answers come in
  await pause(700);
  const messagesBefore = messagesOf(players);
  const opening = players.stages.expect(phones);
  const commandAtMs = await hall.next(); // opens it
  const fanOut = await opening;
  const seen = receivedQuestion(players);
  const answered = await answerIt(parts, seen, acks, clock);

  await pause(Math.max(0, seen.locksAtMs + 400 - performance.now())); // a reveal before the lock would lock by hand
  const revealed = await reveal(parts);
  await pause(1_000);
  return {
    fanOut,
    sinceCommandMs: fanOut.firstAtMs - commandAtMs + fanOut.last,
    ...revealed,
    ...answered,
    messagesAPhone: (messagesOf(players) - messagesBefore) / phones,
    stageText: seen.stageText,
  };
}

const messagesOf = (players: Players): number => players.all.reduce((sum, player) => sum + player.messages, 0);

function receivedQuestion(players: Players) {
  const received = players.received();
  const cue = received?.stage.cue;
  if (!received || cue?.kind !== 'question' || !cue.opening) throw new Error('the question was received');
  const opensInMs = cue.opening.opensAtMs - received.stage.serverNowMs - (performance.now() - received.atMs) + 5;
  return {
    asking: cue.asking ?? 1,
    opensInMs,
    locksAtMs: performance.now() + opensInMs + questionSeconds * 1000,
    stageText: JSON.stringify(['stage', received.stage]),
  };
}

async function answerIt(
  { hall, players, serverPid, shares }: Parts,
  { asking, opensInMs }: { asking: number; opensInMs: number },
  acks: Latency,
  clock: Latency,
): Promise<Pick<QuestionFigures, 'acked' | 'acks' | 'ownLoop' | 'countedMs' | 'answersCpuMs' | 'shares'>> {
  let isAsking = true;
  const probe = (async () => {
    while (isAsking) {
      const { tookMs } = await hall.mc.request('clock:read', {});
      clock.record(tookMs);
      await pause(25);
    }
  })();
  let countedAtMs = 0;
  hall.onScreen((view) => {
    if (countedAtMs === 0 && view.show?.figures.answered === players.all.length) countedAtMs = performance.now();
  });
  await pause(Math.max(0, opensInMs - 20));
  const cpuBeforeMs = readFamilyCpuMs(serverPid);
  const readShares = shares.begin();
  const endLoop = watchOwnLoop();
  const own = measureLatency();
  const acked = await players.answerAll(asking, 20, answersWithinMs, (tookMs) => {
    acks.record(tookMs);
    own.record(tookMs);
  });
  const seen = { shares: readShares(), acks: own.figures(), ownLoop: endLoop() };
  const lastAckAtMs = performance.now();
  await until(() => countedAtMs > 0, 2_000, 'the screen never counted everybody');
  const answersCpuMs = readFamilyCpuMs(serverPid) - cpuBeforeMs;
  isAsking = false;
  await probe;
  return { acked, countedMs: countedAtMs - lastAckAtMs, answersCpuMs, ...seen };
}

/** How long the screen waits for the reveal, and the phones after it. */
async function reveal({
  hall,
  players,
}: Parts): Promise<Pick<QuestionFigures, 'revealMs' | 'revealFanOut' | 'revealLastMs' | 'rowsLastMs'>> {
  let revealedAtMs = 0;
  hall.onScreen((view) => {
    const shown = view.show?.stage.cue;
    if (revealedAtMs === 0 && shown?.kind === 'question' && shown.revealed) revealedAtMs = performance.now();
  });
  const [seen, rows] = [players.stages.expect(players.all.length), players.rows.expect(players.all.length)];
  const revealAtMs = await hall.next();
  const revealFanOut = await seen;
  const own = await rows;
  await until(() => revealedAtMs > 0, 5_000, 'the screen never showed the reveal');
  const lateBy = ({ firstAtMs, last }: FanOut): number => firstAtMs + last - revealedAtMs;
  return {
    revealMs: revealedAtMs - revealAtMs,
    revealFanOut,
    revealLastMs: lateBy(revealFanOut),
    rowsLastMs: lateBy(own),
  };
}

async function until(isSo: () => boolean, withinMs: number, complaint: string): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > untilMs) throw new Error(complaint);
    await pause(20);
  }
}
