import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './band-bars.module.css';

type Props = { bands: PublicResults['bands']; mean: number | null; pointsMax: number };

/** How well the round was answered: a bar for each band, on a track that is everybody. SPEC F4. */
export function BandBars({ bands, mean, pointsMax }: Props) {
  const { t } = useTranslation(['results', 'common']);
  const { number, rate } = useFormat();
  return (
    <Card id="bands" title={t('bands.title')}>
      <p className={styles.text}>{t('bands.text')}</p>
      <ul className={styles.bands}>
        {bands.map((band) => (
          <li key={band.id} className={styles.band}>
            <span className={styles.label}>{t(`bands.${band.id}`)}</span>
            <span className={styles.figures}>
              <strong>{t('common:persons.exact', { count: band.persons, shown: number(band.persons) })}</strong>{' '}
              <span className={styles.share}>{rate(band.share)}</span>
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.bar} data-band={band.id} style={{ width: `${band.share * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {mean !== null && (
        <p className={styles.mean}>{t('bands.mean', { mean: number(mean, 2), max: number(pointsMax, 2) })}</p>
      )}
    </Card>
  );
}
