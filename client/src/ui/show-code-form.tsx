import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from './button.tsx';
import styles from './show-code-form.module.css';

/** The six digits from the hall's screen, and the way into the show. `compact`: field and button in one row. */
export function ShowCodeForm({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation('show');
  const [, navigate] = useLocation();
  const [digits, setDigits] = useState('');
  const [short, setShort] = useState(false);
  const field = useId();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length === 6) navigate(`/thi/${digits}`);
    else setShort(true);
  };
  return (
    <form className={styles.form} data-compact={compact || undefined} onSubmit={enter} noValidate>
      <label className={styles.label} htmlFor={field}>
        {t('code.label')}
      </label>
      <input
        id={field}
        className={styles.code}
        value={digits}
        onChange={(event) => {
          setShort(false);
          setDigits(event.target.value.replace(/\D/g, '').slice(0, 6));
        }}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={short || undefined}
        aria-describedby={short ? `${field}-short` : undefined}
        required
      />
      {short && (
        <p id={`${field}-short`} className={styles.short} role="alert">
          {t('code.short')}
        </p>
      )}
      <Button type="submit" kind="primary" full>
        {t('code.enter')}
      </Button>
    </form>
  );
}
