import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConnectionState, connectionStateOf } from '../../../connection/namespace-types.ts';
import { Drum } from '../../../ui/drum.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useTicking } from '../../../ui/use-ticking.ts';
import type { Session } from '../contestant-context.ts';
import { AttemptBar } from './attempt-bar.tsx';
import { NumberStrip } from './number-strip.tsx';
import { OverviewStep } from './overview-step.tsx';
import styles from './page.module.css';
import { PaperQuestion } from './paper-question.tsx';
import { PredictionStep } from './prediction-step.tsx';
import { SingleQuestion } from './single-question.tsx';
import { SpareWay } from './spare-way.tsx';
import type { AttemptDesk } from './use-attempt-desk.ts';
import { type Steps, useSteps } from './use-steps.ts';

/** An open attempt on this device. When the drum has burnt down the page waits for the server's word. SPEC A8. */
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
    <div className={styles.page}>
      <Drum size={760} dim className={styles.ground} />
      <AttemptBar
        attempt={attempt}
        question={question}
        position={question?.position ?? null}
        answered={attempt.answered}
        nowMs={namespace.serverNowMs}
      />
      <OfflineBanner line={connectionStateOf(namespace)} waiting={waiting} />
      <SpareWay way={namespace.way} />
      {over ? (
        <TimeOver attempt={attempt} session={session} />
      ) : (
        <AttemptStep attempt={attempt} desk={desk} line={connectionStateOf(namespace)} steps={steps} />
      )}
    </div>
  );
}

/** A question whose own limit has passed lets the next one come: the server hands it out when asked. SPEC T6. */
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
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
}

type AttemptStepProps = { attempt: AttemptView; desk: AttemptDesk; line: ConnectionState; steps: Steps };

/** One thing at a time: a question, the prediction, or the look back before submitting. */
function AttemptStep({ attempt, desk, line, steps }: AttemptStepProps) {
  const { step } = steps;
  const paper = attempt.pacing === 'paper';
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
            line={line}
            steps={steps}
          />
        ) : (
          <SingleQuestion key={step.question.questionId} question={step.question} desk={desk} line={line} />
        ))}
      {step.is === 'prediction' && <PredictionStep attempt={attempt} desk={desk} steps={steps} />}
      {step.is === 'overview' && <OverviewStep attempt={attempt} desk={desk} line={line} steps={steps} />}
    </>
  );
}

/** The line is down, or the house cannot keep anything: loud, in plain words, and what happens to answers given meanwhile. */
function OfflineBanner({ line, waiting }: { line: ConnectionState; waiting: number }) {
  const { t } = useTranslation(['contestant', 'outage']);
  return (
    <div role="alert" className={line === 'well' ? undefined : styles.offlineBanner}>
      {line === 'offline' && (
        <p className={styles.offlineWords}>
          <strong>{t('offline.title')}</strong>{' '}
          {waiting > 0 ? t('offline.waiting', { count: waiting }) : t('offline.calm')}
        </p>
      )}
      {line === 'store-failure' && (
        <p className={styles.offlineWords}>
          <strong>{t('outage:title')}</strong> {t('outage:calm')}
        </p>
      )}
    </div>
  );
}

const requestEveryMs = 3000;

/** The drum has burnt down. The server submits what it holds; this page only waits to hear of it. SPEC A8. */
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
        <p>{t('over.kept', { answered: attempt.answered, of: attempt.questionCount })}</p>
        <p>{offline ? t('over.offline') : t('over.waiting')}</p>
      </StateCard>
    </main>
  );
}
