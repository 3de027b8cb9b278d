import type { Peer } from '@hoithi/shared/contract/participation';
import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import styles from './peer-place-card.module.css';
import { useLeaderText } from './use-leader-text.ts';

/** Where the unit stands among its peers, and who is next on either side. SPEC U5, U10. */
export function PeerPlaceCard({ place, coarse }: { place: NonNullable<LeaderView['place']>; coarse: boolean }) {
  const { t } = useTranslation('unit-leader');
  const tell = useLeaderText(coarse);
  const peer = (other: Peer | null, none: string) =>
    other ? t('place.peer', { name: other.name, rate: tell.rate(other.rate, other.headcount) }) : none;
  return (
    <Card title={t(place.block === null ? 'place.titleLevel' : 'place.title')}>
      <p>
        <strong className={styles.rank}>{t('place.rank', { rank: place.rank, of: place.of })}</strong>{' '}
        {place.block === null ? t('place.text') : t('place.textBlock', { block: place.block })}
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
