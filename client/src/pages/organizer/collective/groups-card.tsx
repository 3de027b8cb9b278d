import type { CollectiveDesk } from '@hoithi/shared/contract/collective-standing';
import { limits } from '@hoithi/shared/contract/limits';
import type { UnitGroupPreview, UnitGroupProblem } from '@hoithi/shared/contract/unit-group-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UploadField } from '../upload-field.tsx';
import styles from './page.module.css';

type Props = { path: string; known: CollectiveDesk['groups']; onDone: (sentence: string) => void };

/** Figures of mandatory groups from the organizer's own table: shown first, written when confirmed. SPEC G3. */
export function GroupsCard({ path, known, onDone }: Props) {
  const { t } = useTranslation('collective');
  const { number, date } = useFormat();
  const words = useRefusalText();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<UnitGroupPreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (chosen: File, write: boolean) => {
    setBusy(true);
    setNotice(null);
    const received = await postFile<UnitGroupPreview>(`${path}/groups${write ? '?write=true' : ''}`, chosen);
    setBusy(false);
    setPreview(received.ok && !received.value.written ? received.value : null);
    if (!received.ok) setNotice(words(received.refusal));
    else if (received.value.written)
      onDone(t('groups.written', { count: received.value.rowCount, value: number(received.value.rowCount) }));
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size <= limits.unitFileBytesMax) void send(chosen, false);
    else setNotice(t('groups.tooLarge', { size: limits.unitFileBytesMax / 1024 / 1024 }));
  };
  return (
    <Card title={t('groups.title')}>
      <p className={styles.lead}>{t('groups.lead')}</p>
      <ul className={styles.list}>
        {known.length === 0 && <li>{t('groups.unknown')}</li>}
        {known.map(({ name, units, newestDate }) => (
          <li key={name}>
            {t('groups.known', {
              count: units,
              group: name,
              value: number(units),
              date: date(Date.parse(`${newestDate}T00:00:00+07:00`)),
            })}
          </li>
        ))}
      </ul>
      <UploadField label={t('groups.file')} accept=".xlsx,.csv,.txt,text/csv,text/plain" onFile={choose} />
      <output className={styles.notice}>{notice}</output>
      {preview && <Problems preview={preview} />}
      {file && preview && preview.rowCount > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(file, true)}>
          {t('groups.write', { count: preview.rowCount, value: number(preview.rowCount) })}
        </Button>
      )}
    </Card>
  );
}

function Problems({ preview }: { preview: UnitGroupPreview }) {
  const { t } = useTranslation('collective');
  const { number } = useFormat();
  const describe = ({ line, column, problem, value }: UnitGroupProblem): string => {
    const reason = t(`groups.problem.${problem}`);
    if (column === null) return reason;
    const place = t('groups.line', { line, column: t(`groups.column.${column}`), reason });
    return value === '' ? place : `${place} ${t('groups.value', { value })}`;
  };
  return (
    <>
      <p>{t('groups.read', { count: preview.rowCount, value: number(preview.rowCount) })}</p>
      {preview.unknownColumns.length > 0 && (
        <p>{t('groups.unknownColumns', { columns: preview.unknownColumns.join('; ') })}</p>
      )}
      {preview.rows.length > 0 && (
        <Table
          caption={t('groups.first')}
          rows={preview.rows.slice(0, 5)}
          rowKey={(row) => String(row.line)}
          columns={[
            { id: 'code', header: t('groups.column.code'), rowHeader: true, cell: (row) => row.unitName },
            { id: 'group', header: t('groups.column.group'), cell: (row) => row.group },
            { id: 'done', header: t('groups.column.done'), numeric: true, cell: (row) => number(row.done) },
            { id: 'total', header: t('groups.column.total'), numeric: true, cell: (row) => number(row.total) },
          ]}
        />
      )}
      {preview.problemCount > 0 && (
        <div className={styles.problems} role="alert">
          <strong>
            {preview.problems[0]?.line === 0
              ? t('groups.fileUnread')
              : t('groups.problems', { count: preview.problemCount, value: number(preview.problemCount) })}
          </strong>
          <ul>
            {preview.problems.map((each) => (
              <li key={`${each.line}:${each.column}:${each.problem}`}>{describe(each)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
