import { expect, it } from 'vitest';
import { countTests, formatCounts } from './count-tests.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

it('counts the tests of all files, skipped and to-do ones apart', () => {
  const report = { testResults: [file('passed', 'passed', 'pending', 'todo'), file('failed', 'failed', 'passed')] };
  expect(countTests(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

it('a file that did not load, or whose hook threw, counts as one failed', () => {
  const report = { testResults: [file('failed'), file('failed', 'passed'), file('failed', 'skipped')] };
  expect(countTests(report)).toEqual({ passed: 1, failed: 3, skipped: 1 });
});

it('prints one plain line', () => {
  expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(formatCounts({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
});
