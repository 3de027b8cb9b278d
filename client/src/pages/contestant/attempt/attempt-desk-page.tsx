import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConnectionState, connectionStateOf } from '../../../connection/namespace-types.ts';
import { Drum } from '../../../ui/drum.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useTicking } from '../../../ui/use-ticking.ts';
import type { Session } from '../contestant-context.ts';
import { AttemptBar } from './attempt-bar.tsx';
import { FallbackNote } from './fallback-note.tsx';
import { NumberStrip } from './number-strip.tsx';
import { OverviewStep } from './overview-step.tsx';
import styles from './page.module.css';
import { PaperQuestion } from './paper-question.tsx';
import { PredictionStep } from './prediction-step.tsx';
import { SingleQuestion } from './single-question.tsx';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { useQuestionBefore } from './use-question-before.ts';
import { type Steps, useSteps } from './use-steps.ts';

/** An open attempt on this device. When the time is over the page waits for the server's receipt. SPEC A8. */
export function AttemptDeskPage({ session, attempt }: { session: Session; attempt: AttemptView }) {
  const { namespace, desk } = session;
  const steps = useSteps(attempt);
  const over = useTicking(namespace.serverNowMs) >= attempt.locksAtMs;
  useLapsedQuestion(session, attempt);
  useLeaveWarning();
  const waiting = [...desk.states.values()].filter((state) => state.is === 'sending').length;
  const { step } = steps;
  const question = step.is === 'question' ? step.question : null;
  return (
    <div className={styles.page} translate="no">
      <Drum size={760} dim className={styles.ground} />
      <AttemptBar
        attempt={attempt}
        question={question}
        position={question?.position ?? null}
        answered={attempt.answered}
        nowMs={namespace.serverNowMs}
      />
      <OfflineBanner connection={connectionStateOf(namespace)} waiting={waiting} />
      <FallbackNote way={namespace.way} />
      {over ? (
        <TimeOver attempt={attempt} session={session} />
      ) : (
        <AttemptStep attempt={attempt} desk={desk} connection={connectionStateOf(namespace)} steps={steps} />
      )}
    </div>
  );
}

/** When a question's own limit has passed, the next one is requested. SPEC T6. */
function useLapsedQuestion({ namespace, desk }: Session, attempt: AttemptView): void {
  const current = attempt.pacing === 'one-by-one' ? attempt.questions[0] : undefined;
  const locksAtMs = current?.locksAtMs ?? null;
  const now = useTicking(namespace.serverNowMs, 500);
  const lapsed = locksAtMs !== null && now > locksAtMs + attempt.graceMs;
  useEffect(() => {
    if (!lapsed) return;
    void desk.refresh();
    const timer = setInterval(() => void desk.refresh(), 2000);
    return () => clearInterval(timer);
  }, [lapsed, desk.refresh]);
}

/** The browser asks before it closes a page with an open attempt. */
function useLeaveWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
}

type AttemptStepProps = { attempt: AttemptView; desk: AttemptDesk; connection: ConnectionState; steps: Steps };

/** One thing at a time: a question, the prediction, or the overview before submitting. */
function AttemptStep({ attempt, desk, connection, steps }: AttemptStepProps) {
  const { step } = steps;
  const paper = attempt.pacing === 'paper';
  const before = useQuestionBefore(attempt, desk.states, step.is === 'question' ? step.question : null);
  return (
    <>
      {paper && <NumberStrip attempt={attempt} states={desk.states} steps={steps} />}
      {step.is === 'question' &&
        (paper ? (
          <PaperQuestion
            key={step.question.questionId}
            attempt={attempt}
            question={step.question}
            desk={desk}
            connection={connection}
            steps={steps}
          />
        ) : (
          <SingleQuestion
            key={step.question.questionId}
            question={step.question}
            before={before}
            desk={desk}
            connection={connection}
          />
        ))}
      {step.is === 'prediction' && <PredictionStep attempt={attempt} desk={desk} steps={steps} />}
      {step.is === 'overview' && <OverviewStep attempt={attempt} desk={desk} connection={connection} steps={steps} />}
    </>
  );
}

/** No connection, or a server that cannot save: in plain words, and what happens to answers given meanwhile. */
function OfflineBanner({ connection, waiting }: { connection: ConnectionState; waiting: number }) {
  const { t } = useTranslation(['contestant', 'outage']);
  return (
    <div role="alert" className={connection === 'well' ? undefined : styles.offlineBanner}>
      {connection === 'offline' && (
        <p className={styles.offlineWords}>
          <strong>{t('offline.title')}</strong>{' '}
          {waiting > 0 ? t('offline.waiting', { count: waiting }) : t('offline.calm')}
        </p>
      )}
      {connection === 'store-failure' && (
        <p className={styles.offlineWords}>
          <strong>{t('outage:title')}</strong> {t('outage:calm')}
        </p>
      )}
    </div>
  );
}

const requestEveryMs = 3000;

/** The time is over. The server submits the saved answers; this page waits for the receipt. SPEC A8. */
function TimeOver({ attempt, session }: { attempt: AttemptView; session: Session }) {
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
        <p>
          {t('over.saved', { count: attempt.questionCount, answered: attempt.answered, of: attempt.questionCount })}
        </p>
        <p>{offline ? t('over.offline') : t('over.waiting')}</p>
      </StateCard>
    </main>
  );
}
