import type { CodeRequested, VerifyCode } from '@hoithi/shared/contract/sign-in';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useServerClock } from '../../../connection/use-server-clock.ts';
import { Button } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { useVisit } from '../contestant-context.ts';
import styles from './page.module.css';

type CodeStepProps = {
  requested: CodeRequested;
  phone: string;
  onRequestedAgain: (requested: CodeRequested) => void;
  onUsed: () => void;
  onOtherPhone: () => void;
};

const codeLength = 6;

/** Six digits, typed, pasted or filled in by the phone; the sixth sends them. SPEC S3. */
export function CodeStep({ requested, phone, onRequestedAgain, onUsed, onOtherPhone }: CodeStepProps) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const { again } = useVisit();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);

  const verify = async (full: string) => {
    setBusy(true);
    setError(null);
    const message: VerifyCode = { challengeId: requested.challengeId, code: full };
    const received = await postJson<Record<string, never>>('/api/sign-in/verify', message);
    if (received.ok) {
      onUsed();
      again(); // the page that follows is chosen by who is now here
      return;
    }
    setBusy(false);
    setError(refusalText(received.refusal));
    setCode('');
    input.current?.focus();
  };
  const type = (typed: string) => {
    if (busy) return;
    const digits = typed.replace(/\D/g, '').slice(0, codeLength);
    setCode(digits);
    if (digits.length === codeLength) void verify(digits);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && code.length === codeLength) void verify(code);
  };
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      <p id={`${id}-lead`} className={styles.lead}>
        {t('signIn.codeSent', { phone: requested.phoneMasked })}
      </p>
      <label htmlFor={id} className="unseen">
        {t('signIn.code')}
      </label>
      <input
        id={id}
        ref={input}
        className={styles.code}
        value={code}
        onChange={(event) => type(event.target.value)}
        inputMode="numeric"
        autoComplete="one-time-code"
        name="one-time-code"
        aria-describedby={`${id}-lead ${id}-error`}
        aria-invalid={error ? true : undefined}
      />
      <div id={`${id}-error`} role="alert" className={error ? fieldStyles.error : undefined}>
        {error}
      </div>
      <Button kind="primary" type="submit" full busy={busy} disabled={!busy && code.length < codeLength}>
        {t('signIn.verify')}
      </Button>
      <RequestAgain
        requested={requested}
        phone={phone}
        onRequested={onRequestedAgain}
        onOtherPhone={onOtherPhone}
        onError={setError}
      />
    </form>
  );
}

type RequestAgainProps = {
  requested: CodeRequested;
  phone: string;
  onRequested: (requested: CodeRequested) => void;
  onOtherPhone: () => void;
  onError: (error: string | null) => void;
};

const unknownClock = () => 0;

function RequestAgain({ requested, phone, onRequested, onOtherPhone, onError }: RequestAgainProps) {
  const { t } = useTranslation('contestant');
  const { locale, number } = useFormat();
  const refusalText = useRefusalText();
  const nowMs = useServerClock();
  const now = useTicking(nowMs ?? unknownClock);
  const [busy, setBusy] = useState(false);
  const waitSeconds = nowMs ? Math.max(0, Math.ceil((requested.resendAtMs - now) / 1000)) : 0;
  const request = async () => {
    setBusy(true);
    onError(null);
    const received = await postJson<CodeRequested>('/api/sign-in/code', { phone, locale });
    setBusy(false);
    if (received.ok) onRequested(received.value);
    else onError(refusalText(received.refusal));
  };
  return (
    <div className={styles.again}>
      <Button kind="quiet" onClick={onOtherPhone}>
        {t('signIn.otherPhone')}
      </Button>
      <Button kind="quiet" busy={busy} disabled={waitSeconds > 0} onClick={() => void request()} className="figures">
        {waitSeconds > 0 ? t('signIn.againIn', { seconds: number(waitSeconds) }) : t('signIn.again')}
      </Button>
    </div>
  );
}
