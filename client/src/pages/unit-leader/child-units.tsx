import type { LeaderUnit } from '@hoithi/shared/contract/unit-leader';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { MiniVessel } from '../../ui/participation/mini-vessel.tsx';
import { cutRate, exceedsHeadcount } from '../../ui/participation/participation-figures.ts';
import { PillChoice } from '../../ui/pill-choice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';
import { posterPath } from './poster-path.ts';

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
      <div className={styles.childLead}>
        <p>
          <span>{t('children.lead')}</span>
          {targeted.length > 0 && (
            <>
              {' '}
              <strong>
                {t('children.summary', {
                  count: targeted.length,
                  reached: number(reached),
                  all: number(targeted.length),
                })}
                .
              </strong>
            </>
          )}
        </p>
        {targeted.length > 1 && (
          <PillChoice
            legend={t('children.order')}
            name="need-order"
            options={orders.map((value) => ({ value, label: t(`orderBy.${value}`) }))}
            value={order}
            onChange={setOrder}
          />
        )}
      </div>
      <ul className={styles.childUnits}>
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

/** One unit below: its vessel, its rate with the denominator, what is missing, and its poster. */
function ChildUnit({ unit, slug }: { unit: LeaderUnit; slug: string }) {
  const { t } = useTranslation('unit-leader');
  const { number, rate, locale } = useFormat();
  const { missing } = unit;
  return (
    <li className={styles.childUnit}>
      <MiniVessel
        rate={unit.rate}
        targetRate={unit.rate === null ? null : unit.targetRate}
        className={styles.childVessel}
      />
      <h3 className={styles.childName}>
        {unit.name}
        <a
          className={styles.childPoster}
          href={posterPath(slug, unit.code, locale)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('poster.of', { unit: unit.name })}
        >
          {t('poster.short')}
        </a>
      </h3>
      <p className={styles.childRate}>{unit.rate === null ? '' : rate(cutRate(unit.rate, false), 1)}</p>
      <p className={styles.childPersons}>
        <span>
          {unit.headcount === null
            ? `${t('personsOnly', { count: unit.persons, persons: number(unit.persons) })}, ${t('children.noHeadcount')}`
            : t('children.persons', {
                count: unit.headcount,
                persons: number(unit.persons),
                headcount: number(unit.headcount),
              })}
        </span>
        {unit.citizens > 0 && (
          <span>{` ${t('children.citizens', { count: unit.citizens, value: number(unit.citizens) })}`}</span>
        )}
      </p>
      <p className={styles.childNeed}>
        {missing !== null && missing > 0 && <strong>{t('children.missing', { value: number(missing) })}</strong>}
        {missing === 0 && <Badge tone="jade">{t('children.reached')}</Badge>}
        {exceedsHeadcount(unit) && <Badge tone="amber">{t('overShort')}</Badge>}
      </p>
    </li>
  );
}

type NeedOrder = 'most-missing' | 'lowest-rate';
const collator = new Intl.Collator('vi');

/** The server's order is most people missing first; or the lowest rate first, units without a headcount last. SPEC U10. */
function sortByNeed(units: readonly LeaderUnit[], order: NeedOrder): readonly LeaderUnit[] {
  if (order === 'most-missing') return units;
  return [...units].sort((a, b) => {
    if (a.rate === null || b.rate === null) return Number(a.rate === null) - Number(b.rate === null);
    return a.rate - b.rate || collator.compare(a.name, b.name);
  });
}
