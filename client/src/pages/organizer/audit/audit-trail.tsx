import type { AuditRow, DeskRound } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './audit-trail.module.css';
import { describeAct, describeActor, describeDetails } from './describe-act.ts';

type Told = { id: number; atMs: number; when: string; act: string; actor: string; details: string[] };
type AuditTrailProps = { lines: AuditRow[]; rounds: DeskRound[] };

/** Who did what, when and why. SPEC O2. */
export function AuditTrail({ lines, rounds }: AuditTrailProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const told: Told[] = lines.map((line) => ({
    id: line.id,
    atMs: line.atMs,
    when: `${formatTime(line.atMs, true)} ${format.date(line.atMs)}`,
    act: describeAct(line, rounds, t, format),
    actor: describeActor(line.actor, t),
    details: describeDetails(line, t, format),
  }));
  const wanted = filter.normalize('NFC').trim().toLocaleLowerCase('vi');
  const shown = told.filter((row) =>
    [row.when, row.act, row.actor, ...row.details].join(' ').toLocaleLowerCase('vi').includes(wanted),
  );
  const columns: Column<Told>[] = [
    {
      id: 'when',
      header: t('audit.when'),
      cell: (row) => <time className={styles.when}>{row.when}</time>,
      sortBy: (row) => row.atMs,
    },
    { id: 'act', header: t('audit.act'), cell: (row) => row.act, rowHeader: true, sortBy: (row) => row.act },
    { id: 'actor', header: t('audit.actor'), cell: (row) => row.actor, sortBy: (row) => row.actor },
    {
      id: 'detail',
      header: t('audit.detail'),
      cell: (row) => row.details.map((detail) => <div key={detail}>{detail}</div>),
    },
  ];
  return (
    <Card title={t('audit.title')}>
      <div className={styles.head}>
        <p className={styles.lead}>{t('audit.lead')}</p>
        <Field
          label={t('audit.filter')}
          type="search"
          className={styles.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <div className={styles.table}>
        <Table
          caption={t('audit.title')}
          captionHidden
          columns={columns}
          rows={shown}
          rowKey={(row) => String(row.id)}
          empty={t('audit.none')}
        />
      </div>
    </Card>
  );
}
