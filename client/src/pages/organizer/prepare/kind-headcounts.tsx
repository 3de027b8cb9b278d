import { limits } from '@hoithi/shared/contract/limits';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UploadField } from '../upload-field.tsx';
import styles from './page.module.css';
import { TablePreview } from './table-preview.tsx';

/** Headcounts of the kinds of people that the rules divide by, such as officials: shown first, then stored. SPEC U29. */
export function KindHeadcounts({ contestId }: { contestId: string }) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const words = useRefusalText();
  const path = `/api/organizer/contests/${contestId}/headcounts`;
  const kinds = useLoaded<{ kind: string; units: number }[]>(path);
  const [chosen, setChosen] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<UnitTablePreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [first] = kinds.value ?? [];
  if (!kinds.value || !first) return null;
  const kind = chosen ?? first.kind;
  const send = async (given: File, write: boolean) => {
    setBusy(true);
    const read = await postFile<UnitTablePreview>(
      `${path}/${encodeURIComponent(kind)}${write ? '?write=true' : ''}`,
      given,
    );
    setBusy(false);
    setPreview(read.ok ? read.value : null);
    setNotice(read.ok ? (read.value.written ? t('kinds.written') : null) : words(read.refusal));
    if (read.ok && read.value.written) kinds.again();
  };
  const choose = (given: File | null) => {
    setFile(given);
    setPreview(null);
    setNotice(null);
    if (!given) return;
    const sizeMax = limits.unitFileBytesMax;
    if (given.size > sizeMax) setNotice(t('units.tooLarge', { size: sizeMax / 1024 / 1024 }));
    else void send(given, false);
  };
  return (
    <section className={styles.units}>
      <h3>{t('kinds.title')}</h3>
      <p className={styles.unitsSoft}>{t('kinds.text')}</p>
      <Select
        label={t('kinds.kind')}
        value={kind}
        options={kinds.value.map((each) => ({
          value: each.kind,
          label: t('kinds.one', {
            name: t(`kinds.names.${each.kind as 'staff'}`, { defaultValue: each.kind }),
            count: each.units,
            shown: number(each.units),
          }),
        }))}
        onChange={(event) => {
          setChosen(event.target.value);
          choose(null);
        }}
      />
      <UploadField
        label={t('units.file')}
        hint={t('kinds.columns')}
        accept=".xlsx,.csv,.txt,text/csv,text/plain"
        onFile={choose}
      />
      <output className={styles.unitsNotice}>{notice}</output>
      {preview && !preview.written && <TablePreview preview={preview} />}
      {file && preview && !preview.written && preview.counts.changed > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(file, true)}>
          {t('kinds.write', { count: preview.counts.changed, shown: number(preview.counts.changed) })}
        </Button>
      )}
    </section>
  );
}
