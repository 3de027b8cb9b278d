import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import { answerStateOf } from './paper-question.tsx';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import type { Steps } from './use-steps.ts';

type OverviewStepProps = { attempt: AttemptView; desk: AttemptDesk; connection: ConnectionState; steps: Steps };

/** The overview before submitting: what is answered, what is not, what is still being sent. */
export function OverviewStep({ attempt, desk, connection, steps }: OverviewStepProps) {
  const { t } = useTranslation(['contestant', 'common']);
  const { number } = useFormat();
  const heading = useArrival();
  const paper = attempt.pacing === 'paper';
  const unanswered = attempt.questions.filter((question) => !answerStateOf(attempt, desk.states, question.questionId));
  const missing = paper ? unanswered.length : attempt.questionCount - attempt.answered;
  const sending = [...desk.states.values()].filter((state) => state.is === 'sending').length;
  const { enabled, value } = attempt.prediction;
  return (
    <main className={styles.step}>
      <div className={`${styles.body} ${styles.overviewMain}`}>
        <h1 ref={heading} tabIndex={-1}>
          {t('overview.title')}
        </h1>
        <dl className={styles.overviewFacts}>
          <div className={styles.overviewFact}>
            <dt>{t('overview.answered')}</dt>
            <dd className={missing === 0 ? styles.good : styles.warn}>
              {attempt.questionCount - missing}/{attempt.questionCount}
            </dd>
          </div>
          {enabled && (
            <div className={styles.overviewFact}>
              <dt>{t('overview.prediction')}</dt>
              <dd className={value === null ? styles.warn : styles.good}>
                {value === null ? t('overview.noPrediction') : number(value)}
              </dd>
            </div>
          )}
          {sending > 0 && (
            <div className={styles.overviewFact}>
              <dt>{t('overview.sending')}</dt>
              <dd className={styles.warn}>{number(sending)}</dd>
            </div>
          )}
        </dl>
        {paper && unanswered.length > 0 && (
          <div className={styles.overviewMissing}>
            <p>{t('overview.goBack')}</p>
            <ul className={styles.overviewList}>
              {unanswered.map((question) => (
                <li key={question.questionId}>
                  <Button
                    onClick={() => steps.goTo(attempt.questions.indexOf(question))}
                    aria-label={t('strip.open', { position: question.position })}
                  >
                    {question.position}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        {enabled && value === null && (
          <Button full onClick={() => steps.goTo('prediction')}>
            {t('overview.predict')}
          </Button>
        )}
      </div>
      <SubmitAct
        attempt={attempt}
        desk={desk}
        connection={connection}
        unanswered={unanswered.map((question) => question.position)}
        missing={missing}
      />
    </main>
  );
}

type SubmitActProps = {
  attempt: AttemptView;
  desk: AttemptDesk;
  connection: ConnectionState;
  unanswered: number[];
  missing: number;
};

function SubmitAct({ attempt, desk, connection, unanswered, missing }: SubmitActProps) {
  const { t } = useTranslation(['contestant', 'outage']);
  const refusalText = useRefusalText();
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const unpredicted = attempt.prediction.enabled && attempt.prediction.value === null;
  const submit = async () => {
    setBusy(true);
    setError(null);
    const received = await desk.submit();
    if (received.ok) return; // the page turns to the receipt
    setBusy(false);
    setConfirming(false);
    setError(refusalText(received.refusal));
  };
  return (
    <div className={styles.foot}>
      {error && (
        <p role="alert" className={styles.warn}>
          {error}
        </p>
      )}
      <Button kind="primary" full className={styles.act} onClick={() => setConfirming(true)}>
        {t('submit.submit')}
      </Button>
      <Dialog
        open={confirming}
        title={t('submit.sure')}
        onClose={() => setConfirming(false)}
        actions={
          <>
            <Button onClick={() => setConfirming(false)}>{t('submit.back')}</Button>
            <Button kind="primary" busy={busy} onClick={() => void submit()}>
              {t('submit.submitNow')}
            </Button>
          </>
        }
      >
        {unanswered.length > 0 && (
          <p className={styles.warn}>
            {t('submit.unanswered', { count: unanswered.length, list: unanswered.join(', ') })}
          </p>
        )}
        {unanswered.length === 0 && missing > 0 && (
          <p className={styles.warn}>{t('submit.missing', { count: missing })}</p>
        )}
        {unpredicted && <p className={styles.warn}>{t('submit.unpredicted')}</p>}
        {busy && connection === 'offline' && <p className={styles.warn}>{t('saving.waiting')}</p>}
        {busy && connection === 'store-failure' && <p className={styles.warn}>{t('outage:stored')}</p>}
        <p className={styles.lead}>{t('submit.final')}</p>
      </Dialog>
    </div>
  );
}
