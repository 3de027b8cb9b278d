import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { StateCard } from '../../../ui/state-card.tsx';
import type { Session } from '../contestant-context.ts';
import styles from './attempt.module.css';

const requestEveryMs = 3000;

/** The drum has burnt down. The server submits what it holds; this page only waits to hear of it. SPEC A8. */
export function TimeOver({ attempt, session }: { attempt: AttemptView; session: Session }) {
  const { t } = useTranslation('contestant');
  const { refresh } = session.desk;
  useEffect(() => {
    const timer = setInterval(() => void refresh(), requestEveryMs);
    return () => clearInterval(timer);
  }, [refresh]);
  const offline = !session.namespace.online;
  return (
    <main className={`${styles.step} ${styles.body}`}>
      <StateCard kind="too-late" title={t('over.title')}>
        <p>{t('over.kept', { answered: attempt.answered, of: attempt.questionCount })}</p>
        <p>{offline ? t('over.offline') : t('over.waiting')}</p>
      </StateCard>
    </main>
  );
}
