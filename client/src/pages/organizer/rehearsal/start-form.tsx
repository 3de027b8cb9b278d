import { limits } from '@hoithi/shared/contract/limits';
import type {
  RehearsalList,
  RehearsalStarted,
  RehearsalWorkload,
  StartRehearsal,
} from '@hoithi/shared/contract/rehearsal';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckBox, Field, Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import styles from './rehearsal.module.css';
import { readWorkload, usualWorkload, type WorkloadDraft, type WorkloadField } from './workload-draft.ts';

type StartFormProps = { list: RehearsalList; onStarted: (started: RehearsalStarted) => void };

/** What the crowd shall do, and where it runs. SPEC Y1, Y3. */
export function StartForm({ list, onStarted }: StartFormProps) {
  const { t } = useTranslation('rehearsal');
  const { local, number: printed } = useFormat();
  const words = useRefusalText();
  const [contestId, setContestId] = useState(list.contests[0]?.contestId ?? '');
  const [draft, setDraft] = useState<WorkloadDraft>(usualWorkload);
  const [crowd, setCrowd] = useState<StartRehearsal['crowd']>('here');
  const [beside, setBeside] = useState(false);
  const [tried, setTried] = useState(false);
  const { workload, wrong } = readWorkload(draft);
  const { busy, refusal, run } = useAct<RehearsalStarted>(
    () =>
      postJson('/api/organizer/rehearsals', {
        contestId,
        workload: workload as RehearsalWorkload,
        crowd,
        besideOpenRound: beside,
      } satisfies StartRehearsal),
    onStarted,
  );
  const besideMissing = list.openRound && !beside;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (workload && !besideMissing) void run();
  };
  if (list.contests.length === 0) return null;
  const number = (name: WorkloadField, hint?: string) => (
    <Field
      label={t(name)}
      hint={hint}
      error={wrong.has(name) ? t('wrong', { hint: hint ?? '0–100' }) : null}
      inputMode="numeric"
      value={draft[name]}
      onChange={(event) => setDraft({ ...draft, [name]: event.target.value.trim() })}
    />
  );
  return (
    <Card title={t('start')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Select
          label={t('contest')}
          value={contestId}
          options={list.contests.map((each) => ({ value: each.contestId, label: local(each.name) }))}
          onChange={(event) => setContestId(event.target.value)}
        />
        <div className={styles.fields}>
          {number('people', t('peopleHint', { max: printed(limits.rehearsalPeopleMax) }))}
          {number('seconds', t('secondsHint', { max: limits.rehearsalSecondsMax }))}
          {number('joinSeconds', t('joinSecondsHint'))}
          {number('lockPercent', t('lockPercentHint'))}
          {number('lockSeconds', t('lockSecondsHint'))}
        </div>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('faultsTitle')}</legend>
          <p className={styles.soft}>{t('faults')}</p>
          <div className={styles.fields}>
            {number('dropPercent')}
            {number('slowPercent')}
            {number('resendPercent')}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('crowd')}</legend>
          {(['here', 'elsewhere'] as const).map((where) => (
            <label key={where} className={styles.choice}>
              <input type="radio" name="crowd" checked={crowd === where} onChange={() => setCrowd(where)} />
              <span>{t(`crowds.${where}`, { address: list.address })}</span>
            </label>
          ))}
          {crowd === 'here' && <p className={styles.soft}>{t('hereHint')}</p>}
        </fieldset>
        {list.openRound && (
          <CheckBox
            label={t('beside')}
            checked={beside}
            error={tried && besideMissing ? t('besideNeeded') : null}
            onChange={(event) => setBeside(event.target.checked)}
          />
        )}
        <div className={styles.acts}>
          <Button kind="primary" type="submit" busy={busy}>
            {t('go')}
          </Button>
        </div>
        <output className={styles.said}>{refusal && words(refusal)}</output>
      </form>
    </Card>
  );
}
