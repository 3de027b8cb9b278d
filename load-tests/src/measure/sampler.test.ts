import { expect, it } from 'vitest';
import { findAnswerOnlyWindow, type Sample, windowBetween } from './sampler.ts';

const sampleAt = (second: number, counts: Partial<Sample>): Sample => ({
  atMs: second * 1000,
  serverCpuMs: second * 200,
  storeCpuMs: second * 100,
  crowdCpuMs: second * 50,
  machineCpuMs: second * 1_000,
  serverRss: 1,
  started: 0,
  answered: 0,
  submitted: 0,
  ...counts,
});

it('a window reports what was spent between two samples, as parts of one core', () => {
  const window = windowBetween(sampleAt(1, { answered: 10 }), sampleAt(3, { answered: 50 }));
  expect(window).toMatchObject({ seconds: 2, answered: 40, serverCpuMs: 400, serverShare: 0.2, storeShare: 0.1 });
  expect(window.crowdShare).toBeCloseTo(0.05);
  expect(window.restShare).toBeCloseTo(0.65);
});

it('finds the longest stretch of answers alone', () => {
  const samples = [
    ...[0, 1, 2].map((at) => sampleAt(at, { started: at, answered: at })),
    ...[3, 4, 5, 6, 7, 8, 9].map((at) => sampleAt(at, { started: 3, answered: at * 10 })),
    ...[10, 11, 12].map((at) => sampleAt(at, { started: 3, answered: at * 10, submitted: at })),
  ];
  expect(findAnswerOnlyWindow(samples)).toMatchObject({ seconds: 6, answered: 60, started: 0, submitted: 0 });
  expect(findAnswerOnlyWindow(samples.slice(0, 6))).toBeNull();
});
