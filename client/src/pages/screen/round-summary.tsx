import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';

/** Where the current round stands, in one sentence. */
export function RoundSummary({ round }: { round: RoundCard | null }) {
  const { t } = useTranslation('screen');
  const { local, instant, closing } = useFormat();
  if (!round) return null;
  const label = local(round.label);
  if (round.phase === 'scheduled') return t('round_scheduled', { round: label, opensAt: instant(round.opensAtMs) });
  if (round.phase === 'open') return t('round_open', { round: label, closesAt: closing(round.closesAtMs) });
  return t(round.phase === 'published' ? 'round_published' : 'round_closed', { round: label });
}
