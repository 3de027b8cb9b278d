import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { SlipAnswer } from '@hoithi/shared/contract/slip-views';
import type { SignInBySlip } from '@hoithi/shared/contract/slips';
import { printSlipCode, readSlipCode } from '@hoithi/shared/rules/slip-code';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, type FieldWire } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useVisit } from '../contestant-context.ts';
import styles from './page.module.css';

type Asked = Exclude<SlipAnswer, { next: 'in' }>;
const pinLength = 6;

/**
 * The code on a slip of paper, typed or brought by its QR; the first time a PIN of one's own is chosen, later it is typed.
 * SPEC S20, S22.
 */
export function SlipStep() {
  const { t } = useTranslation('contestant');
  const { slug, again } = useVisit();
  const words = useRefusalText();
  const [code, setCode] = useState(takeCodeOfAddress);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (message: SignInBySlip) => {
    if (busy) return;
    setRefusal(null);
    if (readSlipCode(message.code) === null) {
      setRefusal({ code: 'slip_unknown' });
      return;
    }
    setBusy(true);
    const received = await postJson<SlipAnswer>(`/api/contests/${encodeURIComponent(slug)}/sign-in/slip`, message);
    setBusy(false);
    if (!received.ok) {
      setRefusal(received.refusal);
      if (received.refusal.code === 'slip_used') setAsked(null);
    } else if (received.value.next === 'in') again();
    else setAsked(received.value);
  };
  const error = refusal && words(refusal);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ code, pin: null });
  };
  if (asked)
    return (
      <PinStep
        asked={asked}
        code={code}
        busy={busy}
        error={error}
        onPin={(pin) => void send({ code, pin })}
        onOther={() => {
          setAsked(null);
          setCode('');
          setRefusal(null);
        }}
      />
    );
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      <p className={styles.lead}>{t('signIn.slip.lead')}</p>
      <Field label={t('signIn.slip.code')} hint={t('signIn.slip.codeHint')} error={error}>
        {(wire) => (
          <input
            {...wire}
            className={`${wire.className} ${styles.phone}`}
            name="slip-code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.target.value.toUpperCase())}
          />
        )}
      </Field>
      <Button kind="primary" type="submit" full busy={busy}>
        {t('signIn.slip.go')}
      </Button>
    </form>
  );
}

type PinStepProps = {
  asked: Asked;
  code: string;
  busy: boolean;
  error: string | null;
  onPin: (pin: string) => void;
  onOther: () => void;
};

/** Of a slip that nobody has used: whose it is, and a PIN twice. Of one that was used: its PIN. */
function PinStep({ asked, code, busy, error, onPin, onOther }: PinStepProps) {
  const { t } = useTranslation('contestant');
  const isNew = asked.next === 'choose-pin';
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [wrong, setWrong] = useState<'short' | 'different' | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = pin.length < pinLength ? 'short' : isNew && pin !== repeated ? 'different' : null;
    setWrong(found);
    if (found === null) onPin(pin);
  };
  const input = (wire: FieldWire, value: string, set: (digits: string) => void, isFirst: boolean) => (
    <input
      {...wire}
      ref={isFirst ? first : undefined}
      className={`${wire.className} ${styles.phone}`}
      type="password"
      inputMode="numeric"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      maxLength={pinLength}
      value={value}
      onChange={(event) => set(event.target.value.replace(/\D/g, ''))}
    />
  );
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      {isNew ? (
        <p className={styles.lead}>
          <span>{t('signIn.slip.of')}</span> <strong className={styles.slipName}>{asked.name}</strong>
        </p>
      ) : (
        <p className={styles.lead}>{t('signIn.slip.back', { code: printSlipCode(readSlipCode(code) ?? code) })}</p>
      )}
      <Field
        label={t(isNew ? 'signIn.slip.newPin' : 'signIn.slip.pin')}
        hint={isNew ? t('signIn.slip.newPinHint') : undefined}
        error={wrong === 'short' ? t('signIn.slip.short') : isNew ? null : error}
      >
        {(wire) => input(wire, pin, setPin, true)}
      </Field>
      {isNew && (
        <Field label={t('signIn.slip.repeat')} error={wrong === 'different' ? t('signIn.slip.different') : error}>
          {(wire) => input(wire, repeated, setRepeated, false)}
        </Field>
      )}
      <Button kind="primary" type="submit" full busy={busy}>
        {t(isNew ? 'signIn.slip.take' : 'signIn.verify')}
      </Button>
      <Button kind="quiet" onClick={onOther}>
        {t(isNew ? 'signIn.slip.notMine' : 'signIn.slip.other')}
      </Button>
    </form>
  );
}

/** The code that a QR brought; it does not stay in the address, where others could read it. */
function takeCodeOfAddress(): string {
  const code = readSlipCode(decodeURIComponent(location.hash.slice(1)));
  if (code === null) return '';
  history.replaceState(history.state, '', location.pathname + location.search);
  return printSlipCode(code);
}
