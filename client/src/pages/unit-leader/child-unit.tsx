import type { LeaderUnit } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MiniVessel } from '../public/participation/mini-vessel.tsx';
import { cutRate, exceedsHeadcount } from '../public/participation/participation-figures.ts';
import styles from './child-units.module.css';
import { posterPath } from './poster-path.ts';

/** One unit below: its vessel, its rate with the denominator, what is missing, and its poster. */
export function ChildUnit({ unit, slug }: { unit: LeaderUnit; slug: string }) {
  const { t } = useTranslation('unit-leader');
  const { number, rate, locale } = useFormat();
  const { missing } = unit;
  return (
    <li className={styles.unit}>
      <MiniVessel rate={unit.rate} targetRate={unit.rate === null ? null : unit.targetRate} className={styles.vessel} />
      <h3 className={styles.name}>
        {unit.name}
        <a
          className={styles.poster}
          href={posterPath(slug, unit.code, locale)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('poster.of', { unit: unit.name })}
        >
          {t('poster.short')}
        </a>
      </h3>
      <p className={styles.rate}>{unit.rate === null ? '' : rate(cutRate(unit.rate, false), 1)}</p>
      <p className={styles.persons}>
        {unit.headcount === null
          ? `${t('personsOnly', { persons: number(unit.persons) })}, ${t('children.noHeadcount')}`
          : t('children.persons', { persons: number(unit.persons), headcount: number(unit.headcount) })}
        {unit.citizens > 0 && ` ${t('children.citizens', { value: number(unit.citizens) })}`}
      </p>
      <p className={styles.need}>
        {missing !== null && missing > 0 && <strong>{t('children.missing', { value: number(missing) })}</strong>}
        {missing === 0 && <Badge tone="jade">{t('children.reached')}</Badge>}
        {exceedsHeadcount(unit) && <Badge tone="amber">{t('overShort')}</Badge>}
      </p>
    </li>
  );
}
