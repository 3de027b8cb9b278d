import type { OwnUnitsTable, OwnUnits as Stored } from '@hoithi/shared/contract/draft-units';
import type { UnitsSource } from '@hoithi/shared/contract/drafts';
import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { foldUnitName } from '@hoithi/shared/rules/units/unit-names';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile, postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button, FileLink } from '../../../ui/button.tsx';
import { writeDate } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { TablePreview } from '../prepare/table-preview.tsx';
import { UploadField } from '../upload-field.tsx';
import { useDraft } from './draft-context.ts';
import fieldStyles from './fields.module.css';
import { UnitDialog } from './unit-dialog.tsx';

const shownMax = 60;

/** Says what a list of units would contradict. SPEC J20. */
function useUnitsFault(): (refusal: Refusal) => string {
  const { t } = useTranslation(['editor', 'organizer']);
  const words = useRefusalText();
  return (refusal) => {
    if (refusal.code !== 'file_invalid') return words(refusal);
    return refusal.problems
      .slice(0, 3)
      .map(({ column, reason }) =>
        t('units.problemOf', { code: column, problem: t(`organizer:units.problem.${reason as 'code_twice'}`) }),
      )
      .join(' ');
  };
}

/** The draft's own list of units: begun from a set or a table, then found, edited, ended, replaced, exported. SPEC J20. */
export function OwnUnits({ sources }: { sources: { value: UnitsSource; label: string }[] }) {
  const { t } = useTranslation('editor');
  const { number } = useFormat();
  const { draftId, mayChange } = useDraft();
  const path = `/api/organizer/drafts/${draftId}/units`;
  const stored = useLoaded<Stored>(path);
  const fault = useUnitsFault();
  const [notice, setNotice] = useState<string | null>(null);
  const [editing, setEditing] = useState<UnitDraft | 'new' | null>(null);
  const [query, setQuery] = useState('');
  const units = stored.value?.units ?? [];
  const found = useMemo(() => filterUnits(units, query), [units, query]);
  const restsOn = stored.value?.version ?? 0;
  /** true: it was taken. */
  const send = async (what: string, body: object): Promise<boolean> => {
    const changed = await postJson<{ version: number }>(`${path}/${what}`, { restsOn, ...body });
    setNotice(changed.ok ? null : fault(changed.refusal));
    stored.again();
    return changed.ok;
  };
  return (
    <div className={fieldStyles.stack}>
      {mayChange && (
        <Beginnings sources={sources} isEmpty={units.length === 0} onTake={(from) => send('take', { from })} />
      )}
      {mayChange && <OwnTable path={path} onWritten={stored.again} />}
      {notice && (
        <p className={fieldStyles.warning} role="alert">
          {notice}
        </p>
      )}
      {units.length > 0 && (
        <>
          <Field label={t('units.search')} value={query} onChange={(event) => setQuery(event.target.value)} />
          <p className={fieldStyles.soft}>
            {t('units.found', {
              count: units.length,
              shown: number(Math.min(found.length, shownMax)),
              found: number(found.length),
              all: number(units.length),
            })}
          </p>
          <UnitsTable units={found.slice(0, shownMax)} all={units} onEdit={mayChange ? setEditing : null} />
          <FileLink href={`${path}.csv`}>{t('units.export')}</FileLink>
        </>
      )}
      {mayChange && <Button onClick={() => setEditing('new')}>{t('units.add')}</Button>}
      {editing && (
        <UnitDialog
          unit={editing === 'new' ? null : editing}
          units={units}
          refused={notice}
          onClose={() => {
            setEditing(null);
            setNotice(null);
          }}
          onSave={(unit) => send('save', { was: editing === 'new' ? null : editing.code, unit })}
          onRemove={(code) => send('remove', { code })}
        />
      )}
    </div>
  );
}

function filterUnits(units: readonly UnitDraft[], query: string): UnitDraft[] {
  const wanted = foldUnitName(query);
  if (wanted === '') return [...units];
  return units.filter(
    ({ code, name }) => foldUnitName(name).includes(wanted) || code.toLowerCase().includes(query.trim().toLowerCase()),
  );
}

type BeginningsProps = {
  sources: { value: UnitsSource; label: string }[];
  isEmpty: boolean;
  onTake: (from: UnitsSource) => Promise<boolean>;
};

