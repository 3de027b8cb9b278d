import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Countdown } from '../../ui/countdown.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './round-head.module.css';

/** Which round the figures belong to, and how long there is to go. */
export function RoundHead({ round, nowMs }: { round: RoundCard | null; nowMs: () => number }) {
  const { t } = useTranslation('unit-leader');
  const { local, instant, closing } = useFormat();
  if (!round) return <p>{t('round.none')}</p>;
  const label = local(round.label);
  return (
    <div className={styles.round}>
      <p>
        {round.phase === 'scheduled' && t('round.scheduled', { round: label, opensAt: instant(round.opensAtMs) })}
        {round.phase === 'open' && t('round.open', { round: label, closesAt: closing(round.closesAtMs) })}
        {round.phase !== 'scheduled' &&
          round.phase !== 'open' &&
          t('round.over', { round: label, closesAt: closing(round.closesAtMs) })}
      </p>
      {round.phase === 'open' && (
        <Countdown
          untilMs={round.closesAtMs}
          fullMs={round.closesAtMs - round.opensAtMs}
          nowMs={nowMs}
          label={t('round.left')}
        />
      )}
    </div>
  );
}
