import type { CodeRequested, RequestCode } from '@hoithi/shared/contract/sign-in';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import { isSameNumber, type SentCode } from './stored-code.ts';

type PhoneStepProps = {
  contest: string;
  phone: string;
  onPhone: (phone: string) => void;
  /** A code that was sent before and may still be entered. */
  sent: SentCode | null;
  /** plain: another way in is the first on this page. */
  kind: 'primary' | 'plain';
  codePath: string;
  onRequested: (requested: CodeRequested) => void;
  /** The number has a code from before: it is entered instead of asking again. */
  onSentBefore: () => void;
};

export function PhoneStep({
  contest,
  phone,
  onPhone,
  sent,
  kind,
  codePath,
  onRequested,
  onSentBefore,
}: PhoneStepProps) {
  const { t } = useTranslation('contestant');
  const { locale } = useFormat();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (phone.trim() === '') {
      setError(refusalText({ code: 'phone_unreadable' }));
      return;
    }
    setBusy(true);
    setError(null);
    const message: RequestCode = { phone, locale };
    const received = await postJson<CodeRequested>('/api/sign-in/code', message);
    setBusy(false);
    if (received.ok) onRequested(received.value);
    else if (sent && received.refusal.code === 'too_fast' && isSameNumber(sent.phone, phone)) onSentBefore();
    else setError(refusalText(received.refusal));
  };
  return (
    <form className={styles.step} onSubmit={(event) => void ask(event)} noValidate>
      <p className={styles.lead}>{t('signIn.lead', { contest })}</p>
      <Field label={t('signIn.phone')} hint={t('signIn.phoneHint')} error={error}>
        {(wire) => (
          <input
            {...wire}
            className={`${wire.className} ${styles.phone}`}
            name="phone"
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={40}
            value={phone}
            onChange={(event) => onPhone(event.target.value)}
          />
        )}
      </Field>
      <Button kind={kind} type="submit" full busy={busy}>
        {t('signIn.requestCode')}
      </Button>
      {sent && (
        <ButtonLink full href={codePath}>
          {t('signIn.enterSent', { phone: sent.requested.phoneMasked })}
        </ButtonLink>
      )}
    </form>
  );
}
