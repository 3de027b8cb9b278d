import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { deskHome } from '../organizer-paths.ts';
import { EnterPage } from './sign-in-page.tsx';

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
