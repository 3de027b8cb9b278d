import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import styles from './page.module.css';

/** The six digits from the screen. */
export default function CodePage() {
  const { t } = useTranslation(['show', 'common']);
  const [, navigate] = useLocation();
  const [digits, setDigits] = useState('');
  const [isShort, setShort] = useState(false);
  usePageTitle(t('common:pageTitle.show'));
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (digits.length === 6) navigate(`/thi/${digits}`);
    setShort(digits.length !== 6);
  };
  return (
    <Page>
      <form className={styles.join} onSubmit={enter}>
        <h1 className={styles.title}>{t('code.title')}</h1>
        <label className={styles.label} htmlFor="show-code">
          {t('code.label')}
        </label>
        <input
          id="show-code"
          className={styles.code}
          value={digits}
          onChange={(event) => setDigits(event.target.value.replace(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby="show-code-note"
          aria-invalid={isShort || undefined}
        />
        <p id="show-code-note" role="alert">
          {isShort && digits.length < 6 && t('code.short', { count: digits.length })}
        </p>
        <Button type="submit" kind="primary" full>
          {t('code.enter')}
        </Button>
      </form>
    </Page>
  );
}
