import type { LeaderUnit } from '@hoithi/shared/contract/unit-leader';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ChildUnit } from './child-unit.tsx';
import styles from './child-units.module.css';
import { type NeedOrder, sortByNeed } from './sort-by-need.ts';

const orders: readonly NeedOrder[] = ['most-missing', 'lowest-rate'];
const shownFirst = 8;

/** The units below, those that need a word first. SPEC U10. */
export function ChildUnits({ units, slug }: { units: readonly LeaderUnit[]; slug: string }) {
  const { t } = useTranslation('unit-leader');
  const { number } = useFormat();
  const [order, setOrder] = useState<NeedOrder>('most-missing');
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => sortByNeed(units, order), [units, order]);
  const targeted = units.filter((unit) => unit.missing !== null);
  const reached = targeted.filter((unit) => unit.missing === 0).length;
  if (units.length === 0) return null;
  return (
    <Card title={t('children.title')}>
      <div className={styles.lead}>
        <p>
          {t('children.lead')}
          {targeted.length > 0 && (
            <>
              {' '}
              <strong>{t('children.summary', { reached: number(reached), all: number(targeted.length) })}.</strong>
            </>
          )}
        </p>
        {targeted.length > 1 && (
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
        {(all ? sorted : sorted.slice(0, shownFirst)).map((unit) => (
          <ChildUnit key={unit.code} unit={unit} slug={slug} />
        ))}
      </ul>
      {!all && sorted.length > shownFirst && (
        <Button full onClick={() => setAll(true)}>
          {t('children.all', { value: number(sorted.length) })}
        </Button>
      )}
    </Card>
  );
}
