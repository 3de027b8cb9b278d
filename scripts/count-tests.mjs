// Reads vitest's JSON report into the one closing line.

/**
 * Counts of a vitest JSON report. A file that failed without a failing test (it did not load, or a hook threw) counts as
 * one failed, so that it can never be lost.
 */
export function countTests(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const states = file.assertionResults.map((test) => test.status);
    counts.passed += states.filter((state) => state === 'passed').length;
    counts.failed += states.filter((state) => state === 'failed').length;
    counts.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length;
    if (file.status === 'failed' && !states.includes('failed')) counts.failed += 1;
  }
  return counts;
}

/** The files of a report in which something failed. */
export const filesFailed = (report) =>
  report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/** A report whose failed files ran a second time, with what came of them then. */
export function withSecondRun(report, second) {
  const ran = new Set(second.testResults.map(({ name }) => name));
  return { testResults: [...report.testResults.filter(({ name }) => !ran.has(name)), ...second.testResults] };
}

/** `again`: how many files passed only when they ran a second time, alone. */
export function formatCounts({ passed, failed, skipped }, again = 0) {
  const more = [skipped > 0 ? `, ${skipped} skipped` : '', again > 0 ? `, ${again} files only the second time` : ''];
  return `${passed} passed, ${failed} failed${more.join('')}`;
}
