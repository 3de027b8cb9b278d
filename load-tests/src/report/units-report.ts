import type { Audit } from '../audit/audit.ts';
import type { Tally } from '../crowd/tally.ts';
import type { UnitsFlags } from '../flags.ts';
import type { Latency, LatencyFigures } from '../measure/latency.ts';
import type { Window } from '../measure/sampler.ts';
import type { FanOut } from '../show/fan-out.ts';
import type { FiguresAudit } from '../watch/audit-figures.ts';
import { countsOf, kibibytes, latencyOf, median, microseconds, ms, share } from './figures.ts';
import type { Line } from './report.ts';

/** Submissions at one rate for a while: what they cost, and how many views and bytes the watchers received meanwhile. */
export type Stretch = { rate: number; window: Window; views: number; viewBytes: number; submission: Latency };

export type UnitsOutcome = {
  flags: UnitsFlags;
  tally: Tally;
  alone: Stretch;
  together: Stretch;
  other: Stretch;
  age: { leaders: Latency; screens: Latency };
  bare: readonly FanOut[];
  bareCommit: LatencyFigures | null;
  figures: FiguresAudit;
  audit: Audit;
  waiting: number;
  lost: number;
  leftOut: number;
  texts: { leader: string; screen: string };
  complaints: readonly string[];
};

/** The lines of a run with watchers. Latencies and ages are p50 / p99 / max and how many. */
export function linesOfUnits(outcome: UnitsOutcome): Line[] {
  const { tally, alone, together, other, age, bare, figures, audit, texts } = outcome;
  const costOf = ({ window }: Stretch): string => microseconds(window.serverCpuMs, window.submitted);
  const rateOf = ({ window }: Stretch): string => (window.submitted / window.seconds).toFixed(1);
  const viewsOf = ({ window, views, viewBytes }: Stretch): string =>
    `${(views / window.seconds).toFixed(0)} messages, ${kibibytes(viewBytes / window.seconds)} a second`;
  const sharesOf = ({ window }: Stretch): string =>
    `server ${share(window.serverShare)}, PostgreSQL ${share(window.storeShare)}, crowd ${share(window.crowdShare)} of a core`;
  return [
    { what: "view age, leader's own unit, p50 / p99 / max", figure: latencyOf(age.leaders.figures()) },
    { what: 'view age, total on a screen', figure: latencyOf(age.screens.figures()) },
    {
      what: "bare `ws` loop, a leader's bytes to as many lines: first to p50 / p99 / last",
      figure: `${(['p50', 'p99', 'last'] as const).map((key) => ms(median(bare.map((each) => each[key])))).join(' / ')} ms`,
    },
    { what: 'submitted a second: nobody watches / watched', figure: `${rateOf(alone)} / ${rateOf(together)}` },
    { what: 'server CPU a submitted attempt, nobody watches', figure: costOf(alone) },
    { what: 'the same, watched', figure: costOf(together) },
    { what: 'nobody watches', figure: sharesOf(alone) },
    { what: 'watched', figure: sharesOf(together) },
    { what: 'to all watchers at the rate asked for', figure: viewsOf(together) },
    { what: 'to all watchers at the other rate', figure: `${viewsOf(other)} (${rateOf(other)} submitted a second)` },
    {
      what: 'one view: leader / screen',
      figure: `${kibibytes(Buffer.byteLength(texts.leader))} / ${kibibytes(Buffer.byteLength(texts.screen))}`,
    },
    { what: 'submission ack, nobody watches', figure: latencyOf(alone.submission.figures()) },
    { what: 'submission ack, watched', figure: latencyOf(together.submission.figures()) },
    { what: 'start ack', figure: latencyOf(tally.start.figures()) },
    { what: 'answer ack', figure: latencyOf(tally.answer.figures()) },
    { what: 'baseline: `clock:read`, no store', figure: latencyOf(tally.clock.figures()) },
    { what: 'baseline: one row, one commit, before the run', figure: latencyOf(outcome.bareCommit) },
    {
      what: 'leaders shown other figures than the ledger has / screens / submissions never shown',
      figure: `${figures.leadersWrong} of ${figures.leaders} / ${figures.screensWrong} of ${figures.screens} / ${outcome.waiting}`,
      worst: true,
    },
    {
      what: 'attempts started / submitted / left out, nobody free',
      figure: `${tally.started} / ${tally.submitted} / ${outcome.leftOut}`,
      worst: true,
    },
    {
      what: 'answers acked / lost / doubled; submissions lost',
      figure: `${audit.answersAcked} / ${audit.answersLost} / ${audit.answersDoubled}; ${audit.submissionsLost}`,
      worst: true,
    },
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'lines lost: people; watchers', figure: `${countsOf(tally.faults)}; ${outcome.lost}`, worst: true },
    { what: "warnings in the server's log", figure: `${outcome.complaints.length}`, worst: true },
  ];
}
