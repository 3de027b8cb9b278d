import type { StoredStanding } from '@hoithi/shared/contract/collective-standing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type Props = {
  standings: readonly StoredStanding[];
  busy: boolean;
  /** null: somebody else publishes. */
  onPublish: ((version: number) => void) | null;
};

/** Stored standings, newest first; the newest may be published, once confirmed. SPEC G9, G10. */
export function StoredStandings({ standings, busy, onPublish }: Props) {
  const { t } = useTranslation('collective');
  const { number } = useFormat();
  const [confirming, setConfirming] = useState<number | null>(null);
  const [newest] = standings;
  if (!newest) return null;
  const version = number(newest.version);
  return (
    <section className={styles.stored}>
      <h3>{t('desk.standings')}</h3>
      <ul className={styles.list}>
        {standings.map((standing) => (
          <li key={standing.version}>
            <StandingText standing={standing} />
          </li>
        ))}
      </ul>
      {onPublish && newest.publishedAtMs === null && confirming !== newest.version && (
        <Button kind="primary" busy={busy} onClick={() => setConfirming(newest.version)}>
          {t('desk.publish', { version })}
        </Button>
      )}
      {onPublish && newest.publishedAtMs === null && confirming === newest.version && (
        <div className={styles.confirm} role="alert">
          <p>{t('desk.confirm', { version })}</p>
          <p className={styles.ways}>
            <Button
              kind="primary"
              busy={busy}
              onClick={() => {
                setConfirming(null);
                onPublish(newest.version);
              }}
            >
              {t('desk.yes')}
            </Button>
            <Button onClick={() => setConfirming(null)}>{t('desk.cancel')}</Button>
          </p>
        </div>
      )}
    </section>
  );
}

function StandingText({ standing }: { standing: StoredStanding }) {
  const { t } = useTranslation('collective');
  const { number, instant } = useFormat();
  const parts = [
    t('desk.standing', { version: number(standing.version), at: instant(standing.computedAtMs) }),
    standing.toDecide > 0
      ? t('desk.standingToDecide', { count: standing.toDecide, value: number(standing.toDecide) })
      : null,
    standing.publishedAtMs === null ? null : t('desk.standingPublished', { at: instant(standing.publishedAtMs) }),
  ];
  return parts.filter((part) => part !== null).join('; ');
}
