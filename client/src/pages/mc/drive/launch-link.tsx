import { useTranslation } from 'react-i18next';
import { QrCode } from '../../../ui/qr-code.tsx';
import styles from './lists.module.css';

/** The button on a phone handed to a leader on stage, at the address where phones join. */
export function LaunchLink({ path, joinUrl }: { path: string; joinUrl: string }) {
  const { t } = useTranslation('mc');
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.launchPhone')}</summary>
      <p>{t('drive.launchPhoneText')}</p>
      <QrCode
        text={new URL(path, new URL(joinUrl, location.origin)).href}
        label={t('drive.launchQr')}
        className={styles.qr}
      />
    </details>
  );
}
