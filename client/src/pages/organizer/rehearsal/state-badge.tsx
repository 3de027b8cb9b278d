import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import type { BadgeTone } from '../../../ui/badge.tsx';

export type RehearsalState = 'waiting' | 'running' | 'judging' | 'passed' | 'failed';

export function stateOf({ report, judging, takenAtMs }: RehearsalView): RehearsalState {
  if (report) return report.passed ? 'passed' : 'failed';
  if (judging) return 'judging';
  return takenAtMs === null ? 'waiting' : 'running';
}

export const toneOf: Record<RehearsalState, BadgeTone> = {
  waiting: 'amber',
  running: 'indigo',
  judging: 'indigo',
  passed: 'jade',
  failed: 'son',
};
