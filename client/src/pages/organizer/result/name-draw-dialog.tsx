import type { DrawSource } from '@hoithi/shared/contract/draws';
import { commitToValue, valueLengthMin } from '@hoithi/shared/rules/lots';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { MomentField } from '../../../ui/moment-field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { readVietnamInput } from '../vietnam-input.ts';
import type { ResultParts } from './result-parts.ts';

/** What is to be drawn: an award's list (`rank` null), or equals at a rank. */
export type ToDraw = { list: number; rank: number | null; about: string };
type Props = { parts: ResultParts; what: ToDraw; onClose: () => void };
type Person = { name: string; value: string };
const kinds = ['lottery', 'committed'] as const;
const peopleMax = 10;

/** Names where the seed will come from; the list is frozen with it. Secret values never leave the device. SPEC F40. */
export function NameDrawDialog({ parts: { desk, path, done }, what: { list, rank, about }, onClose }: Props) {
  const { t } = useTranslation(['draws', 'organizer']);
  const words = useRefusalText();
  const [kind, setKind] = useState<(typeof kinds)[number]>('lottery');
  const [lottery, setLottery] = useState({ company: '', prize: '', at: '', digits: '5' });
  const [people, setPeople] = useState<Person[]>([
    { name: '', value: '' },
    { name: '', value: '' },
  ]);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const source = kind === 'lottery' ? lotteryOf(lottery) : committedOf(people);
  const base = desk.standing?.version ?? 0;
  const act = useAct(
    () => postJson(path.replace(/\/result$/, '/draws'), { base, list, rank, source, reason }),
    () => {
      onClose();
      done(t('named'));
    },
  );
  const confirm = () => {
    setTried(true);
    if (source && !issue) void act.run();
  };
  const refused = act.refusal ? words(act.refusal) : tried && !source ? t('incomplete') : null;
  return (
    <FormDialog
      title={t('nameTitle', { about })}
      confirm={t('confirm')}
      busy={act.busy}
      refused={refused}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('nameText')}</p>
      <Select
        label={t('kind')}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={kind}
        onChange={(event) => setKind(event.target.value as typeof kind)}
      />
      {kind === 'lottery' ? (
        <LotteryFields value={lottery} change={setLottery} />
      ) : (
        <PeopleFields people={people} change={setPeople} />
      )}
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}

type Lottery = { company: string; prize: string; at: string; digits: string };

function LotteryFields({ value, change }: { value: Lottery; change: (value: Lottery) => void }) {
  const { t } = useTranslation('draws');
  return (
    <>
      <Field
        label={t('company')}
        required
        maxLength={120}
        value={value.company}
        onChange={(event) => change({ ...value, company: event.target.value })}
      />
      <Field
        label={t('prize')}
        hint={t('prizeHint')}
        required
        maxLength={120}
        value={value.prize}
        onChange={(event) => change({ ...value, prize: event.target.value })}
      />
      <MomentField
        label={t('at')}
        required
        value={value.at}
        onChange={(moment) => change({ ...value, at: moment ?? '' })}
      />
      <Field
        label={t('digits')}
        type="number"
        min={2}
        max={12}
        required
        value={value.digits}
        onChange={(event) => change({ ...value, digits: event.target.value })}
      />
    </>
  );
}

function PeopleFields({ people, change }: { people: Person[]; change: (people: Person[]) => void }) {
  const { t } = useTranslation('draws');
  const set = (at: number, more: Partial<Person>) => change(people.with(at, { ...people[at]!, ...more }));
  return (
    <>
      {people.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: people have no id; the list only grows at its end
        <div key={at}>
          <Field
            label={t('person', { no: at + 1 })}
            required
            value={name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <Field
            label={t('value', { no: at + 1 })}
            hint={t('valueHint')}
            required
            autoComplete="off"
            value={value}
            onChange={(event) => set(at, { value: event.target.value })}
          />
        </div>
      ))}
      {people.length < peopleMax && (
        <Button kind="quiet" onClick={() => change([...people, { name: '', value: '' }])}>
          {t('addPerson')}
        </Button>
      )}
    </>
  );
}

/** null: something is missing. */
function lotteryOf({ company, prize, at, digits }: Lottery): DrawSource | null {
  const atMs = Date.parse(readVietnamInput(at) ?? '');
  const count = Number(digits);
  const isWhole = company.trim().length > 1 && prize.trim().length > 1 && Number.isFinite(atMs);
  return isWhole && Number.isInteger(count) && count >= 2 && count <= 12
    ? { kind: 'lottery', company, prize, atMs, digits: count }
    : null;
}

function committedOf(people: readonly Person[]): DrawSource | null {
  const names = people.map(({ name }) => name.normalize('NFC').replace(/\s+/gu, ' ').trim());
  if (people.some(({ value }, at) => names[at]!.length < 2 || value.trim().length < valueLengthMin)) return null;
  return {
    kind: 'committed',
    people: people.map(({ value }, at) => ({ name: names[at]!, hash: hashOf(names[at]!, value.trim()) })),
  };
}

/** A hash that was computed elsewhere stays as it is. */
const hashOf = (name: string, value: string): string =>
  /^[0-9a-f]{64}$/.test(value) ? value : commitToValue(name, value);
