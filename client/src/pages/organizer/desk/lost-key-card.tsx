import type { LogKeyDesk } from '@hoithi/shared/contract/log-key';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import styles from './lost-key-card.module.css';

/** The log waits for a key that this server has not: it is brought back, or two people confirm that it is lost. SPEC Z17. */
export function LostKeyCard({ contestId, onDone }: { contestId: string; onDone: (words: string) => void }) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const { instant } = useFormat();
  const path = `/api/organizer/contests/${contestId}/log-key`;
  const { value, again } = useLoaded<LogKeyDesk>(path);
  const lost = value?.lost ?? null;
  const pending = lost?.pending ?? null;
  const act = useAct(
    () => postJson<{ replaced: boolean }>(path, { hash: lost?.hash, pendingId: pending?.id ?? null }),
    ({ replaced }) => {
      onDone(t(replaced ? 'lostKey.replaced' : 'lostKey.confirmed'));
      again();
    },
  );
  if (!lost) return null;
  return (
    <Card title={t('lostKey.title')} tone="gold">
      <div className={styles.card}>
        <p>{t('lostKey.text')}</p>
        <dl className={styles.keys}>
          <dt>{t('lostKey.before')}</dt>
          <dd>{lost.before}</dd>
          <dt>{t('lostKey.now')}</dt>
          <dd>{lost.now}</dd>
        </dl>
        {pending && (
          <p>
            {t('lostKey.waiting', {
              ...{ name: pending.first.name, at: instant(pending.madeAtMs), until: instant(pending.expiresAtMs) },
            })}
          </p>
        )}
        {pending?.isOwn ? (
          <p>{t('lostKey.own')}</p>
        ) : (
          <Button busy={act.busy} onClick={() => void act.run()}>
            {t(pending ? 'lostKey.second' : 'lostKey.first')}
          </Button>
        )}
        {act.refusal && (
          <p className={styles.refused} role="alert">
            {words(act.refusal)}
          </p>
        )}
      </div>
    </Card>
  );
}
