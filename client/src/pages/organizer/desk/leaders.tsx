import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './leaders.module.css';

type Leader = DeskRound['leaders'][number];

/** Who is ahead in an open week; for the organizer's eyes only. */
export function Leaders({ leaders }: { leaders: Leader[] }) {
  const { t } = useTranslation('organizer');
  const { number, duration } = useFormat();
  const columns: Column<Leader>[] = [
    { id: 'rank', header: t('rounds.rank'), cell: (row) => number(row.rank), numeric: true, sortBy: (row) => row.rank },
    { id: 'name', header: t('rounds.name'), cell: (row) => row.name, rowHeader: true, sortBy: (row) => row.name },
    { id: 'unit', header: t('rounds.unit'), cell: (row) => row.unitName ?? '–', sortBy: (row) => row.unitName },
    {
      id: 'points',
      header: t('rounds.points'),
      cell: (row) => number(row.points, 2),
      numeric: true,
      sortBy: (row) => row.points,
    },
    {
      id: 'elapsed',
      header: t('rounds.elapsed'),
      cell: (row) => duration(row.elapsedMs),
      numeric: true,
      sortBy: (row) => row.elapsedMs,
    },
  ];
  return (
    <details className={styles.leaders}>
      <summary>{t('rounds.leaders')}</summary>
      <Table
        caption={t('rounds.leaders')}
        captionHidden
        columns={columns}
        rows={leaders}
        rowKey={(row) => String(leaders.indexOf(row))}
        empty={t('rounds.noLeaders')}
      />
    </details>
  );
}
