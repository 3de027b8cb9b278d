import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { MiniVessel } from '../participation/mini-vessel.tsx';
import { exceedsHeadcount, personsToTarget } from '../participation/participation-figures.ts';
import styles from './child-units.module.css';
import { useLeaderText } from './use-leader-text.ts';

/** One unit below: its vessel, its rate with the denominator, and what is missing. */
export function ChildUnit({
  unit,
  targetRate,
  coarse,
}: {
  unit: UnitParticipation;
  targetRate: number | null;
  coarse: boolean;
}) {
  const { t } = useTranslation('unit-leader');
  const { number } = useFormat();
  const tell = useLeaderText(coarse);
  const missing = personsToTarget(unit, targetRate);
  return (
    <li className={styles.unit}>
      <MiniVessel rate={unit.rate} targetRate={unit.rate === null ? null : targetRate} className={styles.vessel} />
      <h3 className={styles.name}>{unit.name}</h3>
      <p className={styles.rate}>{unit.rate === null ? '' : tell.rate(unit.rate, unit.headcount)}</p>
      <p className={styles.persons}>
        {unit.headcount === null
          ? `${t('personsOnly', { persons: tell.persons(unit.persons) })}, ${t('children.noHeadcount')}`
          : t('children.persons', { persons: tell.persons(unit.persons), headcount: number(unit.headcount) })}
      </p>
      <p className={styles.need}>
        {missing !== null && missing > 0 && (
          <strong>{t(coarse ? 'children.missingAtMost' : 'children.missing', { value: number(missing) })}</strong>
        )}
        {missing === 0 && <Badge tone="jade">{t('children.reached')}</Badge>}
        {exceedsHeadcount(unit) && <Badge tone="amber">{t('overShort')}</Badge>}
      </p>
    </li>
  );
}
