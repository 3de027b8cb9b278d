import type { ResultDesk } from '@hoithi/shared/contract/result-desk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { MomentField } from '../../../ui/moment-field.tsx';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import type { Deciding } from './result-parts.ts';

type Props = { desk: ResultDesk; onChoose: (what: Deciding) => void; onClose: () => void };

/** From when until when no time ran. SPEC F15a. */
export function IncidentDialog({ desk: { round }, onChoose, onClose }: Props) {
  const { t } = useTranslation('result-desk');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const [fromMs, toMs] = [from, to].map((typed) => Date.parse(readVietnamInput(typed) ?? ''));
  const isInside = fromMs! >= round.opensAtMs && toMs! <= round.closesAtMs && fromMs! < toMs!;
  const confirm = () => {
    setTried(true);
    if (isInside) onChoose({ decision: { kind: 'incident', fromMs: fromMs!, toMs: toMs! }, about: '' });
  };
  const dayOf = (atMs: number) => writeVietnamInput(atMs).slice(0, 10);
  const bounds = { min: dayOf(round.opensAtMs), max: dayOf(round.closesAtMs) };
  return (
    <FormDialog
      title={t('incidentForm.title')}
      confirm={t('incidentForm.next')}
      busy={false}
      refused={tried && !isInside ? t('incidentForm.wrong') : null}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('incidentForm.text')}</p>
      <MomentField
        label={t('incidentForm.from')}
        required
        {...bounds}
        value={from}
        onChange={(moment) => setFrom(moment ?? '')}
      />
      <MomentField
        label={t('incidentForm.to')}
        required
        {...bounds}
        value={to}
        onChange={(moment) => setTo(moment ?? '')}
      />
    </FormDialog>
  );
}
