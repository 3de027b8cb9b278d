import type { CollectiveGroup, CollectivePlace } from '@hoithi/shared/contract/collective-standing';
import { explainTerm, formatFixed } from '@hoithi/shared/rules/collective/explain-place';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { prizeValue } from '../prize-value.ts';
import { type Column, Table } from '../table.tsx';
import { useFormat } from '../use-format.ts';
import styles from './collective.module.css';
import { useCollectiveText } from './use-collective-text.ts';

/** `decimals` null: the committee named the order, and there is nothing to add up. */
type GroupTableProps = { group: CollectiveGroup; decimals: number | null; caption: string };
const shownAtFirst = 20;

/** The places of one group: rank, unit with the arithmetic behind it, total, prize. SPEC G7. */
export function GroupTable({ group, decimals, caption }: GroupTableProps) {
  const { t } = useTranslation('collective');
  const { number, local } = useFormat();
  const text = useCollectiveText();
  const [all, setAll] = useState(false);
  const places = all ? group.places : group.places.slice(0, shownAtFirst);
  const columns = useMemo(
    (): Column<CollectivePlace>[] => [
      {
        id: 'rank',
        header: t('table.rank'),
        numeric: true,
        cell: ({ rank }) => number(rank),
        sortBy: ({ rank }) => rank,
      },
      {
        id: 'unit',
        header: t('table.unit'),
        rowHeader: true,
        sortBy: ({ name }) => name,
        cell: (place) => <Unit place={place} decimals={decimals} headcount={text.headcount(place)} />,
      },
      ...(decimals === null
        ? []
        : [
            {
              id: 'total',
              header: t('table.total'),
              numeric: true,
              sortBy: ({ total }: CollectivePlace) => total,
              cell: ({ total }: CollectivePlace) => <strong>{local(formatFixed(total ?? 0, decimals))}</strong>,
            },
          ]),
      {
        id: 'prize',
        header: t('table.prize'),
        cell: (place) => <Prize place={place} />,
      },
    ],
    [t, number, local, decimals, text],
  );
  return (
    <div className={styles.table}>
      <Table
        caption={caption}
        captionHidden
        columns={columns}
        rows={places}
        rowKey={({ code }) => code}
        empty={t('table.none')}
      />
      {!all && group.places.length > shownAtFirst && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('table.more', {
            count: group.places.length - shownAtFirst,
            value: number(group.places.length - shownAtFirst),
          })}
        </Button>
      )}
    </div>
  );
}

type UnitProps = { place: CollectivePlace; decimals: number | null; headcount: string | null };

function Unit({ place, decimals, headcount }: UnitProps) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <>
      <span className={styles.name}>{place.name}</span>
      <span className={styles.onPhone}>
        {place.total !== null && decimals !== null && (
          <strong>{t('plate.points', { count: place.total, total: local(formatFixed(place.total, decimals)) })}</strong>
        )}
        <Prize place={place} />
      </span>
      {headcount && <span className={styles.under}>{headcount}</span>}
      {place.overHeadcount && (
        <span title={t('table.overText')}>
          <Badge tone="amber">{t('table.over')}</Badge>
        </span>
      )}
      {decimals !== null && <PlaceSum place={place} decimals={decimals} />}
    </>
  );
}

function Prize({ place: { prize, toDecide, decided } }: { place: CollectivePlace }) {
  const { t } = useTranslation('collective');
  const format = useFormat();
  if (toDecide)
    return (
      <span className={styles.waiting}>
        <Badge tone="amber">{t('table.toDecide')}</Badge>
      </span>
    );
  const byCommittee = decided && <span className={styles.committee}>{t('tie.byCommittee')}</span>;
  if (!prize) return byCommittee ?? null;
  return (
    <span className={styles.prize}>
      <Badge tone="gold">{format.local(prize.label)}</Badge>
      {prize.value !== null && <span className={styles.under}>{prizeValue(prize.value, format)}</span>}
      <span>{byCommittee}</span>
    </span>
  );
}

type PlaceSumProps = { place: CollectivePlace; decimals: number };

/** The arithmetic of one place, step by step, folded at first. SPEC G7. */
function PlaceSum({ place, decimals }: PlaceSumProps) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <details className={styles.sum}>
      <summary aria-label={t('sum.of', { unit: place.name })}>{t('sum.how')}</summary>
      <dl className={styles.terms}>
        {place.terms.map((term) => (
          <div key={term.metric} className={styles.term}>
            <dt>{t(`metric.${term.metric}`)}</dt>
            <dd>
              {local(explainTerm(term, decimals))} = <strong>{local(formatFixed(term.product, decimals))}</strong>
            </dd>
          </div>
        ))}
        {place.terms.length > 1 && (
          <div className={styles.term}>
            <dt>{t('sum.total')}</dt>
            <dd>
              {place.terms.map(({ product }) => local(formatFixed(product, decimals))).join(' + ')} ={' '}
              <strong>{local(formatFixed(place.total ?? 0, decimals))}</strong>
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}
