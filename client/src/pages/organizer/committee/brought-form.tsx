import type { BroughtPreview, BroughtProblem } from '@hoithi/shared/contract/committee';
import { limits } from '@hoithi/shared/contract/limits';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UploadField } from '../upload-field.tsx';
import styles from './page.module.css';

type Props = {
  path: string;
  of: 'people' | 'units';
  /** What is sent with the table; null: something is missing yet. */
  query: () => Record<string, string> | null;
  onDone: (sentence: string) => void;
  children?: ReactNode;
};

/** A table from a file or pasted: shown as it was read with what cannot be used, saved when confirmed. SPEC M22, M23. */
export function BroughtForm({ path, of, query, onDone, children }: Props) {
  const { t } = useTranslation('committee');
  const { number } = useFormat();
  const words = useRefusalText();
  const [table, setTable] = useState<Blob | null>(null);
  const [typed, setTyped] = useState('');
  const [preview, setPreview] = useState<BroughtPreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (sent: Blob, write: boolean) => {
    const given = query();
    if (given === null) return;
    setBusy(true);
    setNotice(null);
    const received = await postFile<BroughtPreview>(
      `${path}?${new URLSearchParams({ ...given, write: String(write) })}`,
      sent,
    );
    setBusy(false);
    setPreview(received.ok && !received.value.written ? received.value : null);
    if (!received.ok) setNotice(words(received.refusal));
    else if (received.value.written) {
      setTyped('');
      onDone(t('written', { count: received.value.lines, value: number(received.value.lines) }));
    }
  };
  const choose = (chosen: Blob | null) => {
    setTable(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size <= limits.unitFileBytesMax) void send(chosen, false);
    else setNotice(t('tooLarge', { size: limits.unitFileBytesMax / 1024 / 1024 }));
  };
  return (
    <div className={styles.brought}>
      {children}
      <UploadField label={t('file')} accept=".xlsx,.csv,.txt,text/csv,text/plain" onFile={choose} />
      <Field label={t('typed')} hint={t('typedHint')}>
        {(wire) => <textarea {...wire} rows={4} value={typed} onChange={({ target }) => setTyped(target.value)} />}
      </Field>
      {(typed.trim() !== '' || (table && !preview)) && (
        <Button
          busy={busy}
          onClick={() => choose(typed.trim() === '' ? table : new Blob([typed], { type: 'text/csv' }))}
        >
          {t('read')}
        </Button>
      )}
      <output className={styles.refused}>{notice}</output>
      {preview && <Preview preview={preview} of={of} />}
      {table && preview && preview.lines > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(table, true)}>
          {t('write', { count: preview.lines, value: number(preview.lines) })}
        </Button>
      )}
    </div>
  );
}

function Preview({ preview, of }: { preview: BroughtPreview; of: Props['of'] }) {
  const { t } = useTranslation('committee');
  const { number, local } = useFormat();
  const describe = ({ line, column, problem, value }: BroughtProblem): string => {
    const reason = t(`problem.${problem}`);
    if (line === 0) return reason;
    const place = column === null ? t('line', { line, reason }) : t('lineColumn', { line, column, reason });
    return value === '' ? place : `${place} ${t('value', { value })}`;
  };
  return (
    <>
      {preview.unknownColumns.length > 0 && (
        <p>{t('unknownColumns', { columns: preview.unknownColumns.join('; ') })}</p>
      )}
      {preview.first.length > 0 && (
        <Table
          caption={t('first')}
          rows={preview.first}
          rowKey={(row) => String(row.line)}
          columns={[
            { id: 'subject', header: t(`subject.${of}`), rowHeader: true, cell: (row) => row.subject },
            ...preview.columns.map((label, at) => ({
              ...{ id: `column-${at}`, header: local(label), numeric: true },
              cell: (row: BroughtPreview['first'][number]) => {
                const value = row.cells[at];
                return value == null ? '–' : number(value, 2);
              },
            })),
          ]}
        />
      )}
      {preview.problemCount > 0 && (
        <div className={styles.problems} role="alert">
          <strong>
            {preview.problems[0]?.line === 0
              ? t('fileUnread')
              : t('problems', { count: preview.problemCount, value: number(preview.problemCount) })}
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
