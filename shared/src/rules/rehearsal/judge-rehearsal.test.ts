import { describe, expect, it } from 'vitest';
import type { CrowdFigures, RehearsalAudit, RehearsalWorkload, VerdictCheck } from '../../contract/rehearsal.ts';
import { crowdWasBusy, judgeRehearsal } from './judge-rehearsal.ts';

const workload: RehearsalWorkload = {
  people: 100,
  seconds: 60,
  joinSeconds: 10,
  lockPercent: 30,
  lockSeconds: 20,
  dropPercent: 0,
  slowPercent: 0,
  resendPercent: 0,
};
const took = (p99: number) => ({ count: 100, p50: 1, p99, max: p99 });
const figures: CrowdFigures = {
  seconds: 60,
  joined: 100,
  started: 100,
  submitted: 100,
  answersAcked: 1_500,
  answersPeak: 90,
  resent: 0,
  join: took(5_000),
  start: took(1),
  answer: took(1_000),
  reconnect: took(5_000),
  clock: { samples: 100, apartMs: 100 },
  errors: [],
  crowd: { cores: 2, memoryBytes: 1, os: '', node: '', machine: '', address: '', cpuShare: 0, loopP99Ms: 0 },
};
const audit: RehearsalAudit = {
  claimed: 1_500,
  lost: 0,
  doubled: 0,
  pointsWrong: 0,
  submissions: 100,
  rankingWrong: 0,
};
const whole = { end: 'complete' as const, workload, figures, audit };
const failed = (checks: readonly VerdictCheck[]) => checks.filter((check) => !check.passed).map((check) => check.id);

describe('the verdict on a rehearsal', () => {
  it('[Y6] exactly on every threshold it passes, and each check states what was measured and against what', () => {
    const { checks, passed } = judgeRehearsal(whole);
    expect(failed(checks)).toEqual([]);
    expect(passed).toBe(true);
    expect(checks.find((check) => check.id === 'answer')).toEqual({
      id: 'answer',
      measured: 1_000,
      limit: 1_000,
      passed: true,
    });
  });

  it.each([
    ['lost', { audit: { ...audit, lost: 1 } }],
    ['doubled', { audit: { ...audit, doubled: 1 } }],
    ['points', { audit: { ...audit, pointsWrong: 1 } }],
    ['ranking', { audit: { ...audit, rankingWrong: 1 } }],
    ['joined', { figures: { ...figures, joined: 99 } }],
    ['submitted', { figures: { ...figures, submitted: 99 } }],
    ['answer', { figures: { ...figures, answer: took(1_000.1) } }],
    ['join', { figures: { ...figures, join: took(5_000.1) } }],
    ['reconnect', { figures: { ...figures, reconnect: took(5_000.1) } }],
    ['clock', { figures: { ...figures, clock: { samples: 1, apartMs: 100.1 } } }],
    ['end', { end: 'stopped' as const }],
  ])('[Y6] beyond the threshold of %s it does not pass, for that check alone', (id, part) => {
    const { checks, passed } = judgeRehearsal({ ...whole, ...part });
    expect(failed(checks)).toEqual([id]);
    expect(passed).toBe(false);
  });

  it('[Y6] what was not measured does not pass', () => {
    expect(failed(judgeRehearsal({ ...whole, figures: { ...figures, reconnect: null } }).checks)).toEqual([
      'reconnect',
    ]);
    const nothing = judgeRehearsal({ end: 'never-came', workload, figures: null, audit: null });
    expect(nothing.checks.every((check) => !check.passed)).toBe(true);
  });

  it('[Y6] where nobody leaves, reconnecting is not checked', () => {
    const { checks, passed } = judgeRehearsal({
      ...whole,
      workload: { ...workload, lockPercent: 0 },
      figures: { ...figures, reconnect: null },
    });
    expect(checks.some((check) => check.id === 'reconnect')).toBe(false);
    expect(passed).toBe(true);
  });

  it('[Y6] a crowd whose own event loop ran late is reported', () => {
    expect(crowdWasBusy(figures)).toBe(false);
    expect(crowdWasBusy({ ...figures, crowd: { ...figures.crowd, loopP99Ms: 50.1 } })).toBe(true);
  });
});
