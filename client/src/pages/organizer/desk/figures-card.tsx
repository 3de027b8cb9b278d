import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { limits } from '@hoithi/shared/contract/limits';
import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile, getJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { FiguresPreview } from './figures-preview.tsx';
import styles from './page.module.css';

type Format = 'json' | 'xlsx' | 'pdf';
const { lowestUnitsMax: max, reasonLengthMin: min, reasonLengthMax } = limits;

/** The figures of a round: a preview here, a download as a workbook or for print. SPEC C10-C18. */
export function FiguresCard({ rounds }: { rounds: readonly DeskRound[] }) {
  const { t } = useTranslation('figures');
  const begun = rounds.filter((round) => round.phase !== 'scheduled');
  return (
    <Card title={t('title')}>
      <p className={styles.reportLead}>{t('lead')}</p>
      {begun.length === 0 ? <p className={styles.reportSoft}>{t('none')}</p> : <FiguresForm rounds={begun} />}
    </Card>
  );
}

function FiguresForm({ rounds }: { rounds: readonly DeskRound[] }) {
  const { t } = useTranslation('figures');
  const { local, locale } = useFormat();
  const words = useRefusalText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [lowest, setLowest] = useState('10');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState<Format | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [report, setReport] = useState<FiguresReport | null>(null);
  const roundId = chosen ?? rounds.at(-1)?.roundId ?? '';
  const lowestRight = /^\d{1,3}$/.test(lowest) && Number(lowest) <= max;
  const reasonRight = reason.trim() === '' || reason.trim().length >= min;

  const take = async (format: Format) => {
    if (busy || !lowestRight || !reasonRight) return;
    setNotice(null);
    setBusy(format);
    const query = new URLSearchParams({ lang: locale, lowest });
    if (reason.trim() !== '') query.set('reason', reason.trim());
    const path = `/api/organizer/rounds/${roundId}/figures.${format}?${query}`;
    const received = format === 'json' ? await getJson<FiguresReport>(path) : await getFile(path);
    setBusy(null);
    if (!received.ok) return setNotice(words(received.refusal));
    if ('bytes' in received.value) {
      saveFile(received.value);
      setNotice(t('saved', { name: received.value.name }));
    } else setReport(received.value);
  };
  return (
    <>
      <div className={styles.reportFields}>
        <Select
          label={t('round')}
          value={roundId}
          options={rounds.map((round) => ({ value: round.roundId, label: local(round.label) }))}
          onChange={(event) => {
            setChosen(event.target.value);
            setReport(null);
          }}
        />
        <Field
          label={t('lowest')}
          hint={t('lowestHint', { max })}
          error={lowestRight ? null : t('lowestWrong', { max })}
          inputMode="numeric"
          value={lowest}
          onChange={(event) => setLowest(event.target.value.trim())}
        />
        <Field
          label={t('reason')}
          hint={t('reasonHint')}
          error={reasonRight ? null : t('reasonShort', { min })}
          maxLength={reasonLengthMax}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <fieldset className={styles.reportActs} aria-label={t('actions')}>
        {(['json', 'xlsx', 'pdf'] as const).map((format) => (
          <Button key={format} busy={busy === format} onClick={() => void take(format)}>
            {t(format === 'json' ? 'preview' : format)}
          </Button>
        ))}
      </fieldset>
      <output className={styles.reportNotice}>{notice}</output>
      {report && <FiguresPreview report={report} />}
    </>
  );
}
