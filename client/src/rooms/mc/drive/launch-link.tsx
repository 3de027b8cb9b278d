import { useTranslation } from 'react-i18next';
import { QrCode } from '../../../ui/qr-code.tsx';
import styles from './lists.module.css';

/** The button on a phone handed to a leader on stage. */
export function LaunchLink({ path }: { path: string }) {
  const { t } = useTranslation('mc');
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.launchPhone')}</summary>
      <p>{t('drive.launchPhoneText')}</p>
      <QrCode text={`${location.origin}${path}`} label={t('drive.launchQr')} className={styles.qr} />
    </details>
  );
}
