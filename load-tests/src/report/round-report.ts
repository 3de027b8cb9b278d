import type { Audit } from '../audit/audit.ts';
import type { Tally } from '../crowd/tally.ts';
import type { RoundFlags } from '../flags.ts';
import type { LatencyFigures } from '../measure/latency.ts';
import type { Window } from '../measure/sampler.ts';
import type { Traffic } from '../wire/device.ts';
import {
  bytesOf,
  costOfThousand,
  countsOf,
  kibibytes,
  latencyOf,
  mebibytes,
  microseconds,
  ms,
  share,
} from './figures.ts';
import type { Line } from './report.ts';

export type RoundOutcome = {
  flags: RoundFlags;
  tally: Tally;
  audit: Audit;
  bareCommit: LatencyFigures | null;
  /** Until the server listened: the start that counted the ledger, if there was one, and that of the measured server. */
  startedInMs: { counting: number | null; own: number };
  loopDelay: LatencyFigures | null;
  /** Idle attempts being opened; the measured starts; answers alone; from the first start to the last submission. */
  ramp: Window | null;
  starts: Window;
  answersAlone: Window | null;
  whole: Window;
  rss: { before: number; most: number; openThen: number; after: number };
  openMost: number;
  /** What the database grew by from the first start to the last submission; null: embedded. */
  grownBytes: number | null;
  /** What those who sat to the end received and sent, and the pings of the idle. */
  traffic: Traffic;
  complaints: readonly string[];
};

const shares = ({ serverShare, storeShare, crowdShare, restShare }: Window, embedded: boolean): string =>
  `server ${share(serverShare)}${embedded ? ' (store within)' : `, PostgreSQL ${share(storeShare)}`}, crowd ${share(crowdShare)}, others ${share(restShare)} of a core`;

/** The lines of a round's report. Latencies are p50 / p99 / max and how many. */
export function linesOfRound(outcome: RoundOutcome): Line[] {
  const { tally, audit, flags, starts, answersAlone, whole, ramp, rss, openMost } = outcome;
  const rate = (window: Window, count: number): string => (count / window.seconds).toFixed(0);
  return [
    ...(flags.ledger > 0 ? [{ what: 'attempts of others in the ledger beforehand', figure: `${flags.ledger}` }] : []),
    ...(outcome.startedInMs.counting === null
      ? []
      : [
          {
            what: 'start of the server on it: the first, which counts it / the next',
            figure: `${ms(outcome.startedInMs.counting)} / ${ms(outcome.startedInMs.own)} ms`,
          },
        ]),
    { what: 'answer ack, p50 / p99 / max', figure: latencyOf(tally.answer.figures()) },
    { what: 'the same by the usual client library', figure: latencyOf(tally.controlAnswer.figures()) },
    { what: 'start ack', figure: latencyOf(tally.start.figures()) },
    { what: 'connect, enter, first view', figure: latencyOf(tally.join.figures()) },
    { what: 'prediction ack', figure: latencyOf(tally.predict.figures()) },
    { what: 'submission ack', figure: latencyOf(tally.submit.figures()) },
    { what: 'baseline: `clock:read`, no store', figure: latencyOf(tally.clock.figures()) },
    ...(outcome.bareCommit
      ? [{ what: 'baseline: one row, one commit, before the run', figure: latencyOf(outcome.bareCommit) }]
      : []),
    { what: "the crowd's own loop delay", figure: latencyOf(outcome.loopDelay) },
    {
      what: 'started / answered / submitted',
      figure: `${tally.started} / ${tally.answered} / ${tally.submitted}; ${openMost} open at most`,
    },
    {
      what: 'while starting',
      figure: `${rate(starts, starts.started)} starts and ${rate(starts, starts.answered)} answers a second; ${shares(starts, flags.embedded)}`,
    },
    {
      what: 'answers alone',
      figure: answersAlone
        ? `${answersAlone.seconds.toFixed(0)} s, ${rate(answersAlone, answersAlone.answered)} a second; ${shares(answersAlone, flags.embedded)}`
        : 'no stretch of five seconds',
    },
    { what: 'whole run', figure: `${whole.seconds.toFixed(0)} s; ${shares(whole, flags.embedded)}` },
    {
      what: 'server CPU an answer, answers alone',
      figure: answersAlone ? microseconds(answersAlone.serverCpuMs, answersAlone.answered) : 'not measured',
    },
    {
      what: 'server CPU an answer, all work of the whole run in it',
      figure: microseconds(whole.serverCpuMs, whole.answered),
    },
    {
      what: 'server CPU a start (connect, enter, start)',
      figure: ramp ? microseconds(ramp.serverCpuMs, ramp.started) : 'not measured',
    },
    ...(flags.embedded
      ? []
      : [
          {
            what: 'PostgreSQL CPU an answer, answers alone',
            figure: answersAlone ? microseconds(answersAlone.storeCpuMs, answersAlone.answered) : 'not measured',
          },
          {
            what: 'PostgreSQL CPU a start',
            figure: ramp ? microseconds(ramp.storeCpuMs, ramp.started) : 'not measured',
          },
        ]),
    {
      what: 'for 1,000 contestants who sat to the end: CPU server / PostgreSQL; network a question',
      figure: `${costOfThousand(whole.serverCpuMs, whole.submitted)} / ${flags.embedded ? 'within' : costOfThousand(whole.storeCpuMs, whole.submitted)}; ${bytesOf(outcome.traffic, whole.answered)}`,
    },
    ...(outcome.grownBytes === null
      ? []
      : [
          {
            what: 'the database grew, an attempt that was sat to its end',
            figure: kibibytes(outcome.grownBytes / Math.max(1, whole.submitted)),
          },
        ]),
    {
      what: 'server RSS before / with most open / after',
      figure: `${mebibytes(rss.before)} / ${mebibytes(rss.most)} / ${mebibytes(rss.after)}`,
    },
    {
      what: 'RSS an open attempt, its line included',
      figure:
        rss.openThen < 1_000
          ? `too few to tell (${rss.openThen} open)`
          : `${kibibytes((rss.most - rss.before) / rss.openThen)} (${rss.openThen} open)`,
    },
    {
      what: 'answers acked / lost / doubled',
      figure: `${audit.answersAcked} / ${audit.answersLost} / ${audit.answersDoubled}`,
      worst: true,
    },
    {
      what: 'attempts acked / lost / doubled',
      figure: `${audit.attemptsAcked} / ${audit.attemptsLost} / ${audit.attemptsDoubled}`,
      worst: true,
    },
    {
      what: 'submissions / predictions lost',
      figure: `${audit.submissionsLost} / ${audit.predictionsLost}`,
      worst: true,
    },
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'connections lost, acks that never came', figure: countsOf(tally.faults), worst: true },
    { what: "warnings in the server's log", figure: `${outcome.complaints.length}`, worst: true },
  ];
}
