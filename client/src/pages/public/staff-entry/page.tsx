import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';

/** Opens the staff page that a link leads to, and removes the secret from the address bar. SPEC O4. */
export default function StaffEntry() {
  const { t } = useTranslation('home');
  const refusalText = useRefusalText();
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [token] = useState(() => location.hash.slice(1));
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current || token === '') return;
    sent.current = true;
    void postJson<{ goTo: string }>('/api/staff/enter', { token }).then((received) => {
      if (received.ok) navigate(received.value.goTo, { replace: true });
      else setRefusal(received.refusal);
    });
  }, [token, navigate]);
  return (
    <Page>
      {token === '' || refusal ? (
        <StateCard
          kind="closed"
          title={t('staffEntry.closed')}
          action={<ButtonLink href="/">{t('staffEntry.home')}</ButtonLink>}
        >
          {refusal ? refusalText(refusal) : t('staffEntry.missing')}
        </StateCard>
      ) : (
        <StateCard kind="loading" title={t('staffEntry.entering')} />
      )}
    </Page>
  );
}
