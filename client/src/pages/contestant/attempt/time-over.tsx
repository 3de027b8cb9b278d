import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { StateCard } from '../../../ui/state-card.tsx';
import type { Seat } from '../contestant-context.ts';
import styles from './attempt.module.css';

const askEveryMs = 3000;

/** The drum has burnt down. The server submits what it holds; this page only waits to hear of it. SPEC A8. */
export function TimeOver({ attempt, seat }: { attempt: AttemptView; seat: Seat }) {
  const { t } = useTranslation('contestant');
  const { refresh } = seat.desk;
  useEffect(() => {
    const timer = setInterval(() => void refresh(), askEveryMs);
    return () => clearInterval(timer);
  }, [refresh]);
  const offline = !seat.room.online;
  return (
    <main className={`${styles.step} ${styles.body}`}>
      <StateCard kind="too-late" title={t('over.title')}>
        <p>{t('over.kept', { answered: attempt.answered, of: attempt.questionCount })}</p>
        <p>{offline ? t('over.offline') : t('over.waiting')}</p>
      </StateCard>
    </main>
  );
}
