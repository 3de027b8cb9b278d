import type {
  CrowdFigures,
  RehearsalAudit,
  RehearsalEnd,
  RehearsalWorkload,
  VerdictLine,
} from '../../contract/rehearsal.ts';

/** What a rehearsal must keep to. The report states these numbers beside what was measured. SPEC Y6. */
export const rehearsalThresholds = {
  /** 99 of 100 answers are acknowledged within a second: a tap that feels answered. */
  answerP99Ms: 1_000,
  /** 99 of 100 see the contest within five seconds of opening it, in the midst of the storm. */
  joinP99Ms: 5_000,
  /** 99 of 100 are back within five seconds of unlocking. */
  reconnectP99Ms: 5_000,
  /** The times told by all processes agree within this, beyond what the lines explain. */
  clockApartMs: 100,
} as const;

type Received = {
  end: RehearsalEnd;
  workload: RehearsalWorkload;
  figures: CrowdFigures | null;
  audit: RehearsalAudit | null;
};

/**
 * Judges a rehearsal line by line; it passes when every line does.
 *
 * A line about something that the workload holds and nobody measured does not pass: what was not seen is not vouched for.
 * Units   counts, or milliseconds for answer, join, reconnect and clock.
 * Source  SPEC Y6.
 */
export function judgeRehearsal({ end, workload, figures, audit }: Received): { lines: VerdictLine[]; passed: boolean } {
  const atMost = (id: VerdictLine['id'], measured: number | null | undefined, limit: number): VerdictLine => ({
    id,
    measured: measured ?? null,
    limit,
    passed: typeof measured === 'number' && measured <= limit,
  });
  const atLeast = (id: VerdictLine['id'], measured: number | null | undefined, limit: number): VerdictLine => ({
    id,
    measured: measured ?? null,
    limit,
    passed: typeof measured === 'number' && measured >= limit,
  });
  const leave = workload.lockPercent > 0 || workload.dropPercent > 0;
  const lines: VerdictLine[] = [
    atLeast('end', end === 'complete' ? 1 : 0, 1),
    atLeast('joined', figures?.joined, workload.people),
    atLeast('submitted', figures?.submitted, workload.people),
    atMost('lost', audit?.lost, 0),
    atMost('doubled', audit?.doubled, 0),
    atMost('points', audit?.pointsWrong, 0),
    atMost('ranking', audit?.rankingWrong, 0),
    atMost('answer', figures?.answer?.p99, rehearsalThresholds.answerP99Ms),
    atMost('join', figures?.join?.p99, rehearsalThresholds.joinP99Ms),
    ...(leave ? [atMost('reconnect', figures?.reconnect?.p99, rehearsalThresholds.reconnectP99Ms)] : []),
    atMost('clock', figures?.clock?.apartMs, rehearsalThresholds.clockApartMs),
  ];
  return { lines, passed: lines.every((line) => line.passed) };
}

/** A crowd whose own machine was out of breath measures itself as well: its figures are upper bounds. */
export const crowdLoopLateMs = 50;
export const crowdWasBusy = (figures: CrowdFigures): boolean => figures.crowd.loopP99Ms > crowdLoopLateMs;
