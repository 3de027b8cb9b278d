import type {
  CrowdFigures,
  RehearsalAudit,
  RehearsalEnd,
  RehearsalJudged,
  RehearsalWorkload,
  VerdictCheck,
} from '../../contract/rehearsal.ts';

/** The bounds of a rehearsal. The report prints them beside what was measured. SPEC Y6. */
export const rehearsalThresholds = {
  /** 99 of 100 answers are acknowledged within a second. */
  answerP99Ms: 1_000,
  /** 99 of 100 see the contest within five seconds of opening it, while everybody else joins. */
  joinP99Ms: 5_000,
  /** 99 of 100 are back within five seconds of unlocking. */
  reconnectP99Ms: 5_000,
  /** The times sent by all processes agree within this, beyond what the round trips explain. */
  clockApartMs: 100,
} as const;

type Measured = {
  end: RehearsalEnd;
  workload: RehearsalWorkload;
  figures: CrowdFigures | null;
  audit: RehearsalAudit | null;
};

/**
 * Judges a rehearsal check by check; it passes when every check does.
 *
 * What the workload contains and nobody measured does not pass.
 * Units   counts, or milliseconds for answer, join, reconnect and clock.
 * Source  SPEC Y6.
 */
export function judgeRehearsal({ end, workload, figures, audit }: Measured): RehearsalJudged {
  const atMost = (id: VerdictCheck['id'], measured: number | null | undefined, limit: number): VerdictCheck => ({
    id,
    measured: measured ?? null,
    limit,
    passed: typeof measured === 'number' && measured <= limit,
  });
  const atLeast = (id: VerdictCheck['id'], measured: number | null | undefined, limit: number): VerdictCheck => ({
    id,
    measured: measured ?? null,
    limit,
    passed: typeof measured === 'number' && measured >= limit,
  });
  const leave = workload.lockPercent > 0 || workload.dropPercent > 0;
  const checks: VerdictCheck[] = [
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
  return { checks, passed: checks.every((check) => check.passed) };
}

/** A crowd on an overloaded machine measures its own delays as well: its figures are upper bounds. */
export const crowdLoopLateMs = 50;
export const crowdWasBusy = (figures: CrowdFigures): boolean => figures.crowd.loopP99Ms > crowdLoopLateMs;
