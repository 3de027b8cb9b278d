import type { PeerPlace } from '@hoithi/shared/contract/participation';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import styles from './peer-place-card.module.css';
import { useLeaderText } from './use-leader-text.ts';

/** Where the unit stands among those of its level, and who is next on either side. SPEC U5. */
export function PeerPlaceCard({ place, coarse }: { place: PeerPlace; coarse: boolean }) {
  const { t } = useTranslation('unit-leader');
  const tell = useLeaderText(coarse);
  const peer = (other: PeerPlace['ahead'], none: string) =>
    other ? t('place.peer', { name: other.name, rate: tell.rate(other.rate, other.headcount) }) : none;
  return (
    <Card title={t('place.title')}>
      <p>
        <strong className={styles.rank}>{t('place.rank', { rank: place.rank, of: place.of })}</strong> {t('place.text')}
      </p>
      <dl className={styles.peers}>
        <dt>{t('place.ahead')}</dt>
        <dd>{peer(place.ahead, t('place.first'))}</dd>
        <dt>{t('place.behind')}</dt>
        <dd>{peer(place.behind, t('place.last'))}</dd>
      </dl>
      {coarse && <p className={styles.note}>{t('place.coarse')}</p>}
    </Card>
  );
}
