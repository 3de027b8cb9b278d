import type { Peer } from '@hoithi/shared/contract/participation';
import type { LeaderQuality, LeaderView } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { cutRate, rateBelow } from '../../ui/participation/participation-figures.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';

/** How well the unit answered, or why that is not shown yet. SPEC U13. */
export function QualityCard({ quality }: { quality: LeaderQuality }) {
  const { t } = useTranslation('unit-leader');
  const { number, rate } = useFormat();
  if (quality.kind === 'later') {
    return (
      <Card title={t('quality.title')}>
        <p className={styles.qualitySoft}>{t(`quality.${quality.until}`)}</p>
      </Card>
    );
  }
  if (quality.kind === 'few') {
    return (
      <Card title={t('quality.title')}>
        <p className={styles.qualitySoft}>{t('quality.few', { value: quality.personsMin })}</p>
      </Card>
    );
  }
  const { persons, meanPoints, pointsMax, allCorrectPersons } = quality;
  return (
    <Card title={t('quality.title')}>
      <dl className={styles.qualityFigures}>
        <div>
          <dt>{t('quality.mean')}</dt>
          <dd>
            <strong>{number(meanPoints, 1)}</strong> {t('quality.ofPoints', { max: number(pointsMax) })}
          </dd>
        </div>
        <div>
          <dt>{t('quality.allCorrect')}</dt>
          <dd>
            <strong>{rate(allCorrectPersons / persons, 1)}</strong>{' '}
            {t('quality.ofPersons', { value: number(allCorrectPersons), all: number(persons) })}
          </dd>
        </div>
      </dl>
      <p className={styles.qualitySoft}>{t('quality.note')}</p>
    </Card>
  );
}

/** Where the unit stands among its peers, and who is next on either side. SPEC U5, U10. */
export function PeerPlaceCard({ place, coarse }: { place: NonNullable<LeaderView['place']>; coarse: boolean }) {
  const { t } = useTranslation('unit-leader');
  const figures = useLeaderText(coarse);
  const peer = (other: Peer | null, none: string) =>
    other ? t('place.peer', { name: other.name, rate: figures.rate(other.rate, other.headcount) }) : none;
  return (
    <Card title={t(place.block === null ? 'place.titleLevel' : 'place.title')}>
      <p>
        <strong className={styles.placeRank}>{t('place.rank', { rank: place.rank, of: place.of })}</strong>{' '}
        {place.block === null ? t('place.text') : t('place.textBlock', { block: place.block })}
      </p>
      <dl className={styles.placePeers}>
        <dt>{t('place.ahead')}</dt>
        <dd>{peer(place.ahead, t('place.first'))}</dd>
        <dt>{t('place.behind')}</dt>
        <dd>{peer(place.behind, t('place.last'))}</dd>
      </dl>
      {coarse && (
        <p className={styles.placeNote}>
          {t('place.coarse', { rate: figures.rate(place.own.rate, place.own.headcount) })}
        </p>
      )}
    </Card>
  );
}

/** Rates of other units as the leader may read them: exact, or floors marked as floors. SPEC C2, V3. */
function useLeaderText(coarse: boolean) {
  const { t } = useTranslation('unit-leader');
  const { rate } = useFormat();
  return {
    rate: (value: number, headcount: number): string => {
      if (coarse && value === 0) return t('below', { value: rate(rateBelow(headcount), 2) });
      const shown = rate(cutRate(value, coarse), 1);
      return coarse ? t('atLeast', { value: shown }) : shown;
    },
  };
}
