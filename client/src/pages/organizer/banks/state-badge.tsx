import type { QuestionState } from '@hoithi/shared/contract/banks';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';

const tones: Record<QuestionState, BadgeTone> = {
  draft: 'plain',
  returned: 'amber',
  reviewed: 'indigo',
  approved: 'jade',
  removed: 'plain',
};

/** At which step a question is. */
export function StateBadge({ state }: { state: QuestionState }) {
  const { t } = useTranslation('bank');
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>;
}
