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
  atGateway?: boolean;
};

/** Outside: says what opens the desk and takes a pasted link. A whole load follows, so that the socket carries the cookie. */
export function EnterPage({ refusal, atGateway = false }: EnterPageProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const refusalText = useRefusalText();
  const [link, setLink] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const told = refusal && refusal.code !== 'not_signed_in' ? refusalText(refusal) : null;

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const token = link.trim().split('#').at(-1) ?? '';
    if (token === '') {
      setError(t('door.linkMissing'));
      return;
    }
    setBusy(true);
    const received = await postJson<Record<string, never>>('/api/organizer/enter', { token });
    setBusy(false);
    if (received.ok) location.assign(deskHome);
    else setError(received.refusal.code === 'malformed' ? t('door.linkMissing') : refusalText(received.refusal));
  };

  return (
    <Page>
      <Card title={t('door.title')} tone="gold">
        <form className={styles.form} onSubmit={(event) => void enter(event)} noValidate>
          {told && (
            <p className={styles.refused} role="alert">
              <strong>{t('door.refused')}.</strong> {told}
            </p>
          )}
          <p>{t('door.text')}</p>
          <Field
            label={t('door.link')}
            hint={t('door.linkHint')}
            value={link}
            onChange={(event) => setLink(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            error={error}
          />
          <Button type="submit" kind="primary" busy={busy}>
            {t('door.enter')}
          </Button>
          {atGateway && (
            <p className={styles.soft}>
              {t('door.already')} <a href={deskHome}>{t('door.toDesk')}</a>
            </p>
          )}
          <ButtonLink href="/" kind="quiet">
            {t('common:toHouse')}
          </ButtonLink>
        </form>
      </Card>
    </Page>
  );
}

/** Spends the one-time link once, and takes its secret out of the address bar. SPEC O3. */
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
  if (token === '' || refusal) return <EnterPage refusal={refusal} atGateway />;
  return (
    <Page>
      <StateCard kind="loading" title={t('door.entering')} />
    </Page>
  );
}
