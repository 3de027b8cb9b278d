import type { AuditRow, DeskRound } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { describeAct, describeActor, describeDetails } from '../trail/describe-audit.ts';
import styles from './page.module.css';

type ShownRow = { id: number; atMs: number; when: string; act: string; actor: string; details: string[] };
type AuditTrailProps = { audit: AuditRow[]; rounds: DeskRound[] };

/** Who did what, when and why. SPEC O2. */
export function AuditTrail({ audit, rounds }: AuditTrailProps) {
  const { t } = useTranslation(['organizer', 'common', 'accounts']);
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const rows: ShownRow[] = audit.map((row) => ({
    id: row.id,
    atMs: row.atMs,
    when: `${formatTime(row.atMs, true)} ${format.date(row.atMs)}`,
    act: describeAct(row, rounds, t, format),
    actor: describeActor(row, t),
    details: describeDetails(row, t, format),
  }));
  const wanted = filter.normalize('NFC').trim().toLocaleLowerCase('vi');
  const shown = rows.filter((row) =>
    [row.when, row.act, row.actor, ...row.details].join(' ').toLocaleLowerCase('vi').includes(wanted),
  );
  const columns: Column<ShownRow>[] = [
    {
      id: 'when',
      header: t('audit.when'),
      cell: (row) => <time className={styles.auditWhen}>{row.when}</time>,
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
      <div className={styles.auditHead}>
        <p className={styles.auditLead}>{t('audit.lead')}</p>
        <Field
          label={t('audit.filter')}
          type="search"
          className={styles.auditFilter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <div className={styles.auditTable}>
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
