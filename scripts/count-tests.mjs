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

export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
