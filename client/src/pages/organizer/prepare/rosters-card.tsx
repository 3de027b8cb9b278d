import { limits } from '@hoithi/shared/contract/limits';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { RosterList, RosterPreview } from '@hoithi/shared/contract/unit-leader';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { UploadField } from '../upload-field.tsx';
import { ListProblems } from './list-problems.tsx';
import styles from './page.module.css';
import { StoredRosters } from './stored-rosters.tsx';

/** Lists of units' people, so that leaders know whom to remind: previewed, written when confirmed. SPEC U15, U17. */
export function RostersCard({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('rosters');
  const { number } = useFormat();
  const words = useRefusalText();
  const path = `/api/organizer/contests/${contest.contestId}/rosters`;
  const stored = useLoaded<RosterList>(path);
  const [unit, setUnit] = useState<{ code: string; name: string } | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<RosterPreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (chosen: File, write: boolean, forUnit = unit) => {
    setNotice(null);
    setBusy(true);
    const query = new URLSearchParams({ write: String(write), ...(forUnit ? { unit: forUnit.code } : {}) });
    const received = await postFile<RosterPreview>(`${path}?${query}`, chosen);
    setBusy(false);
    setPreview(received.ok ? received.value : null);
    if (!received.ok) setNotice(words(received.refusal));
    else if (received.value.written) stored.again();
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size > limits.unitFileBytesMax)
      setNotice(t('tooLarge', { size: limits.unitFileBytesMax / 1024 / 1024 }));
    else void send(chosen, false);
  };
  const chooseUnit = (chosen: { code: string; name: string } | null) => {
    setUnit(chosen);
    if (file && preview && !preview.written) void send(file, false, chosen);
  };
  const describeDeleted = (text: string) => {
    if (preview?.written) setPreview(null);
    setNotice(text);
    stored.again();
  };
  const writable = preview && !preview.written ? preview.people : 0;
  return (
    <Card title={t('title')}>
      <p className={styles.unitsLead}>{t('lead')}</p>
      <p className={styles.unitsSoft}>{t('columns')}</p>
      <UnitSearch
        source={`/api/contests/${contest.slug}/units`}
        required={false}
        unit={unit}
        onUnit={chooseUnit}
        error={null}
      />
      <p className={styles.unitsSoft}>{t('unitForAll')}</p>
      <UploadField label={t('file')} accept=".xlsx,.csv,.txt,text/csv,text/plain" onFile={choose} />
      <output className={styles.unitsNotice}>
        <span>{notice}</span>
        {preview?.written && (
          <span>
            {t('written', {
              count: preview.people,
              people: number(preview.people),
              units: number(preview.units.length),
            })}
          </span>
        )}
      </output>
      {preview && !preview.written && <RosterPreviewTable preview={preview} />}
      {file && writable > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(file, true)}>
          {t('write', { count: writable, people: number(writable) })}
        </Button>
      )}
      {stored.value && stored.value.rosters.length > 0 && (
        <StoredRosters path={path} rosters={stored.value.rosters} onReceived={describeDeleted} />
      )}
    </Card>
  );
}

/** What was read: each line with a problem, the first rows as they will be stored, and how many people for which unit. SPEC U15, U1a. */
function RosterPreviewTable({ preview }: { preview: RosterPreview }) {
  const { t } = useTranslation('rosters');
  const { number } = useFormat();
  const { units } = preview;
  return (
    <div className={styles.unitsPreview}>
      <ListProblems read={preview} />
      {preview.first.length > 0 && (
        <Table
          caption={t('first')}
          rows={preview.first}
          rowKey={(row) => String(row.line)}
          columns={[
            { id: 'line', header: t('firstLine'), numeric: true, cell: (row) => row.line },
            { id: 'unit', header: t('column.unit'), cell: (row) => row.unit },
            { id: 'name', header: t('cell.name'), rowHeader: true, cell: (row) => row.name },
            { id: 'phone', header: t('cell.phone'), cell: (row) => row.phone },
          ]}
        />
      )}
      {units.length > 0 && (
        <Table
          caption={t('preview')}
          rows={units}
          rowKey={(unit) => unit.code}
          columns={[
            { id: 'code', header: t('column.code'), cell: (u) => u.code, sortBy: (u) => u.code },
            { id: 'name', header: t('column.unit'), rowHeader: true, cell: (u) => u.name, sortBy: (u) => u.name },
            {
              id: 'people',
              header: t('column.people'),
              numeric: true,
              cell: (u) => number(u.people),
              sortBy: (u) => u.people,
            },
            {
              id: 'before',
              header: t('column.before'),
              numeric: true,
              cell: (u) => (u.before === null ? t('noList') : number(u.before)),
              sortBy: (u) => u.before,
            },
          ]}
        />
      )}
    </div>
  );
}
