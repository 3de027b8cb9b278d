export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

export function countTests(report: {
  testResults: readonly { status: string; assertionResults: readonly { status: string }[] }[];
}): TestCounts;
export function formatCounts(counts: TestCounts): string;
