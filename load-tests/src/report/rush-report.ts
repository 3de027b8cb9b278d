import type { Audit } from '../audit/audit.ts';
import type { Pressed } from '../crowd/rush.ts';
import type { Tally } from '../crowd/tally.ts';
import type { RushFlags } from '../flags.ts';
import type { Latency, LatencyFigures } from '../measure/latency.ts';
import type { Window } from '../measure/sampler.ts';
import { countsOf, latencyOf, microseconds, share } from './figures.ts';
import type { Line } from './report.ts';

/** What those inside met in one stretch of time: their answers' acks, and a question that touches no store. */
export type Inside = { answer: Latency; clock: Latency };

export type RushOutcome = {
  flags: RushFlags;
  tally: Tally;
  audit: Audit;
  bareCommit: LatencyFigures | null;
  before: Inside;
  during: Inside;
  pressed: Pressed;
  calm: Window;
  rush: Window;
  complaints: readonly string[];
};

/** The lines of a rush. Latencies are p50 / p99 / max and how many. */
export function linesOfRush({
  flags,
  tally,
  audit,
  before,
  during,
  pressed,
  calm,
  rush,
  ...rest
}: RushOutcome): Line[] {
  const ratio = (key: 'p50' | 'p99'): string => {
    const [calmly, rushed] = [before.answer.figures()?.[key], during.answer.figures()?.[key]];
    return calmly && rushed ? `${(rushed / calmly).toFixed(2)} ×` : 'not measured';
  };
  const sharesOf = (window: Window): string =>
    `${(window.answered / window.seconds).toFixed(0)} answers a second; server ${share(window.serverShare)}, PostgreSQL ${share(window.storeShare)}, crowd ${share(window.crowdShare)} of a core`;
  return [
    {
      what: 'from pressing start to the first question, p50 / p99 / max',
      figure: latencyOf(pressed.firstQuestion.figures()),
    },
    {
      what: 'pressed / came to a question / starts sent',
      figure: `${flags.persons} / ${pressed.began} / ${pressed.tries}`,
    },
    { what: 'answer ack of those inside, before the rush', figure: latencyOf(before.answer.figures()) },
    { what: 'the same, during the rush', figure: latencyOf(during.answer.figures()) },
    { what: 'during against before: p50 / p99', figure: `${ratio('p50')} / ${ratio('p99')}` },
    { what: 'baseline: `clock:read`, no store, before the rush', figure: latencyOf(before.clock.figures()) },
    { what: 'the same, during the rush', figure: latencyOf(during.clock.figures()) },
    { what: 'baseline: one row, one commit, before the run', figure: latencyOf(rest.bareCommit) },
    { what: 'before the rush', figure: sharesOf(calm) },
    { what: 'during the rush', figure: `${rush.seconds.toFixed(1)} s until the last began; ${sharesOf(rush)}` },
    {
      what: 'server CPU of the rush for each who started, the answers inside in it',
      figure: microseconds(rush.serverCpuMs, pressed.began),
    },
    { what: 'connect, enter, first view', figure: latencyOf(tally.join.figures()) },
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
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'connections lost, acks that never came', figure: countsOf(tally.faults), worst: true },
    { what: "warnings in the server's log", figure: `${rest.complaints.length}`, worst: true },
  ];
}
