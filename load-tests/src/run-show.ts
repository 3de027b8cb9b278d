import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShowFlags } from './flags.ts';
import { measureShares } from './measure/cpu-shares.ts';
import { measureLatency } from './measure/latency.ts';
import { readFamilyCpuMs, readFamilyRss } from './measure/process-figures.ts';
import { bytesOf, costOfThousand, kibibytes, latencyOf, mebibytes, median, ms } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import { measureAgreement } from './show/agreement.ts';
import { answersWithinMs, askQuestion, type QuestionFigures } from './show/ask-question.ts';
import { auditShow } from './show/audit-show.ts';
import { measureBareFanOut } from './show/bare-fan-out.ts';
import type { FanOut } from './show/fan-out.ts';
import { openHall, showOfQuestions } from './show/hall.ts';
import { joinPlayers } from './show/players.ts';
import type { Leaving } from './stage/on-exit.ts';
import { startServer } from './stage/real-server.ts';
import { startStores } from './stage/stores.ts';

const bareTimes = 5;
const spread = (figures: readonly FanOut[]): string =>
  (['p50', 'p99', 'last'] as const).map((key) => ms(median(figures.map((figure) => figure[key])))).join(' / ');

/** A show under load: everybody joins, then questions, each answered by everybody inside two seconds; then the audit. */
export async function runShow(flags: ShowFlags, leaving: Leaving): Promise<Outcome> {
  const log = (text: string): void => void process.stdout.write(`${text}\n`);
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
  const hall = await openHall(server, showOfQuestions(flags.questions));
  const rssBefore = readFamilyRss(server.pid);
  const cpuBeforeJoin = readFamilyCpuMs(server.pid);
  log(`${flags.players} phones join`);
  const players = await joinPlayers(server.url, hall.code, flags.players, flags.atOnce);
  leaving.undo(() => players.leave());
  const joinCpuMs = readFamilyCpuMs(server.pid) - cpuBeforeJoin;
  await pause(1_500);
  const rssJoined = readFamilyRss(server.pid);
  const joinedBytes = { ...players.traffic };
  const agreement = await measureAgreement(players.all);
  const cpuJoinedMs = readFamilyCpuMs(server.pid);

  const shares = measureShares({
    server: server.pid,
    stores: stores ? [stores.postgres.pid, stores.redis.pid] : [],
  });
  const acks = measureLatency();
  const clock = measureLatency();
  const wanted: QuestionFigures[] = [];
  for (let question = 0; question < flags.questions; question++) {
    const warm = question > 0; // the first warms the server up
    const figures = await askQuestion(
      { hall, players, serverPid: server.pid, shares },
      warm ? acks : measureLatency(),
      warm ? clock : measureLatency(),
    );
    wanted.push(figures);
    log(ancestorsOf(question, figures));
  }
  const warmed = wanted.slice(1);
  const middle = (read: (figures: QuestionFigures) => number): number => median(warmed.map(read));
  const acked = wanted.flatMap((each) => each.acked);
  const last = wanted.at(-1);
  const rssAfter = readFamilyRss(server.pid);
  const cpuOfQuestionsMs = readFamilyCpuMs(server.pid) - cpuJoinedMs;
  const bytesOfQuestions = {
    receivedBytes: players.traffic.receivedBytes - joinedBytes.receivedBytes,
    sentBytes: players.traffic.sentBytes - joinedBytes.sentBytes,
  };
  const audit = stores ? await auditShow(stores.db, hall.runId, acked, players.all) : null;
  const lost = players.lost();
  players.leave();
  await pause(1_000);
  log('the same bytes by a bare loop');
  const { spreads: bare, connecting } = await measureBareFanOut(
    flags.players,
    `42/show,${last?.stageText ?? ''}`,
    bareTimes,
    leaving,
  );

  const ratio = middle((each) => each.fanOut.last) / median(bare.map((each) => each.last));
  const revealRatio = middle((each) => each.revealFanOut.last) / median(bare.map((each) => each.last));
  const lines: Line[] = [
    { what: 'phones seated / lines lost', figure: `${players.all.length} / ${lost}`, worst: true },
    {
      what: 'joining: handshake, player, first view, p50 / p99 / max',
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
      what: `fan-out of a question, ${Buffer.byteLength(last?.stageText ?? '')} bytes: first to p50 / p99 / last`,
      figure: `${spread(warmed.map((each) => each.fanOut))} ms`,
    },
    { what: 'bare `ws` loop, same bytes: first to p50 / p99 / last', figure: `${spread(bare)} ms` },
    { what: 'last phone against the bare loop', figure: `${ratio.toFixed(2)} ×` },
    {
      what: "from the MC's command to the last phone",
      figure: `${ms(middle((each) => each.sinceCommandMs))} ms (opening announced 1200 ms ahead)`,
    },
    {
      what: `opening moment as ${agreement.phones} phones reckon it: earliest to latest; 98 of 100`,
      figure: `${ms(agreement.all)} ms; ${ms(agreement.p98)} ms`,
    },
    { what: `answers inside ${answersWithinMs / 1000} s: ack p50 / p99 / max`, figure: latencyOf(acks.figures()) },
    {
      what: 'ack p99 of the best / the middle / the worst question',
      figure: spreadOf(warmed.map((each) => each.acks?.p99 ?? 0)),
    },
    { what: 'meanwhile `clock:read` p50 / p99 / max', figure: latencyOf(clock.figures()) },
    {
      what: 'how late the crowd came to its own timers at most: best / middle / worst question',
      figure: spreadOf(warmed.map((each) => each.ownLoop.max)),
    },
    { what: "from the last ack to the screen's count", figure: `${ms(middle((each) => each.countedMs))} ms` },
    { what: "from the MC's reveal to the screen's view", figure: `${ms(middle((each) => each.revealMs))} ms` },
    {
      what: 'fan-out of the reveal: first to p50 / p99 / last; after the screen the last key / the last own row',
      figure: `${spread(warmed.map((each) => each.revealFanOut))} ms; ${ms(middle((each) => each.revealLastMs))} / ${ms(middle((each) => each.rowsLastMs))} ms`,
    },
    { what: "the reveal's last phone against the bare loop", figure: `${revealRatio.toFixed(2)} ×` },
    {
      what: 'server CPU an answer, views and counts included',
      figure: `${Math.round(middle((each) => (each.answersCpuMs * 1000) / Math.max(1, each.acked.length)))} µs`,
    },
    {
      what: `cores busy meanwhile, of ${availableParallelism()}: server / stores / crowd / all of the machine; taken by its host`,
      figure: `${(['server', 'stores', 'crowd', 'machine'] as const).map((part) => middle((each) => each.shares[part]).toFixed(2)).join(' / ')}; ${middle((each) => each.shares.stolen).toFixed(2)}`,
    },
    {
      what: 'messages to a phone for the last question and its reveal',
      figure: (last?.messagesAPhone ?? 0).toFixed(2),
    },
    {
      what: 'server RSS before / seated / after; a phone',
      figure: `${mebibytes(rssBefore)} / ${mebibytes(rssJoined)} / ${mebibytes(rssAfter)}; ${kibibytes((rssJoined - rssBefore) / flags.players)}`,
    },
    {
      what: 'for 1,000 phones: CPU of a question; of joining; memory; network a question',
      figure: [
        costOfThousand(cpuOfQuestionsMs, flags.players * flags.questions),
        costOfThousand(joinCpuMs, flags.players),
        `${(((rssJoined - rssBefore) * 1000) / flags.players / 1024 ** 2).toFixed(0)} MiB`,
        bytesOf(bytesOfQuestions, flags.players * flags.questions),
      ].join('; '),
    },
    { what: 'answers acked / in the ledger', figure: `${acked.length} / ${audit?.rows ?? 'not read'}`, worst: true },
    {
      what: 'lost / doubled / phones that received other points',
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

/** One question as it goes by, for whoever watches. */
function ancestorsOf(question: number, { acked, acks, fanOut, ownLoop, shares }: QuestionFigures): string {
  return [
    `question ${question + 1}: ${acked.length} answers saved, acks p99 ${ms(acks?.p99 ?? 0)} ms`,
    `the last phone received it ${ms(fanOut.last)} ms after the first`,
    `the crowd came ${ms(ownLoop.max)} ms late, its host took ${shares.stolen.toFixed(2)} cores`,
  ].join('; ');
}

const spreadOf = (values: readonly number[]): string =>
  `${[Math.min(...values), median(values), Math.max(...values)].map(ms).join(' / ')} ms`;
