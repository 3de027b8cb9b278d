import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Badge } from '../../../ui/badge.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import type { Column } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import type { UnitRow } from './filter-units.ts';
import styles from './units.module.css';

/** The columns of the unit table. On a narrow page persons and headcount stand under the rate instead of beside it. */
export function useUnitColumns(levelToo: boolean): Column<UnitRow>[] {
  const { t } = useTranslation(['results', 'common']);
  const { number } = useFormat();
  const levelName = useLevelName();
  return useMemo(
    () => [
      {
        id: 'rank',
        header: t('units.rank'),
        numeric: true,
        sortBy: (unit) => unit.rank,
        cell: (unit) => <Rank rank={unit.rank} />,
      },
      {
        id: 'name',
        header: t('units.name'),
        rowHeader: true,
        sortBy: (unit) => unit.name,
        cell: (unit) => (
          <>
            <span className={styles.unitsName}>{unit.name}</span>
            {levelToo && <span className={styles.unitsLevel}>{levelName(unit.level)}</span>}
          </>
        ),
      },
      {
        id: 'persons',
        header: t('units.persons'),
        numeric: true,
        sortBy: (unit) => unit.persons,
        cell: (unit) => number(unit.persons),
      },
      {
        id: 'headcount',
        header: t('units.headcount'),
        numeric: true,
        sortBy: (unit) => unit.headcount,
        cell: (unit) => <Headcount unit={unit} />,
      },
      {
        id: 'rate',
        header: t('units.rate'),
        numeric: true,
        sortBy: (unit) => unit.rate,
        cell: (unit) => <Rate unit={unit} />,
      },
    ],
    [t, number, levelToo, levelName],
  );
}

function Rank({ rank }: { rank: number | null }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  if (rank === null) return <span className={styles.unitsSoft}>{t('units.unranked')}</span>;
  return <span className={rank <= 3 ? styles.unitsTop : undefined}>{number(rank)}</span>;
}

function Headcount({ unit }: { unit: UnitRow }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  if (unit.headcount === null) return <span className={styles.unitsSoft}>{t('units.noHeadcount')}</span>;
  return (
    <>
      {number(unit.headcount)}
      <HeadcountDate date={unit.headcountDate} />
    </>
  );
}

function HeadcountDate({ date }: { date: string | null }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  if (date === null) return null;
  return (
    <span className={joinClasses(styles.unitsLevel, styles.unitsDate)}>
      {t('units.on', { date: format.date(Date.parse(`${date}T00:00:00+07:00`)) })}
    </span>
  );
}

function Rate({ unit }: { unit: UnitRow }) {
  const { t } = useTranslation('results');
  const { number, rate } = useFormat();
  if (unit.rate === null || unit.headcount === null) {
    return (
      <>
        <span className={styles.unitsSoft}>{t('units.noRate')}</span>
        <span className={styles.unitsUnder}>{number(unit.persons)}</span>
      </>
    );
  }
  return (
    <>
      <strong>{rate(unit.rate)}</strong>
      <span className={styles.unitsUnder}>
        {t('units.share', { count: unit.headcount, persons: number(unit.persons), headcount: number(unit.headcount) })}
        <HeadcountDate date={unit.headcountDate} />
      </span>
      {unit.rate > 1 && (
        <span className={styles.unitsOver} title={t('units.overText')}>
          <Badge tone="amber">{t('units.over')}</Badge>
        </span>
      )}
    </>
  );
}
