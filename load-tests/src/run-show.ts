import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShowFlags } from './flags.ts';
import { measureLatency } from './measure/latency.ts';
import { readFamilyCpuMs, readFamilyRss } from './measure/process-figures.ts';
import { bytesOf, costOfThousand, kibibytes, latencyOf, mebibytes, median, ms } from './report/figures.ts';
import type { Line, Outcome } from './report/results-file.ts';
import { measureAgreement } from './show/agreement.ts';
import { auditShow } from './show/audit-show.ts';
import { measureBareFanOut } from './show/bare-fan-out.ts';
import type { FanOut } from './show/fan-out.ts';
import { openHall, questionSeconds } from './show/hall.ts';
import { type Acked, seatPlayers } from './show/players.ts';
import type { Leaving } from './stage/on-leaving.ts';
import { startServer } from './stage/real-server.ts';
import { startStores } from './stage/stores.ts';

const answersWithinMs = 2_000;
const bareTimes = 5;
const spread = (figures: readonly FanOut[]): string =>
  (['p50', 'p99', 'last'] as const).map((key) => ms(median(figures.map((figure) => figure[key])))).join(' / ');

/** A show under load: everybody takes a seat, then questions, each answered by everybody inside two seconds; then the audit. */
export async function runShow(flags: ShowFlags, leaving: Leaving): Promise<Outcome> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'hoithi-load-'));
  leaving.undo(() => rmSync(dataDir, { recursive: true, force: true }));
  const stores = flags.embedded ? null : await startStores(leaving);
  const server = await startServer(
    {
      databaseUrl: stores?.postgres.url ?? null,
      redisUrl: stores?.redis.url ?? null,
      dataDir,
      logLevel: 'warn',
      profileDir: flags.profileDir,
      processes: flags.processes,
    },
    leaving,
  );
  const hall = await openHall(server, flags.questions);
  const rssBefore = readFamilyRss(server.pid);
  const cpuBeforeJoin = readFamilyCpuMs(server.pid);
  say(`${flags.players} phones take a seat`);
  const players = await seatPlayers(server.url, hall.code, flags.players, flags.atOnce);
  leaving.undo(() => players.leave());
  const joinCpuMs = readFamilyCpuMs(server.pid) - cpuBeforeJoin;
  await pause(1_500);
  const rssSeated = readFamilyRss(server.pid);
  const seatedBytes = { ...players.traffic };
  const agreement = await measureAgreement(players.all);
  const cpuSeatedMs = readFamilyCpuMs(server.pid);

  const fanOuts: FanOut[] = [];
  const sinceCommand: number[] = [];
  const reveals: number[] = [];
  const counted: number[] = [];
  const acks = measureLatency();
  const clock = measureLatency();
  const cpuPerAnswer: number[] = [];
  const acked: Acked[] = [];
  let messagesBefore = 0;
  let perQuestion = 0;
  let stageText = '';

  for (let question = 0; question < flags.questions; question++) {
    const warm = question > 0;
    const moved = players.stages.expect(flags.players);
    await hall.next(); // to the question's cue
    await moved;
    await pause(700);
    messagesBefore = players.all.reduce((sum, player) => sum + player.messages, 0);
    const opening = players.stages.expect(flags.players);
    const commandAtMs = await hall.next(); // opens it
    const fanOut = await opening;
    if (warm) {
      fanOuts.push(fanOut);
      sinceCommand.push(fanOut.firstAtMs - commandAtMs + fanOut.last);
    }
    const heard = players.heard();
    const cue = heard?.stage.cue;
    if (!heard || cue?.kind !== 'question' || !cue.opening) throw new Error('the question was told');
    stageText = JSON.stringify(['stage', heard.stage]);
    const opensInMs = cue.opening.opensAtMs - heard.stage.serverNowMs - (performance.now() - heard.atMs) + 5;
    const locksAtMs = performance.now() + opensInMs + questionSeconds * 1000;

    let asking = true;
    const probe = (async () => {
      while (asking) {
        const { tookMs } = await hall.mc.ask('clock:ask', {});
        if (warm) clock.record(tookMs);
        await pause(25);
      }
    })();
    let allCountedAtMs = 0;
    hall.onScreen((view) => {
      if (allCountedAtMs === 0 && view.show?.figures.answered === flags.players) allCountedAtMs = performance.now();
    });
    await pause(Math.max(0, opensInMs - 20));
    const cpuBefore = readFamilyCpuMs(server.pid);
    const own = await players.answerAll(cue.asking ?? 1, 20, answersWithinMs, warm ? acks : measureLatency());
    const lastAckAtMs = performance.now();
    acked.push(...own);
    for (let tries = 0; allCountedAtMs === 0 && tries < 100; tries++) await pause(20);
    if (allCountedAtMs === 0) throw new Error('the screen never counted everybody');
    if (warm) counted.push(allCountedAtMs - lastAckAtMs);
    if (warm) cpuPerAnswer.push(((readFamilyCpuMs(server.pid) - cpuBefore) * 1000) / Math.max(1, own.length));
    asking = false;
    await probe;

    await pause(Math.max(0, locksAtMs + 400 - performance.now())); // a reveal before the lock would lock by hand
    let revealedAtMs = 0;
    hall.onScreen((view) => {
      const shown = view.show?.stage.cue;
      if (revealedAtMs === 0 && shown?.kind === 'question' && shown.revealed) revealedAtMs = performance.now();
    });
    const told = players.stages.expect(flags.players);
    const revealAtMs = await hall.next(); // reveals it
    await told;
    for (let tries = 0; revealedAtMs === 0 && tries < 250; tries++) await pause(20);
    if (revealedAtMs === 0) throw new Error('the screen never showed the reveal');
    if (warm) reveals.push(revealedAtMs - revealAtMs);
    await pause(1_000);
    perQuestion = (players.all.reduce((sum, player) => sum + player.messages, 0) - messagesBefore) / flags.players;
    say(
      `question ${question + 1}: ${own.length} answers kept, the last phone heard ${ms(fanOut.last)} ms after the first`,
    );
  }
  const rssAfter = readFamilyRss(server.pid);
  const cpuOfQuestionsMs = readFamilyCpuMs(server.pid) - cpuSeatedMs;
  const bytesOfQuestions = {
    heardBytes: players.traffic.heardBytes - seatedBytes.heardBytes,
    sentBytes: players.traffic.sentBytes - seatedBytes.sentBytes,
  };
  const audit = stores ? await auditShow(stores.db, hall.runId, acked, players.all) : null;
  const lost = players.lost();
  players.leave();
  await pause(1_000);
  say('the same bytes by a bare loop');
  const { spreads: bare, connecting } = await measureBareFanOut(
    flags.players,
    `42/show,${stageText}`,
    bareTimes,
    leaving,
  );

  const ratio = median(fanOuts.map((each) => each.last)) / median(bare.map((each) => each.last));
  const lines: Line[] = [
    { what: 'phones seated / lines lost', figure: `${players.all.length} / ${lost}`, worst: true },
    {
      what: 'joining: handshake, seat, first view, p50 / p99 / max',
      figure: latencyOf(players.joining.latency.figures()),
    },
    {
      what: 'joining, a second; server CPU each',
      figure: `${Math.round(flags.players / players.joining.seconds)} (${flags.atOnce} at once); ${Math.round((joinCpuMs * 1000) / flags.players)} µs`,
    },
    {
      what: 'bare `ws`: connecting, a second; server CPU each',
      figure: `${Math.round(flags.players / connecting.seconds)}; ${Math.round((connecting.cpuMs * 1000) / flags.players)} µs`,
    },
    {
      what: `fan-out of a question, ${Buffer.byteLength(stageText)} bytes: first to p50 / p99 / last`,
      figure: `${spread(fanOuts)} ms`,
    },
    { what: 'bare `ws` loop, same bytes: first to p50 / p99 / last', figure: `${spread(bare)} ms` },
    { what: 'last phone against the bare loop', figure: `${ratio.toFixed(2)} ×` },
    {
      what: "from the MC's command to the last phone",
      figure: `${ms(median(sinceCommand))} ms (opening told 1200 ms ahead)`,
    },
    {
      what: `opening moment as ${agreement.phones} phones reckon it: earliest to latest; 98 of 100`,
      figure: `${ms(agreement.all)} ms; ${ms(agreement.p98)} ms`,
    },
    { what: `answers inside ${answersWithinMs / 1000} s: ack p50 / p99 / max`, figure: latencyOf(acks.figures()) },
    { what: 'meanwhile `clock:ask` p50 / p99 / max', figure: latencyOf(clock.figures()) },
    { what: "from the last ack to the screen's count", figure: `${ms(median(counted))} ms` },
    { what: "from the MC's reveal to the screen's view", figure: `${ms(median(reveals))} ms` },
    { what: 'server CPU an answer, views and counts included', figure: `${Math.round(median(cpuPerAnswer))} µs` },
    { what: 'messages to a phone for the last question and its reveal', figure: perQuestion.toFixed(2) },
    {
      what: 'server RSS before / seated / after; a phone',
      figure: `${mebibytes(rssBefore)} / ${mebibytes(rssSeated)} / ${mebibytes(rssAfter)}; ${kibibytes((rssSeated - rssBefore) / flags.players)}`,
    },
    {
      what: 'for 1,000 phones: CPU of a question; of joining; memory; network a question',
      figure: [
        costOfThousand(cpuOfQuestionsMs, flags.players * flags.questions),
        costOfThousand(joinCpuMs, flags.players),
        `${(((rssSeated - rssBefore) * 1000) / flags.players / 1024 ** 2).toFixed(0)} MiB`,
        bytesOf(bytesOfQuestions, flags.players * flags.questions),
      ].join('; '),
    },
    { what: 'answers acked / in the ledger', figure: `${acked.length} / ${audit?.rows ?? 'not read'}`, worst: true },
    {
      what: 'lost / doubled / phones told other points',
      figure: audit ? `${audit.lost} / ${audit.doubled} / ${audit.unequalPoints}` : 'not read',
      worst: true,
    },
    {
      what: 'refusals',
      figure: [...players.refusals].map(([code, count]) => `${code}: ${count}`).join('; ') || '0',
      worst: true,
    },
    { what: "warnings in the server's log", figure: String(server.complaints.length), worst: true },
  ];
  const complete = acked.length === flags.players * flags.questions && lost === 0 && players.refusals.size === 0;
  const whole = complete && (audit === null || audit.lost + audit.doubled + audit.unequalPoints === 0);
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift('Not whole: see refusals, lines lost, answers lost, doubled and points.');
  const store = stores ? `PostgreSQL ${stores.version} (fsync on), Redis` : 'embedded store';
  return { report: { run: `Show, ${flags.players} players`, store, lines, notes }, whole };
}
