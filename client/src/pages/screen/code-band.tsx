import type { HallFigures, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { QrCode } from '../../ui/qr-code.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';

/** The way in for latecomers, beside or below every picture: code, address, QR and how many are in. SPEC H24. */
export function CodeBand({ stage, figures }: { stage: StageView; figures: HallFigures }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const url = new URL(stage.joinUrl, location.origin);
  return (
    <aside className={styles.band}>
      <QrCode text={url.href} label={t('band.qr')} className={styles.bandQr} />
      <p className={styles.bandWay}>
        <span>{t('band.join', { address: `${url.host}/thi` })}</span>
        <b>{stage.code.replace(/^(\d{3})/, '$1 ')}</b>
      </p>
      <p className={styles.bandCount}>
        <b>{number(figures.players)}</b>
        <span>{t('show.inHall')}</span>
      </p>
      <p className={styles.bandName}>{local(stage.contestName)}</p>
    </aside>
  );
}
