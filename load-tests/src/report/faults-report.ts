import type { Audit } from '../audit/audit.ts';
import type { RankingsAudit } from '../faults/audit-rankings.ts';
import type { Back, Shift } from '../faults/shift.ts';
import type { Latency, LatencyFigures } from '../measure/latency.ts';
import { countsOf, latencyOf } from './figures.ts';
import type { Line } from './report.ts';

/** What one fault did. Times are from the fault on and from when it had passed. */
export type FaultFigures = {
  name: string;
  back: Back;
  persons: number;
  passedAfterMs: number;
  rebuiltAfterMs: number | null; // null: nothing was wiped, or it was not rebuilt
  wipesRankings: boolean;
  calmAnswer: Latency;
  shift: Shift;
  audit: Audit;
  rankings: RankingsAudit;
  wrongFigures: number;
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The lines of a run with faults, fault by fault. */
export function linesOfFaults(
  figures: readonly FaultFigures[],
  bareCommit: LatencyFigures | null,
  complaints: readonly string[],
): Line[] {
  return [
    ...figures.flatMap(linesOfFault),
    { what: 'baseline: one row, one commit, before the run', figure: latencyOf(bareCommit) },
    { what: "warnings in the servers' logs, those of the faults themselves included", figure: `${complaints.length}` },
  ];
}

function linesOfFault(fault: FaultFigures): Line[] {
  const { name, back, audit, rankings, shift } = fault;
  const took = back.took.figures();
  const last = took ? took.max : 0;
  return [
    {
      what: `**${name}**: the last is back after the fault began / after it had passed`,
      figure: took ? `${seconds(last)} / ${seconds(Math.max(0, last - fault.passedAfterMs))}` : 'nobody came back',
    },
    {
      what: 'back: p50 / p99 of the people; never back; clock wrong / lock wrong',
      figure: `${seconds(took?.p50 ?? 0)} / ${seconds(took?.p99 ?? 0)}; ${fault.persons - (took?.count ?? 0)} of ${fault.persons}; ${back.clockWrong} / ${back.lockWrong}`,
      worst: true,
    },
    { what: 'answer ack, calm before the fault', figure: latencyOf(fault.calmAnswer.figures()) },
    { what: 'from the fault on, resends in it', figure: latencyOf(shift.disturbed.figures()) },
    {
      what: 'answers acked / lost / doubled; attempts lost / doubled; submissions lost',
      figure: `${audit.answersAcked} / ${audit.answersLost} / ${audit.answersDoubled}; ${audit.attemptsLost} / ${audit.attemptsDoubled}; ${audit.submissionsLost}`,
      worst: true,
    },
    {
      what: 'rankings: people / other than the ledger; equal after',
      figure: `${rankings.persons} / ${rankings.unequal}; ${seconds(rankings.equalAfterMs)}`,
      worst: true,
    },
    ...(fault.wipesRankings
      ? [
          {
            what: 'everybody is in the rankings again, from when all were back',
            figure: fault.rebuiltAfterMs === null ? 'never' : seconds(fault.rebuiltAfterMs),
          },
        ]
      : []),
    { what: 'servers that tell a screen other counts than the ledger', figure: `${fault.wrongFigures}`, worst: true },
    {
      what: 'lines lost; acks awaited in vain; refusals',
      figure: `${shift.troubles.lost}; ${shift.troubles.silences}; ${countsOf(shift.troubles.refusals)}`,
    },
  ];
}
