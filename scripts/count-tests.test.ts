import { expect, it } from 'vitest';
import { countTests, filesFailed, formatCounts, withSecondRun } from './count-tests.mjs';

let files = 0;
const file = (status: string, ...tests: string[]) => ({
  name: `file-${++files}`,
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

it('a second run stands for the files that it ran again, and the line says so', () => {
  const [fine, flaky, broken] = [file('passed', 'passed'), file('failed', 'failed'), file('failed', 'failed')];
  const report = { testResults: [fine, flaky, broken] };
  expect(filesFailed(report)).toEqual([flaky.name, broken.name]);
  const second = { testResults: [{ ...flaky, status: 'passed', assertionResults: [{ status: 'passed' }] }, broken] };
  const counts = countTests(withSecondRun(report, second));
  expect(counts).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(formatCounts(counts, 1)).toBe('2 passed, 1 failed, 1 files only the second time');
});
