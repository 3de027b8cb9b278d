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
import styles from './page.module.css';

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
        <output className={styles.notice}>{refusal && words(refusal)}</output>
      </form>
    </Card>
  );
}

type WorkloadField = keyof RehearsalWorkload;
type WorkloadDraft = Record<WorkloadField, string>;

/** A usual workload on the afternoon before a launch. */
const usualWorkload: WorkloadDraft = {
  people: '500',
  seconds: '180',
  joinSeconds: '30',
  lockPercent: '30',
  lockSeconds: '20',
  dropPercent: '5',
  slowPercent: '2',
  resendPercent: '5',
};

const bounds: Record<WorkloadField, readonly [least: number, most: number]> = {
  people: [1, limits.rehearsalPeopleMax],
  seconds: [5, limits.rehearsalSecondsMax],
  joinSeconds: [1, 300],
  lockPercent: [0, 100],
  lockSeconds: [1, 60],
  dropPercent: [0, 100],
  slowPercent: [0, 100],
  resendPercent: [0, 100],
};
const fields = Object.keys(bounds) as WorkloadField[];

/** The numbers of a draft, or which of them are none. The server judges again. SPEC Y3. */
function readWorkload(draft: WorkloadDraft): {
  workload: RehearsalWorkload | null;
  wrong: ReadonlySet<WorkloadField>;
} {
  const read = Object.fromEntries(fields.map((name) => [name, Number(draft[name])])) as RehearsalWorkload;
  const wrong = new Set(
    fields.filter((name) => {
      const [least, most] = bounds[name];
      return !/^\d{1,4}$/.test(draft[name]) || read[name] < least || read[name] > most;
    }),
  );
  if (read.joinSeconds * 2 > read.seconds) wrong.add('joinSeconds');
  if (read.lockPercent > 0 && read.lockSeconds * 3 > read.seconds) wrong.add('lockSeconds');
  return { workload: wrong.size === 0 ? read : null, wrong };
}
