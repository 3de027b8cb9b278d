import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { LaunchPage } from '@hoithi/shared/contract/show';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Outgoing } from '../../../connection/outgoing.ts';
import { socketTransport } from '../../../connection/socket-transport.ts';
import type { Transport } from '../../../connection/transport.ts';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

/** The phone handed to a leader on stage: one button. */
export default function LaunchPhone({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['show', 'common']);
  const { local } = useFormat();
  const words = useRefusalText();
  const { token } = useParams<{ token: string }>();
  const [page, setPage] = useState<LaunchPage | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pressed, setPressed] = useState(false);
  const [outgoing, setOutgoing] = useState<Outgoing | null>(null);
  usePageTitle(t('common:pageTitle.show'));
  useEffect(() => {
    const wire = transport ?? socketTransport('/show');
    const outgoing = new Outgoing(wire, () => undefined);
    const read = async () => {
      outgoing.resume();
      const received = (await outgoing.send('launch:read', { token })) as Result<LaunchPage>;
      if (received.ok) setPage(received.value);
      else setRefusal(received.refusal);
    };
    wire.onConnect(() => void read());
    wire.onDisconnect(() => outgoing.pause());
    setOutgoing(outgoing);
    return () => {
      outgoing.close();
      wire.close();
    };
  }, [token, transport]);
  const press = async () => {
    if (!outgoing || pressed) return;
    setPressed(true);
    navigator.vibrate?.(60);
    const received = (await outgoing.send('launch:press', { token })) as Result<{ launchedAtMs: number }>;
    if (!received.ok) {
      setPressed(false);
      setRefusal(received.refusal);
    }
  };
  if (refusal) {
    return (
      <Page>
        <StateCard kind="closed" title={t('launchPhone.closed')}>
          {refusal.code === 'not_found' ? t('launchPhone.notNow') : words(refusal)}
        </StateCard>
      </Page>
    );
  }
  if (!page) {
    return (
      <Page>
        <StateCard kind="loading" title={t('entering')} />
      </Page>
    );
  }
  const done = pressed || page.launchedAtMs !== null;
  return (
    <main className={styles.stage} data-ground="lacquer">
      <p className={styles.contest}>{local(page.contestName)}</p>
      <h1>{local(page.title)}</h1>
      <button type="button" className={styles.button} disabled={done} onClick={() => void press()}>
        <Drum size={280} beat={!done} turning={done} />
        <span>{done ? t('launchPhone.done') : local(page.button)}</span>
      </button>
    </main>
  );
}
