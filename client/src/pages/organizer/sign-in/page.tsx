import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { deskHome } from '../organizer-paths.ts';
import styles from './page.module.css';

type EnterPageProps = {
  /** What the server answered, if it did. */
  refusal: Refusal | null;
  /** Shown at the address of the link; a session that is still good may be behind it. */
  atLink?: boolean;
};

/** Explains what opens the desk and takes a pasted link. The page is then loaded anew, so that the socket carries the cookie. */
export function EnterPage({ refusal, atLink = false }: EnterPageProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const refusalText = useRefusalText();
  const [link, setLink] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const problem = refusal && refusal.code !== 'not_signed_in' ? refusalText(refusal) : null;

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const token = link.trim().split('#').at(-1) ?? '';
    if (token === '') {
      setError(t('signIn.linkMissing'));
      return;
    }
    setBusy(true);
    const received = await postJson<Record<string, never>>('/api/organizer/enter', { token });
    setBusy(false);
    if (received.ok) location.assign(deskHome);
    else setError(received.refusal.code === 'malformed' ? t('signIn.linkMissing') : refusalText(received.refusal));
  };

  return (
    <Page>
      <Card title={t('signIn.title')} tone="gold">
        <form className={styles.form} onSubmit={(event) => void enter(event)} noValidate>
          {problem && (
            <p className={styles.refused} role="alert">
              <strong>{t('signIn.refused')}.</strong> {problem}
            </p>
          )}
          <p>{t('signIn.text')}</p>
          <Field
            label={t('signIn.link')}
            hint={t('signIn.linkHint')}
            value={link}
            onChange={(event) => setLink(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            error={error}
          />
          <Button type="submit" kind="primary" busy={busy}>
            {t('signIn.enter')}
          </Button>
          {atLink && (
            <p className={styles.soft}>
              {t('signIn.already')} <a href={deskHome}>{t('signIn.toDesk')}</a>
            </p>
          )}
          <ButtonLink href="/" kind="quiet">
            {t('common:toHome')}
          </ButtonLink>
        </form>
      </Card>
    </Page>
  );
}

/** Uses the one-time link once, and removes its secret from the address bar. SPEC O3. */
export function EnterByLink() {
  const { t } = useTranslation('organizer');
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [token] = useState(() => location.hash.slice(1));
  const spent = useRef(false);
  useEffect(() => {
    if (spent.current || token === '') return;
    spent.current = true;
    void postJson<Record<string, never>>('/api/organizer/enter', { token }).then((received) => {
      if (received.ok) navigate(deskHome, { replace: true });
      else setRefusal(received.refusal);
    });
  }, [token, navigate]);
  if (token === '' || refusal) return <EnterPage refusal={refusal} atLink />;
  return (
    <Page>
      <StateCard kind="loading" title={t('signIn.entering')} />
    </Page>
  );
}
