import type { ShowCommand } from '@hoithi/shared/contract/show';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import { commitToValue, valueLengthMin } from '@hoithi/shared/rules/lots';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';

type Person = { name: string; value: string };
const peopleMax = 10;
const nobody: Person = { name: '', value: '' };

/**
 * A drawing among those present: people type a name and a value of their own, whose hashes freeze the list; the values leave
 * this device when they are opened together. SPEC H29.
 */
export function NameLots({ run, drive }: { run: McRun; drive: (command: ShowCommand) => void }) {
  const { t } = useTranslation('mc');
  const [people, setPeople] = useState<Person[]>([nobody, nobody]);
  const [asked, setAsked] = useState<'name' | 'open' | null>(null);
  const { cue } = run.stage;
  if (cue.kind !== 'draw' || cue.of !== 'present' || cue.seed !== null || cue.ready) return null;
  const committed = cue.source?.kind === 'committed' ? cue.source.people : null;
  const typed = people.map(({ name, value }) => ({
    name: name.normalize('NFC').replace(/\s+/gu, ' ').trim(),
    value: value.trim(),
  }));
  const isWhole = typed.every(({ name, value }) => name.length > 1 && value.length >= valueLengthMin);
  const names = new Set(typed.map(({ name }) => name.toLowerCase()));
  const ready = isWhole && names.size === typed.length;
  const set = (at: number, more: Partial<Person>) => setPeople(people.with(at, { ...(people[at] ?? nobody), ...more }));
  const open = (what: 'name' | 'open') => {
    if (what === 'open' && committed)
      setPeople(committed.map(({ name }) => people.find((each) => each.name.trim() === name) ?? { name, value: '' }));
    setAsked(what);
  };
  const send = () => {
    setAsked(null);
    drive(
      asked === 'open'
        ? { do: 'open-lots', values: typed.map(({ value }) => value) }
        : {
            do: 'name-lots',
            people: typed.map(({ name, value }) => ({ name, hash: commitToValue(name, value) })),
          },
    );
  };
  return (
    <div>
      <p>{t(committed ? 'lots.named' : 'lots.unnamed')}</p>
      {committed && <Button onClick={() => open('open')}>{t('lots.open')}</Button>}
      <Button kind={committed ? 'quiet' : 'primary'} onClick={() => open('name')}>
        {t(committed ? 'lots.again' : 'lots.name')}
      </Button>
      <Dialog
        open={asked !== null}
        title={t(asked === 'open' ? 'lots.open' : 'lots.name')}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('drive.keep')}</Button>
            <Button kind="primary" disabled={!ready} onClick={send}>
              {t(asked === 'open' ? 'lots.open' : 'lots.confirm')}
            </Button>
          </>
        }
      >
        <p>{t(asked === 'open' ? 'lots.openText' : 'lots.nameText')}</p>
        {people.map(({ name, value }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: people have no id; the list only grows at its end
          <div key={at}>
            <Field
              label={t('lots.person', { no: at + 1 })}
              value={name}
              readOnly={asked === 'open'}
              onChange={(event) => set(at, { name: event.target.value })}
            />
            <Field
              label={t('lots.value', { no: at + 1 })}
              hint={t('lots.valueHint')}
              type="password"
              autoComplete="off"
              value={value}
              onChange={(event) => set(at, { value: event.target.value })}
            />
          </div>
        ))}
        {asked === 'name' && people.length < peopleMax && (
          <Button kind="quiet" onClick={() => setPeople([...people, nobody])}>
            {t('lots.addPerson')}
          </Button>
        )}
      </Dialog>
    </div>
  );
}
