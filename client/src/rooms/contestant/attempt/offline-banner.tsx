import { useTranslation } from 'react-i18next';
import styles from './offline-banner.module.css';

/** The line is down: loud, in plain words, and what happens to answers given meanwhile. */
export function OfflineBanner({ online, waiting }: { online: boolean; waiting: number }) {
  const { t } = useTranslation('contestant');
  return (
    <div role="alert" className={online ? undefined : styles.banner}>
      {!online && (
        <p className={styles.words}>
          <strong>{t('offline.title')}</strong>{' '}
          {waiting > 0 ? t('offline.waiting', { count: waiting }) : t('offline.calm')}
        </p>
      )}
    </div>
  );
}
