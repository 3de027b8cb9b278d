import type { PublicParticipation, PublicUnit } from '@hoithi/shared/contract/public-participation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { useTargetText } from '../../../ui/participation/use-target-text.ts';
import { LazyMap } from './lazy-map.tsx';
import styles from './page.module.css';
import { UnitTiles } from './unit-tiles.tsx';

/** Drawn for the page it stands on, so that names are neither tiny on a phone nor huge on a desk. */
const fields = {
  narrow: { width: 360, height: 430, nameSize: 12 },
  wide: { width: 900, height: 680, nameSize: 17 },
};
const fieldOfPage = () => (window.innerWidth < 600 ? fields.narrow : fields.wide);

/** The level as tiles, or as the true map where the organizer has loaded one. SPEC U21, U26. */
export function MapCard({
  figures,
  units,
  level,
}: {
  figures: PublicParticipation;
  units: readonly PublicUnit[];
  level: string | null;
}) {
  const { t } = useTranslation('participation');
  const targets = useTargetText()(units);
  const head = figures.maps.find((map) => map.level === level) ?? null;
  const [tiles, setTiles] = useState(false);
  const [field] = useState(fieldOfPage);
  const coarse = figures.mode === 'coarse';
  const shared = { units, coarse };
  return (
    <Card title={t('map.title')}>
      <div className={styles.kinds}>
        <p className={styles.soft}>
          <span>{t('map.text')}</span> {targets && <span>{`${targets.line}. `}</span>}
          {targets && <strong>{targets.sentence}.</strong>}
        </p>
        {head && (
          <fieldset className={styles.forms} aria-label={t('map.kind')}>
            <button type="button" aria-pressed={!tiles} onClick={() => setTiles(false)}>
              {t('map.true')}
            </button>
            <button type="button" aria-pressed={tiles} onClick={() => setTiles(true)}>
              {t('map.tiles')}
            </button>
          </fieldset>
        )}
      </div>
      {head && !tiles ? (
        <div className={styles.mapField}>
          <LazyMap {...shared} key={head.version} slug={figures.contest.slug} head={head} field={field} />
        </div>
      ) : (
        <UnitTiles {...shared} all={figures.units} />
      )}
    </Card>
  );
}
