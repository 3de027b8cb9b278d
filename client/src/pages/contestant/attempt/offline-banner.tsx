import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../connection/namespace-types.ts';
import styles from './offline-banner.module.css';

/** The line is down, or the house cannot keep anything: loud, in plain words, and what happens to answers given meanwhile. */
export function OfflineBanner({ line, waiting }: { line: ConnectionState; waiting: number }) {
  const { t } = useTranslation(['contestant', 'outage']);
  return (
    <div role="alert" className={line === 'well' ? undefined : styles.banner}>
      {line === 'offline' && (
        <p className={styles.words}>
          <strong>{t('offline.title')}</strong>{' '}
          {waiting > 0 ? t('offline.waiting', { count: waiting }) : t('offline.calm')}
        </p>
      )}
      {line === 'store-away' && (
        <p className={styles.words}>
          <strong>{t('outage:title')}</strong> {t('outage:calm')}
        </p>
      )}
    </div>
  );
}
