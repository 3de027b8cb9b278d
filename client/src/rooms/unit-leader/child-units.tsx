import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { type NeedOrder, sortByNeed, standsOnTarget } from '../participation/participation-figures.ts';
import { ChildUnit } from './child-unit.tsx';
import styles from './child-units.module.css';

const orders: readonly NeedOrder[] = ['lowest-rate', 'most-missing'];

export type ChildUnitsProps = { units: readonly UnitParticipation[]; targetRate: number | null; coarse: boolean };

/** The units below, those that need a word first. */
export function ChildUnits({ units, targetRate, coarse }: ChildUnitsProps) {
  const { t } = useTranslation('unit-leader');
  const { number } = useFormat();
  const [order, setOrder] = useState<NeedOrder>('lowest-rate');
  const sorted = useMemo(() => sortByNeed(units, targetRate, order), [units, targetRate, order]);
  const rated = units.filter((unit) => unit.rate !== null);
  const reached = rated.filter((unit) => standsOnTarget(unit, targetRate)).length;
  if (units.length === 0) {
    return (
      <Card title={t('children.title')}>
        <p>{t('children.none')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('children.title')}>
      <div className={styles.lead}>
        <p>
          {t('children.lead')}
          {targetRate !== null && rated.length > 0 && (
            <>
              {' '}
              <strong>{t('children.summary', { reached: number(reached), all: number(rated.length) })}.</strong>
            </>
          )}
        </p>
        {rated.length > 1 && (
          <fieldset className={styles.orders}>
            <legend className="unseen">{t('children.order')}</legend>
            {orders.map((each) => (
              <label key={each} className={styles.order}>
                <input
                  type="radio"
                  name="need-order"
                  value={each}
                  checked={order === each}
                  onChange={() => setOrder(each)}
                />
                <span>{t(`orderBy.${each}`)}</span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
      <ul className={styles.units}>
        {sorted.map((unit) => (
          <ChildUnit key={unit.code} unit={unit} targetRate={targetRate} coarse={coarse} />
        ))}
      </ul>
    </Card>
  );
}
