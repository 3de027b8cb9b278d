import type { DeskDrawn } from '@hoithi/shared/contract/draws';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import type { ResultParts } from './result-parts.ts';

type Props = { draw: DeskDrawn; parts: ResultParts; onClose: () => void };
const drawsPath = (path: string): string => path.replace(/\/result$/, '/draws');

/** The lottery's digits, typed; or every committed value, opened together. SPEC F41. */
export function SeedDialog({ draw: { drawId, source }, parts: { path, done }, onClose }: Props) {
  const { t } = useTranslation('draws');
  const { number } = useFormat();
  const words = useRefusalText();
  const isLottery = source.kind === 'lottery';
  const labels = isLottery
    ? [t('giveValue', { digits: number(source.digits) })]
    : source.people.map(({ name }) => t('openValue', { name }));
  const [values, setValues] = useState(labels.map(() => ''));
  const act = useAct(
    () => postJson<{ state: 'typed' | 'drawn' }>(`${drawsPath(path)}/seed`, { drawId, values }),
    ({ state }) => {
      onClose();
      done(t(state === 'typed' ? 'typed' : 'done'));
    },
  );
  return (
    <FormDialog
      title={isLottery ? t('giveTitle', { company: source.company }) : t('openTitle')}
      confirm={t('draw')}
      busy={act.busy}
      refused={act.refusal && words(act.refusal)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>{t(isLottery ? 'giveText' : 'openText')}</p>
      {labels.map((label, at) => (
        <Field
          key={label}
          label={label}
          required
          autoComplete="off"
          inputMode={isLottery ? 'numeric' : 'text'}
          value={values[at] ?? ''}
          onChange={(event) => setValues(values.with(at, event.target.value))}
        />
      ))}
    </FormDialog>
  );
}

export function CallOffDialog({ draw: { drawId }, parts: { path, done }, onClose }: Props) {
  const { t } = useTranslation(['draws', 'organizer']);
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const act = useAct(
    () => postJson(`${drawsPath(path)}/call-off`, { drawId, reason }),
    () => {
      onClose();
      done(t('calledOff'));
    },
  );
  const confirm = () => {
    setTried(true);
    if (!issue) void act.run();
  };
  return (
    <FormDialog
      title={t('callOffTitle')}
      confirm={t('callOff')}
      busy={act.busy}
      refused={act.refusal && words(act.refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('callOffText')}</p>
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}