/** An empty list begins with a set or another contest; a list that is there can be emptied, asked back. */
function Beginnings({ sources, isEmpty, onTake }: BeginningsProps) {
  const { t } = useTranslation('editor');
  const [sure, setSure] = useState(false);
  if (!isEmpty)
    return sure ? (
      <p className={fieldStyles.chips}>
        <span>{t('units.emptySure')}</span>
        <Button
          kind="danger"
          onClick={() => {
            setSure(false);
            void onTake({ kind: 'none' });
          }}
        >
          {t('units.empty')}
        </Button>
        <Button onClick={() => setSure(false)}>{t('units.keep')}</Button>
      </p>
    ) : (
      <p>
        <Button kind="quiet" onClick={() => setSure(true)}>
          {t('units.empty')}
        </Button>
      </p>
    );
  return (
    <div className={fieldStyles.stack}>
      <p className={fieldStyles.soft}>{t('units.ownText')}</p>
      <div className={fieldStyles.chips}>
        {sources.map(({ value, label }) => (
          <Button key={label} onClick={() => void onTake(value)}>
            {t('units.copy', { name: label })}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** A table of one's own: shown first, taken when confirmed. */
function OwnTable({ path, onWritten }: { path: string; onWritten: () => void }) {
  const { t } = useTranslation(['editor', 'organizer']);
  const words = useRefusalText();
  const { number } = useFormat();
  const [chosen, setChosen] = useState<File | null>(null);
  const [read, setRead] = useState<Result<OwnUnitsTable> | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File, write: boolean) => {
    setBusy(true);
    const answer = await postFile<OwnUnitsTable>(`${path}/table?write=${write}`, file);
    setBusy(false);
    setRead(answer);
    if (answer.ok && answer.value.preview.written) {
      setChosen(null);
      onWritten();
    }
  };
  const choose = (file: File | null) => {
    setChosen(file);
    setRead(null);
    if (file && file.size <= limits.unitFileBytesMax) void send(file, false);
  };
  const preview = read?.ok ? read.value.preview : null;
  const writable = preview && !preview.written ? preview.counts.new + preview.counts.changed : 0;
  return (
    <div className={fieldStyles.stack}>
      <UploadField
        label={t('organizer:units.file')}
        hint={t('organizer:units.columns')}
        error={
          chosen && chosen.size > limits.unitFileBytesMax
            ? t('organizer:units.tooLarge', { size: limits.unitFileBytesMax / 1024 / 1024 })
            : undefined
        }
        accept=".xlsx,.csv,.txt,text/csv,text/plain"
        onFile={choose}
      />
      {read && !read.ok && (
        <p className={fieldStyles.warning} role="alert">
          {words(read.refusal)}
        </p>
      )}
      {preview && !preview.written && <TablePreview preview={preview} />}
      {chosen && writable > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(chosen, true)}>
          {t('units.take', { count: writable, shown: number(writable) })}
        </Button>
      )}
      {preview?.written && <output>{t('units.taken')}</output>}
    </div>
  );
}

type UnitsTableProps = { units: UnitDraft[]; all: readonly UnitDraft[]; onEdit: ((unit: UnitDraft) => void) | null };

function UnitsTable({ units, all, onEdit }: UnitsTableProps) {
  const { t } = useTranslation('editor');
  const { number } = useFormat();
  const levelName = useLevelName();
  const names = useMemo(() => new Map(all.map(({ code, name }) => [code, name])), [all]);
  return (
    <Table
      caption={t('units.title')}
      captionHidden
      rows={units}
      rowKey={(unit) => unit.code}
      columns={[
        { id: 'name', header: t('units.name'), cell: (unit) => <UnitName unit={unit} />, sortBy: (unit) => unit.name },
        { id: 'code', header: t('units.code'), cell: (unit) => unit.code, sortBy: (unit) => unit.code },
        { id: 'level', header: t('units.level'), cell: (unit) => levelName(unit.level), sortBy: (unit) => unit.level },
        {
          id: 'parent',
          header: t('units.parent'),
          cell: (unit) => (unit.parentCode ? (names.get(unit.parentCode) ?? unit.parentCode) : ''),
        },
        {
          id: 'headcount',
          header: t('units.headcount'),
          numeric: true,
          cell: (unit) => (unit.headcount === null ? '' : number(unit.headcount)),
          sortBy: (unit) => unit.headcount ?? -1,
        },
        ...(onEdit
          ? [
              {
                id: 'edit',
                header: t('units.act'),
                cell: (unit: UnitDraft) => (
                  <Button kind="quiet" onClick={() => onEdit(unit)}>
                    <span>{t('units.editRow')}</span> <span className="unseen">{unit.name}</span>
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function UnitName({ unit: { name, validTo } }: { unit: UnitDraft }) {
  const { t } = useTranslation('editor');
  return (
    <>
      <span>{name}</span>
      {validTo && <p className={fieldStyles.soft}>{t('units.ends', { day: writeDate(validTo) })}</p>}
    </>
  );
}
