import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';

type RehearsalState = 'waiting' | 'running' | 'judging' | 'passed' | 'failed';

function stateOf({ report, judging, takenAtMs }: RehearsalView): RehearsalState {
  if (report) return report.passed ? 'passed' : 'failed';
  if (judging) return 'judging';
  return takenAtMs === null ? 'waiting' : 'running';
}

const toneOf: Record<RehearsalState, BadgeTone> = {
  waiting: 'amber',
  running: 'indigo',
  judging: 'indigo',
  passed: 'jade',
  failed: 'son',
};

/** How far a rehearsal is, and what came of it. */
export function StateBadge({ view }: { view: RehearsalView }) {
  const { t } = useTranslation('rehearsal');
  const state = stateOf(view);
  return <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>;
}
