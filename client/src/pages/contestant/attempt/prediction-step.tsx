import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import { useArrival } from './use-arrival.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';
import type { Steps } from './use-steps.ts';

const digitsMax = 8;

/** The prediction: a number, given once and then locked. Its text depends on its kind. SPEC P1, P2. */
export function PredictionStep({ attempt, desk, steps }: { attempt: AttemptView; desk: AttemptDesk; steps: Steps }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { number } = useFormat();
  const heading = useArrival();
  const kind = attempt.prediction.kind ?? 'PARTICIPANT_PERSONS';
  const locked = attempt.prediction.value;
  return (
    <main className={`${styles.step} ${styles.body}`}>
      <Card tone="gold">
        <div className={styles.predictionQuestion}>
          <p className={styles.predictionKicker}>{t('prediction.kicker')}</p>
          <h1 ref={heading} tabIndex={-1} className={styles.question}>
            {t(`common:prediction.${kind}`)}
          </h1>
          {locked === null ? (
            <PredictionForm desk={desk} unit={t(`common:predictionUnit.${kind}`)} />
          ) : (
            <div className={styles.predictionLocked}>
              <strong className={styles.predictionValue}>{number(locked)}</strong>
              <p className={styles.good}>✓ {t('prediction.locked')}</p>
            </div>
          )}
        </div>
      </Card>
      <Button kind={locked === null ? 'quiet' : 'primary'} full className={styles.act} onClick={steps.next}>
        {locked === null ? t('prediction.later') : t('prediction.on')}
      </Button>
    </main>
  );
}

function PredictionForm({ desk, unit }: { desk: AttemptDesk; unit: string }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const [digits, setDigits] = useState('');
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const value = Number(digits);
  const shown = digits === '' ? '' : number(value);

  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (digits === '') setError(t('prediction.empty'));
    else setConfirming(true);
  };
  const lock = async () => {
    setBusy(true);
    setError(null);
    const received = await desk.predict(value);
    setBusy(false);
    setConfirming(false);
    if (!received.ok) setError(refusalText(received.refusal));
  };
  return (
    <form className={styles.predictionForm} onSubmit={confirm} noValidate>
      <Field label={t('prediction.label', { unit })} hint={t('prediction.once')} error={error}>
        {(wire) => (
          <input
            {...wire}
            className={`${wire.className} ${styles.predictionNumber}`}
            inputMode="numeric"
            autoComplete="off"
            enterKeyHint="done"
            value={shown}
            onChange={(event) => {
              setError(null);
              setDigits(
                event.target.value
                  .replace(/\D/g, '')
                  .replace(/^0+(?=\d)/, '')
                  .slice(0, digitsMax),
              );
            }}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" full className={styles.act}>
        {t('prediction.lock')}
      </Button>
      <Dialog
        open={confirming}
        title={t('prediction.sure')}
        onClose={() => setConfirming(false)}
        actions={
          <>
            <Button onClick={() => setConfirming(false)}>{t('prediction.change')}</Button>
            <Button kind="primary" busy={busy} onClick={() => void lock()}>
              {t('prediction.lockIt')}
            </Button>
          </>
        }
      >
        <p className={styles.predictionValue}>
          {shown} <span className={styles.predictionUnit}>{unit}</span>
        </p>
        <p className={styles.lead}>{t('prediction.once')}</p>
      </Dialog>
    </form>
  );
}
