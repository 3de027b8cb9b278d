import { limits } from '@hoithi/shared/contract/limits';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay } from '../organizer-connection.ts';
import { UploadField } from '../upload-field.tsx';
import { KindHeadcounts } from './kind-headcounts.tsx';
import styles from './page.module.css';
import { TablePreview } from './table-preview.tsx';
import { UnitList } from './unit-list.tsx';

/** Units and headcounts from the organizer's own table: shown first, written when confirmed; the list as it stands. SPEC U1-U3. */
export function UnitsCard({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const words = useRefusalText();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<UnitTablePreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const mayChange = useMay(contest.contestId)('units:change');
  const sizeMax = limits.unitFileBytesMax;

  const send = async (chosen: File, write: boolean) => {
    setNotice(null);
    setBusy(true);
    const path = `/api/organizer/contests/${contest.contestId}/units${write ? '?write=true' : ''}`;
    const received = await postFile<UnitTablePreview>(path, chosen);
    setBusy(false);
    setPreview(received.ok ? received.value : null);
    if (!received.ok) setNotice(received.refusal.code === 'not_allowed' ? t('units.closed') : words(received.refusal));
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size > sizeMax) setNotice(t('units.tooLarge', { size: sizeMax / 1024 / 1024 }));
    else void send(chosen, false);
  };
  const writable = preview && !preview.written ? preview.counts.new + preview.counts.changed : 0;
  return (
    <Card title={t('units.title')}>
      {mayChange && <p className={styles.unitsLead}>{t('units.lead')}</p>}
      {mayChange && (
        <>
          <p className={styles.unitsSoft}>{t('units.columns')}</p>
          <UploadField label={t('units.file')} accept=".xlsx,.csv,.txt,text/csv,text/plain" onFile={choose} />
        </>
      )}
      <output className={styles.unitsNotice}>
        <span>{notice}</span>
        {preview?.written && (
          <span>
            {t('units.written', {
              count: preview.counts.new,
              added: number(preview.counts.new),
              changed: number(preview.counts.changed),
            })}
          </span>
        )}
      </output>
      {preview && !preview.written && <TablePreview preview={preview} />}
      {file && writable > 0 && (
        <Button kind="primary" busy={busy} onClick={() => void send(file, true)}>
          {t('units.write', { count: writable, value: number(writable) })}
        </Button>
      )}
      {mayChange && <KindHeadcounts contestId={contest.contestId} />}
      <UnitList contest={contest} />
    </Card>
  );
}
