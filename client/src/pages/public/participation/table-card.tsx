import type { PublicParticipation, PublicUnit } from '@hoithi/shared/contract/public-participation';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFigureText } from '../../../ui/participation/use-figure-text.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** Rated units by rank, those without a denominator apart, citizens apart. SPEC U21, C2, C4. */
export function TableCard({
  figures,
  units,
  level,
}: {
  figures: PublicParticipation;
  units: readonly PublicUnit[];
  level: string | null;
}) {
  const { t } = useTranslation('participation');
  const levelName = useLevelName();
  const coarse = figures.mode === 'coarse';
  const columns = useRatedColumns(coarse);
  const rated = useMemo(
    () => units.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)),
    [units],
  );
  const unrated = units.filter(({ rank, persons }) => rank === null && persons > 0);
  const withCitizens = units.filter(({ citizens }) => citizens > 0);
  return (
    <Card title={t('table.title')}>
      <p className={styles.soft}>{t('table.text')}</p>
      <div className={styles.rated}>
        <Table
          caption={t('table.caption', { level: level === null ? '' : levelName(level) })}
          captionHidden
          columns={columns}
          rows={rated}
          rowKey={(unit) => unit.code}
          empty={t('table.none')}
        />
      </div>
      {unrated.length > 0 && <CountedList what="unrated" units={unrated} coarse={coarse} figure="persons" />}
      {withCitizens.length > 0 && (
        <CountedList what="citizens" units={withCitizens} coarse={coarse} figure="citizens" />
      )}
    </Card>
  );
}

function useRatedColumns(coarse: boolean): Column<PublicUnit>[] {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const figures = useFigureText(coarse);
  return [
    {
      id: 'rank',
      header: t('table.rank'),
      numeric: true,
      sortBy: (unit) => unit.rank,
      cell: ({ rank }) => <span className={(rank ?? 9) <= 3 ? styles.rankTop : undefined}>{number(rank ?? 0)}</span>,
    },
    {
      id: 'name',
      header: t('table.name'),
      rowHeader: true,
      sortBy: (unit) => unit.name,
      cell: (unit) => (
        <div className={styles.unitName}>
          {unit.name}
          <span className={styles.under}>
            {t('persons.of', {
              count: unit.headcount ?? 0,
              persons: figures.persons(unit.persons),
              headcount: number(unit.headcount ?? 0),
            })}
            <HeadcountDate date={unit.headcountDate} />
          </span>
        </div>
      ),
    },
    {
      id: 'persons',
      header: t('table.persons'),
      numeric: true,
      sortBy: (unit) => unit.persons,
      cell: (unit) => figures.persons(unit.persons),
    },
    {
      id: 'headcount',
      header: t('table.headcount'),
      numeric: true,
      sortBy: (unit) => unit.headcount,
      cell: (unit) => <Headcount unit={unit} />,
    },
    {
      id: 'rate',
      header: t('table.rate'),
      numeric: true,
      sortBy: (unit) => unit.rate,
      cell: (unit) => (
        <>
          <strong>{figures.share(unit)}</strong>
          {(unit.rate ?? 0) > 1 && (
            <span className={styles.over} title={t('table.overText')}>
              <Badge tone="amber">{t('table.over')}</Badge>
            </span>
          )}
        </>
      ),
    },
  ];
}

function Headcount({ unit }: { unit: PublicUnit }) {
  const { number } = useFormat();
  return (
    <>
      {number(unit.headcount ?? 0)}
      <HeadcountDate date={unit.headcountDate} />
    </>
  );
}

function HeadcountDate({ date }: { date: string | null }) {
  const { t } = useTranslation('participation');
  const format = useFormat();
  if (date === null) return null;
  return (
    <span className={styles.date}>{t('table.on', { date: format.date(Date.parse(`${date}T00:00:00+07:00`)) })}</span>
  );
}

function CountedList({
  what,
  units,
  coarse,
  figure,
}: {
  what: 'unrated' | 'citizens';
  units: readonly PublicUnit[];
  coarse: boolean;
  figure: 'persons' | 'citizens';
}) {
  const { t } = useTranslation('participation');
  const figures = useFigureText(coarse);
  return (
    <section className={styles.list}>
      <h3>{t(`table.${what}Title`)}</h3>
      <p className={styles.soft}>{t(`table.${what}Text`)}</p>
      <Table
        caption={t(`table.${what}Title`)}
        captionHidden
        columns={[
          {
            id: 'name',
            header: t('table.name'),
            rowHeader: true,
            sortBy: (unit: PublicUnit) => unit.name,
            cell: (unit) => unit.name,
          },
          {
            id: 'persons',
            header: t('table.persons'),
            numeric: true,
            sortBy: (unit) => unit[figure],
            cell: (unit) => figures.persons(unit[figure]),
          },
        ]}
        rows={[...units].sort((a, b) => b[figure] - a[figure])}
        rowKey={(unit) => unit.code}
      />
    </section>
  );
}
