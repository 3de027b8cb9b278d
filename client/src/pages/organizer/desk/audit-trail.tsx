import type { AuditRow, DeskRound } from '@hoithi/shared/contract/organizer';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type organizer from '../../../locales/vi/organizer.json';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { findPlan } from '../plans.ts';
import styles from './page.module.css';

type ShownRow = { id: number; atMs: number; when: string; act: string; actor: string; details: string[] };
type AuditTrailProps = { audit: AuditRow[]; rounds: DeskRound[] };

/** Who did what, when and why. SPEC O2. */
export function AuditTrail({ audit, rounds }: AuditTrailProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const format = useFormat();
  const [filter, setFilter] = useState('');
  const rows: ShownRow[] = audit.map((row) => ({
    id: row.id,
    atMs: row.atMs,
    when: `${formatTime(row.atMs, true)} ${format.date(row.atMs)}`,
    act: describeAct(row, rounds, t, format),
    actor: describeActor(row.actor, t),
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

type T = TFunction<['organizer', 'common']>;
type Format = Pick<ReturnType<typeof useFormat>, 'local' | 'number' | 'closing'>;
type ActKey = keyof typeof organizer.audit.acts;
type DetailKey = keyof typeof organizer.audit.details;

/** `round:closed-early` on `round 2` as "Đóng sớm: Tuần 2". An act without words is shown by its code: nothing is left out. SPEC O2. */
function describeAct(row: AuditRow, rounds: readonly DeskRound[], t: T, format: Format): string {
  const key = row.act.replace(':', '_') as ActKey; // i18next reads a colon as the name of another word file
  const act = t(`audit.acts.${key}`, { defaultValue: row.act });
  const ordinal = /^round (\d+)$/.exec(row.object)?.[1];
  const round = rounds.find((each) => String(each.ordinal) === ordinal);
  return round ? `${act}: ${format.local(round.label)}` : act;
}

/** `organizer:1f0c2a9e` as a person's session; the timetable and the demo by name. */
function describeActor(actor: string, t: T): string {
  if (actor === 'timetable') return t('audit.timetable');
  if (actor === 'demo') return t('audit.demo');
  if (actor === 'command') return t('audit.command');
  if (actor === 'launch-phone') return t('audit.launchPhone');
  const [, role, session = ''] = /^(organizer|mc|unit-leader):(.+)$/.exec(actor) ?? [];
  if (role === 'mc') return t('audit.mc', { session });
  if (role === 'unit-leader') return t('audit.unitLeader', { session });
  return role === 'organizer' ? t('audit.organizer', { session }) : actor;
}

/** Each detail under its name; an instant as a date. */
function describeDetails(row: AuditRow, t: T, format: Format): string[] {
  return Object.entries(row.detail).map(([key, value]) => {
    const name = t(`audit.details.${key as DetailKey}`, { defaultValue: key });
    if (key === 'presetId') return `${name}: ${findPlan(String(value))?.planNo ?? String(value)}`;
    if (typeof value !== 'number') return `${name}: ${String(value)}`;
    return `${name}: ${key.endsWith('AtMs') ? format.closing(value) : format.number(value)}`;
  });
}
