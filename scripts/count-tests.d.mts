export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface TestReport {
  testResults: readonly { name: string; status: string; assertionResults: readonly { status: string }[] }[];
}

export function countTests(report: TestReport): TestCounts;
export function filesFailed(report: TestReport): string[];
export function withSecondRun(report: TestReport, second: TestReport): TestReport;
export function formatCounts(counts: TestCounts, again?: number): string;
