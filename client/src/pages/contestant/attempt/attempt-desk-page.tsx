import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect } from 'react';
import { connectionStateOf } from '../../../connection/namespace-types.ts';
import { Drum } from '../../../ui/drum.tsx';
import { useTicking } from '../../../ui/use-ticking.ts';
import type { Session } from '../contestant-context.ts';
import styles from './attempt.module.css';
import { AttemptBar } from './attempt-bar.tsx';
import { AttemptStep } from './attempt-step.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { SpareWay } from './spare-way.tsx';
import { TimeOver } from './time-over.tsx';
import { useSteps } from './use-steps.ts';

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
